"""Closed lists of notices, and the two registries that upper rooms fill: kinds and subjects. Plain Python."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class Standing(models.TextChoices):
    """Where a notice stands with its recipient."""

    UNREAD = "unread", gettext_lazy("unread")
    WAITING = "waiting", gettext_lazy("waiting")
    DONE = "done", gettext_lazy("done")


@dataclass(frozen=True)
class NoticeKind:
    """Why somebody is told: a sentence with `%(number)s` and, if wanted, `%(due_on)s`.

    `for_information`: reading it is all that is asked, so that it is done once it is read.
    """

    key: str
    reason: Any
    for_information: bool = False


KINDS: dict[str, NoticeKind] = {}
SUBJECTS: dict[str, Callable[[Any], Any]] = {}
"""`label_lower` of a record → the records of that kind a user may see."""


def reason_of(kind: str, number: str, due_on: date | None) -> str:
    """Return the sentence; a kind that is no longer registered gives a plain one."""
    reason = KINDS[kind].reason if kind in KINDS else _("%(number)s: please look.")
    return str(reason) % {"number": number, "due_on": due_on.isoformat() if due_on else "—"}
