"""What can be wrong between rows: duplicates, unknown codes, periods, places, and what excludes what.

The faults of single cells were found in reading; a cell that was faulty there is left alone here.
"""

from collections.abc import Callable, Iterator
from itertools import pairwise

from paizhu.exchange.queries import casework
from paizhu.exchange.queries.book import Book
from paizhu.exchange.queries.ground import Ground
from paizhu.exchange.queries.parsing import BAD
from paizhu.exchange.queries.reading import Progress, Table, Workbook, no_progress
from paizhu.exchange.states.cells import Column, Sheet
from paizhu.exchange.states.faults import Fault
from paizhu.exchange.states.sheets import BY_KEY, SHEETS, identity_of
from paizhu.kernel.viewers import Viewer
from paizhu.organization.models import Post, Target
from paizhu.oversight.models import OpinionState
from paizhu.tenancy.models import Commission

PLACE_SHEETS = {
    Target.UNIT: "units",
    Target.RESIDENT_GROUP: "resident_groups",
    Target.COMPOSITE_GROUP: "composite_groups",
}


def check(
    workbook: Workbook,
    chosen: Commission | None,
    progress: Progress = no_progress,
    by: Viewer | None = None,
) -> list[Fault]:
    """Return every fault of the workbook in reading order, those found in reading included.

    `chosen` is the commission for which it is taken in; None for a first import. `by`: see `Ground`.
    """
    if not workbook.is_readable:
        return workbook.faults
    book = Book(workbook.tables, Ground(chosen, by))
    faults = list(workbook.faults)
    for sheet in SHEETS:
        faults += _check_identity(book, sheet)
    for done, sheet in enumerate(SHEETS):
        progress(done, len(SHEETS), "check")
        for column in sheet.columns:
            if len(column.refers) == 1 and sheet.key != "commission":
                faults += _check_references(book, book.tables[sheet.key], column)
    if not any(fault.kind == "sheet_missing" for fault in faults):
        faults += _check_commission(book, chosen)
    for look in CHECKS:
        faults += look(book)
    progress(len(SHEETS), len(SHEETS), "check")
    return in_order(faults)


def in_order(faults: list[Fault]) -> list[Fault]:
    """Sort as one would walk through the workbook."""
    order = {sheet.name: place for place, sheet in enumerate(SHEETS)}
    return sorted(
        faults,
        key=lambda fault: (
            order.get(fault.sheet, -1 if not fault.sheet else len(order)),
            fault.row or 0,
            len(fault.letter),
            fault.letter,
        ),
    )


def _check_identity(book: Book, sheet: Sheet) -> Iterator[Fault]:
    """Each code once in its sheet; each row without a code once as a whole."""
    table = book.tables[sheet.key]
    if sheet.has_code:
        book.codes[sheet.key] = {row.code for row in table.rows if row.code}
    if any(sheet.by_field[name].required and name not in table.places for name in sheet.identity):
        if sheet.has_code and table.rows:
            book.uncertain.add(sheet.key)
        return
    first: dict[tuple, int] = {}
    for row in table.rows:
        identity = identity_of(sheet, row)
        if any(part is BAD for part in identity):
            continue
        if (before := first.setdefault(identity, row.number)) == row.number:
            continue
        if sheet.has_code:
            yield table.fault("duplicate", row.number, "code", found=row.code, first=before)
        else:
            yield table.fault("row_twice", row.number, first=before)


def _check_references(book: Book, table: Table, column: Column) -> Iterator[Fault]:
    """Each code of the column stands in the sheet it refers to, or is stored."""
    (target,) = column.refers
    place = table.sheet.fields.index(column.field) + 1
    cells = ((row.number, row[place]) for row in table.rows if row[place])
    named = [(number, value if column.many else (value,)) for number, value in cells]
    unknown = book.unknown(target, {code for _number, codes in named for code in codes})
    if not unknown:
        return
    for number, codes in named:
        for code in codes:
            if code in unknown:
                yield _unknown_code(table, number, column.field, code, target)


def _unknown_code(table: Table, number: int, name: str, code: str, target: str) -> Fault:
    return table.fault("code_unknown", number, name, found=code, sheets=_names(target))


def _names(*keys: str) -> str:
    return "、".join(f"“{BY_KEY[key].name}”" for key in keys)


def _check_commission(book: Book, chosen: Commission | None) -> Iterator[Fault]:
    """Exactly one row, and of the commission for which the workbook is taken in."""
    table = book.tables["commission"]
    if len(table.rows) != 1:
        if "code" in table.places or not table.rows:
            yield table.fault("commission_rows", count=len(table.rows))
        return
    row = table.rows[0]
    if chosen and row.code and row.code != chosen.code:
        words = {"found": row.code, "chosen": f"{chosen.code} {chosen.name}"}
        yield table.fault("commission_other", row.number, "code", **words)
    if row.higher and (
        row.higher == row.code or not Commission.objects.filter(code=row.higher).exists()
    ):
        yield _unknown_code(table, row.number, "higher", row.higher, "commission")


def _check_sectors(book: Book) -> Iterator[Fault]:
    """A composite group's sectors are sectors of units."""
    table = book.tables["composite_groups"]
    if book.rows("units") and "sector" not in book.tables["units"].places:
        return
    known = {row.sector for row in book.rows("units") if row.sector} | book.ground.sectors
    for row in table.rows:
        for sector in row.sectors or ():
            if sector not in known:
                names = "、".join(sorted(known))
                yield table.fault(
                    "sector_unknown", row.number, "sectors", found=sector, names=names
                )


