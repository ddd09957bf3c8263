"""The states of an import in the browser, from the uploaded file to its end."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class RunState(models.TextChoices):
    """Where an import stands."""

    CHECKING = "checking", _("being checked")
    FAULTY = "faulty", _("has faults")
    READY = "ready", _("ready to be taken in")
    IMPORTING = "importing", _("being taken in")
    DONE = "done", _("taken in")
    FAILED = "failed", _("failed")
    DISCARDED = "discarded", _("discarded")


RUNNING = (RunState.CHECKING, RunState.IMPORTING)
WAITING = (RunState.FAULTY, RunState.READY)
"""States in which the uploaded file is still kept."""

FAULTS_KEPT = 5000
"""Faults listed in the browser; the annotated copy and the command line give them all."""
