"""The acts of the rulebook: a commission's own values, and the working calendar. The packs themselves are data."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from paizhu.kernel import acts
from paizhu.kernel.acts import act
from paizhu.kernel.records import Saved, changes, create_clean, save_clean
from paizhu.kernel.refusals import Refused
from paizhu.kernel.viewers import Viewer
from paizhu.rulebook import queries, rules
from paizhu.rulebook.models import CalendarDay, SettledYear, StricterLimit
from paizhu.rulebook.queries.calendar import KEPT as CALENDAR
from paizhu.rulebook.queries.limits import KEPT as OWN_LIMITS
from paizhu.tenancy.models import Commission
from paizhu.trail import actions as trail

DAY_FIELDS = ("is_working_day", "note")


@dataclass(frozen=True)
class DayDraft:
    """One day of a year's list that is not as its weekday would have it."""

    day: date
    is_working_day: bool
    note: str = ""


@act
def set_stricter(
    *,
    commission: Commission,
    limit_key: str,
    amount: int,
    unit: str,
    from_on: date,
    reason: str,
    until_on: date | None = None,
    by: Viewer,
) -> StricterLimit:
    """Let a value of the commission's own bind it from a day on. Raises `Refused` where it would be laxer."""
    if commission.pk != by.commission_id:
        raise Refused(_("Values are set for one's own commission only."))
    rules.check_can_set_stricter(by, limit_key, amount, unit, from_on, until_on)
    stricter = StricterLimit(
        commission=commission,
        limit_key=limit_key,
        amount=amount,
        unit=unit,
        from_on=from_on,
        until_on=until_on,
        reason=reason,
    )
    save_clean(stricter)
    OWN_LIMITS.forget()
    trail.record(
        "rulebook.stricter_set", stricter, by=by, from_on=from_on, reason=reason, **_said(stricter)
    )
    return stricter


@act
def withdraw_stricter(*, stricter: StricterLimit, until_on: date, by: Viewer) -> StricterLimit:
    """End a value of the commission's own: from `until_on` on the rule's value counts again."""
    rules.check_can_withdraw_stricter(by, stricter, until_on)
    stricter.until_on = until_on
    save_clean(stricter)
    OWN_LIMITS.forget()
    trail.record(
        "rulebook.stricter_withdrawn", stricter, by=by, until_on=until_on, **_said(stricter)
    )
    return stricter


@act
def note_export(*, commission: Commission, count: int, by: Viewer) -> None:
    """Record that the list of own values was exported."""
    trail.record("rulebook.own_values_exported", commission, by=by, count=count)


@act
def add_day(*, day: date, is_working_day: bool, note: str = "", by: Viewer) -> CalendarDay:
    """Enter a day on which people work, or do not, other than published."""
    rules.check_can_add_day(by, day)
    entered = CalendarDay(day=day, is_working_day=is_working_day, note=note)
    save_clean(entered)
    trail.record(_spoken("added", entered), entered, by=by, note=note)
    CALENDAR.forget()
    return entered


@act
def change_day(
    *, calendar_day: CalendarDay, is_working_day: bool, note: str = "", by: Viewer
) -> CalendarDay:
    """Correct an entered day."""
    rules.check_can_keep_calendar(by)
    before = CalendarDay.objects.get(pk=calendar_day.pk)
    calendar_day.is_working_day, calendar_day.note = is_working_day, note
    changed = changes(before, calendar_day, DAY_FIELDS)
    if not changed:
        acts.nothing_to_do()
        return calendar_day
    save_clean(calendar_day)
    trail.record(_spoken("changed", calendar_day), calendar_day, by=by, changes=changed)
    CALENDAR.forget()
    return calendar_day


@act
def remove_day(*, calendar_day: CalendarDay, by: Viewer) -> None:
    """Take an entered day out: the published calendar, or the weekday, speaks for it again."""
    rules.check_can_keep_calendar(by)
    trail.record("rulebook.day_removed", calendar_day, by=by)
    calendar_day.delete()
    CALENDAR.forget()


@act
def settle_year(*, year: int, days: Sequence[DayDraft], source: str, by: Viewer) -> Saved:
    """Enter the State Council's list of a year in full; from then on the year is no longer provisional.

    `days`: the holidays on weekdays and the weekend days worked. Days entered before are replaced.
    """
    rules.check_can_settle_year(by, year)
    _check_list(year, days)
    before = CalendarDay.objects.filter(day__year=year)
    replaced = before.count()
    before.delete()
    create_clean(CalendarDay(**vars(draft)) for draft in days)
    settled = SettledYear(year=year, source=source)
    save_clean(settled)
    trail.record(
        "rulebook.year_settled", settled, by=by, count=len(days), replaced=replaced, source=source
    )
    CALENDAR.forget()
    return Saved(created=len(days))


@act
def reopen_year(*, settled_year: SettledYear, by: Viewer) -> None:
    """Take back that a year's list is complete: the year is provisional again, its entered days stay."""
    rules.check_can_keep_calendar(by)
    trail.record("rulebook.year_reopened", settled_year, by=by)
    settled_year.delete()
    CALENDAR.forget()


def _said(stricter: StricterLimit) -> dict[str, str]:
    """The names of limit, own value and rule as the trail keeps them: in one language."""
    rule = queries.pack_on(stricter.from_on).limit(stricter.limit_key)
    with translation.override(settings.LANGUAGE_CODE):
        return {"limit": str(rule.label), "value": stricter.quantity, "rule": rule.quantity}


def _spoken(what: str, day: CalendarDay) -> str:
    """The act's name says what the day became, so that its sentence reads well in both languages."""
    return f"rulebook.day_{what}_{'working' if day.is_working_day else 'off'}"


def _check_list(year: int, days: Sequence[DayDraft]) -> None:
    if not days:
        raise Refused(_("The list is empty: enter at least the holidays."))
    foreign = [draft.day for draft in days if draft.day.year != year]
    if foreign:
        raise Refused(_("%(day)s is no day of %(year)s.") % {"day": foreign[0], "year": year})
    seen: set[date] = set()
    for draft in days:
        if draft.day in seen:
            raise Refused(_("%(day)s stands in the list twice.") % {"day": draft.day})
        seen.add(draft.day)
