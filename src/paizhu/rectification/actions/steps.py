"""The steps that move a rectification, each in the voice of one side. Who may take which: `rules.check_can_step`."""

from collections.abc import Iterable
from copy import copy
from datetime import date
from typing import Any

from paizhu.kernel import clock
from paizhu.kernel.acts import act
from paizhu.kernel.records import changes, save_clean
from paizhu.kernel.viewers import Viewer
from paizhu.rectification import queries, rules
from paizhu.rectification.actions.following import tell_followers
from paizhu.rectification.actions.holding import TRAILED, held, name_of, say
from paizhu.rectification.actions.telling import tell_side
from paizhu.rectification.models import Rectification
from paizhu.rectification.states import DONE, STEPS, Side
from paizhu.trail import actions as trail


@act
def accept(
    *, rectification: Rectification, text: str = "", seen_revision: int | None = None, by: Viewer
) -> Rectification:
    """The unit takes it on and will make a plan. Accepting signs for it too."""
    return _step(rectification, "accept", by, text, seen_revision)


@act
def dispute(
    *,
    rectification: Rectification,
    text: str,
    files: Iterable[Any] = (),
    seen_revision: int | None = None,
    by: Viewer,
) -> Rectification:
    """The unit says why it sees the matter otherwise."""
    return _step(rectification, "dispute", by, text, seen_revision, files=files)


@act
def submit_plan(
    *, rectification: Rectification, text: str = "", seen_revision: int | None = None, by: Viewer
) -> Rectification:
    """The unit submits its plan: at least one measure. Work begins once the group agrees (先审后改)."""
    return _step(rectification, "submit_plan", by, text, seen_revision)


@act
def report(
    *,
    rectification: Rectification,
    text: str,
    files: Iterable[Any] = (),
    seen_revision: int | None = None,
    by: Viewer,
) -> Rectification:
    """The unit reports it done, with what proves it. Every measure of the plan is struck off before."""
    return _step(rectification, "report", by, text, seen_revision, files=files)


@act
def uphold(
    *, rectification: Rectification, text: str, seen_revision: int | None = None, by: Viewer
) -> Rectification:
    """The group has looked at the dispute and insists: the unit makes a plan."""
    return _step(rectification, "uphold", by, text, seen_revision)


@act
def withdraw(
    *, rectification: Rectification, text: str, seen_revision: int | None = None, by: Viewer
) -> Rectification:
    """The group gives way: not adopted (不采纳), with the reason."""
    return _step(rectification, "withdraw", by, text, seen_revision)


@act
def agree_plan(
    *, rectification: Rectification, text: str = "", seen_revision: int | None = None, by: Viewer
) -> Rectification:
    """The group agrees to the plan: the work begins."""
    return _step(rectification, "agree_plan", by, text, seen_revision)


@act
def return_plan(
    *, rectification: Rectification, text: str, seen_revision: int | None = None, by: Viewer
) -> Rectification:
    """The group returns the plan and says what is missing."""
    return _step(rectification, "return_plan", by, text, seen_revision)


@act
def confirm(
    *,
    rectification: Rectification,
    text: str = "",
    on: date | None = None,
    seen_revision: int | None = None,
    by: Viewer,
) -> Rectification:
    """The group confirms and closes out (销号) on a day, today unless said; a re-check is set for later."""
    day = on or clock.today()
    rules.check_closing_day(rectification, day)
    return _step(rectification, "confirm", by, text, seen_revision, on=day)


@act
def return_report(
    *, rectification: Rectification, text: str, seen_revision: int | None = None, by: Viewer
) -> Rectification:
    """The group does not find it done and says what is missing."""
    return _step(rectification, "return_report", by, text, seen_revision)


@act
def pass_recheck(
    *, rectification: Rectification, text: str = "", seen_revision: int | None = None, by: Viewer
) -> Rectification:
    """Looked at again after a time (回头看), it holds."""
    return _step(rectification, "pass_recheck", by, text, seen_revision, on=clock.today())


@act
def reopen(
    *,
    rectification: Rectification,
    text: str,
    due_on: date | None = None,
    seen_revision: int | None = None,
    by: Viewer,
) -> Rectification:
    """A later look finds it not put right after all: it is taken up again, with a new day where one is named."""
    rules.check_new_day(rectification, due_on)
    return _step(rectification, "reopen", by, text, seen_revision, due_on=due_on)


def _step(
    rectification: Rectification,
    step: str,
    who: Viewer,
    text: str,
    seen_revision: int | None,
    *,
    files: Iterable[Any] = (),
    on: date | None = None,
    due_on: date | None = None,
) -> Rectification:
    """Take one step with the record as it stands now: rule, state, word, trail, followers, notices."""
    record = held(rectification, seen_revision)
    rules.check_can_step(who, record, step)
    rules.check_written(step, text)
    before = copy(record)
    getattr(record, step)(**({"on": on} if on else {}))
    _follow_days(record, step, due_on)
    if STEPS[step].side == Side.UNIT and record.signed_at is None:
        record.signed_at, record.signed_by = clock.now(), name_of(who)
    save_clean(record)
    say(record, step, who, side=STEPS[step].side, text=text, day=on or due_on, files=files)
    trail.record(
        f"rectification.{DONE[step]}",
        record,
        by=who,
        changes=changes(before, record, TRAILED),
        unit=record.unit.code,
    )
    tell_followers(record, step, before, who)
    tell_side(record, DONE[step], who)
    return record


def _follow_days(record: Rectification, step: str, due_on: date | None) -> None:
    """Set the days that follow from a step: since when it stands so, the re-check, the ladder begun anew."""
    if step != "pass_recheck":
        record.since = clock.today()
    if step == "confirm":
        record.recheck_on = queries.recheck_day(record.closed_on, record.commission_id)
        record.wanted_on = None
    if step == "withdraw":
        record.wanted_on = None
    if step == "reopen":
        record.due_on, record.rung, record.rung_on = due_on or record.due_on, 0, None
