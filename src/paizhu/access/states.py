"""Closed lists of the access room: the state of an account, and what each post gives, in plain words.

Plain Python, no database. The words describe; what decides is `visible_to` and the rules of each room.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from paizhu.organization.models import Administration as Office
from paizhu.organization.models import Post


class AccountState(models.TextChoices):
    """What an account is fit for. It comes into being waiting; only the security administrator changes that."""

    WAITING = "waiting", _("waiting to be put in force")
    IN_FORCE = "in_force", _("in force")
    LOCKED = "locked", _("locked")


def place_of_factor(user_id: int) -> str:
    """Return where a second factor's secret belongs: copied to another account's row it does not open."""
    return f"access.second_factor:{user_id}"


_WHOLE = _("Read the whole structure and all ledgers of supervision.")
_HEADS = _(
    "Read and enter what concerns the units linked to the group; see the clues given to the group, but for those of the own unit."
)
_LINKED = _(
    "Read and enter what concerns the units linked to the group: activities, opinions, matter notices."
)
_RESIDENT = _("Read and enter what concerns the host unit: activities, opinions, matter notices.")
_UNIT = _("Read the unit's own page, who supervises it, and the opinions addressed to it.")
_PETITIONS = _(
    "Receive and register petitions, hand them over, answer who reported. No ledgers of supervision."
)
_CASES = _(
    "Keep the clues of the whole commission: register, assign, file, reconcile; take clues and talks in. No ledgers of supervision."
)
_DECIDES = _("Read the whole structure and all ledgers of supervision; decide about clues.")

POST_GIVES = {
    Post.SECRETARY: _DECIDES,
    Post.DEPUTY_SECRETARY: _DECIDES,
    Post.STANDING_MEMBER: _WHOLE,
    Post.OFFICE: _(
        "Read the whole structure and all ledgers; keep structure, people and the workbook."
    ),
    Post.PETITION_OFFICE: _PETITIONS,
    Post.CASE_OFFICE: _CASES,
    Post.LIAISON: _("Read what concerns the group guided and the units linked to it."),
    Post.LEADER: _HEADS,
    Post.DEPUTY: _HEADS,
    Post.MEMBER: _LINKED,
    Post.RESIDENT_LEADER: _RESIDENT,
    Post.RESIDENT_DEPUTY: _RESIDENT,
    Post.RESIDENT_MEMBER: _RESIDENT,
    Post.UNIT_HEAD: _UNIT,
    Post.TEAM_MEMBER: _UNIT,
    Post.CONTACT: _UNIT,
}
OFFICE_GIVES = {
    Office.SYSTEM_ADMIN: _(
        "Open accounts and link them to officials; keep the working calendar. No ledgers, no casework."
    ),
    Office.SECURITY_ADMIN: _(
        "Put accounts in force and lock them; reset passwords and second factors. No ledgers, no casework."
    ),
    Office.AUDITOR: _("Read and check the trail of acts. No ledgers, no casework."),
}
