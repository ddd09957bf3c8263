"""Addresses of the rectification room, under `/rectification/`."""

from django.urls import path

from paizhu.rectification.views import letters, lists, measures, pages, steps

app_name = "rectification"
urlpatterns = [
    path("", lists.rectifications, name="rectifications"),
    path("<int:pk>/", pages.rectification, name="rectification"),
    path("<int:pk>/print/", pages.printed, name="printed"),
    path("<int:pk>/letters/<slug:letter>/", letters.letter, name="letter"),
    path("<int:pk>/files/<int:evidence>/", pages.evidence, name="evidence"),
    path("<int:pk>/measures/new/", measures.measure_new, name="measure_new"),
    path("<int:pk>/measures/<int:measure>/", measures.measure_change, name="measure_change"),
    path("<int:pk>/measures/<int:measure>/remove/", measures.remove, name="measure_remove"),
    path("<int:pk>/measures/<int:measure>/strike/", measures.strike, name="measure_strike"),
    path("<int:pk>/<slug:step>/", steps.step, name="step"),
]
