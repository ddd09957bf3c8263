"""What the commission's offices are told: hand-overs, who leads a group, blind spots. Number and reason, nothing else."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

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
from paizhu.organization import queries as organization
from paizhu.organization.models import Official, Post, Posting, Unit
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
    "coverage.silent": (
        gettext_lazy("Nothing was done at %(number)s for too long: see why."),
        False,
    ),
}
"""Kind of notice → its sentence, and whether reading it is all that is asked."""
CASEWORK = (Post.PETITION_OFFICE, Post.CASE_OFFICE)
HEADS = (Post.LEADER, Post.DEPUTY)


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


@dataclass(frozen=True)
class _Spots:
    """The blind spots of a day by kind of notice: unit id → its coverage."""

    found: Mapping[str, Mapping[int, queries.UnitCoverage]]
    leaders: Mapping[int, list[int]]


@act
def tell_blind_spots(*, commission: Commission, by: Viewer) -> int:
    """Tell the office, and of a silent unit its group's leader, of each new blind spot once; settle those that are none.

    Returns how many notices went out.
    """
    if not by.powers.is_operator:
        raise Refused(_("Blind spots are told by the daily job."))
    spots, office = _spots(commission, by, clock.today()), holding(commission.pk, Post.OFFICE)
    count = sum(_tell(commission, kind, spots, office, by) for kind in spots.found)
    if count:
        trail.record("coverage.blind_spots_told", commission, by=by, count=count)
    else:
        acts.nothing_to_do()
    return count


def _spots(commission: Commission, by: Viewer, on: date) -> _Spots:
    structure = organization.structure_of(commission)
    coverage = queries.coverage_on(commission, on, by, structure=structure)
    limit = queries.silence_limit(commission, on)
    silent = queries.silent_units(coverage, queries.last_acts(by, on), limit)
    heads = queries.heads_of(by, on)
    leaders = {
        one.unit.pk: [p.pk for group in one.unit.groups for p in heads[group][Post.LEADER]]
        for one in silent
    }
    found = {
        "coverage.not_from_outside": {unit.pk: unit for unit in coverage.blind_spots},
        "coverage.silent": {one.unit.pk: one.unit for one in silent},
    }
    return _Spots(found, leaders)


def _tell(
    commission: Commission, kind: str, spots: _Spots, office: Iterable[int], by: Viewer
) -> int:
    open_ones = Notice.objects.of(commission).filter(kind=kind, done_at__isnull=True)
    told = set(open_ones.values_list("about_id", "recipient_id"))
    found, count = spots.found[kind], 0
    units = Unit.objects.of(commission)
    for unit in units.filter(pk__in={about for about, _recipient in told} - set(found)):
        notices.settle(about=unit, kinds=[kind])
    for unit in units.filter(pk__in=set(found)).order_by("code"):
        wanted = {*office, *(spots.leaders.get(unit.pk, ()) if kind == "coverage.silent" else ())}
        count += notices.tell(
            commission_id=commission.pk,
            recipients={one for one in wanted if (unit.pk, one) not in told},
            kind=kind,
            about=unit,
            number=unit.code,
            url=unit.get_absolute_url(),
            by=by,
        )
    return count
