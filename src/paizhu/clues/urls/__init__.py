"""Addresses of the clues room, under `/clues/`, noun by noun."""

from paizhu.clues.urls import clues, petitions, talks

app_name = "clues"
urlpatterns = [*petitions.urlpatterns, *clues.urlpatterns, *talks.urlpatterns]
