"""Plans as pages need them: progress from the linked activities, clocks, what could be linked, the drafted report."""

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from paizhu.kernel import clock
from paizhu.kernel.viewers import Viewer
from paizhu.organization.models import Unit
from paizhu.oversight.models import Activity
from paizhu.oversight.queries import Clock, Light
from paizhu.planning.models import PlanItem, PlanState, PlanWork, WorkPlan
from paizhu.rulebook import queries as rulebook

LIMIT = "plan_decision"
"""The rule pack's limit: how long a plan may lie with the liaison member."""
OFFERED = 30
"""Activities that are offered for linking at most."""


@dataclass(frozen=True)
class ItemOnDay:
    """An item with what carried it out. `done` of `asked`: units reached, or 1 of 1 where no unit is named."""

    item: PlanItem
    units: tuple[Unit, ...]
    works: tuple[PlanWork, ...]
    done: int
    asked: int
    on: date

    @property
    def gone(self) -> tuple[Unit, ...]:
        """The named units that are no more; where one was merged, acts at its successor count for it."""
        return tuple(unit for unit in self.units if not unit.stands(self.on))

    @property
    def is_done(self) -> bool:
        """Whether everything that the item names has been reached."""
        return self.done >= self.asked

    @property
    def is_late(self) -> bool:
        """Whether its last day has passed without that."""
        return not self.is_done and self.item.until_on < self.on

    @property
    def missing(self) -> tuple[Unit, ...]:
        """The named units that no linked activity has reached."""
        reached = {link.unit_id for work in self.works for link in work.activity.unit_links.all()}
        return tuple(unit for unit in self.units if not _is_reached(unit, reached, self.on))


@dataclass(frozen=True)
class PlanOnDay:
    """A plan's items on a day."""

    plan: WorkPlan
    items: tuple[ItemOnDay, ...] = field(default=())

    @property
    def done(self) -> int:
        """How many items are carried out."""
        return sum(each.is_done for each in self.items)

    @property
    def late(self) -> int:
        """How many items are past their last day and not carried out."""
        return sum(each.is_late for each in self.items)


def progress_of(plans: Iterable[WorkPlan], user: Viewer, on: date) -> dict[int, PlanOnDay]:
    """Return plan → its items with progress; six queries however many plans.

    A link counts for everybody who sees the plan: the figure is the same for the leader and the liaison member.
    """
    by_plan: dict[int, list[ItemOnDay]] = {plan.pk: [] for plan in plans}
    found = PlanItem.objects.visible_to(user).filter(plan__in=list(by_plan)).order_by("position")
    found = found.select_related("responsible").prefetch_related(
        "units__successor", "works__activity__unit_links"
    )
    for item in found:
        by_plan[item.plan_id].append(_item_on(item, on))
    return {plan.pk: PlanOnDay(plan, tuple(by_plan[plan.pk])) for plan in plans}


def _item_on(item: PlanItem, on: date) -> ItemOnDay:
    units, works = tuple(item.units.all()), tuple(item.works.all())
    reached = {link.unit_id for work in works for link in work.activity.unit_links.all()}
    done = sum(_is_reached(unit, reached, on) for unit in units) if units else min(len(works), 1)
    return ItemOnDay(item, units, works, done, max(len(units), 1), on)


def _is_reached(unit: Unit, reached: Container[int], on: date) -> bool:
    """Tell whether something was done at a unit, or at the one into which it was merged."""
    return unit.pk in reached or (not unit.stands(on) and unit.successor_id in reached)


def standing_units(item: PlanItem, on: date) -> list[int]:
    """Return the ids of the item's units on the day: in place of one that is no more the one into which it was merged."""
    found = [
        unit.pk if unit.stands(on) else unit.successor_id for unit in item.units.order_by("code")
    ]
    return list(dict.fromkeys(key for key in found if key))


class PlanClocks:
    """How long plans have lain with the liaison member. Three queries when made, none afterwards."""

    def __init__(self, commission_id: int, on: date):
        self.on, self.calendar = on, rulebook.calendar()
        self.limit = rulebook.limits_on(on, commission_id).get(LIMIT)

    def due(self, plan: WorkPlan) -> date | None:
        """Return until when the liaison member should decide, or None where no limit is known."""
        if self.limit is None or plan.submitted_on is None:
            return None
        return self.limit.due(plan.submitted_on, self.calendar).on

    def of(self, plan: WorkPlan) -> Clock:
        """Return the light of a plan that waits; any other has none."""
        due = self.due(plan) if plan.state == PlanState.SUBMITTED else None
        if due is None:
            return Clock(Light.NONE)
        left = self.calendar.days_left(due, self.on)
        if left.is_past:
            return Clock(Light.RED, -left.days, left.provisional)
        light = Light.YELLOW if left.days <= 1 else Light.BLUE
        return Clock(light, left.days, left.provisional)


def waiting_for(user: Viewer) -> QuerySet[WorkPlan]:
    """Return the plans on which this user has to decide as liaison member, the longest waiting first."""
    mine = WorkPlan.objects.visible_to(user).filter(group__in=user.powers.guided_groups)
    return mine.waiting().select_related("group").order_by("submitted_on", "pk")


def possible_works(item: PlanItem, user: Viewer) -> QuerySet[Activity]:
    """Return activities of the group in the item's days that could have carried it out, best fitting first.

    With a method or with units in the item, only activities that fit both.
    """
    mine = Activity.objects.visible_to(user).filter(
        group=item.plan.group_id, on__gte=item.plan.from_on, on__lte=item.plan.until_on
    )
    if item.method:
        mine = mine.filter(method=item.method)
    units = {*item.units.values_list("pk", flat=True), *standing_units(item, clock.today())}
    if units:
        mine = mine.filter(unit_links__unit__in=units).distinct()
    mine = mine.exclude(plan_works__item=item)
    return mine.prefetch_related("unit_links__unit").order_by("-on", "-pk")[:OFFERED]


def drafted_report(found: PlanOnDay) -> str:
    """Return the report on completion as the linked records tell it; the leader adds his own words."""
    lines = [
        _("“%(title)s” (%(number)s): %(done)s of %(all)s items carried out.")
        % {
            "title": found.plan.title,
            "number": found.plan.number,
            "done": found.done,
            "all": len(found.items),
        },
        *(_told(each) for each in found.items),
    ]
    return "\n".join(lines)


def _told(each: ItemOnDay) -> str:
    words = {"position": each.item.position, "what": _first_line(each.item.what)}
    if not each.works:
        return _("%(position)s. %(what)s: not carried out yet.") % words
    numbers = _(", ").join(work.activity.code for work in each.works)
    said = ngettext(
        "%(position)s. %(what)s: %(count)s activity (%(numbers)s)",
        "%(position)s. %(what)s: %(count)s activities (%(numbers)s)",
        len(each.works),
    ) % (words | {"count": len(each.works), "numbers": numbers})
    return said + _missing(each.missing)


def _missing(units: Sequence[Unit]) -> str:
    if not units:
        return _(".")
    names = _(", ").join(unit.name for unit in units)
    return _("; still to be done at: %(units)s.") % {"units": names}


def _first_line(text: str) -> str:
    return text.strip().splitlines()[0].rstrip("。.；;") if text.strip() else ""


def today_progress(plan: WorkPlan, user: Viewer) -> PlanOnDay:
    """Return one plan's items with progress today."""
    return progress_of([plan], user, clock.today())[plan.pk]
