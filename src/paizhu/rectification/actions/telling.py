"""Who is told of a rectification, and when a notice needs nobody any more. Takes part in the running act."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from paizhu.notices import actions as notices
from paizhu.rectification.models import Rectification
from paizhu.rectification.queries import people

UNIT, GROUP, BOTH = "unit", "group", "both"

KINDS = {
    "issued": (UNIT, _("%(number)s is addressed to your unit: sign for it, accept or dispute.")),
    "accepted": (GROUP, _("The unit accepts %(number)s.")),
    "disputed": (GROUP, _("The unit disputes %(number)s: uphold it or give way.")),
    "plan_submitted": (GROUP, _("The unit's plan for %(number)s is in: agree or return it.")),
    "reported": (GROUP, _("The unit reports %(number)s done: confirm or return it.")),
    "upheld": (UNIT, _("The group upholds %(number)s: make a plan.")),
    "withdrawn": (UNIT, _("The group gives way on %(number)s.")),
    "plan_agreed": (UNIT, _("The plan for %(number)s is agreed: the work can begin.")),
    "plan_returned": (UNIT, _("The plan for %(number)s is returned: see what is missing.")),
    "closed_out": (UNIT, _("%(number)s is confirmed and closed out.")),
    "report_returned": (UNIT, _("The report on %(number)s is returned: see what is missing.")),
    "rechecked": (UNIT, _("%(number)s passed its re-check.")),
    "reopened": (UNIT, _("%(number)s is taken up again.")),
    "extension_asked": (GROUP, _("The unit asks for more time for %(number)s: grant or refuse.")),
    "extended": (UNIT, _("The day for %(number)s is put off to %(due_on)s.")),
    "extension_refused": (UNIT, _("More time for %(number)s is refused.")),
    "moved": (BOTH, _("%(number)s has come over from a unit that was merged.")),
    "lapsed": (BOTH, _("%(number)s is closed out because its unit was dissolved.")),
    "given": (GROUP, _("%(number)s is yours to follow from now on.")),
    "near": (BOTH, _("%(number)s is due on %(due_on)s.")),
    "answer_due": (GROUP, _("The unit still waits for the group's answer on %(number)s.")),
    "recheck_due": (GROUP, _("%(number)s is due for its re-check.")),
    "follow_up": (BOTH, _("Follow-up notice: %(number)s was due on %(due_on)s.")),
    "guidance": (
        BOTH,
        _("Guidance, for the unit's head to sign: %(number)s was due on %(due_on)s."),
    ),
    "reminder": (BOTH, _("Letter of reminder: %(number)s was due on %(due_on)s.")),
    "warning": (BOTH, _("Letter of warning, last deadline: %(number)s was due on %(due_on)s.")),
    "accountability": (
        BOTH,
        _("Accountability is to be considered: %(number)s was due on %(due_on)s."),
    ),
}
"""Kind → to whose side, and the reason; numbers and days only, never what it is about."""
FOR_INFORMATION = frozenset(
    {
        "accepted",
        "withdrawn",
        "closed_out",
        "rechecked",
        "extended",
        "extension_refused",
        "given",
        "moved",
        "lapsed",
    }
)


def register_kinds() -> None:
    """Make the kinds of notice known; called once as the room gets ready."""
    for key, (_side, reason) in KINDS.items():
        notices.register_kind(
            f"rectification.{key}", reason, for_information=key in FOR_INFORMATION
        )


def tell_side(rectification: Rectification, kind: str, who: Any) -> int:
    """Tell the side whom the kind concerns, after settling what waited before."""
    notices.settle(about=rectification)
    side = KINDS[kind][0]
    found: set[int] = set()
    if side in (UNIT, BOTH):
        found |= people.speakers(rectification)
    if side in (GROUP, BOTH):
        found |= people.followers(rectification)
    return tell_people(rectification, kind, found, who)


def tell_people(rectification: Rectification, kind: str, officials: Iterable[int], who: Any) -> int:
    """Tell these officials."""
    return notices.tell(
        commission_id=rectification.commission_id,
        recipients=officials,
        kind=f"rectification.{kind}",
        about=rectification,
        number=rectification.code,
        due_on=rectification.due_on,
        url=rectification.get_absolute_url(),
        by=who,
    )
