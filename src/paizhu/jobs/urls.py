"""Addresses of the jobs room."""

from django.urls import path

from paizhu.jobs import views

app_name = "jobs"
urlpatterns = [
    path("", views.jobs, name="jobs"),
    path("runs/", views.runs, name="runs"),
]
