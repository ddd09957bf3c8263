"""What the commission's offices are told: hand-overs, who leads a group, blind spots. Number and reason, nothing else."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from paizhu.coverage import queries
from paizhu.kernel import acts, clock
from paizhu.kernel.acts import act
from paizhu.kernel.refusals import Refused
from paizhu.kernel.viewers import Viewer
from paizhu.notices import actions as notices
from paizhu.notices.models import Notice
from paizhu.organization.models import CompositeGroup, Official, Post, Posting, Unit
from paizhu.tenancy.models import Commission
from paizhu.trail import actions as trail

KINDS = {
    "coverage.handed_over": (
        gettext_lazy("What %(number)s left open under an ended posting is handed over."),
        True,
    ),
    "coverage.nobody_takes_over": (
        gettext_lazy("%(number)s left matters open under an ended posting: name who takes over."),
        False,
    ),
    "coverage.led_anew": (
        gettext_lazy(
            "Who leads %(number)s has changed: what was open there is with somebody else."
        ),
        True,
    ),
    "coverage.not_from_outside": (
        gettext_lazy("Nobody supervises %(number)s from outside: see who could."),
        False,
    ),
    "coverage.silent_units": (
        gettext_lazy(
            "Units of %(number)s have seen nothing done for too long: see the blind spots."
        ),
        False,
    ),
    "coverage.silent": (
        gettext_lazy("Nothing was done at %(number)s for too long: see why."),
        False,
    ),
}
"""Kind of notice → its sentence, and whether reading it is all that is asked."""
CASEWORK = (Post.PETITION_OFFICE, Post.CASE_OFFICE)
HEADS = (Post.LEADER, Post.DEPUTY)
Wanted = Mapping[int, Iterable[int]]
"""Id of what is told of → who is told."""


def holding(commission_id: int, *posts: Post) -> list[int]:
    """Return who holds one of the commission's own posts today."""
    held = Posting.objects.of(commission_id).in_force(clock.today()).filter(post__in=posts)
    return list(held.order_by().values_list("official_id", flat=True).distinct())


def handed_over(*, posting: Posting, to: Official | None, count: int, by: Viewer) -> None:
    """Tell the office of a hand-over, or that nobody takes over; petition and case office who leads a group anew."""
    done, official = to is not None, posting.official
    if not count:
        return
    if done:
        notices.settle(about=official, kinds=["coverage.nobody_takes_over"])
    notices.tell(
        commission_id=posting.commission_id,
        recipients=holding(posting.commission_id, Post.OFFICE),
        kind="coverage.handed_over" if done else "coverage.nobody_takes_over",
        about=official,
        number=official.code,
        due_on=posting.until_on,
        url=official.get_absolute_url(),
        by=by,
    )
    if done and posting.post in HEADS:
        notices.tell(
            commission_id=posting.commission_id,
            recipients=holding(posting.commission_id, *CASEWORK),
            kind="coverage.led_anew",
            about=posting.composite_group,
            number=posting.composite_group.code,
            url=reverse("notices:inbox"),
            by=by,
        )


@act
def tell_blind_spots(*, commission: Commission, by: Viewer) -> int:
    """Tell of each new blind spot once, and settle those that are none any more. Returns how many notices went out.

    The office hears of every unit that nobody supervises from outside, and of each group with silent units in one
    notice; the group's leader hears of each silent unit.
    """
    if not by.powers.is_operator:
        raise Refused(_("Blind spots are told by the daily job."))
    told = _spots(commission, by, clock.today())
    count = sum(_tell(commission, kind, model, wanted, by) for kind, model, wanted in told)
    if count:
        trail.record("coverage.blind_spots_told", commission, by=by, count=count)
    else:
        acts.nothing_to_do()
    return count


def _spots(commission: Commission, by: Viewer, on: date) -> Iterable[tuple[str, Any, Wanted]]:
    """Return, kind by kind, which units or groups are to be told of, each with its recipients."""
    coverage = queries.coverage_on(commission, on, by)
    limit = queries.silence_limit(commission, on)
    silent = queries.silent_units(coverage, queries.last_acts(by, on), limit)
    heads, office = queries.heads_of(by, on), holding(commission.pk, Post.OFFICE)
    leaders = {
        one.unit.pk: [p.pk for group in one.unit.groups for p in heads[group][Post.LEADER]]
        for one in silent
    }
    groups = {group for one in silent for group in one.unit.groups}
    return (
        ("coverage.not_from_outside", Unit, {unit.pk: office for unit in coverage.blind_spots}),
        ("coverage.silent", Unit, leaders),
        ("coverage.silent_units", CompositeGroup, dict.fromkeys(groups, office)),
    )


def _tell(commission: Commission, kind: str, model: Any, wanted: Wanted, by: Viewer) -> int:
    """Settle what is no blind spot any more, and tell each recipient who has no open notice of it yet."""
    open_ones = Notice.objects.of(commission).filter(kind=kind, done_at__isnull=True)
    told, count = set(open_ones.values_list("about_id", "recipient_id")), 0
    records = model.objects.of(commission)
    for record in records.filter(pk__in={about for about, _recipient in told} - set(wanted)):
        notices.settle(about=record, kinds=[kind])
    for record in records.filter(pk__in=set(wanted)).order_by("code"):
        count += notices.tell(
            commission_id=commission.pk,
            recipients={one for one in wanted[record.pk] if (record.pk, one) not in told},
            kind=kind,
            about=record,
            number=record.code,
            url=reverse("coverage:blind_spots")
            if model is CompositeGroup
            else record.get_absolute_url(),
            by=by,
        )
    return count
