"""From one raw cell to a value, or to the fault that stands in it. Knows no sheet and no database."""

import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from paizhu.exchange.states.cells import EXPECTED, NO, YES, CellKind, Column
from paizhu.exchange.states.sheets import SEPARATORS

BLANK = (  # every space that Unicode knows, and what has no width at all
    " \t\n\r\x0b\x0c\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007"
    "\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\u200b\u200c\u200d\u2060\ufeff"
)
FIRST_DAY, LAST_DAY = date(1921, 1, 1), date(2120, 12, 31)
EXACT_INTEGER = 10**15  # a larger number has lost digits in Excel

_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_MOMENT = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:[ T]([0-9]{2}):([0-9]{2})(?::([0-9]{2}))?)?")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff]")
_NOT_CODE = re.compile(rf"[\s{SEPARATORS}]")
_SPLIT = re.compile(f"[{SEPARATORS}]")


class BadCell(Exception):
    """The cell does not hold what its column asks for: a kind of fault and its words."""

    def __init__(self, kind: str, **words: Any):
        super().__init__(kind)
        self.kind = kind
        self.words = words


class _Bad:
    """Stands where a cell was faulty, so that checks across rows leave it alone."""

    def __repr__(self) -> str:
        return "BAD"

    def __bool__(self) -> bool:
        return False


BAD = _Bad()
EMPTY = {
    CellKind.CODE: None,
    CellKind.TEXT: "",
    CellKind.DATE: None,
    CellKind.MOMENT: None,
    CellKind.COUNT: None,
    CellKind.YES_NO: False,
    CellKind.WORD: None,
}


def empty(column: Column) -> Any:
    """Return what an empty cell of the column stands for."""
    return () if column.many else None if column.may_be_unknown else EMPTY[column.kind]


def is_blank(raw: Any) -> bool:
    """Tell an empty cell, also one that holds only spaces."""
    return raw == "" or raw is None or (isinstance(raw, str) and not raw.strip(BLANK))


def trimmed(text: str) -> str:
    """Take spaces of every kind, visible or not, off both ends."""
    return text.strip(BLANK)


def value_of(column: Column, raw: Any) -> Any:
    """Return the value of a filled cell; of a list cell, its values in order. Raises `BadCell`."""
    if column.many:
        return _values(column, raw)
    return _READERS[column.kind](column, raw)


def _values(column: Column, raw: Any) -> tuple:
    if not isinstance(raw, str):
        return (_READERS[column.kind](column, raw),)
    parts = [part for part in map(trimmed, _SPLIT.split(raw)) if part]
    if not parts:
        raise BadCell("unreadable", found=raw, expected=EXPECTED[column.kind])
    for part in parts:
        if parts.count(part) > 1:
            raise BadCell("named_twice", found=part)
    return tuple(sorted(_READERS[column.kind](column, part) for part in parts))


def _code(column: Column, raw: Any) -> str:
    if isinstance(raw, bool):
        raise BadCell("unreadable", found=shown(raw), expected=EXPECTED[CellKind.CODE])
    if isinstance(raw, int | float):
        return _digits(raw)
    if isinstance(raw, date | time | timedelta):
        raise BadCell("code_date", found=shown(raw))
    text = trimmed(raw)
    if _NOT_CODE.search(text) or _CONTROL.search(text):
        raise BadCell("code_shape", found=shown(text))
    _check_length(column, text)
    return text


def _digits(raw: float) -> str:
    """A code typed as a number: its digits, while they are certain."""
    if raw != raw or raw in (float("inf"), float("-inf")) or raw < 0 or raw != int(raw):
        raise BadCell("code_float", found=shown(raw))
    if raw >= EXACT_INTEGER:
        raise BadCell("code_long")
    return str(int(raw))


def _text(column: Column, raw: Any) -> str:
    if isinstance(raw, bool) or not isinstance(raw, str | int | float):
        raise BadCell("unreadable", found=shown(raw), expected=EXPECTED[CellKind.TEXT])
    text = (
        trimmed(raw).replace("\r\n", "\n").replace("\r", "\n")
        if isinstance(raw, str)
        else shown(raw)
    )
    if _CONTROL.search(text):
        raise BadCell("control")
    _check_length(column, text)
    return text


