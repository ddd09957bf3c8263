"""Addresses of the web room."""

from django.urls import path

from paizhu.web import views

app_name = "web"
urlpatterns = [
    path("components/", views.components, name="components"),
    path("choices/<str:kind>/", views.suggestions, name="choices"),
]
