"""Addresses of activities."""

from django.urls import path

from paizhu.oversight.views import activities

urlpatterns = [
    path("activities/", activities.activities, name="activities"),
    path("activities/new/", activities.activity_new, name="activity_new"),
    path("activities/capacities/", activities.capacities, name="capacities"),
    path("activities/<int:pk>/", activities.activity, name="activity"),
    path("activities/<int:pk>/correct/", activities.activity_correct, name="activity_correct"),
]
