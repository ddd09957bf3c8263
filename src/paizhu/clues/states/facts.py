"""What is entered of a petition and of who reported, before it becomes a record. Plain data."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class ReporterFacts:
    """Who gave a name: name and a way to reach him are what makes a report one with a real name (2020 rules, art. 24)."""

    name: str
    contact: str
    number: str = ""
    official_id: int | None = None


@dataclass(frozen=True)
class PetitionFacts:
    """What is registered. `category` empty: as rank and post propose. `uploads`: attachments as they were sent."""

    received_on: date
    channel: str
    standing: str
    unit_id: int
    rank: str
    text: str
    official_id: int | None = None
    person_name: str = ""
    person_number: str = ""
    category: str = ""
    reporter: ReporterFacts | None = None
    uploads: Sequence[Any] = ()


class Jurisdiction(models.TextChoices):
    """The first question of intake (2020 rules, art. 15)."""

    WITHIN = "within", _("No: the commission itself handles reports about this person")
    ABOVE = "above", _("Yes: a superior organ handles reports about this person")
    HEAD = "head", _("Yes: it is about the head of this commission")


class Look(models.TextChoices):
    """Why somebody opens who reported. A closed list, because the reason stands in the trail in the open."""

    VERIFY = "verify", _("to verify the name")
    ACCEPTANCE = "acceptance", _("to tell that it is accepted, or not")
    RESULT = "result", _("to tell the result")
    SUPPLEMENT = "supplement", _("to ask for more material")
    PROTECTION = "protection", _("to protect who reported")
    LEADER = "leader", _("on the instruction of the leader in charge")


class Step(StrEnum):
    """What is done with a petition, in the order of its page."""

    ACCEPT = "accept"
    REFUSE = "refuse"
    FORWARD = "forward"
    LINK = "link"
    UNLINK = "unlink"
    HAND_OVER = "hand-over"
    SIGN = "sign"
    ASK_RETURN = "ask-return"
    DECIDE_RETURN = "decide-return"
    FINISH = "finish"
    UNVERIFIABLE = "unverifiable"
    KEEP_AWAY = "keep-away"
    ASK_AWAY = "ask-away"
    DECIDE_AWAY = "decide-away"
    REVIEW = "review"
