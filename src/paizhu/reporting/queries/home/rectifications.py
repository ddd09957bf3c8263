"""What waits in rectification: for the group's people the unit's last word, for the unit's people the group's."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.db.models import Count, Q, QuerySet
from django.urls import reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from paizhu.kernel.viewers import Viewer
from paizhu.organization.queries import alike
from paizhu.rectification import queries as rectification
from paizhu.rectification.models import (
    GROUP_OWES,
    OPEN,
    UNIT_OWES,
    Measure,
    Rectification,
    Side,
    State,
    Voice,
)
from paizhu.reporting.queries.home.shapes import (
    AT_MOST,
    Kind,
    Reader,
    Step,
    Waiting,
    excerpt,
)

ALL = "rectification:rectifications"
WANTED = {
    State.DISPUTED: gettext_lazy("Answer the unit's dispute"),
    State.PLAN_SUBMITTED: gettext_lazy("Agree to the plan or return it"),
    State.REPORTED: gettext_lazy("Confirm the report or return it"),
    State.ISSUED: gettext_lazy("Accept or dispute"),
    State.PLANNING: gettext_lazy("Make a plan and submit it"),
    State.RECTIFYING: gettext_lazy("Put right and report"),
}
"""State → what the side that has the next word is to do."""
OFFERED = {
    State.DISPUTED: (("uphold", gettext_lazy("Uphold")), ("withdraw", gettext_lazy("Give way"))),
    State.PLAN_SUBMITTED: (
        ("agree_plan", gettext_lazy("Agree")),
        ("return_plan", gettext_lazy("Return")),
    ),
    State.REPORTED: (
        ("confirm", gettext_lazy("Confirm")),
        ("return_report", gettext_lazy("Return")),
    ),
    State.ISSUED: (("accept", gettext_lazy("Accept")), ("dispute", gettext_lazy("Dispute"))),
    State.PLANNING: (("submit_plan", gettext_lazy("Submit the plan")),),
    State.RECTIFYING: (("report", gettext_lazy("Report done")),),
}
"""State → the steps that are offered at once, the usual one first."""


def _answers(viewer: Viewer) -> QuerySet[Rectification]:
    mine = Q(keeper=viewer.official_id or 0) | Q(group__in=_heads(viewer))
    found = _judged(viewer).filter(mine, state__in=GROUP_OWES)
    return found.order_by("since", "pk")[:AT_MOST]


def _extensions(viewer: Viewer) -> QuerySet[Rectification]:
    found = _judged(viewer).filter(group__in=_heads(viewer), wanted_on__isnull=False)
    found = found.filter(state__in=OPEN).exclude(state__in=GROUP_OWES)
    return found.order_by("due_on", "pk")[:AT_MOST]


def _rechecks(viewer: Viewer, today: date) -> QuerySet[Rectification]:
    mine = Q(keeper=viewer.official_id or 0) | Q(keeper__isnull=True, group__in=_heads(viewer))
    due = {"recheck_on__lte": today, "rechecked_on__isnull": True}
    found = _judged(viewer).filter(mine, state=State.CLOSED, **due)
    return found.order_by("recheck_on", "pk")[:AT_MOST]


ANSWERS, EXTENSIONS = alike.Read(_answers), alike.Read(_extensions)
RECHECKS = alike.Read(_rechecks, date)


def answers(reader: Reader) -> Iterator[Waiting]:
    """Yield what units have said and the reader answers: as the keeper, or as head of the group. One query.

    Whoever belongs to a unit or resides there does not judge it, so that nothing of it waits for him.
    """
    kind = _kind("answers", gettext_lazy("Units wait for an answer"), turn="group")
    for each in ANSWERS(reader.user):
        yield _line(reader, each, kind)


def extensions(reader: Reader) -> Iterator[Waiting]:
    """Yield the requests for a later day, which the heads of a group grant or refuse. One query."""
    if not reader.heads:
        return
    kind = _kind("extensions", gettext_lazy("Extensions asked for"), turn="open")
    for each in EXTENSIONS(reader.user):
        wanted = _("Decide on the extension until %(day)s") % {"day": each.wanted_on.isoformat()}
        yield Waiting(
            **_about(reader, each, kind) | {"what": wanted},
            due_on=each.due_on,
            clock=reader.clock(each.due_on),
            basis=reader.basis("opinion_answer"),
            steps=(
                _step(each, "extend", _("Grant"), "primary"),
                _step(each, "refuse_extension", _("Refuse")),
            ),
        )


def rechecks(reader: Reader) -> Iterator[Waiting]:
    """Yield what the reader keeps and is due to be looked at again (回头看). One query."""
    kind = _kind("rechecks", gettext_lazy("Due to be re-checked"), state=State.CLOSED)
    for each in RECHECKS(reader.user, reader.today):
        yield Waiting(
            **_about(reader, each, kind) | {"what": _("Look again whether it holds")},
            due_on=each.recheck_on,
            clock=reader.clock(each.recheck_on),
            basis=reader.basis("recheck"),
            steps=(
                _step(each, "pass_recheck", _("It holds"), "primary"),
                _step(each, "reopen", _("Take up again")),
            ),
        )


def owed_by_unit(reader: Reader) -> Iterator[Waiting]:
    """Yield what the reader's unit has to answer or to sign for, with the group's last word. Three queries."""
    powers = reader.user.powers
    speaks = Q(unit__in=powers.contact_units | powers.headed_units)
    speaks |= Q(addressee=reader.official_id, unit__in=powers.team_units)
    owes = Q(state__in=UNIT_OWES) | Q(signed_at__isnull=True)
    found = _seen(reader.user).filter(speaks, owes, state__in=OPEN).order_by("due_on", "pk")
    kind = _kind("owed", gettext_lazy("Owed by the unit"), turn="open")
    rows = list(found[:AT_MOST])
    words, plans = last_words(reader.user, rows), measures(reader.user, rows)
    is_only = len(powers.contact_units | powers.team_units) == 1
    for each in rows:
        line = _line(reader, each, kind, said=words.get(each.pk), is_unit=True)
        if each.signed_at and (step := _before(each, plans.get(each.pk, NO_MEASURES))):
            line = replace(line, steps=(step,))
        yield replace(line, unit="") if is_only else line


def last_words(user: Viewer, rows: Iterable[Rectification]) -> Mapping[int, Voice]:
    """Return rectification id → what the group said last. One query."""
    said = Voice.objects.visible_to(user).filter(
        rectification__in=[each.pk for each in rows], side=Side.GROUP
    )
    return {voice.rectification_id: voice for voice in said.order_by("said_at", "pk")}


class Measures(NamedTuple):
    """How many measures a plan has, and how many are not struck off."""

    total: int
    left: int


NO_MEASURES = Measures(0, 0)


def measures(user: Viewer, rows: Iterable[Rectification]) -> Mapping[int, Measures]:
    """Return rectification id → its measures, those without any left out. One query."""
    found = Measure.objects.visible_to(user).filter(rectification__in=[each.pk for each in rows])
    counted = (
        found.order_by()
        .values_list("rectification")
        .annotate(total=Count("pk"), left=Count("pk", filter=Q(done_on__isnull=True)))
    )
    return {key: Measures(total, left) for key, total, left in counted}


def _before(each: Rectification, plan: Measures) -> Step | None:
    """Return what the unit does first where the step itself would still be refused: measures entered, or struck off."""
    if each.state == State.PLANNING and not plan.total:
        url = reverse_lazy("rectification:measure_new", args=[each.pk])
        return Step(_("Enter a measure"), url, "primary")
    if each.state == State.RECTIFYING and plan.left:
        label = _("Strike off measures (%(count)s left)") % {"count": plan.left}
        return Step(label, each.get_absolute_url(), "primary")
    return None


class Delivered(NamedTuple):
    """Something that the unit has handed in: which matter, what, when, and how the matter stands now."""

    number: str
    url: str
    unit: str
    step: str
    at: datetime
    state: str
    is_answered: bool


def delivered(user: Viewer, at_most: int = 6) -> list[Delivered]:
    """Return what the reader's units handed in last, the newest first. One query."""
    own = user.powers.contact_units | user.powers.team_units
    said = Voice.objects.visible_to(user).filter(side=Side.UNIT, rectification__unit__in=own)
    said = said.select_related("rectification__unit").order_by("-said_at", "-pk")
    return [_delivered(voice) for voice in said[:at_most]]


