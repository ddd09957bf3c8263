"""The activity ledger seen by unit and by person: the rows behind maps, last acts and figures.

An activity may concern several units and several people. Whoever may know of it because one of the units
is his sees that unit's part of it; who did it himself, or whose group did it, sees all parts. So nobody
counts what was done at a unit that does not exist for him. `Activity.objects.visible_to` says the same of
whole activities; a test holds the two together.
"""

from datetime import date

from django.db.models import Min, Q, QuerySet

from paizhu.kernel.viewers import Viewer
from paizhu.oversight.models import Activity, ActivityUnit, Participation


def visits(
    user: Viewer, start: date | None = None, end: date | None = None
) -> QuerySet[ActivityUnit]:
    """Return the (activity, unit) pairs of which the user may know, both days included."""
    took_part = _within(Participation.objects.filter(official=_official(user)), start, end)
    own = Q(activity__in=took_part.values("activity"))
    return _known(ActivityUnit.objects.all(), user, own, start, end)


def parts(
    user: Viewer, start: date | None = None, end: date | None = None
) -> QuerySet[Participation]:
    """Return the (activity, person, unit) triples of which the user may know, both days included."""
    return _known(Participation.objects.all(), user, Q(official=_official(user)), start, end)


def first_day(user: Viewer) -> date | None:
    """Return the day of the first act of which the user may know. One query, or three narrow ones."""
    if user.powers.sees_commission:
        month = visits(user).aggregate(first=Min("month"))["first"]
        return date(month // 100, month % 100, 1) if month else None
    if not (user.powers.supervises or user.powers.guided_groups):
        return None
    days = [
        rows.aggregate(first=Min("on"))["first"]
        for rows in (
            ActivityUnit.objects.filter(unit__in=user.powers.units),
            Activity.objects.filter(group__in=user.powers.concerned_groups),
            Participation.objects.filter(official=_official(user)),
        )
    ]
    return min((day for day in days if day), default=None)


def _known(rows: QuerySet, user: Viewer, own: Q, start: date | None, end: date | None) -> QuerySet:
    """Restrict to rows at the user's units, of his groups' activities, and his `own`.

    From a day on each of the three is found in its own index. Without a first day each row is asked: mostly one unit or person is
    looked for then, whose rows are few.
    """
    mine = _within(rows.filter(commission_id=user.commission_id), start, end)
    powers = user.powers
    if powers.sees_commission:
        return mine
    if not (powers.supervises or powers.guided_groups):
        return mine.none()
    of_groups = Activity.objects.filter(group__in=powers.concerned_groups)
    of_groups = _within(of_groups, start, end).values("pk")
    known = Q(unit__in=powers.units), Q(activity__in=of_groups), own
    if start is None:
        return mine.filter(known[0] | known[1] | known[2])
    first, *others = (_within(rows.filter(each), start, end).values("pk") for each in known)
    return mine.filter(pk__in=first.union(*others))


def _within(rows: QuerySet, start: date | None, end: date | None) -> QuerySet:
    """Restrict by day; the bounds go into every sub-select, so that each stays small."""
    if start is not None:
        rows = rows.filter(on__gte=start)
    if end is not None:
        rows = rows.filter(on__lte=end)
    return rows.order_by()


def _official(user: Viewer) -> int | None:
    return getattr(user, "official_id", None)
