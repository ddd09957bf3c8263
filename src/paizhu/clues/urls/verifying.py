"""Addresses of the work on a clue, and of dossiers."""

from django.urls import path

from paizhu.clues.views import dossier, works

urlpatterns = [
    path("clues/<int:pk>/act/<slug:word>/", works.work, name="work"),
    path("clues/<int:pk>/act/<slug:word>/<int:item>/", works.work, name="work_item"),
    path("clues/<int:pk>/evidence/<int:item>/file/", works.evidence_file, name="evidence_file"),
    path("clues/<int:pk>/letters/<int:item>/print/", works.letter_print, name="letter_print"),
    path(
        "clues/<int:pk>/reports/<int:item>/feedback/", works.feedback_print, name="feedback_print"
    ),
    path("dossiers/", dossier.dossiers, name="dossiers"),
    path("dossiers/<int:pk>/", dossier.dossier, name="dossier"),
    path("dossiers/<int:pk>/print/", dossier.dossier_print, name="dossier_print"),
    path("dossiers/<int:pk>/new/", dossier.item_new, name="dossier_item_new"),
]