def _delivered(voice: Voice) -> Delivered:
    about = voice.rectification
    return Delivered(
        about.code,
        about.get_absolute_url(),
        about.unit.name,
        voice.step,
        voice.said_at,
        about.get_state_display(),
        about.state not in GROUP_OWES,
    )


def _seen(viewer: Viewer) -> QuerySet[Rectification]:
    seen = Rectification.objects.visible_to(viewer)
    return seen.select_related("unit", "keeper", "group")


def _judged(viewer: Viewer) -> QuerySet[Rectification]:
    return _seen(viewer).exclude(unit__in=viewer.powers.own_units)


def _heads(viewer: Viewer) -> frozenset[int]:
    return viewer.powers.led_groups | viewer.powers.deputised_groups


def _kind(key: str, label: Any, **filters: str) -> Kind:
    return Kind(key, label, ALL, urlencode(filters))


def _about(reader: Reader, each: Rectification, kind: Kind) -> dict[str, Any]:
    keeper = "" if each.keeper_id in (None, reader.official_id) else each.keeper.name
    return {
        "kind": kind,
        "number": each.code,
        "url": each.get_absolute_url(),
        "what": WANTED.get(State(each.state), each.get_state_display()),
        "text": excerpt(each.problem),
        "who": _("followed by %(name)s") % {"name": keeper} if keeper else "",
        **reader.at(each.unit),
    }


