"""What became of a filed case: accepted for trial, decided, announced."""

from collections.abc import Iterable
from datetime import date

from paizhu.clues import rules
from paizhu.clues.actions.moving import held, held_item, made, refreshed
from paizhu.clues.models import Clue, Trial
from paizhu.kernel import clock
from paizhu.kernel.acts import act
from paizhu.kernel.records import save_clean
from paizhu.kernel.viewers import Viewer
from paizhu.organization.models import Official
from paizhu.trail import actions as trail


@act
def accept(
    *,
    clue: Clue,
    on: date,
    people: Iterable[Official],
    seen_revision: int | None = None,
    by: Viewer,
) -> Trial:
    """The case was accepted for trial, by these people."""
    clue, people = held(clue), list(people)
    rules.trying.check_can_accept(by, clue)
    rules.teamwork.check_day(on, after=clue.filed_on)
    rules.trying.check_people(clue, people, clock.today())
    item = made(Trial, clue, accepted_on=on)
    item.people.set(people)
    refreshed(clue)
    codes = sorted(official.code for official in people)
    trail.record("clues.on_trial", clue, by=by, day=on, codes=codes)
    return item


@act
def decide(
    *,
    clue: Clue,
    item: Trial,
    on: date,
    outcome: str,
    text: str,
    seen_revision: int | None = None,
    by: Viewer,
) -> Trial:
    """What was decided."""
    clue, item = held(clue), held_item(item, seen_revision)
    rules.trying.check_can_decide(by, clue, item)
    rules.trying.check_outcome(item, on, text)
    item.decided_on, item.outcome, item.text = on, outcome, text.strip()
    save_clean(item)
    refreshed(clue)
    trail.record("clues.case_decided", clue, by=by, day=on, outcome=outcome)
    return item


@act
def announce(
    *, clue: Clue, item: Trial, on: date, seen_revision: int | None = None, by: Viewer
) -> Trial:
    """The decision was announced."""
    clue, item = held(clue), held_item(item, seen_revision)
    rules.trying.check_can_announce(by, clue, item)
    rules.teamwork.check_day(on, after=item.decided_on)
    item.announced_on = on
    save_clean(item)
    refreshed(clue)
    trail.record("clues.case_announced", clue, by=by, day=on)
    return item
