"""Addresses of talks."""

from django.urls import path

from paizhu.clues.views import talks as views

urlpatterns = [
    path("talks/", views.talks, name="talks"),
    path("talks/new/", views.talk_new, name="talk_new"),
    path("talks/<int:pk>/", views.talk, name="talk"),
    path("talks/<int:pk>/change/", views.talk_change, name="talk_change"),
    path("talks/<int:pk>/print/", views.talk_print, name="talk_print"),
    path("clues/<int:pk>/talks/new/", views.clue_talk_new, name="clue_talk_new"),
]
