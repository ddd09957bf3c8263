"""What stands against entering or correcting an activity. Facts that need the dated structure are asked of `Structure`."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.utils import timezone
from django.utils.translation import gettext as _

from paizhu.kernel import clock
from paizhu.kernel.refusals import Refused
from paizhu.kernel.viewers import Viewer
from paizhu.organization import rules as structure_rules
from paizhu.organization.models import Capacity, Unit
from paizhu.organization.queries import Structure
from paizhu.oversight import queries
from paizhu.oversight.models import Activity, MatterNotice
from paizhu.oversight.rules import joint_work, ledgers
from paizhu.oversight.states import MEETING_METHODS, ActivityDraft
from paizhu.tenancy.models import Commission


@dataclass(frozen=True)
class Kept:
    """What stands in the ledger of an activity before it is corrected; that need not be justified again."""

    on: date | None = None
    units: frozenset[int] = frozenset()
    officials: frozenset[int] = frozenset()
    group: int | None = None

    def has(self, official: int, unit: int, on: date) -> bool:
        """Tell whether this person's part at this unit on this day was entered before."""
        return on == self.on and official in self.officials and unit in self.units


NOTHING = Kept()


def check_can_record(
    by: Viewer,
    commission: Commission,
    draft: ActivityDraft,
    structure: Structure,
    kept: Kept = NOTHING,
) -> None:
    """An activity is complete and past, and is entered by the office or by those who supervise its units.

    The office takes in whatever happened, also what somebody did outside his capacity. A group's own new
    entry keeps within capacity: joint work between groups needs an authorisation of the commission (《纪检监察
    机关派驻机构工作规则》 art. 17).
    """
    ledgers.check_can_enter(by)
    ledgers.check_own_commission(by, commission.pk)
    check_facts(draft)
    _check_units_stand(commission, draft, kept)
    if by.powers.keeps_structure:
        return
    if draft.group_id not in by.powers.groups | {None, kept.group}:
        raise Refused(_("You enter activities in the name of a group that you work in."))
    within = _Within(commission, draft, structure)
    _check_units_are_mine(by, draft, kept, within)
    _check_capacities(draft, kept, within)


def check_can_enter_quickly(by: Viewer) -> None:
    """The quick entry is for somebody of a group who enters what he did himself."""
    ledgers.check_can_enter(by)
    if not by.powers.supervises or getattr(by, "official_id", None) is None:
        raise Refused(_("The quick entry is for the groups' people, who enter what they did."))


def check_facts(draft: ActivityDraft) -> None:
    """What every activity entered by hand must say."""
    if not draft.unit_ids:
        raise Refused(_("An activity takes place at one unit at least."))
    if not draft.official_ids:
        raise Refused(_("Somebody must have taken part."))
    check_day(draft.on)
    check_matter(draft.method, draft.matter)


def _check_units_stand(commission: Commission, draft: ActivityDraft, kept: Kept) -> None:
    """Nothing new takes place at a unit that is dissolved; one query."""
    units = Unit.objects.of(commission).filter(
        pk__in=set(draft.unit_ids) - kept.units, dissolved_on__lte=draft.on
    )
    for unit in units.select_related("successor"):
        structure_rules.check_stands(unit, draft.on)


def check_follows(notice: MatterNotice, on: date, is_kept: bool = False) -> None:
    """Nobody has attended a matter before it took place. `is_kept`: the activity stood there so before."""
    day = timezone.localdate(notice.happens_at)
    if on < day and not is_kept:
        raise Refused(
            _(
                "The matter “%(code)s” takes place on %(day)s, after this activity. Where it took place earlier, "
                "correct its time first; what was done in preparation is entered without the notice."
            )
            % {"code": notice.code, "day": day}
        )


def check_day(on: date) -> None:
    """An activity is entered afterwards."""
    if on > clock.today():
        raise Refused(_("An activity is entered once it has taken place; this day is yet to come."))


def check_matter(method: str, matter: str) -> None:
    """Whoever took part in a decision, an event or a meeting can say what kind of matter was on the table."""
    if method in MEETING_METHODS and not matter:
        raise Refused(_("Say what kind of matter was on the table."))


def check_can_correct(by: Viewer, activity: Activity) -> None:
    """The office, those who took part, and the leader and deputy of the group in whose name it was done."""
    ledgers.check_can_enter(by)
    ledgers.check_own_commission(by, activity.commission_id)
    powers, official = by.powers, getattr(by, "official_id", None)
    if powers.keeps_structure or activity.group_id in powers.led_groups | powers.deputised_groups:
        return
    if not activity.participations.filter(official=official).exists():
        raise Refused(
            _(
                "An activity is corrected by those who took part, by the leader or deputy of their "
                "group, or by the commission's office."
            )
        )


def check_keeps_opinions(activity: Activity, unit_ids: Iterable[int], on: date) -> None:
    """A unit to which an opinion was given stays a unit of the activity, and no opinion comes before it."""
    for opinion in activity.opinions.select_related("unit"):
        if opinion.unit_id not in set(unit_ids):
            raise Refused(
                _("An opinion was given to “%(unit)s” (%(code)s): the unit must stay.")
                % {"unit": opinion.unit.name, "code": opinion.code}
            )
        if opinion.made_on < on:
            raise Refused(
                _("The opinion %(code)s was given on %(day)s, before this day.")
                % {"code": opinion.code, "day": opinion.made_on.isoformat()}
            )


def _check_units_are_mine(by: Viewer, draft: ActivityDraft, kept: Kept, within: "_Within") -> None:
    """Units supervised today, or on the day of the activity, or open to him by an authorisation of joint work."""
    official = getattr(by, "official_id", None)
    for unit_id in draft.unit_ids:
        if unit_id in by.powers.units or unit_id in kept.units:
            continue
        if not within.is_allowed(official, unit_id):
            raise Refused(
                _("You neither reside at “%(unit)s” nor does your group supervise it.")
                % {"unit": Unit.objects.get(pk=unit_id).name}
            )


def _check_capacities(draft: ActivityDraft, kept: Kept, within: "_Within") -> None:
    for official_id in draft.official_ids:
        for unit_id in draft.unit_ids:
            if kept.has(official_id, unit_id, draft.on) or within.is_allowed(official_id, unit_id):
                continue
            raise joint_work.outside(official_id, unit_id, draft.on)


class _Within:
    """Who acts within his capacity on the activity's day, or under an authorisation, looked up when first needed."""

    def __init__(self, commission: Commission, draft: ActivityDraft, structure: Structure):
        self.commission, self.draft, self.structure = commission, draft, structure

    @cached_property
    def _authorisations(self) -> queries.Authorisations:
        return queries.Authorisations(self.commission, self.structure, self.draft.on, self.draft.on)

    def is_allowed(self, official_id: int, unit_id: int) -> bool:
        """Tell whether the person may act at the unit."""
        on = self.draft.on
        if self.structure.capacity(official_id, unit_id, on) is not Capacity.OUTSIDE:
            return True
        found = self._authorisations.of(official_id, unit_id, on, self.draft.matter)
        return found is not None
