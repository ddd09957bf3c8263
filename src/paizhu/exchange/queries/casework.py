"""What can be wrong between the rows of clues and talks: days out of order, words that exclude each other, groups without anybody free."""

from collections.abc import Callable, Iterator
from typing import Any

from django.utils.translation import gettext as _

from paizhu.clues.models import Conclusion, Disposition
from paizhu.exchange.queries.book import Book
from paizhu.exchange.queries.parsing import BAD
from paizhu.exchange.queries.ties import Ties
from paizhu.exchange.states.faults import Fault
from paizhu.exchange.states.sheets import BY_KEY

DAYS = ("received_on", "assigned_on", "disposed_on", "filed_on")
"""The days of a clue in their order."""
VERIFIED = (Disposition.VERIFICATION, Disposition.INQUIRY)


def _check_closed_codes(book: Book) -> Iterator[Fault]:
    """A code that belongs to a record which does not exist for the reader cannot be used."""
    for key in ("clues", "talks"):
        table = book.tables[key]
        if closed := book.ground.closed(key, {row.code for row in table.rows if row.code}):
            for row in table.rows:
                if row.code in closed:
                    yield table.fault("code_closed", row.number, "code", found=row.code)


def _check_clue_days(book: Book) -> Iterator[Fault]:
    """Each day of a clue is not before those that come first."""
    table = book.tables["clues"]
    for row in table.rows:
        latest = ""
        for name in DAYS:
            if not (day := getattr(row, name)):
                continue
            if latest and day < getattr(row, latest):
                header = table.sheet.by_field[latest].header
                words = {"found": day, "first": getattr(row, latest), "before": header}
                yield table.fault("out_of_order", row.number, name, **words)
            else:
                latest = name


def _check_clue_words(book: Book) -> Iterator[Fault]:
    """A day and what was done on it go together; a conclusion is of something that was verified."""
    table = book.tables["clues"]
    for row in table.rows:
        if row.group and row.assigned_on is None:
            yield table.fault("day_missing", row.number, "assigned_on")
        for day, done in (("assigned_on", "group"), ("disposed_on", "disposition")):
            if getattr(row, day) and getattr(row, done) is None:
                header = table.sheet.by_field[done].header
                yield table.fault("day_alone", row.number, day, other=header)
        if row.disposition is not BAD and row.conclusion and row.disposition not in VERIFIED:
            words = {"disposition": _word(row.disposition) or _("empty")}
            yield table.fault("conclusion_alone", row.number, "conclusion", **words)
        if row.filed_on and (word := _otherwise(row)):
            yield table.fault("filed_otherwise", row.number, "filed_on", word=word)


def _word(disposition: Any) -> str:
    return Disposition(disposition).word if disposition else ""


def _otherwise(row: Any) -> str:
    """Return the word by which a row says that no case was filed; empty where there is none."""
    if row.conclusion and row.conclusion != Conclusion.FILING:
        return Conclusion(row.conclusion).word
    if not row.conclusion and row.disposition in (Disposition.HELD, Disposition.CONCLUDED):
        return _word(row.disposition)
    return ""


def _check_somebody_is_free(book: Book) -> Iterator[Fault]:
    """Of the handling group somebody is free of conflict on the day of the assignment."""
    table = book.tables["clues"]
    asked = [row for row in table.rows if row.group and row.unit and row.assigned_on]
    if not asked:
        return
    ties = Ties(book)
    for row in asked:
        grounds = ties.all_in_conflict(row.group, row.unit, row.official or None, row.assigned_on)
        if grounds:
            names = "、".join(str(ground.label) for ground in grounds)
            words = {"group": row.group, "on": row.assigned_on, "grounds": names}
            yield table.fault("nobody_free", row.number, "group", **words)


def _check_talks(book: Book) -> Iterator[Fault]:
    """Somebody was talked to, and not before the clue was received."""
    table = book.tables["talks"]
    days = {row.code: row.received_on for row in book.rows("clues") if row.code}
    named = {row.clue for row in table.rows if row.clue} - set(days)
    days.update(book.ground.days_of_clues(named) if named else {})
    for row in table.rows:
        if row.people == 0 and row.people is not BAD:
            yield table.fault("people_none", row.number, "people")
        received_on = days.get(row.clue) if row.clue else None
        if received_on and row.held_on and row.held_on < received_on:
            header = BY_KEY["clues"].by_field["received_on"].header
            words = {"found": row.held_on, "first": received_on, "before": header}
            yield table.fault("out_of_order", row.number, "held_on", **words)


CHECKS: tuple[Callable[[Book], Iterator[Fault]], ...] = (
    _check_closed_codes,
    _check_clue_days,
    _check_clue_words,
    _check_somebody_is_free,
    _check_talks,
)
