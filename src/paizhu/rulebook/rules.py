"""May a commission set this value, and who keeps the calendar. Each refusal gives its reason and article."""

from datetime import date

from django.utils.translation import gettext as _

from paizhu.kernel.refusals import Refused
from paizhu.kernel.viewers import Viewer
from paizhu.kernel.workdays import PUBLISHED_YEARS
from paizhu.rulebook import queries
from paizhu.rulebook.models import CalendarDay, SettledYear, StricterLimit
from paizhu.rulebook.states import (
    Approver,
    Limit,
    Measure,
    NotKnownThen,
    PersonCategory,
    quantity,
)

MOST = 3660
"""No own value is larger, in whatever unit: ten years of days."""


def check_can_keep_own_values(by: Viewer) -> None:
    """纪委办公室 keeps the commission's own values."""
    if not by.powers.keeps_structure:
        raise Refused(_("Values of our own are set by the commission's office."))


def check_can_set_stricter(
    by: Viewer, limit_key: str, amount: int, unit: str, from_on: date, until_on: date | None = None
) -> None:
    """A binding limit may be made stricter only, a suggested one may be changed within its bounds.

    What the limit says is taken from the pack of `from_on`. Approval levels work alike (2022 rules, article 52).
    """
    check_can_keep_own_values(by)
    try:
        rule = queries.pack_on(from_on).limit(limit_key)
    except NotKnownThen as absent:
        raise Refused(
            _("On %(day)s there is nothing to be stricter than: %(reason)s")
            % {"day": from_on, "reason": absent.absence.reason}
        ) from None
    if until_on is not None and until_on <= from_on:
        raise Refused(_("The value must hold for a day at least: it ends before it begins."))
    _check_unit(rule, unit)
    _check_bounds(rule, amount, unit)
    _check_strict_enough(rule, amount, unit)
    _check_free(by, limit_key, from_on, until_on)


def check_can_withdraw_stricter(by: Viewer, stricter: StricterLimit, until_on: date) -> None:
    """An own value is ended, never deleted: matters of its time keep the clock they were measured by."""
    check_can_keep_own_values(by)
    if stricter.commission_id != by.commission_id:
        raise Refused(_("This is another commission's value."))
    if stricter.until_on is not None and stricter.until_on <= until_on:
        raise Refused(_("This value has an end already: %(day)s.") % {"day": stricter.until_on})
    if until_on < stricter.from_on:
        raise Refused(_("The value begins on %(day)s only.") % {"day": stricter.from_on})


def check_approver_suffices(
    approver: str, step: str, category: str = PersonCategory.ANY, *, on: date
) -> None:
    """All levels are the lowest that is allowed; a higher one may be used (2022 rules, article 52).

    Passes where the time named no level. Raises `UnknownEntry` for a step that no pack speaks of.
    """
    try:
        level = queries.level(step, category, on=on)
    except NotKnownThen:
        return
    given = Approver(approver)
    if given.height < level.approver.height:
        raise Refused(
            _("The %(approver)s does not suffice: it must be the %(level)s, or higher.")
            % {"approver": given.label, "level": level.approver.label},
            basis=level.basis,
        )


def check_can_keep_calendar(by: Viewer) -> None:
    """The working calendar is the same for all, and kept by the system administrator."""
    if not by.powers.is_system_admin:
        raise Refused(_("The working calendar is kept by the system administrator."))


def check_can_add_day(by: Viewer, day: date) -> None:
    """A day is entered once."""
    check_can_keep_calendar(by)
    if CalendarDay.objects.filter(day=day).exists():
        raise Refused(_("%(day)s is entered already; change that entry.") % {"day": day})


def check_can_settle_year(by: Viewer, year: int) -> None:
    """A year that comes published needs no list; a settled one is corrected day by day."""
    check_can_keep_calendar(by)
    if year in PUBLISHED_YEARS:
        raise Refused(
            _("%(year)s is published already; enter single days that differ.") % {"year": year}
        )
    if SettledYear.objects.filter(year=year).exists():
        raise Refused(
            _("The list of %(year)s was entered already; change single days, or reopen the year.")
            % {"year": year}
        )


def _check_unit(rule: Limit, unit: str) -> None:
    if not queries.is_comparable(rule, unit):
        raise Refused(
            _("“%(limit)s” is counted in %(unit)s; %(given)s cannot be compared with that.")
            % {"limit": rule.label, "unit": rule.unit.label, "given": Measure(unit).label},
            basis=rule.basis,
        )


def _check_bounds(rule: Limit, amount: int, unit: str) -> None:
    if not min(rule.amount, 1) <= amount <= MOST:
        raise Refused(_("The value must lie between 1 and %(most)s.") % {"most": MOST})
    if unit == rule.unit and rule.floor is not None and amount < rule.floor:
        raise Refused(
            _("“%(limit)s” may never be below %(bound)s.")
            % {"limit": rule.label, "bound": quantity(rule.floor, rule.unit)},
            basis=rule.basis,
        )
    if unit == rule.unit and rule.ceiling is not None and amount > rule.ceiling:
        raise Refused(
            _("“%(limit)s” may never be above %(bound)s.")
            % {"limit": rule.label, "bound": quantity(rule.ceiling, rule.unit)},
            basis=rule.basis,
        )
    if amount == rule.amount and unit == rule.unit:
        raise Refused(_("That is the value of the rule itself: nothing to set."), basis=rule.basis)


def _check_strict_enough(rule: Limit, amount: int, unit: str) -> None:
    if rule.standing.is_binding and queries.is_laxer(rule, amount, unit):
        raise Refused(
            _(
                "The rule says “%(rule)s”; %(given)s would be laxer, and only a stricter value is allowed."
            )
            % {"rule": rule, "given": quantity(amount, unit)},
            basis=rule.basis,
        )


def _check_free(by: Viewer, limit_key: str, from_on: date, until_on: date | None) -> None:
    others = StricterLimit.objects.visible_to(by).filter(limit_key=limit_key)
    other = others.overlapping(from_on, until_on).first()
    if other is not None:
        raise Refused(
            _("A value of our own (%(value)s from %(day)s) holds in that time; withdraw it first.")
            % {"value": other.quantity, "day": other.from_on}
        )
