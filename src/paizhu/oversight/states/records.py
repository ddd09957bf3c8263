"""Words of the records of activities: how an item was decided, whether a rule was kept, kinds of talk; which method has which.

Sources: 《纪检监察机关派驻机构工作规则》 (2022) art. 32(1): at meetings the group notes how decisions are studied, the members'
attitudes, and whether the rules of collective decision are kept.
"""

from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _

from paizhu.oversight.states.words import Method


class Observance(models.TextChoices):
    """Whether a rule of collective decision was kept, as far as the group saw it."""

    KEPT = "kept", _("observed")
    BROKEN = "broken", _("not observed")
    NOT_SEEN = "not_seen", _("not seen")
    NOT_APPLICABLE = "not_applicable", _("does not apply")


class Minuted(models.TextChoices):
    """Whether the group's view is in the minutes."""

    YES = "yes", _("in the minutes")
    NO = "no", _("not in the minutes")
    NOT_SEEN = "not_seen", _("not seen")


class Outcome(models.TextChoices):
    """How an item of the agenda was decided."""

    PASSED = "passed", _("passed")
    AMENDED = "amended", _("passed with changes")
    POSTPONED = "postponed", _("postponed")
    REJECTED = "rejected", _("rejected")
    HEARD = "heard", _("heard only")


class Followed(models.TextChoices):
    """What the meeting did with the group's view."""

    FOLLOWED = "followed", _("followed")
    PARTLY = "partly", _("followed in part")
    NOT_FOLLOWED = "not_followed", _("not followed")
    UNKNOWN = "unknown", _("not known yet")


class TalkKind(models.TextChoices):
    """Kinds of talk. `VERIFYING` alone is a contact in which something is checked, and asks for several talkers."""

    HEART = "heart", _("Heart-to-heart talk")
    FACTS = "facts", _("Talk to learn the facts")
    INTEGRITY = "integrity", _("Integrity talk on taking office")
    REMINDER = "reminder", _("Reminder talk")
    VERIFYING = "verifying", _("Talk to verify a matter")


TALKERS_LIMIT = "talk_people"
"""The rule pack's key for how many people talk together, and the kinds of talk that it binds."""
TALKERS_BOUND = frozenset({TalkKind.VERIFYING})
DAILY_TALKERS_LIMIT = "daily_talk_people"
"""The key for the other kinds, which a commission may make stricter."""


class Shape(StrEnum):
    """The form of record that fits a method."""

    MEETING = "meeting"
    TALK = "talk"
    VISIT = "visit"
    REPORT = "report"
    GATHERING = "gathering"
    SURVEY = "survey"


SHAPES = {
    Method.DECISION: Shape.MEETING,
    Method.EVENT: Shape.MEETING,
    Method.MEETING: Shape.MEETING,
    Method.REPORT: Shape.REPORT,
    Method.TALK: Shape.TALK,
    Method.VISIT: Shape.VISIT,
    Method.RISK_REVIEW: Shape.VISIT,
    Method.OTHER: Shape.VISIT,
    Method.APPRAISAL: Shape.SURVEY,
    Method.QUESTIONNAIRE: Shape.SURVEY,
    Method.COLLECTIVE_TALK: Shape.GATHERING,
    Method.WARNING_EDUCATION: Shape.GATHERING,
}
