"""What waits about summaries: to be handed in by who leads a group, to be read by who guides it; and who is late."""

from collections.abc import Collection, Iterator
from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from paizhu.kernel.viewers import Viewer
from paizhu.organization.models import CompositeGroup
from paizhu.reporting.models import Summary
from paizhu.reporting.queries import summaries
from paizhu.reporting.queries.home.shapes import AT_MOST, Kind, Reader, Step, Waiting
from paizhu.reporting.states import Span, SummaryPeriod, period_of

FRESH = timedelta(days=62)
"""A summary that was handed in longer ago does not wait to be read any more."""
PAGE = "reporting:summaries"


def to_hand_in(reader: Reader) -> Iterator[Waiting]:
    """Yield last week's and last month's summary where it was not handed in for a group that the reader heads. Two queries."""
    if not reader.heads:
        return
    periods = [period_of(span, reader.today).previous for span in Span]
    seen = Summary.objects.visible_to(reader.user).filter(group__in=reader.heads)
    found = seen.filter(start__in=[period.start for period in periods])
    handed_in = set(found.values_list("group_id", "span", "start"))
    kind = Kind("hand_in", gettext_lazy("Summaries to hand in"), PAGE)
    for group in _groups(reader.user, reader.heads):
        for period in periods:
            key = (group.pk, period.span, period.start)
            if key not in handed_in and group.established_on <= period.start:
                yield _to_hand_in(reader, group, period, kind)


def _to_hand_in(
    reader: Reader, group: CompositeGroup, period: SummaryPeriod, kind: Kind
) -> Waiting:
    due_on = reader.last_day(summaries.LIMIT, period.end)
    return Waiting(
        kind=kind,
        number="",
        url=_address(group.pk, period),
        what=_("Look through the summary and hand it in"),
        unit=group.name,
        due_on=due_on,
        clock=reader.clock(due_on),
        basis=reader.basis(summaries.LIMIT),
        text=period.label,
        steps=(Step(_("To the summary"), _address(group.pk, period), "primary"),),
    )


def to_read(reader: Reader) -> Iterator[Waiting]:
    """Yield the summaries of the groups that the reader guides which he has not opened. One query."""
    guided = reader.user.powers.guided_groups
    found = Summary.objects.visible_to(reader.user).filter(
        group__in=guided, start__gte=reader.today - FRESH
    )
    found = found.exclude(readings__reader=reader.user.pk).select_related("group")
    kind = Kind("to_read", gettext_lazy("Summaries to read"), PAGE)
    for each in found.order_by("-start", "pk")[:AT_MOST]:
        address = _address(each.group_id, each.period)
        yield Waiting(
            kind=kind,
            number="",
            url=address,
            what=_("Read the summary"),
            unit=each.group.name,
            text=each.period.label,
            steps=(Step(_("Read it"), address, "primary"),),
        )


def last_week(reader: Reader, groups: Collection[int]) -> list[summaries.Place]:
    """Return how last week's summary of each group stands. Five queries."""
    period = period_of(Span.WEEK, reader.today).previous
    found = summaries.places(_groups(reader.user, groups), [period], reader.user, reader.today)
    return [place for places in found for place in places]


def _groups(user: Viewer, groups: Collection[int]) -> list[CompositeGroup]:
    return list(CompositeGroup.objects.visible_to(user).filter(pk__in=groups).order_by("code"))


def _address(group: int, period: SummaryPeriod) -> str:
    return reverse("reporting:summary", args=[group, period.span, period.start.isoformat()])
