"""Short lists that lead to their records: the silent units, the most urgent opinions, the matters announced."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from paizhu.coverage.queries import Silence
from paizhu.kernel.addresses import address
from paizhu.oversight.models import MatterNotice, Opinion
from paizhu.rectification.panels import light_mark
from paizhu.rectification.queries import Deadlines
from paizhu.reporting.queries.home import LINES, Delivered, Waiting
from paizhu.reporting.queries.summaries import Place
from paizhu.reporting.states import Standing
from paizhu.reporting.tables import summaries
from paizhu.web.components import Mark

ORDER = {
    Standing.MISSING: 0,
    Standing.LATE: 1,
    Standing.WAITING: 2,
    Standing.RUNNING: 3,
    Standing.IN_TIME: 4,
}
CONTENT = 60
"""So many characters of an opinion are shown in a short list."""


class Entry(NamedTuple):
    """One line of a short list: what it is, its page, what is to be known about it, how urgent."""

    name: Any
    url: str
    detail: Any
    tone: str = "neutral"
    text: Any = ""


@dataclass(frozen=True)
class Short:
    """A short list: its first lines, and where the rest is. `none`: what is said where there is nothing."""

    title: Any
    entries: Sequence[Entry]
    url: str
    none: Any
    count: int | None = None


def silent(silences: Sequence[Silence], limit: int) -> Short:
    """Return the units of the longest silence."""
    return Short(
        _("No act for %(days)s days or more") % {"days": limit},
        [
            Entry(
                one.unit.name,
                address("organization:unit", one.unit.pk),
                _("none on record")
                if one.days is None
                else ngettext("%(days)s day", "%(days)s days", one.days) % {"days": one.days},
                "red",
            )
            for one in silences[:LINES]
        ],
        f"{reverse('coverage:blind_spots')}#silent",
        _("Something was done at every unit in time."),
        len(silences),
    )


def urgent(opinions: Iterable[Opinion], deadlines: Deadlines, overdue: int) -> Short:
    """Return the open opinions whose deadline is nearest or longest past, each with its light."""
    return Short(
        _("Opinions by deadline"),
        [_urgent(opinion, light_mark(deadlines.until(opinion.due_on))) for opinion in opinions],
        f"{reverse('oversight:opinions')}?overdue_on={deadlines.on.isoformat()}",
        _("No open opinion has a deadline."),
        overdue,
    )


def _urgent(opinion: Opinion, light: Mark) -> Entry:
    return Entry(
        opinion.unit.name,
        address("rectification:rectification", opinion.rectification_id),
        light.label,
        light.tone,
        Truncator(opinion.content).chars(CONTENT),
    )


def announced(notices: Iterable[MatterNotice], today: date, days: int) -> Short:
    """Return the matters announced for the coming days."""
    end = date.fromordinal(today.toordinal() + days)
    return Short(
        _("Matters announced for the coming days"),
        [
            Entry(
                notice.unit.name,
                address("oversight:notice", notice.pk),
                date_format(localtime(notice.happens_at), "m-d H:i"),
                "blue",
                notice.title,
            )
            for notice in notices
        ],
        f"{reverse('oversight:notices')}?from={today.isoformat()}&to={end.isoformat()}",
        _("No matter is announced for the coming %(days)s days.") % {"days": days},
    )


SAID = {
    "sign": gettext_lazy("Signed for it"),
    "accept": gettext_lazy("Accepted"),
    "dispute": gettext_lazy("Disputed"),
    "submit_plan": gettext_lazy("Submitted the plan"),
    "report": gettext_lazy("Reported done"),
    "ask_extension": gettext_lazy("Asked for more time"),
}
"""What a unit has handed in, by the step with which it did."""


def delivered(found: Iterable[Delivered]) -> list[dict[str, Any]]:
    """Return what a unit handed in last, in words."""
    return [each._asdict() | {"label": SAID.get(each.step, each.state)} for each in found]


def handed_in(places: Iterable[Place]) -> Short:
    """Return how last week's summaries stand: what is missing or late first."""
    found = sorted(places, key=lambda place: ORDER[place.standing])
    return Short(
        _("Summaries of last week"),
        [_handed_in(place) for place in found[:LINES]],
        reverse("reporting:summaries"),
        _("No group was at work last week."),
        sum(place.standing is Standing.MISSING for place in found),
    )


def _handed_in(place: Place) -> Entry:
    mark, url = summaries.standing(place), summaries.address(place.group, place.period)
    return Entry(place.group.name, url, mark.label, mark.tone)


def plans(lines: Iterable[Waiting], count: int) -> Short:
    """Return the plans that wait for their liaison members, the longest waiting first."""
    return Short(
        _("Plans with liaison members"),
        [_plan(line, light_mark(line.clock)) for line in lines],
        f"{reverse('planning:plans')}?state=submitted",
        _("No plan waits for a liaison member."),
        count,
    )


def _plan(line: Waiting, light: Mark | None) -> Entry:
    told = (light.label, light.tone) if light else ("", "neutral")
    text = f"{line.unit} · {line.number}"
    return Entry(Truncator(line.text).chars(CONTENT), line.url, *told, text)
