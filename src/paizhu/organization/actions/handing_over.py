"""Handing over what somebody owes when a posting of his ends, so that nothing stays unowned.

A posting that ends today or has ended hands over in the ending act. One that ends on a later day keeps its matters
until then: who takes over is noted, and the due job hands over on that day (`settle`).
"""

from collections.abc import Callable
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from paizhu.kernel import acts, clock
from paizhu.kernel.acts import act
from paizhu.kernel.records import save_clean
from paizhu.kernel.refusals import Refused
from paizhu.kernel.viewers import Viewer
from paizhu.organization.models import Official, Posting
from paizhu.organization.queries import open_matters
from paizhu.tenancy.models import Commission
from paizhu.trail import actions as trail

Callback = Callable[..., object]
_callbacks: list[Callback] = []


def on_handed_over(callback: Callback) -> Callback:
    """Register `callback(*, posting, to, count, by)`, called inside the act; `to` is None where nobody was found."""
    if callback not in _callbacks:
        _callbacks.append(callback)
    return callback


def _tell(posting: Posting, to: Official | None, count: int, by: Viewer) -> None:
    for callback in list(_callbacks):
        callback(posting=posting, to=to, count=count, by=by)


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
        _pass_on(posting, successor, by)
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
    _pass_on(posting, to, by)
    _tell(posting, to, handed, by)
    return handed


def _pass_on(posting: Posting, to: Official | None, by: Viewer) -> None:
    """Let rooms pass on what nobody here may know of, not even how much it was."""
    for pass_on in open_matters.passed_on_unseen():
        pass_on(posting=posting, to=to, by=by)


def promise(
    *, posting: Posting, on: date, successor: Official | None, to_head: bool, by: Viewer
) -> None:
    """Note on the posting who takes over on the later day `on`; its matters stay with its holder until then.

    Raises `Refused` where matters are open already and nobody is named, or the one named will not work there.
    Takes part in the ending act, which saves the posting.
    """
    found = open_matters.open_matters(posting, by)
    if found or successor is not None or to_head:
        _taker(posting, on, successor, to_head, sum(len(each.matters) for each in found))
    posting.successor, posting.to_head = successor, to_head


@act
def settle(*, key: int, commission: Commission, by: Viewer) -> int:
    """Hand over what an ended posting left open: to who was named, else to who would be suggested today.

    Where nobody is there to take over, it stays to be handed over, and whoever keeps the structure is told.
    """
    if not by.powers.is_operator:
        raise Refused(_("What ended postings leave open is handed over by the daily job."))
    postings = Posting.objects.of(commission).to_hand_over().select_for_update(of=("self",))
    posting = postings.select_related("official", "successor").filter(pk=key).first()
    today = clock.today()
    if posting is None or posting.until_on > today:
        acts.nothing_to_do()
        return 0
    handed = _settle(posting, today, by)
    if not handed:
        acts.nothing_to_do()
    return handed


def _settle(posting: Posting, today: date, by: Viewer) -> int:
    found = open_matters.open_matters(posting, by)
    if open_matters.still_there(posting, today):
        return _done(posting, 0)
    if not found:
        _pass_on(posting, posting.successor, by)
        return _done(posting, 0)
    to = _expected(posting, today)
    if to is None:
        _tell(posting, None, sum(len(each.matters) for each in found), by)
        return 0
    return _done(posting, hand_over(posting=posting, on=today, successor=to, by=by))


def _expected(posting: Posting, on: date) -> Official | None:
    """Return who takes over on the day: the one named while he works there, the head where that was said."""
    if posting.successor is not None:
        there = open_matters.candidates(posting, on).filter(pk=posting.successor_id)
        if there.exists():
            return posting.successor
    if posting.to_head and (head := open_matters.heading(posting, on)):
        return head
    return open_matters.suggested(posting, on)


def _done(posting: Posting, handed: int) -> int:
    posting.handed_over_on = clock.today()
    save_clean(posting)
    return handed


@act
def hand_over_unasked(*, posting: Posting, on: date, by: Viewer) -> int:
    """Hand over to who would be suggested, where a posting ends by import or correction and nobody can be asked.

    What ends on a later day is handed over on that day.
    """
    if on > clock.today():
        acts.nothing_to_do()
        return 0
    if open_matters.still_there(posting, on):
        acts.nothing_to_do()
        return 0
    if not open_matters.open_matters(posting, by):
        _pass_on(posting, None, by)
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
