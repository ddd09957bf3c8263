"""What ends or renames a unit (撤销、合并、更名), from a day: what was true before that day stays as it was."""

from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from paizhu.kernel import acts, clock
from paizhu.kernel.acts import act
from paizhu.kernel.records import save_clean
from paizhu.kernel.refusals import Refused
from paizhu.kernel.viewers import Viewer
from paizhu.organization import queries, rules
from paizhu.organization.actions import handing_over
from paizhu.organization.actions.changes import Change, tell
from paizhu.organization.models import FormerName, Placement, Posting, Unit
from paizhu.organization.queries import unit_matters
from paizhu.trail import actions as trail


@act
def rename(*, unit: Unit, name: str, from_on: date, by: Viewer) -> Unit:
    """Let a unit bear another name from a day on; the former one stays in its history and is found by search."""
    rules.check_can_keep(by, unit.commission_id)
    unit, name = _held(unit), name.strip()
    if name == unit.name:
        acts.nothing_to_do()
        return unit
    rules.check_can_rename(unit, from_on, unit.former_names.order_by("-until_on").first())
    before, unit.name, unit.initials = unit.name, name, queries.initials(name)
    save_clean(
        FormerName(commission_id=unit.commission_id, unit=unit, name=before, until_on=from_on)
    )
    save_clean(unit)
    trail.record(
        "organization.unit_renamed", unit, by=by, before=before, name=name, from_on=from_on
    )
    return unit


@act
def dissolve(
    *, unit: Unit, on: date, reason: str, successor: Unit | None = None, by: Viewer
) -> Unit:
    """Dissolve a unit, or merge it into its successor: `on` is the first day on which it is no more.

    What is open there goes to the successor; without one it is ended with the reason. Postings there end, its place
    in its sector ends. Raises `Refused` where somebody who leaves owes something and nobody takes it over.
    """
    rules.check_can_keep(by, unit.commission_id)
    unit = _held(unit)
    placed = Placement.objects.of(unit.commission_id).filter(unit=unit).order_by("from_on").last()
    rules.check_can_dissolve(unit, on, successor, placed)
    _settle(unit, successor, reason.strip(), by)
    _end_postings(unit, on, by)
    if placed is not None and placed.until_on is None:
        placed.until_on = on
        save_clean(placed)
    unit.dissolved_on, unit.successor = on, successor
    save_clean(unit)
    detail = {"from_on": on, "reason": reason.strip()}
    if successor is None:
        trail.record("organization.unit_dissolved", unit, by=by, **detail)
    else:
        trail.record("organization.unit_merged", unit, by=by, into=successor.name, **detail)
    tell(Change(unit.commission_id, unit_ids=frozenset({unit.pk})), by)
    return unit


@act
def take_back_dissolution(*, unit: Unit, by: Viewer) -> Unit:
    """Take a dissolution back as a mistake: the unit goes on where it was. Postings that ended are begun anew by hand."""
    rules.check_can_keep(by, unit.commission_id)
    unit = _held(unit)
    rules.check_was_dissolved(unit)
    ended = Placement.objects.of(unit.commission_id).filter(unit=unit, until_on=unit.dissolved_on)
    for placement in ended.order_by("from_on")[:1]:
        placement.until_on = None
        save_clean(placement)
    day, unit.dissolved_on, unit.successor = unit.dissolved_on, None, None
    save_clean(unit)
    trail.record("organization.dissolution_taken_back", unit, by=by, from_on=day)
    tell(Change(unit.commission_id, unit_ids=frozenset({unit.pk})), by)
    return unit


def _held(unit: Unit) -> Unit:
    return Unit.objects.of(unit.commission_id).select_for_update(of=("self",)).get(pk=unit.pk)


def _settle(unit: Unit, successor: Unit | None, reason: str, by: Viewer) -> None:
    """Hand what is open there to the successor, or end it with the reason."""
    found = unit_matters.open_at(unit, by)
    count = sum(len(each.matters) for each in found)
    if found and successor is None and not reason:
        raise Refused(
            ngettext(
                "%(count)s matter is open there: name the unit that takes it over, or say why it ends.",
                "%(count)s matters are open there: name the unit that takes them over, or say why they end.",
                count,
            )
            % {"count": count}
        )
    for each in found:
        if successor is None:
            count = each.kind.close(unit=unit, reason=reason, by=by)
            trail.record(
                "organization.unit_matters_ended", unit, by=by, kind=each.kind.key, count=count
            )
        else:
            count = each.kind.hand_over(unit=unit, to=successor, by=by)
            trail.record(
                "organization.unit_matters_moved",
                unit,
                by=by,
                kind=each.kind.key,
                count=count,
                successor=successor.name,
                code=successor.code,
            )


def _end_postings(unit: Unit, on: date, by: Viewer) -> None:
    """End what is held at the unit and in its resident group; one that would only begin then never was."""
    here = Q(unit=unit) | Q(resident_group__host=unit)
    lasting = Posting.objects.of(unit.commission_id).filter(
        here, Q(until_on__isnull=True) | Q(until_on__gt=on)
    )
    rules.check_not_own(by, lasting.values_list("official_id", flat=True))
    for posting in lasting.select_related("official", "commission").order_by("pk"):
        if posting.from_on >= on:
            raise Refused(
                _("%(name)s is posted there from %(day)s on: end or correct that posting first.")
                % {"name": posting.official.name, "day": posting.from_on.isoformat()}
            )
        handing_over.hand_over_unasked(posting=posting, on=on, by=by)
        posting.until_on, posting.handed_over_on = on, clock.today()
        save_clean(posting)
        trail.record(
            "organization.posting_ended_with_unit",
            posting.official,
            by=by,
            place=unit.name,
            until_on=on,
        )
        tell(Change(unit.commission_id, official_ids=frozenset({posting.official_id})), by)
