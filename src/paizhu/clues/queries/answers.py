"""What who reported is still to be told, until when, and by which article; what else of a petition is due.

The limits are those of the rule pack of the day on which they begin. A time that knew none has no clock, and the page says so.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from paizhu.clues.models import ANSWERABLE, Answer, Channel, Petition, PetitionState, Standing
from paizhu.clues.queries import outcomes
from paizhu.clues.queries.outcomes import Outcome
from paizhu.kernel.viewers import Viewer
from paizhu.rectification.queries import Clock, Deadlines
from paizhu.rulebook import queries as rulebook

MOST_DAYS = 120
"""How far back a limit of working days is looked for, in days; longer ones than the pack's are no laxer than this."""


class Owed(StrEnum):
    """What is due of a petition; the values are keys of the rule pack's limits."""

    DECISION = "accept_forwarded_item"
    ACCEPTANCE = "acceptance_notice"
    RESULT = "result_feedback"


LABELS = {
    Owed.DECISION: _("Accept it or forward it"),
    Owed.ACCEPTANCE: _("Tell who reported whether it is accepted"),
    Owed.RESULT: _("Tell who reported the result"),
}


@dataclass(frozen=True)
class Due:
    """One thing that is due. `due_on` None: the rules of that day knew no limit, and `unknown` says why."""

    owed: Owed
    start: date
    due_on: date | None
    clock: Clock | None
    rule: str
    basis: str
    unknown: str = ""

    @property
    def label(self) -> Any:
        """What is due, in words."""
        return LABELS[self.owed]


def due_of(
    petition: Petition, answers: Sequence[Answer], found: Sequence[Outcome], deadlines: Deadlines
) -> list[Due]:
    """Return what is due of one petition. One query, for all that is reckoned with the same deadlines."""
    wanted: list[tuple[Owed, date]] = []
    if petition.state == PetitionState.REGISTERED and petition.channel == Channel.TRANSFER:
        wanted.append((Owed.DECISION, petition.received_on))
    if petition.standing == Standing.NAMED:
        told = {answer.is_result for answer in answers}
        if petition.state in ANSWERABLE and False not in told:
            wanted.append((Owed.ACCEPTANCE, petition.answered_from))
        if petition.state == PetitionState.HANDED_OVER and True not in told and _ended(found):
            decided = max(each.on for each in found if each.on)
            wanted.append((Owed.RESULT, max(decided, petition.answered_from)))
    return [_due(owed, start, petition.commission_id, deadlines) for owed, start in wanted]


def _ended(found: Sequence[Outcome]) -> bool:
    return bool(found) and all(each.is_ended and each.on for each in found)


def _due(owed: Owed, start: date, commission_id: int, deadlines: Deadlines) -> Due:
    try:
        limit = _limits(start, commission_id, deadlines)[owed]
    except rulebook.NotKnownThen as none:
        return Due(owed, start, None, None, "", "", str(none.absence.reason))
    due = limit.due(start, deadlines.calendar).on
    return Due(owed, start, due, deadlines.until(due), str(limit), limit.basis)


def _limits(start: date, commission_id: int, deadlines: Deadlines) -> rulebook.LimitsInForce:
    """Return the limits of a day; the commission's own are read once for all that is reckoned with these deadlines."""
    if "own_limits" not in vars(deadlines):
        vars(deadlines)["own_limits"] = rulebook.own_limits(commission_id)
    own = {
        each.limit_key: each
        for each in vars(deadlines)["own_limits"]
        if each.from_on <= start and (each.until_on is None or start < each.until_on)
    }
    return rulebook.LimitsInForce(rulebook.pack_on(start), own)


def told_of(petitions: Sequence[int]) -> dict[int, list[Answer]]:
    """Return petition id → what who reported was told, the earliest first; one query."""
    found: dict[int, list[Answer]] = defaultdict(list)
    for answer in Answer.objects.filter(petition__in=petitions).order_by("told_on", "pk"):
        found[answer.petition_id].append(answer)
    return dict(found)


def owing(petitions: QuerySet[Petition], user: Viewer) -> QuerySet[Petition]:
    """Restrict to petitions of which somebody who gave a name is still to be told something."""
    named = petitions.filter(standing=Standing.NAMED)
    acceptance = _not_told(named.filter(state__in=ANSWERABLE), is_result=False)
    result = _result_owed(named, user)
    return named.filter(pk__in=acceptance.values("pk")) | named.filter(pk__in=result.values("pk"))


def overdue(petitions: QuerySet[Petition], user: Viewer, on: date) -> QuerySet[Petition]:
    """Restrict to petitions of which an answer is late on a day, by the limits of each one's own day."""
    named = petitions.filter(standing=Standing.NAMED)
    acceptance = _not_told(named.filter(state__in=ANSWERABLE), is_result=False)
    span = _late_span(Owed.ACCEPTANCE, user.commission_id, on)
    running = acceptance.annotate(runs_from=Coalesce("named_on", "received_on"))
    late = running.filter(runs_from__range=span) if span else acceptance.none()
    span = _late_span(Owed.RESULT, user.commission_id, on)
    result = _result_owed(named, user)
    if span:
        result = outcomes.decided_between(result, *span, user) & _nothing_after(
            result, span[1], user
        )
        result = result.exclude(named_on__gt=span[1])
    else:
        result = result.none()
    return named.filter(pk__in=late.values("pk")) | named.filter(pk__in=result.values("pk"))


def _nothing_after(petitions: QuerySet[Petition], last: date, user: Viewer) -> QuerySet[Petition]:
    later = outcomes.decided_between(petitions, last + timedelta(days=1), date.max, user)
    return petitions.exclude(pk__in=later.values("pk"))


def _result_owed(named: QuerySet[Petition], user: Viewer) -> QuerySet[Petition]:
    handed = named.filter(state=PetitionState.HANDED_OVER)
    return _not_told(outcomes.with_result(handed, user), is_result=True)


def _not_told(petitions: QuerySet[Petition], *, is_result: bool) -> QuerySet[Petition]:
    told = Answer.objects.filter(petition=OuterRef("pk"), is_result=is_result)
    return petitions.filter(~Exists(told))


def _late_span(owed: Owed, commission_id: int, on: date) -> tuple[date, date] | None:
    """Return the first and the last day from which a limit has run out before `on`; None where no rule knew one."""
    known = _known_since(owed)
    if known is None:
        return None
    start, calendar = on, rulebook.calendar()
    limits = rulebook.limits_on(on, commission_id)
    for _day in range(MOST_DAYS):
        start -= timedelta(days=1)
        limit = limits.get(owed)
        if limit is None or start < known:
            return None
        if limit.due(start, calendar).on < on:
            return known, start
    return None


def _known_since(owed: Owed) -> date | None:
    """Return the first day on which a pack knows the limit."""
    days = [
        entry.from_on or pack.from_on or date.min
        for pack in rulebook.packs()
        for entry in pack.entries
        if entry.kind == rulebook.Kind.LIMIT and entry.key == owed and not entry.is_absent
    ]
    return min(days, default=None)
