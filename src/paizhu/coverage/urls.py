"""Addresses of the coverage room."""

from django.urls import path

from paizhu.coverage import views

app_name = "coverage"
urlpatterns = [
    path("", views.overview, name="overview"),
    path("map/", views.year_map, name="map"),
    path("blind-spots/", views.blind_spots, name="blind_spots"),
    path("balance/", views.balance, name="balance"),
]
