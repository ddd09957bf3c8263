"""Closed words of coverage: how a unit is covered, why it is a blind spot, what asks for attention."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

STEPS = (0, 1, 2, 4, 8)
"""From how many activities in a month a cell of the coverage map reaches the next of five intensities."""


class Cover(models.TextChoices):
    """How a unit is covered on a day. A unit in `BOTH` counts as same-body and as cross-body, too."""

    BOTH = "both", _("From inside and outside")
    CROSS_BODY = "cross_body", _("From outside only")
    SAME_BODY = "same_body", _("From inside only")
    UNCOVERED = "uncovered", _("Not covered")

    @property
    def letter(self) -> Any:
        """One letter, so that a small square tells its state without colour."""
        return COVER_LETTERS[self]


COVER_LETTERS = {
    Cover.BOTH: pgettext_lazy("letter of a unit covered from inside and outside", "D"),
    Cover.CROSS_BODY: pgettext_lazy("letter of a unit covered from outside", "X"),
    Cover.SAME_BODY: pgettext_lazy("letter of a unit covered from inside", "S"),
    Cover.UNCOVERED: pgettext_lazy("letter of a unit not covered", "–"),
}


class Blind(models.TextChoices):
    """Why nobody supervises a unit from outside on a day; the first that holds, from the ground up."""

    NO_SECTOR = "no_sector", _("The unit is in no sector.")
    NO_GROUP = "no_group", _("No composite group has charge of its sector.")
    NO_MEMBER = "no_member", _("Nobody works in the composite group.")
    ONLY_OWN = "only_own", _("Only its own resident leader works in the group.")


class Concern(models.TextChoices):
    """What the office has to put in order in the structure of a day."""

    NO_LEADER = "no_leader", _("Group without a leader")
    TWO_LEADERS = "two_leaders", _("Group with more than one leader")
    NO_LIAISON = "no_liaison", _("Group without a liaison member")
    NO_SECTOR = "no_sector", _("Unit without a sector")
    NO_GROUP = "no_group", _("Sector in no group's charge")
    KEY_GAP = "key_gap", _("Key unit not covered twice")


def intensity(activities: int) -> int:
    """Return the step 0–4 of a number of activities in one month."""
    return sum(activities >= step for step in STEPS[1:])
