"""A group's summary in words, figures and lines: the paragraph of an official report, each figure beside the one handed in."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from paizhu.oversight.models import Activity, MatterNotice, Method, Opinion
from paizhu.reporting.queries.summaries import Content, Place
from paizhu.reporting.states import Standing, SummaryPeriod
from paizhu.reporting.tables.links import Links
from paizhu.web.components import Mark, Tone

TONES = {
    Standing.IN_TIME: Tone.GREEN,
    Standing.LATE: Tone.YELLOW,
    Standing.MISSING: Tone.RED,
    Standing.WAITING: Tone.BLUE,
    Standing.RUNNING: Tone.NEUTRAL,
}
LABELS = {
    "activities": gettext_lazy("Activities"),
    **{f"method_{method.value}": method.label for method in Method},
    "meetings": gettext_lazy("Meetings on major matters"),
    "same_body": gettext_lazy("Acts in same-body capacity"),
    "cross_body": gettext_lazy("Acts in cross-body capacity"),
    "outside": gettext_lazy("Acts outside capacity"),
    "opinions_made": gettext_lazy("Opinions made"),
    "opinions_closed": gettext_lazy("Opinions closed out"),
    "opinions_declined": gettext_lazy("Opinions not adopted"),
    "opinions_overdue": gettext_lazy("Opinions overdue at the end"),
    "notices": gettext_lazy("Matter notices received"),
    "notices_in_time": gettext_lazy("Notices in time"),
    "notices_late": gettext_lazy("Notices sent late"),
    "notices_after": gettext_lazy("Notices sent only afterwards"),
    "rectification_report": gettext_lazy("Reported done by units"),
    "rectification_confirm": gettext_lazy("Confirmed by the group"),
    "rectification_return_report": gettext_lazy("Returned to units"),
    "rectification_reopen": gettext_lazy("Taken up again"),
    "plans_submit": gettext_lazy("Plans submitted"),
    "plans_agree": gettext_lazy("Plans agreed"),
    "plans_send_back": gettext_lazy("Plans returned"),
    "plans_report": gettext_lazy("Plans reported carried out"),
    "joint_activities": gettext_lazy("Joint activities held"),
}
"""Figure → what it counts, in the order in which they are shown. The names are frozen with the figures and never change."""
ALWAYS = frozenset({"activities", "meetings", "opinions_made", "opinions_closed", "notices"})
"""Figures shown also where they are nought."""


@dataclass(frozen=True)
class Row:
    """One figure: as it is now, as it was handed in (None before), and how far they lie apart."""

    name: str
    label: Any
    now: int
    handed_in: int | None = None
    url: str = ""

    @property
    def difference(self) -> int:
        """What has changed since it was handed in."""
        return 0 if self.handed_in is None else self.now - self.handed_in


def rows(content: Content, frozen: Mapping[str, int] | None) -> list[Row]:
    """Return the figures that say something; what was handed in is never left out."""
    urls = _urls(content)
    found = []
    for name, label in LABELS.items():
        now = content.figures.get(name, 0)
        before = None if frozen is None else frozen.get(name, 0)
        if now or before or name in ALWAYS:
            found.append(Row(name, label, now, before, urls.get(name, "") if now else ""))
    return found


def _urls(content: Content) -> dict[str, str]:
    links = Links(content.scope)
    return {
        "activities": links.activities(),
        **{f"method_{method.value}": links.activities(method=method.value) for method in Method},
        "meetings": links.activities(major=1),
        "same_body": links.parts(capacity="same_body"),
        "cross_body": links.parts(capacity="cross_body"),
        "outside": links.parts(capacity="outside"),
        "opinions_made": links.opinions(),
        "opinions_closed": links.closed(),
        "opinions_overdue": links.overdue(),
    }


def paragraph(content: Content) -> str:
    """Return the summary as the paragraph of an official report; only what happened is told."""
    figures = content.figures
    told = (_activities(content), _notices(figures), _opinions(figures), *_movements(figures))
    return "".join(_("%(sentence)s. ") % {"sentence": sentence} for sentence in told).strip()


def _day(day: date) -> str:
    return date_format(day, pgettext("date format of a day within its year", "j F"))


def _activities(content: Content) -> str:
    figures, period = content.figures, content.period
    words = {
        "period": period.label,
        "start": _day(period.start),
        "end": _day(period.end),
        "group": content.scope.group,
    }
    if not figures["activities"]:
        return _("%(period)s (%(start)s to %(end)s), %(group)s recorded no activity") % words
    methods = {method.label: figures[f"method_{method.value}"] for method in Method}
    words["methods"] = _(", ").join(
        _("%(method)s %(count)s") % {"method": label, "count": count}
        for label, count in methods.items()
        if count
    )
    beginning = _(
        "%(period)s (%(start)s to %(end)s), %(group)s carried out %(activities)s activities: %(methods)s"
    ) % {**figures, **words}
    return _clauses(
        figures,
        ("meetings", _("%(meetings)s meetings on major matters were attended")),
        ("cross_body", _("its people acted %(cross_body)s times in cross-body capacity")),
        ("same_body", _("%(same_body)s times in same-body capacity")),
        ("outside", _("%(outside)s times in joint work")),
        first=beginning,
    )


def _notices(figures: Mapping[str, int]) -> str:
    if not figures["notices"]:
        return _("no word of a major matter came")
    return _clauses(
        figures,
        ("notices_in_time", _("%(notices_in_time)s in time")),
        ("notices_late", _("%(notices_late)s late")),
        ("notices_after", _("%(notices_after)s only afterwards")),
        first=_("word of %(notices)s matters came") % figures,
    )


def _opinions(figures: Mapping[str, int]) -> str:
    return _clauses(
        figures,
        ("opinions_closed", _("%(opinions_closed)s were closed out")),
        ("opinions_declined", _("%(opinions_declined)s were not adopted")),
        ("opinions_overdue", _("%(opinions_overdue)s of the period's were overdue at its end")),
        first=_("%(opinions_made)s opinions and suggestions were made") % figures
        if figures["opinions_made"]
        else _("no opinion or suggestion was made"),
    )


def _movements(figures: Mapping[str, int]) -> Iterator[str]:
    """Yield what moved in rectification and in plans, as far as anything did."""
    rectified = _clauses(
        figures,
        ("rectification_report", _("units reported %(rectification_report)s matters put right")),
        ("rectification_confirm", _("the group confirmed %(rectification_confirm)s")),
        ("rectification_return_report", _("returned %(rectification_return_report)s")),
        ("rectification_reopen", _("took up %(rectification_reopen)s again")),
    )
    planned = _clauses(
        figures,
        ("plans_submit", _("%(plans_submit)s plans were submitted")),
        ("plans_agree", _("the liaison member agreed to %(plans_agree)s")),
        ("plans_send_back", _("returned %(plans_send_back)s to be changed")),
        ("plans_report", _("%(plans_report)s were reported carried out")),
        ("joint_activities", _("%(joint_activities)s joint activities were held")),
    )
    yield from filter(None, (rectified, planned))


def _clauses(figures: Mapping[str, int], *clauses: tuple[str, str], first: str = "") -> str:
    """Join the clauses whose figure is not nought into one sentence."""
    told = [text % figures for name, text in clauses if figures[name]]
    return pgettext("between clauses", "; ").join([first, *told] if first else told)


def standing(place: Place) -> Mark:
    """Return how a summary stands."""
    return Mark(place.standing.label, TONES[place.standing], place.due_on.isoformat())


def address(place_or_group: Any, period: SummaryPeriod, name: str = "summary") -> str:
    """Return the page of a group's summary, or of something to be done with it."""
    key = getattr(place_or_group, "pk", place_or_group)
    return reverse(f"reporting:{name}", args=[key, period.span, period.start.isoformat()])


