"""The addresses of the office's and the groups' pages; the public door has its own in `public`."""

from django.urls import path

from paizhu.surveys.views import surveys

app_name = "surveys"
urlpatterns = [
    path("", surveys.surveys, name="surveys"),
]
