"""Who may keep the ledgers of supervision, and what stands against an act. Each refusal gives its reason.

Facts that need the dated structure are asked of `organization.queries.Structure`; nothing is written here.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _
from django_fsm import can_proceed

from paizhu.kernel import clock
from paizhu.kernel.refusals import Refused
from paizhu.kernel.viewers import Viewer
from paizhu.organization.models import Capacity, Official, Unit
from paizhu.organization.queries import Structure
from paizhu.oversight.models import Activity, Opinion
from paizhu.oversight.states import MEETING_METHODS, ActivityDraft
from paizhu.tenancy.models import Commission

ENDING_STEPS = frozenset({"close_out", "decline"})
"""Steps after which nobody follows the opinion any more."""
STEPS = ("start", "report", "send_back", "close_out", "decline", "reopen")
"""What can be done with an opinion, in the order in which it is offered."""


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


def check_can_keep_ledgers(by: Viewer, commission: Commission) -> None:
    """Whole ledgers come in by the office of their own commission only, which keeps the workbook."""
    if not by.powers.keeps_structure:
        raise Refused(_("Only the commission's office takes in whole ledgers."))
    _check_own_commission(by, commission.pk)


def check_can_see_ledgers(by: Viewer) -> None:
    """Activities and notices are read by the commission's own and by the people of its groups.

    What a group noted at a unit, and who sent word of its matters, is the group's working note: the unit's
    own people never read it, nor do the three administrators.
    """
    powers = by.powers
    if not (powers.sees_commission or powers.supervises or powers.guided_groups):
        raise Refused(
            _("The ledgers of supervision are open to the commission and to its groups only.")
        )


def check_can_see_opinions(by: Viewer) -> None:
    """Opinions are read by those who read the ledgers, and by the unit that they are addressed to."""
    powers = by.powers
    if not (powers.team_units or powers.contact_units):
        check_can_see_ledgers(by)


def check_can_enter(by: Viewer) -> None:
    """The office and the people of the groups write in the ledgers; nobody else has anything to enter yet."""
    if not (by.powers.keeps_structure or by.powers.supervises):
        raise Refused(
            _("Only people of the groups and the commission's office write in the ledgers.")
        )


def check_can_enter_for(by: Viewer, unit: Unit) -> None:
    """People of the groups enter what concerns units that they supervise; the office what concerns any unit."""
    check_can_enter(by)
    _check_own_commission(by, unit.commission_id)
    if not by.powers.keeps_structure and unit.pk not in by.powers.units:
        raise Refused(
            _("You neither reside at “%(unit)s” nor does your group supervise it.")
            % {"unit": unit.name}
        )


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
    check_can_enter(by)
    _check_own_commission(by, commission.pk)
    check_facts(draft)
    if by.powers.keeps_structure:
        return
    if draft.group_id not in by.powers.groups | {None, kept.group}:
        raise Refused(_("You enter activities in the name of a group that you work in."))
    _check_units_are_mine(by, draft, structure, kept)
    _check_capacities(draft, structure, kept)


def check_facts(draft: ActivityDraft) -> None:
    """What every activity entered by hand must say."""
    if not draft.unit_ids:
        raise Refused(_("An activity takes place at one unit at least."))
    if not draft.official_ids:
        raise Refused(_("Somebody must have taken part."))
    check_day(draft.on)
    check_matter(draft.method, draft.matter)


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
    check_can_enter(by)
    _check_own_commission(by, activity.commission_id)
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


def check_can_raise(by: Viewer, activity: Activity, unit: Unit, made_on: date) -> None:
    """An opinion comes out of an activity, goes to one of its units, and is made on or after its day."""
    check_can_enter_for(by, unit)
    if not activity.unit_links.filter(unit=unit).exists():
        raise Refused(_("The activity was not done at “%(unit)s”.") % {"unit": unit.name})
    if made_on > clock.today():
        raise Refused(_("An opinion is entered once it has been given; this day is yet to come."))
    if made_on < activity.on:
        raise Refused(_("The opinion cannot have been given before the activity took place."))


def check_can_raise_some(by: Viewer, activity: Activity) -> None:
    """Whether an opinion to any unit of the activity could be given."""
    check_can_enter(by)
    _check_own_commission(by, activity.commission_id)
    units = activity.unit_links.values_list("unit_id", flat=True)
    if not by.powers.keeps_structure and by.powers.units.isdisjoint(units):
        raise Refused(_("None of the units of this activity is yours to supervise."))


def is_open(opinion: Opinion, step: str) -> bool:
    """Tell whether the state of the opinion allows the step, whoever takes it."""
    return can_proceed(getattr(opinion, step), check_conditions=False)


def check_can_step(by: Viewer, opinion: Opinion, step: str) -> None:
    """One step with an opinion: possible from its state, and this person's to take."""
    if not is_open(opinion, step):
        raise Refused(
            _("An opinion in the state “%(state)s” does not allow this step.")
            % {"state": opinion.get_state_display()}
        )
    check_can_enter_for(by, opinion.unit)
    if step in ENDING_STEPS:
        _check_not_of_unit(by, opinion.unit)


