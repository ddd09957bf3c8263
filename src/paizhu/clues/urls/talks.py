"""Addresses of talks."""

from django.urls import path

from paizhu.clues.views import talks as views

urlpatterns = [
    path("talks/", views.talks, name="talks"),
    path("talks/<int:pk>/", views.talk, name="talk"),
]
