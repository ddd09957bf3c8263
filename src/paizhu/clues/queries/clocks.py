"""The limits that run in a clue: start, last day, working days left, extensions, article, whether the calendar may yet move.

One clue: `clocks_of(clue, on)`. Many: `CaseClocks(commission, on)`, then `read(clues)` and `of(clue)`: constant queries for a whole page.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from paizhu.clues.models import (
    ApprovalState,
    Clue,
    ClueState,
    Delegation,
    Extension,
    Letter,
    Plan,
    Talk,
    TalkKind,
    Trial,
)
from paizhu.clues.queries import shown
from paizhu.rectification.queries import Deadlines, Light
from paizhu.rulebook import queries as rulebook
from paizhu.rulebook.queries import LimitInForce, LimitsInForce

BEFORE_PROPOSAL = (ClueState.REGISTERED, ClueState.ASSIGNED)
UNTIL_RESULT = (
    *BEFORE_PROPOSAL,
    ClueState.PROPOSED,
    ClueState.INQUIRING,
    ClueState.VERIFYING,
    ClueState.REPORTED,
)
EXTENSIBLE = ("preliminary_verification", "assigned_item")
"""The limits that the rule packs let be extended."""


@dataclass(frozen=True)
class CaseClock:
    """One limit of one clue. `days`: working days left, or since it ran out; `extensions`: how often it was put off."""

    key: str
    label: Any
    start: date
    due_on: date
    days: int
    light: Light
    basis: str
    extensions: int = 0
    provisional: bool = False
    rule: str = ""
    first_due_on: date | None = None

    @property
    def is_past(self) -> bool:
        """Whether its last day is over."""
        return self.light is Light.RED


class CaseClocks:
    """The clocks of one commission's clues on a day. Four queries when made, seven for each set of clues that is read."""

    def __init__(self, commission_id: int, on: date):
        self.on, self.deadlines = on, Deadlines(commission_id, on)
        self.own = rulebook.own_limits(commission_id)
        self._limits: dict[date, LimitsInForce] = {}
        self._read: dict[int, _Records] = {}

    def read(self, clues: Iterable[Clue]) -> None:
        """Read what starts and stops the clocks of these clues."""
        mine = {"clue__in": [clue.pk for clue in clues]}
        talks = Talk.objects.filter(**mine, kind=TalkKind.INQUIRY)
        self._keep(
            mine["clue__in"],
            Extension.objects.filter(**mine).order_by("number"),
            Letter.objects.filter(**mine).only("clue_id", "received_on", "replied_on"),
            talks.only("clue_id", "kind", "held_on"),
            Plan.objects.filter(**mine, is_verification=True).select_related("approval"),
            Delegation.objects.filter(**mine).only("clue_id", "received_on", "held_on"),
            Trial.objects.filter(**mine).only(
                "clue_id", "accepted_on", "decided_on", "announced_on"
            ),
        )

    def read_shown(self, clue: Clue) -> None:
        """Read the same of one clue, from what its page has read already."""
        kinds = (Extension, Letter, Talk, Plan, Delegation, Trial)
        self._keep([clue.pk], *(shown.rows(clue, kind) for kind in kinds))

    def _keep(self, keys: list[int], *read: Any) -> None:
        extensions, letters, talks, plans, delegations, trials = read
        found: dict[int, _Records] = defaultdict(_Records)
        for each in extensions:
            found[each.clue_id].extensions[each.limit].append(each.until_on)
        for each in letters:
            found[each.clue_id].letters.append((each.received_on, each.replied_on))
        for each in talks:
            if each.kind == TalkKind.INQUIRY:
                found[each.clue_id].talks.append(each.held_on)
        for each in plans:
            answer, records = each.approval, found[each.clue_id]
            if each.is_verification and answer and answer.state == ApprovalState.APPROVED:
                records.planned = min(records.planned or answer.decided_on, answer.decided_on)
        self._keep_further(found, delegations, trials)
        self._read |= {key: found[key] for key in keys}

    def _keep_further(self, found: dict[int, "_Records"], delegations: Any, trials: Any) -> None:
        for each in delegations:
            if each.received_on:
                found[each.clue_id].delegations.append((each.received_on, each.held_on))
        for each in trials:
            found[each.clue_id].trial = (each.accepted_on, each.decided_on, each.announced_on)

    def of(self, clue: Clue) -> list[CaseClock]:
        """Return the limits that run in a clue that was read, the nearest first."""
        runs = ((key, start) for key, start in self._starts(clue) if start)
        made = (self._clock(clue, key, start) for key, start in runs)
        return sorted((each for each in made if each), key=lambda each: (each.due_on, each.key))

    def limit(self, clue: Clue, key: str) -> LimitInForce | None:
        """Return a limit as it binds a clue of that day, or None where that day knew none."""
        return self.limits(clue.received_on).get(key)

    def limits(self, day: date) -> LimitsInForce:
        """Return the limits of a day, from memory."""
        if day not in self._limits:
            own = {each.limit_key: each for each in self.own if each.is_in_force(day)}
            self._limits[day] = LimitsInForce(rulebook.pack_on(day), own)
        return self._limits[day]

    def _starts(self, clue: Clue):
        """Yield which limits run, and since when."""
        records, state = self._read[clue.pk], clue.state
        if state in BEFORE_PROPOSAL:
            yield "clue_disposition", clue.taken_up_on or clue.received_on
        # What a workbook says was disposed of elsewhere has no keeper here: whether it was filed nobody knows.
        if clue.disposed_on and clue.filed_with_organ_on is None and clue.keeper_id:
            yield "disposition_filing", clue.disposed_on
        if state == ClueState.INQUIRING:
            yield from self._inquiry(clue, records)
        if state == ClueState.VERIFYING:
            yield "preliminary_verification", records.planned or clue.disposed_on or clue.since
        if state == ClueState.FILING:
            yield "case_filing_decision", clue.concluded_on or clue.since
        yield from self._trial(state, records.trial)
        if state == ClueState.HELD:
            yield "held_clue_review", clue.reviewed_on or clue.since
        if clue.petition_id and state in UNTIL_RESULT:
            yield "assigned_item", clue.assigned_on

    def _trial(self, state: str, trial: tuple[date, date | None, date | None] | None):
        """A filed case is tried, then what was decided is announced."""
        if state != ClueState.FILED or trial is None:
            return
        accepted, decided, announced = trial
        if decided is None:
            yield "trial", accepted
        elif announced is None:
            yield "sanction_announcement", decided

    def _inquiry(self, clue: Clue, records: "_Records"):
        """A reply is awaited; once it is there, or the talk was held, the report is due."""
        since = clue.disposed_on or clue.received_on
        waiting = [received for received, replied in records.letters if received and not replied]
        if waiting:
            yield "inquiry_reply", min(waiting)
        mandates = [received for received, held in records.delegations if not held]
        if mandates:
            yield "delegated_talk", min(mandates)
        done = [replied for _received, replied in records.letters if replied] + records.talks
        done += [held for _received, held in records.delegations if held]
        recent = [day for day in done if day >= since]
        if recent and not waiting and not mandates:
            yield "inquiry_report", max(recent)

    def _clock(self, clue: Clue, key: str, start: date) -> CaseClock | None:
        limit = self.limit(clue, key)
        if limit is None:
            return None
        first = limit.due(start, self.deadlines.calendar)
        longer = self._read[clue.pk].extensions.get(key, [])
        due_on = max([first.on, *longer])
        light = self.deadlines.until(due_on)
        return CaseClock(
            key=key,
            label=limit.rule.label,
            start=start,
            due_on=due_on,
            days=light.days,
            light=light.light,
            basis=limit.basis,
            extensions=len(longer),
            provisional=light.provisional or first.provisional,
            rule=str(limit),
            first_due_on=first.on,
        )


