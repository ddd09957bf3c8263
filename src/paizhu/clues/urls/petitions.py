"""Addresses of petitions."""

from django.urls import path

from paizhu.clues.views import petitions as views

urlpatterns = [
    path("petitions/", views.petitions, name="petitions"),
    path("petitions/<int:pk>/", views.petition, name="petition"),
]
