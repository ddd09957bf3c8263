"""Addresses of activities."""

from django.urls import path

from paizhu.oversight.views import activities, quick, records

urlpatterns = [
    path("activities/", activities.activities, name="activities"),
    path("activities/new/", activities.activity_new, name="activity_new"),
    path("activities/quick/", quick.quick, name="activity_quick"),
    path("activities/capacities/", activities.capacities, name="capacities"),
    path("activities/<int:pk>/", activities.activity, name="activity"),
    path("activities/<int:pk>/correct/", activities.activity_correct, name="activity_correct"),
    path("activities/<int:pk>/record/", records.record, name="activity_record"),
    path("activities/<int:pk>/complete/", records.complete, name="activity_complete"),
    path("activities/<int:pk>/files/", records.files_add, name="activity_files"),
    path("activities/<int:pk>/files/<int:file>/", records.file, name="activity_file"),
    path(
        "activities/<int:pk>/files/<int:file>/remove/",
        records.file_remove,
        name="activity_file_remove",
    ),
]
