"""Addresses of clues."""

from django.urls import path

from paizhu.clues.views import clues as views

urlpatterns = [
    path("clues/", views.clues, name="clues"),
    path("clues/<int:pk>/", views.clue, name="clue"),
]