def check_closing_day(opinion: Opinion, on: date) -> None:
    """An opinion is closed out on a day between its making and today."""
    if on > clock.today():
        raise Refused(_("Nothing is closed out on a day that is yet to come."))
    if on < opinion.made_on:
        raise Refused(_("An opinion cannot be closed out before it was made."))


def check_can_send(by: Viewer, unit: Unit, sent_at: datetime) -> None:
    """Word of a matter is sent by those who supervise the unit, the resident leader first, or by the office.

    Late word is never refused: it shows as late. The unit's own contact gets his say with `rectification`.
    """
    check_can_enter_for(by, unit)
    if sent_at > clock.now():
        raise Refused(_("Word cannot have been sent at a time that is yet to come."))


def _check_own_commission(by: Viewer, commission_id: int) -> None:
    if by.commission_id != commission_id:
        raise Refused(_("The ledgers of another commission are not yours to keep."))


def _check_units_are_mine(
    by: Viewer, draft: ActivityDraft, structure: Structure, kept: Kept
) -> None:
    """Units supervised today, or on the day of the activity."""
    official = getattr(by, "official_id", None)
    for unit_id in draft.unit_ids:
        if unit_id in by.powers.units or unit_id in kept.units:
            continue
        if structure.capacity(official, unit_id, draft.on) is Capacity.OUTSIDE:
            raise Refused(
                _("You neither reside at “%(unit)s” nor does your group supervise it.")
                % {"unit": Unit.objects.get(pk=unit_id).name}
            )


def _check_capacities(draft: ActivityDraft, structure: Structure, kept: Kept) -> None:
    for official_id in draft.official_ids:
        for unit_id in draft.unit_ids:
            capacity = structure.capacity(official_id, unit_id, draft.on)
            if capacity is not Capacity.OUTSIDE or kept.has(official_id, unit_id, draft.on):
                continue
            raise Refused(
                _(
                    "On %(day)s %(person)s was neither resident at “%(unit)s” nor in a group that "
                    "supervises it: he would act outside his capacity. Joint work between groups needs "
                    "an authorisation of the commission."
                )
                % {
                    "day": draft.on.isoformat(),
                    "person": Official.objects.get(pk=official_id).name,
                    "unit": Unit.objects.get(pk=unit_id).name,
                }
            )


def _check_not_of_unit(by: Viewer, unit: Unit) -> None:
    """Nobody ends a matter of his own unit.

    The unit's leadership and contact are its own people, and the resident leader stands beside them in the
    same body (同体监督): what his own host unit has put right is judged from outside, by a colleague of the
    group who is not resident there, or by the office. Source: the reform's order that no approval path passes
    through a supervised unit; whoever puts right does not confirm (“谁整改、谁销号” is what it rules out).
    """
    powers = by.powers
    if unit.pk in powers.team_units | powers.contact_units:
        raise Refused(
            _("You belong to “%(unit)s” yourself: nobody ends a matter of his own unit.")
            % {"unit": unit.name}
        )
    if unit.pk in powers.host_units:
        raise Refused(
            _(
                "You reside at “%(unit)s”: whether it has put a matter right is for a colleague of the "
                "group who does not reside there, or for the commission's office."
            )
            % {"unit": unit.name}
        )
