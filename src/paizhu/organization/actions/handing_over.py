"""Handing over what somebody owes when a posting of his ends: in the ending act, so that nothing stays unowned."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from paizhu.kernel import acts
from paizhu.kernel.acts import act
from paizhu.kernel.refusals import Refused
from paizhu.kernel.viewers import Viewer
from paizhu.organization.models import Official, Posting
from paizhu.organization.queries import open_matters
from paizhu.trail import actions as trail


@act
def hand_over(
    *,
    posting: Posting,
    on: date,
    successor: Official | None = None,
    to_head: bool = False,
    by: Viewer,
) -> int:
    """Hand every open matter under the posting to the successor, or with `to_head` to who heads the place.

    Called inside the act that ends the posting on the day `on`. Returns how many were handed over. Raises
    `Refused` where matters are open and nobody is named, or the one named does not work there on the day.
    """
    found = open_matters.open_matters(posting, by)
    if not found:
        acts.nothing_to_do()
        return 0
    count = sum(len(each.matters) for each in found)
    to = _taker(posting, on, successor, to_head, count)
    handed = 0
    for each in found:
        moved = each.kind.hand_over(posting=posting, to=to, by=by)
        handed += moved
        trail.record(
            "organization.matters_handed_over",
            posting.official,
            by=by,
            kind=each.kind.key,
            count=moved,
            successor=to.name,
            code=to.code,
        )
    return handed


@act
def hand_over_unasked(*, posting: Posting, on: date, by: Viewer) -> int:
    """Hand over to who would be suggested, where a posting ends by import or correction and nobody can be asked."""
    if open_matters.still_there(posting, on) or not open_matters.open_matters(posting, by):
        acts.nothing_to_do()
        return 0
    to = open_matters.suggested(posting, on)
    return hand_over(posting=posting, on=on, successor=to, by=by)


def _taker(
    posting: Posting, on: date, successor: Official | None, to_head: bool, count: int
) -> Official:
    """Return who takes over, or refuse with what is to be done."""
    if successor is not None:
        if not open_matters.candidates(posting, on).filter(pk=successor.pk).exists():
            raise Refused(
                _("%(name)s does not work there on %(day)s and cannot take the matters over.")
                % {"name": successor.name, "day": on.isoformat()}
            )
        return successor
    head = open_matters.heading(posting, on) if to_head else None
    if head is not None:
        return head
    if to_head:
        raise Refused(_("Nobody heads the place on that day: name who takes the matters over."))
    raise Refused(
        ngettext(
            "%(name)s still has %(count)s open matter: say who takes it over.",
            "%(name)s still has %(count)s open matters: say who takes them over.",
            count,
        )
        % {"name": posting.official.name, "count": count}
    )