class _Records:
    """What was read of one clue."""

    def __init__(self):
        self.extensions: dict[str, list[date]] = defaultdict(list)
        self.letters: list[tuple[date | None, date | None]] = []
        self.talks: list[date] = []
        self.delegations: list[tuple[date, date | None]] = []
        self.trial: tuple[date, date | None, date | None] | None = None
        self.planned: date | None = None


def clocks_of(clue: Clue, on: date) -> list[CaseClock]:
    """Return the limits that run in a clue on a day, the nearest first."""

    def reckoned() -> list[CaseClock]:
        reader = CaseClocks(clue.commission_id, on)
        reader.read_shown(clue)
        return reader.of(clue)

    return shown.kept(clue, ("clocks", on), reckoned)


def nearest(clocks: Iterable[CaseClock]) -> CaseClock | None:
    """Return the clock that ends first."""
    return min(clocks, key=lambda each: each.due_on, default=None)


LABELS = {
    "clue_disposition": _("Disposition to be proposed"),
    "disposition_filing": _("Disposition to be filed"),
    "inquiry_reply": _("Reply to the letter"),
    "delegated_talk": _("Delegated talk"),
    "inquiry_report": _("Report of the inquiry"),
    "preliminary_verification": _("Preliminary verification"),
    "case_filing_decision": _("Decision on filing"),
    "trial": _("Trial of the case"),
    "sanction_announcement": _("Decision to be announced"),
    "held_clue_review": _("Held clue to be looked at"),
    "assigned_item": _("Result of the assigned item"),
}
"""Limit → what a list calls it, short."""
