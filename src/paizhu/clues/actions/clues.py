"""The case office's ledger: registering a clue, correcting it, receiving its disposition for filing, held clues."""

from copy import copy
from datetime import date
from typing import Any

from paizhu.clues import rules
from paizhu.clues.actions import custody, recusals, stages, telling, words
from paizhu.clues.actions.holding import check_day, check_written, held, kept
from paizhu.clues.models import Clue, Petition, Series, Standing
from paizhu.kernel import acts, clock
from paizhu.kernel.acts import act
from paizhu.kernel.records import changes
from paizhu.kernel.viewers import Viewer
from paizhu.organization.models import Official
from paizhu.rulebook import queries as rulebook
from paizhu.rulebook.queries import PersonCategory
from paizhu.tenancy.actions import numbers
from paizhu.tenancy.models import Commission
from paizhu.trail import actions as trail

DETAILS = (
    "received_on", "source", "is_named", "unit", "rank", "category", "person_name", "person_number", "summary",
)  # fmt: skip
FIRST_DAY = date(1949, 10, 1)
AS_IT_IS = "as it is"
"""Whom on record a clue means stays as it is."""
NAMED_BY = {Standing.NAMED: True, Standing.ANONYMOUS: False, Standing.UNVERIFIABLE: False}


@act
def register(
    *, commission: Commission, petition: Petition | None = None, official: Official | None = None, by: Viewer,
    **details: Any,
) -> Clue:  # fmt: skip
    """Enter a clue under the next number. `official`: whom on record it means; `details`: the fields of `DETAILS`.

    From a petition, what is not given is taken from it, and its papers are signed for.
    """
    rules.check_can_register(by, petition)
    given = (_from(petition) if petition else {}) | {
        k: v for k, v in details.items() if v not in (None, "")
    }
    record = Clue(commission=commission, petition=petition, since=clock.today(), **given)
    record.official = official or (petition.official if petition else None)
    numbers.give(record, Series.CLUE, record.received_on.year)
    _enter(record)
    trail.record("clues.registered", record, by=by)
    custody.take_in(record, by)
    recusals.follow_petition(record, by)
    recusals.recuse_computed(record, telling.readers(record), by)
    return record


@act
def correct(
    *,
    clue: Clue,
    official: Official | str | None = AS_IT_IS,
    seen_revision: int | None = None,
    by: Viewer,
    **details: Any,
) -> Clue:
    """Correct details. Whom the corrected facts keep away is taken from the matter at once."""
    record = held(clue, seen_revision)
    rules.check_can_correct(by, record)
    before = copy(record)
    for name, value in details.items():
        if name in DETAILS:
            setattr(record, name, value)
    if official != AS_IT_IS:
        record.official = official
    rules.check_stays_named(before, record)
    changed = sorted(changes(before, record, [*DETAILS, "official_ref"]))
    if not changed:
        acts.nothing_to_do()
        return record
    _enter(record)
    trail.record("clues.corrected", record, by=by, fields=", ".join(changed))
    recusals.recuse_computed(record, telling.readers(record) | telling.everybody(record), by)
    return record


@act
def receive(
    *, clue: Clue, on: date | None = None, seen_revision: int | None = None, by: Viewer
) -> Clue:
    """The case office receives the approved disposition: it is filed with the commission (备案)."""
    record = held(clue, seen_revision)
    rules.check_can_receive(by, record)
    day = on or clock.today()
    check_day(day, record.disposed_on)
    record.filed_with_organ_on = day
    kept(record)
    trail.record("clues.filed_with_organ", record, by=by, day=day)
    telling.settle(record, "filing_due")
    return record


@act
def tell_superior(
    *, clue: Clue, on: date | None = None, seen_revision: int | None = None, by: Viewer
) -> Clue:
    """A clue about a unit's head and its disposition have been reported to the superior organ (2019 rules, art. 22)."""
    record = held(clue, seen_revision)
    rules.check_can_tell_superior(by, record)
    day = on or clock.today()
    check_day(day, record.disposed_on)
    record.superior_told_on = day
    kept(record)
    trail.record("clues.superior_told", record, by=by, day=day)
    telling.settle(record, "superior")
    return record


@act
def look_again(*, clue: Clue, text: str, seen_revision: int | None = None, by: Viewer) -> Clue:
    """A held clue was looked at again and stays held; the next look is due a year on."""
    record = held(clue, seen_revision)
    rules.check_can_look_again(by, record)
    check_written(text)
    record.reviewed_on = clock.today()
    kept(record)
    trail.record("clues.looked_at", record, by=by)
    telling.settle(record, "held_due")
    return record


@act
def take_up(*, clue: Clue, text: str, seen_revision: int | None = None, by: Viewer) -> Clue:
    """New evidence, or the yearly look, brings a held clue back to work: a disposition is proposed anew."""
    record = held(clue, seen_revision)
    rules.check_can_look_again(by, record)
    check_written(text)
    was = record.state
    record.take_up(on=clock.today())
    record.filed_with_organ_on = None
    stages.close(record)
    kept(record, was)
    trail.record("clues.taken_up", record, by=by)
    telling.settle(record, "held_due")
    return record


def _enter(record: Clue) -> None:
    """Save what was entered, with the words by which it is found."""
    check_day(record.received_on, FIRST_DAY)
    kept(record)
    words.keep(record)


def _from(petition: Petition) -> dict[str, Any]:
    return {
        "received_on": clock.today(),
        "source": rulebook.closed_list("clue_sources", on=clock.today()).item("petition").label.zh,
        "is_named": NAMED_BY[Standing(petition.standing)],
        "unit": petition.unit,
        "rank": petition.rank,
        "category": petition.category or PersonCategory.OTHER,
        "person_name": petition.person_name,
        "person_number": petition.person_number,
        "summary": petition.text[:4000],
    }
