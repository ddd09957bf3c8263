"""Signing for a rectification, asking for more time, granting or refusing it."""

from copy import copy
from datetime import date

from paizhu.kernel import clock
from paizhu.kernel.acts import act
from paizhu.kernel.records import changes, save_clean
from paizhu.kernel.viewers import Viewer
from paizhu.notices import actions as notices
from paizhu.rectification import rules
from paizhu.rectification.actions.following import tell_followers
from paizhu.rectification.actions.holding import TRAILED, held, name_of, say
from paizhu.rectification.actions.telling import tell_people
from paizhu.rectification.models import Rectification, Side
from paizhu.rectification.queries import people
from paizhu.trail import actions as trail


@act
def sign(
    *, rectification: Rectification, seen_revision: int | None = None, by: Viewer
) -> Rectification:
    """The unit signs for it (签收): a fact beside the state."""
    record = held(rectification, seen_revision)
    rules.check_can_sign(by, record)
    record.signed_at, record.signed_by = clock.now(), name_of(by)
    save_clean(record)
    say(record, "sign", by, side=Side.UNIT)
    trail.record("rectification.signed", record, by=by, unit=record.unit.code)
    return record


@act
def ask_extension(
    *,
    rectification: Rectification,
    until: date,
    text: str,
    seen_revision: int | None = None,
    by: Viewer,
) -> Rectification:
    """The unit asks for a later day, and says why. The day in force stays until the group has answered."""
    record = held(rectification, seen_revision)
    rules.check_can_ask(by, record, until)
    rules.check_reason(text)
    before = copy(record)
    record.wanted_on = until
    save_clean(record)
    say(record, "ask_extension", by, side=Side.UNIT, text=text, day=until)
    _record("extension_asked", record, before, by)
    leaders = people.reached(record, (people.KEEPER, people.LEADER))
    tell_people(record, "extension_asked", leaders, by)
    return record


@act
def extend(
    *,
    rectification: Rectification,
    until: date,
    text: str,
    seen_revision: int | None = None,
    by: Viewer,
) -> Rectification:
    """Leader, deputy or office put the day off, with the reason. The ladder of letters begins anew."""
    record = held(rectification, seen_revision)
    rules.check_can_extend(by, record, until)
    rules.check_reason(text)
    before = copy(record)
    record.due_on, record.wanted_on, record.rung, record.rung_on = until, None, 0, None
    save_clean(record)
    say(record, "extend", by, side=Side.GROUP, text=text, day=until)
    _record("extended", record, before, by)
    tell_followers(record, "extend", before, by)
    _tell_answer(record, "extended", by)
    return record


@act
def refuse_extension(
    *, rectification: Rectification, text: str, seen_revision: int | None = None, by: Viewer
) -> Rectification:
    """More time is refused, with the reason: the day in force stays."""
    record = held(rectification, seen_revision)
    rules.check_can_refuse_extension(by, record)
    rules.check_reason(text)
    before = copy(record)
    record.wanted_on = None
    save_clean(record)
    say(record, "refuse_extension", by, side=Side.GROUP, text=text)
    _record("extension_refused", record, before, by)
    _tell_answer(record, "extension_refused", by)
    return record


def _tell_answer(record: Rectification, kind: str, who: Viewer) -> None:
    """Settle the request and what reminded of the day; what else waits for the next step goes on waiting."""
    passing = ("extension_asked", "near")
    notices.settle(about=record, kinds=[f"rectification.{each}" for each in passing])
    tell_people(record, kind, people.speakers(record), who)


def _record(name: str, record: Rectification, before: Rectification, who: Viewer) -> None:
    found = changes(before, record, TRAILED)
    trail.record(f"rectification.{name}", record, by=who, changes=found, unit=record.unit.code)
