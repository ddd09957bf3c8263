"""The addresses of the public door; the only ones of a process started with `paizhu serve --public`."""

from django.urls import path, re_path

from paizhu.surveys.views import public

app_name = "ballot"
urlpatterns = [
    path("", public.enter, name="enter"),
    path("thanks/<slug:page_key>/", public.thanks, name="thanks"),
    path("results/<slug:page_key>/", public.results, name="results"),
    re_path(r"^(?P<code>[^/]+)/?$", public.form, name="form"),  # typed without its last sign
]
