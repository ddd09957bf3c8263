"""Addresses of opinions."""

from django.urls import path

from paizhu.oversight.views import opinions

urlpatterns = [
    path("opinions/", opinions.opinions, name="opinions"),
    path("opinions/new/", opinions.opinion_new, name="opinion_new"),
    path("opinions/<int:pk>/", opinions.opinion, name="opinion"),
]