def _check_places(book: Book) -> Iterator[Fault]:
    """A posting is held at the kind of place that its post asks for."""
    table = book.tables["postings"]
    unknown = {
        key: book.unknown(key, {row.place for row in table.rows if row.place})
        for key in PLACE_SHEETS.values()
    }
    for row in table.rows:
        if not row.post or row.place is BAD:
            continue
        post = Post(row.post)
        wanted = PLACE_SHEETS.get(post.target)
        if wanted is None:
            if row.place:
                yield table.fault("place_none", row.number, "place", post=post.word)
        elif not row.place:
            yield table.fault(
                "place_needed", row.number, "place", post=post.word, sheets=_names(wanted)
            )
        elif row.place in unknown[wanted]:
            if all(row.place in each for each in unknown.values()):
                yield _unknown_code(table, row.number, "place", row.place, wanted)
            else:
                words = {"found": row.place, "post": post.word, "sheets": _names(wanted)}
                yield table.fault("place_wrong", row.number, "place", **words)


def _check_periods(book: Book) -> Iterator[Fault]:
    """What is dated ends after it begins."""
    for key in ("postings", "recusals"):
        table = book.tables[key]
        for row in table.rows:
            if row.from_on and row.until_on and row.until_on <= row.from_on:
                words = {"found": row.until_on, "first": row.from_on}
                yield table.fault("ends_early", row.number, "until_on", **words)


def _check_overlaps(book: Book) -> Iterator[Fault]:
    """Nobody holds the same post at the same place twice on one day, what is stored included."""
    table = book.tables["postings"]
    periods: dict[tuple, dict] = {}
    if table.rows:
        for held, from_on, until_on in book.ground.posting_periods():
            periods.setdefault(held, {})[from_on] = (until_on, None)
    for row in table.rows:
        is_whole = row.official and row.post and row.place is not BAD and row.until_on is not BAD
        if is_whole and row.from_on and not (row.until_on and row.until_on <= row.from_on):
            held = periods.setdefault((row.official, row.post, row.place), {})
            if row.from_on not in held or held[row.from_on][1] is None:
                held[row.from_on] = (row.until_on, row.number)
    for held in periods.values():
        if len(held) > 1:
            yield from _overlaps(table, sorted(held.items()))


def _overlaps(table: Table, lines: list[tuple]) -> Iterator[Fault]:
    for (first, (until, number)), (second, (_end, next_number)) in pairwise(lines):
        if until is not None and until <= second:
            continue
        if next_number:
            where = f"{table.sheet.name}!{number}" if number else "—"
            yield table.fault("overlap", next_number, "from_on", first=first, where=where)
        elif number:
            yield table.fault("overlap", number, "until_on", first=second, where="—")


def _check_recusals(book: Book) -> Iterator[Fault]:
    """One of unit and related official, and nobody is his own relation."""
    table = book.tables["recusals"]
    for row in table.rows:
        if row.unit is BAD or row.relative is BAD:
            continue
        if row.unit and row.relative:
            yield table.fault("recusal_both", row.number, "relative")
        elif not row.unit and not row.relative:
            yield table.fault("recusal_none", row.number, "unit")
        elif row.relative and row.relative == row.official:
            yield table.fault("recusal_self", row.number, "relative")


def _check_opinion_days(book: Book) -> Iterator[Fault]:
    """Days of an opinion follow each other; a close-out has its state and its day, or neither."""
    table = book.tables["opinions"]
    for row in table.rows:
        if row.due_on and row.made_on and row.due_on < row.made_on:
            words = {"found": row.due_on, "first": row.made_on}
            yield table.fault("due_early", row.number, "due_on", **words)
        if not row.state or row.closed_on is BAD:
            continue
        is_closed = row.state == OpinionState.CLOSED
        if is_closed and row.closed_on is None:
            yield table.fault("closed_without_date", row.number, "closed_on")
        elif row.closed_on and not is_closed:
            state = OpinionState(row.state).word
            yield table.fault("closed_without_state", row.number, "closed_on", state=state)
        elif row.closed_on and row.made_on and row.closed_on < row.made_on:
            words = {"found": row.closed_on, "first": row.made_on}
            yield table.fault("closed_early", row.number, "closed_on", **words)


def _check_opinion_units(book: Book) -> Iterator[Fault]:
    """An opinion is made to a unit of its activity."""
    table = book.tables["opinions"]
    named = {row.activity for row in table.rows if row.activity}
    units = {row.code: row.units for row in book.rows("activities") if row.code in named}
    units.update(
        (code, known) for code, known in book.ground.units_of_activities(named - set(units)).items()
    )
    unknown = book.unknown("units", {row.unit for row in table.rows if row.unit})
    for row in table.rows:
        own = units.get(row.activity) if row.activity else None
        if own and row.unit and row.unit not in own and row.unit not in unknown:
            words = {"found": row.unit, "activity": row.activity, "names": "、".join(sorted(own))}
            yield table.fault("unit_not_there", row.number, "unit", **words)


CHECKS: tuple[Callable[[Book], Iterator[Fault]], ...] = (
    _check_sectors,
    _check_places,
    _check_periods,
    _check_overlaps,
    _check_recusals,
    _check_opinion_days,
    _check_opinion_units,
    *casework.CHECKS,
)
