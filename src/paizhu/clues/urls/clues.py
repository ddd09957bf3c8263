"""Addresses of clues."""

from django.urls import path

from paizhu.clues.views import clues as views
from paizhu.clues.views import ledger, registering, steps

urlpatterns = [
    path("clues/", views.clues, name="clues"),
    path("clues/new/", registering.clue_new, name="clue_new"),
    path("clues/from/<int:petition>/", registering.clue_from, name="clue_from"),
    path("clues/due/", ledger.due, name="clues_due"),
    path("clues/reconciliation/", ledger.reconciliation, name="reconciliation"),
    path("clues/reconciliation/<int:pk>/draw-up/", ledger.draw_up, name="reconciliation_new"),
    path("clues/reconciliation/<int:pk>/sign/", ledger.sign, name="reconciliation_sign"),
    path("clues/<int:pk>/", views.clue, name="clue"),
    path("clues/<int:pk>/print/", views.clue_print, name="clue_print"),
    path("clues/<int:pk>/correct/", registering.correct, name="clue_correct"),
    path("clues/<int:pk>/do/<slug:step>/", steps.step, name="clue_step"),
    path("clues/<int:pk>/decisions/<int:approval>/", steps.decide, name="clue_decide"),
    path(
        "clues/<int:pk>/handovers/<int:handover>/<slug:answer>/",
        steps.handover,
        name="clue_handover",
    ),
    path(
        "clues/<int:pk>/recusals/<int:recusal>/<slug:answer>/", steps.recusal, name="clue_recusal"
    ),
]
