"""Clearing up what proved unfounded, and the archive."""

from datetime import date

from paizhu.clues import rules
from paizhu.clues.actions import approvals
from paizhu.clues.actions.moving import held, held_item, made, move
from paizhu.clues.models import Clarification, Clue
from paizhu.kernel import clock
from paizhu.kernel.acts import act
from paizhu.kernel.records import save_clean
from paizhu.kernel.viewers import Viewer
from paizhu.trail import actions as trail


@act
def clarify(
    *,
    clue: Clue,
    way: str,
    circle: str,
    text: str,
    seen_revision: int | None = None,
    by: Viewer,
) -> Clarification:
    """It is asked to clear up a report that proved unfounded, before a limited circle."""
    clue = held(clue)
    rules.clarifying.check_can_clarify(by, clue)
    rules.clarifying.check_clarification(way, circle, text)
    asked = approvals.ask(clue=clue, step="clarification", text=text.strip(), by=by)
    given = {"way": way.strip(), "circle": circle.strip(), "text": text.strip()}
    item = made(Clarification, clue, approval=asked, **given)
    trail.record("clues.clarification_asked", clue, by=by)
    return item


@act
def finish(
    *, clue: Clue, item: Clarification, on: date, seen_revision: int | None = None, by: Viewer
) -> Clarification:
    """The clarification has taken place."""
    clue, item = held(clue), held_item(item, seen_revision)
    rules.clarifying.check_can_finish(by, clue, item)
    rules.clarifying.check_finish_day(item, on)
    item.done_on = on
    save_clean(item)
    trail.record("clues.clarified", clue, by=by, day=on)
    return item


@act
def archive(*, clue: Clue, seen_revision: int | None = None, by: Viewer) -> Clue:
    """Everything is in the file: it goes to the archive."""
    clue = held(clue, seen_revision)
    rules.clarifying.check_can_archive(by, clue)
    move(clue, "archive", by, "clues.archived", on=clock.today())
    return clue
