"""What a new activity's form shows first: today, the one who enters it, his only group, and what the address says.

`?notice=`: everything from a matter notice. `?unit=&official=` (several each), `?on=&method=&matter=&group=`: from a room
above, such as a joint activity. What the reader may not see or choose is left out.
"""

from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from paizhu.kernel import clock
from paizhu.organization.models import CompositeGroup, Official, Unit
from paizhu.oversight.models import Matter, MatterNotice, Method


def of(request: HttpRequest) -> dict[str, Any]:
    """Return the initial values."""
    user, asked = request.user, request.GET
    powers, official = user.powers, getattr(user, "official_id", None)
    start: dict[str, Any] = {"on": _day(asked.get("on", "")) or clock.today()}
    start["units"] = _known(Unit, user, asked.getlist("unit"))
    people = _known(Official, user, asked.getlist("official"))
    if powers.supervises and official:
        people = people or [official]
    if people:
        start["officials"] = people
    if len(powers.groups) == 1:
        start["group"] = next(iter(powers.groups))
    if groups := _known(CompositeGroup, user, asked.getlist("group")):
        start["group"] = groups[0]
    for name, words in (("method", Method), ("matter", Matter)):
        if asked.get(name) in words.values:
            start[name] = asked[name]
    return start | _from_notice(request)


def _from_notice(request: HttpRequest) -> dict[str, Any]:
    key = request.GET.get("notice", "")
    found = MatterNotice.objects.visible_to(request.user).filter(pk__in=_numbers([key])).first()
    if found is None:
        return {}
    start = {"notice": found.pk, "units": [found.unit_id], "matter": found.matter}
    going = found.attendees.filter(is_assigned=True).order_by("official__code")
    if people := list(going.values_list("official_id", flat=True)):
        start |= {"officials": people, "method": Method.MEETING}
    happened = timezone.localdate(found.happens_at)
    return start | ({"on": happened} if happened <= clock.today() else {})


def _known(model: type, user: Any, keys: list[str]) -> list[int]:
    numbers = _numbers(keys)
    return (
        list(model.objects.visible_to(user).filter(pk__in=numbers).values_list("pk", flat=True))
        if numbers
        else []
    )


def _numbers(keys: list[str]) -> list[int]:
    return [int(key) for key in keys if key.isdecimal() and len(key) < 19]


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
