"""Addresses of the oversight room, under `/oversight/`, noun by noun."""

from paizhu.oversight.urls import activities, joint_work, notices, opinions

app_name = "oversight"
urlpatterns = [
    *activities.urlpatterns,
    *joint_work.urlpatterns,
    *opinions.urlpatterns,
    *notices.urlpatterns,
]