def _line(
    reader: Reader,
    each: Rectification,
    kind: Kind,
    *,
    said: Voice | None = None,
    is_unit: bool = False,
) -> Waiting:
    """Return a line whose day is the nearer one of the answer that is owed and the deadline itself."""
    owed = rectification.owed(each, reader.deadlines)
    days = [(owed.due_on, f"{owed.rule} · {owed.basis}")] if owed else []
    if each.due_on and (is_unit or not owed):
        days.append((each.due_on, _("the deadline set by the group")))
    due_on, basis = min(days, default=(None, ""))
    about = _about(reader, each, kind)
    if is_unit:
        about["who"] = _asked_by(each, said)
    return Waiting(
        **about,
        due_on=due_on,
        clock=reader.clock(due_on),
        basis=basis,
        steps=_steps(each, is_unit=is_unit),
    )


def _asked_by(each: Rectification, said: Voice | None) -> str:
    """Return who asks it of the unit, or the group's last word where there is one."""
    group = each.group.name if each.group_id else _("the commission")
    if said is None or not said.text:
        return _("asked by %(group)s") % {"group": group}
    return _("%(group)s: %(words)s") % {"group": group, "words": excerpt(said.text)}


def _steps(each: Rectification, *, is_unit: bool) -> tuple[Step, ...]:
    offered = tuple(
        _step(each, key, label, "" if number else "primary")
        for number, (key, label) in enumerate(OFFERED.get(State(each.state), ()))
    )
    if not is_unit:
        return offered
    offered = offered if each.state in UNIT_OWES else ()
    if each.signed_at:
        return offered
    return (_sign(each), *(step._replace(look="") for step in offered))


def _sign(each: Rectification) -> Step:
    url = reverse_lazy("rectification:step", args=[each.pk, "sign"])
    return Step(_("Sign for it"), url, "primary", is_direct=True, revision=each.revision)


def _step(each: Rectification, step: str, label: Any, look: str = "") -> Step:
    return Step(label, reverse_lazy("rectification:step", args=[each.pk, step]), look)