Line = tuple[Sequence[Any], str]
"""Cells of a line, and where its record is."""


def activity_lines(found: Sequence[Activity]) -> list[Line]:
    """Return the activities: day, code, method, units, people, kind of matter."""
    return [
        (
            (
                one.on.isoformat(),
                one.code,
                one.get_method_display(),
                _(", ").join(link.unit.name for link in one.unit_links.all()),
                _(", ").join(dict.fromkeys(p.official.name for p in one.participations.all())),
                one.get_matter_display(),
            ),
            reverse("oversight:activity", args=[one.pk]),
        )
        for one in found
    ]


def opinion_lines(found: Sequence[Opinion]) -> list[Line]:
    """Return the opinions: day, code, unit, until when, how it stands."""
    return [
        (
            (
                one.made_on.isoformat(),
                one.code,
                one.unit.name,
                one.due_on.isoformat() if one.due_on else "",
                one.get_state_display(),
            ),
            reverse("oversight:opinion", args=[one.pk]),
        )
        for one in found
    ]


def notice_lines(found: Sequence[MatterNotice]) -> list[Line]:
    """Return the notices: when it happens, unit, kind of matter, how it stands. Never who sent word."""
    return [
        (
            (
                f"{timezone.localtime(one.happens_at):%Y-%m-%d %H:%M}",
                one.code,
                one.unit.name,
                one.get_matter_display(),
                one.get_state_display(),
            ),
            reverse("oversight:notice", args=[one.pk]),
        )
        for one in found
    ]


def tables(content: Content) -> list[tuple[str, Sequence[str], list[Line]]]:
    """Return the records behind the figures: title, heads, lines."""
    return [
        (
            _("Activities"),
            (_("Date"), _("Activity code"), _("Method"), _("Units"), _("Participants"), _("Kind of matter")),
            activity_lines(content.activities),
        ),
        (
            _("Opinions"),
            (_("Made on"), _("Opinion code"), _("Unit"), _("To be put right by"), _("State")),
            opinion_lines(content.opinions),
        ),
        (
            _("Matter notices"),
            (_("Takes place"), _("Notice code"), _("Unit"), _("Kind of matter"), _("State")),
            notice_lines(content.notices),
        ),
    ]  # fmt: skip
