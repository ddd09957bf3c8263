"""Addresses of the oversight room, under `/oversight/`."""

from django.urls import path

from paizhu.oversight.views import activities, notices, opinions

app_name = "oversight"
urlpatterns = [
    path("activities/", activities.activities, name="activities"),
    path("activities/new/", activities.activity_new, name="activity_new"),
    path("activities/capacities/", activities.capacities, name="capacities"),
    path("activities/<int:pk>/", activities.activity, name="activity"),
    path("activities/<int:pk>/correct/", activities.activity_correct, name="activity_correct"),
    path("opinions/", opinions.opinions, name="opinions"),
    path("opinions/new/", opinions.opinion_new, name="opinion_new"),
    path("opinions/<int:pk>/", opinions.opinion, name="opinion"),
    path("opinions/<int:pk>/<slug:step>/", opinions.opinion_step, name="opinion_step"),
    path("notices/", notices.notices, name="notices"),
    path("notices/new/", notices.notice_new, name="notice_new"),
    path("notices/<int:pk>/", notices.notice, name="notice"),
]
