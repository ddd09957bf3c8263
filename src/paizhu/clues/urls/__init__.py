"""Addresses of the clues room, under `/clues/`, noun by noun."""

from paizhu.clues.urls import clues, drafts, petitions, talks, verifying

app_name = "clues"
urlpatterns = [
    *petitions.urlpatterns,
    *clues.urlpatterns,
    *drafts.urlpatterns,
    *talks.urlpatterns,
    *verifying.urlpatterns,
]