def _check_length(column: Column, text: str) -> None:
    if column.longest and len(text) > column.longest:
        raise BadCell("too_long", length=len(text), limit=column.longest)


def _date(_column: Column, raw: Any) -> date:
    if isinstance(raw, datetime):
        if raw.time() != time():
            raise BadCell("date_with_time", found=shown(raw))
        raw = raw.date()
    if isinstance(raw, date):
        return _plausible(raw)
    found = _DATE.fullmatch(trimmed(raw)) if isinstance(raw, str) else None
    if not found:
        raise BadCell("date_bad", found=shown(raw))
    try:
        return _plausible(date(*map(int, found.groups())))
    except ValueError:
        raise BadCell("date_bad", found=shown(raw)) from None


def _plausible(day: date) -> date:
    if not FIRST_DAY <= day <= LAST_DAY:
        raise BadCell("date_range", found=day, first=FIRST_DAY, last=LAST_DAY)
    return day


def _moment(_column: Column, raw: Any) -> datetime:
    """A date alone stands for its first minute; seconds are kept, smaller parts are Excel's rounding."""
    if isinstance(raw, str) and (found := _MOMENT.fullmatch(trimmed(raw))):
        try:
            clock = [int(part) for part in found.groups()[1:] if part]
            raw = datetime.combine(date.fromisoformat(found[1]), time(*clock))
        except ValueError:
            raise BadCell("moment_bad", found=shown(raw)) from None
    if isinstance(raw, date) and not isinstance(raw, datetime):
        raw = datetime.combine(raw, time())
    if not isinstance(raw, datetime):
        raise BadCell("moment_bad", found=shown(raw))
    _plausible(raw.date())
    if raw.microsecond:
        raw = (raw + timedelta(microseconds=500_000)).replace(microsecond=0)
    return timezone.make_aware(raw, timezone.get_default_timezone())


def _count(column: Column, raw: Any) -> int:
    number = raw
    if isinstance(raw, str):
        text = trimmed(raw)
        number = int(text) if text.isascii() and text.isdecimal() and len(text) <= 15 else None
    if isinstance(number, bool) or not isinstance(number, int | float):
        raise BadCell("count_bad", found=shown(raw), limit=column.most)
    if not 0 <= number <= column.most or number != int(number):
        raise BadCell("count_bad", found=shown(raw), limit=column.most)
    return int(number)


def _yes_no(_column: Column, raw: Any) -> bool:
    text = trimmed(raw) if isinstance(raw, str) else raw
    if text not in (YES, NO):
        raise BadCell("yes_no_bad", found=shown(raw))
    return text == YES


def _word(column: Column, raw: Any) -> Any:
    text = trimmed(raw) if isinstance(raw, str) else shown(raw)
    if text not in column.words:
        raise BadCell("word_unknown", found=shown(raw), words="、".join(column.words))
    return column.words[text]


def shown(raw: Any) -> str:
    """Return a raw cell as a reader would see it, cut to a readable length."""
    if isinstance(raw, bool):
        return str(raw).upper()
    if isinstance(raw, float):
        whole = raw == raw and abs(raw) < EXACT_INTEGER and raw == int(raw)
        return str(int(raw)) if whole else repr(raw)
    if isinstance(raw, datetime):
        return raw.strftime("%Y-%m-%d %H:%M")
    text = trimmed(str(raw))
    return text if len(text) <= 60 else text[:59] + "…"


_READERS: dict[CellKind, Callable[[Column, Any], Any]] = {
    CellKind.CODE: _code,
    CellKind.TEXT: _text,
    CellKind.DATE: _date,
    CellKind.MOMENT: _moment,
    CellKind.COUNT: _count,
    CellKind.YES_NO: _yes_no,
    CellKind.WORD: _word,
}
