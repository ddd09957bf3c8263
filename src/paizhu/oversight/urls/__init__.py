"""Addresses of the oversight room, under `/oversight/`, noun by noun."""

from paizhu.oversight.urls import activities, notices, opinions

app_name = "oversight"
urlpatterns = [*activities.urlpatterns, *opinions.urlpatterns, *notices.urlpatterns]
