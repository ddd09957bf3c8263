"""Addresses of the reporting room."""

from django.urls import path

from paizhu.reporting.views import diary, figures, home, profile, summaries, trail

app_name = "reporting"
urlpatterns = [
    path("", home.home, name="home"),
    path("diary/", diary.own, name="diary"),
    path("diary/people/<int:pk>/", diary.of_person, name="person_diary"),
    path("diary/groups/<int:pk>/", diary.of_group, name="group_diary"),
    path("figures/", figures.figures, name="figures"),
    path("figures/export/", figures.export, name="figures_export"),
    path("figures/acts/", figures.parts, name="parts"),
    path("summaries/", summaries.summaries, name="summaries"),
    path("summaries/<int:group>/<slug:span>/<slug:start>/", summaries.summary, name="summary"),
    path(
        "summaries/<int:group>/<slug:span>/<slug:start>/hand-in/",
        summaries.hand_in,
        name="summary_hand_in",
    ),
    path(
        "summaries/<int:group>/<slug:span>/<slug:start>/export/",
        summaries.export,
        name="summary_export",
    ),
    path("units/<int:pk>/timeline/", profile.timeline, name="timeline"),
    path("trail/", trail.records, name="trail"),
    path("trail/readings/", trail.readings, name="trail_readings"),
    path("trail/check/", trail.check, name="trail_check"),
    path("trail/heads/", trail.heads, name="trail_heads"),
    path("trail/heads/<int:sequence>/", trail.head, name="trail_head"),
    path("trail/<int:chain>/<int:sequence>/", trail.record, name="trail_record"),
]
