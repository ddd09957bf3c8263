"""Addresses of drafts and of what casework's fields suggest."""

from django.urls import path

from paizhu.clues.views import choosing, drafts

urlpatterns = [
    path("drafts/keep/", drafts.save, name="draft_save"),
    path("drafts/throw-away/", drafts.drop, name="draft_drop"),
    path("suggest/<str:kind>/", choosing.suggestions, name="suggestions"),
]
