"""Addresses of notices."""

from django.urls import path

from paizhu.oversight.views import notices

urlpatterns = [
    path("notices/", notices.notices, name="notices"),
    path("notices/new/", notices.notice_new, name="notice_new"),
    path("notices/<int:pk>/", notices.notice, name="notice"),
]
