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


class MailWish(models.TextChoices):
    """When somebody wants to hear by mail."""

    AT_ONCE = "at_once", gettext_lazy("at once")
    DAILY = "daily", gettext_lazy("once a day, in the morning")
    NONE = "none", gettext_lazy("not at all")


class Channel(models.TextChoices):
    """Ways out of the house."""

    MAIL = "mail", gettext_lazy("mail")
    DIGEST = "digest", gettext_lazy("daily digest")
    WEBHOOK = "webhook", gettext_lazy("webhook")


class SendingState(models.TextChoices):
    """How a sending stands."""

    WAITING = "waiting", gettext_lazy("waiting to be sent")
    SENT = "sent", gettext_lazy("sent out")
    DROPPED = "dropped", gettext_lazy("no longer needed")
    GIVEN_UP = "given_up", gettext_lazy("could not be sent")


class NotSent(Exception):
    """The address of the webhook is no http address."""


@dataclass(frozen=True)
class NoticeKind:
    """Why somebody is told: a sentence with `%(number)s` and, if wanted, `%(due_on)s`.

    `for_information`: reading it is all that is asked, so that it is done once it is read.
    """

    key: str
    reason: Any
    for_information: bool = False


@dataclass(frozen=True)
class Subject:
    """Records of one kind that notices can be about: `visible(user)` are those that a user may see.

    `by_powers`: his powers and who he is say which, so that the question is the same for all readers alike.
    """

    visible: Callable[[Any], Any]
    by_powers: bool = False


KINDS: dict[str, NoticeKind] = {}
SUBJECTS: dict[str, Subject] = {}
"""By the records' `label_lower`."""


def reason_of(kind: str, number: str, due_on: date | None) -> str:
    """Return the sentence; a kind that is no longer registered gives a plain one."""
    reason = KINDS[kind].reason if kind in KINDS else _("%(number)s: please look.")
    return str(reason) % {"number": number, "due_on": due_on.isoformat() if due_on else "—"}
