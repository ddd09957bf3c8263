"""The addresses of a process started with `paizhu serve --public`: the public door of surveys and nothing else."""

from django.urls import include, path
from django.views.generic import RedirectView

urlpatterns = [
    path("", RedirectView.as_view(pattern_name="ballot:enter")),
    path("ballot", RedirectView.as_view(pattern_name="ballot:enter")),
    path("ballot/", include("paizhu.surveys.urls.public")),
]
handler400 = handler403 = "paizhu.surveys.views.public.lost"
handler404 = "paizhu.surveys.views.public.lost"
handler500 = "paizhu.surveys.views.public.failed"
