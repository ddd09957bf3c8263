"""What can be wrong with a workbook: each kind with its two sentences, and the `Fault` that is reported."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

# kind → (what is wrong, what was expected); the words in %(…)s come from the fault itself.
SENTENCES = {
    # the file
    "not_xlsx": (
        _("This file is not an Excel workbook."),
        _("a workbook saved as “Excel workbook (.xlsx)”, made from the template"),
    ),
    "old_xls": (
        _("This file is in the old Excel format (.xls)."),
        _("the same workbook, saved again as “Excel workbook (.xlsx)”"),
    ),
    "locked": (
        _("This workbook is protected by a password and cannot be opened."),
        _("the same workbook without a password"),
    ),
    "damaged": (
        _("This workbook is damaged and cannot be read."),
        _("a workbook that Excel opens without repair; save it again and retry"),
    ),
    "too_large": (
        _("This workbook is larger than can be taken in: %(what)s."),
        _("a workbook of at most %(limit)s; split it by year, for example"),
    ),
    "far_cell": (
        _("A value stands far away from the table, in row %(far_row)s, column %(far_letter)s."),
        _("a sheet whose values stand together under the headers; clear what lies outside"),
    ),
    # sheets and headers
    "sheet_missing": (_("The sheet is missing."), _("a sheet named “%(sheet)s”")),
    "sheet_unknown": (
        _("The workbook has no such sheet in its contract."),
        _("one of the sheets of the template: %(names)s"),
    ),
    "sheet_casework": (
        _("The sheet is filled in (rows: %(count)s). Clues and talks are not yours to read."),
        _("an empty sheet; the case office takes clues and talks in"),
    ),
    "sheet_structure": (
        _("The sheet is filled in (rows: %(count)s). It is kept by the commission's office."),
        _("an empty sheet; besides 机关 only 问题线索 and 谈话"),
    ),
    "header_missing": (
        _("The required column is missing."),
        _("a column with the header “%(header)s” in row 1"),
    ),
    "header_unknown": (
        _("The sheet has no column “%(found)s” in its contract."),
        _("one of: %(names)s"),
    ),
    "header_twice": (
        _("The column “%(found)s” stands twice in row 1."),
        _("each header once"),
    ),
    "header_blank": (
        _("There are values in a column without a header."),
        _("a header of the contract in row 1, or an empty column"),
    ),
    "commission_rows": (
        _("The sheet has %(count)s rows."),
        _("exactly one row: the commission whose records these are"),
    ),
    "commission_other": (
        _("The workbook belongs to the commission %(found)s."),
        _("the records of %(chosen)s"),
    ),
    # one cell
    "required": (_("The cell is empty."), _("%(expected)s; this column must be filled")),
    "formula": (_("The cell holds a formula."), _("a value; paste the result as a value")),
    "excel_error": (_("The cell shows the error %(found)s."), "%(expected)s"),
    "code_float": (
        _("The code was typed as the number %(found)s; digits may be lost."),
        _("a code, typed as text"),
    ),
    "code_long": (
        _("The code was typed as a number of more than 15 digits; digits may be lost."),
        _("a code, typed as text; type it again in full"),
    ),
    "code_date": (
        _("Excel has turned the code into the date %(found)s."),
        _("a code, typed as text"),
    ),
    "code_shape": (
        _("“%(found)s” is not a code."),
        _("a code without spaces, semicolons or line breaks"),
    ),
    "unreadable": (_("“%(found)s” is not to be read here."), "%(expected)s"),
    "control": (
        _("The cell holds a character that cannot be shown."),
        _("text without control characters; type it again"),
    ),
    "too_long": (
        _("The text has %(length)s characters."),
        _("at most %(limit)s characters"),
    ),
    "date_bad": (
        _("“%(found)s” is not a date."),
        _("a date, as a date cell or as YYYY-MM-DD"),
    ),
    "date_with_time": (
        _("The date carries a time of day: %(found)s."),
        _("a date without a time"),
    ),
    "date_range": (
        _("The date %(found)s cannot be right."),
        _("a date from %(first)s to %(last)s"),
    ),
    "moment_bad": (
        _("“%(found)s” is not a date with time."),
        _("a date with time, as a date cell or as YYYY-MM-DD HH:MM"),
    ),
    "count_bad": (_("“%(found)s” is not a whole number."), _("a whole number from 0 to %(limit)s")),
    "yes_no_bad": (_("“%(found)s” is neither 是 nor 否."), _("是 or 否")),
    "word_unknown": (_("“%(found)s” is not in the closed list."), _("one of: %(words)s")),
    "named_twice": (_("“%(found)s” is named twice in the cell."), _("each value once")),
    # rows and what they refer to
    "duplicate": (
        _("“%(found)s” stands already in row %(first)s."),
        _("a code that is unique in its sheet"),
    ),
    "row_twice": (
        _("The row repeats row %(first)s."),
        _("each entry once"),
    ),
    "code_unknown": (
        _("There is no “%(found)s” in %(sheets)s, neither in this workbook nor stored."),
        _("a code from %(sheets)s"),
    ),
    "sector_unknown": (
        _("No unit belongs to the sector “%(found)s”."),
        _("a sector that stands in the sheet “单位”: %(names)s"),
    ),
    "ends_early": (
        _("The end %(found)s is not after the beginning %(first)s."),
        _("a later date, or an empty cell while it lasts"),
    ),
    "place_needed": (
        _("The post %(post)s needs a place."),
        _("a code from %(sheets)s"),
    ),
    "place_none": (
        _("The post %(post)s belongs to the commission itself."),
        _("an empty cell"),
    ),
    "place_wrong": (
        _("“%(found)s” is not a place for the post %(post)s."),
        _("a code from %(sheets)s"),
    ),
    "overlap": (
        _("The posting overlaps the same posting from %(first)s (%(where)s)."),
        _("periods that do not overlap"),
    ),
    "recusal_both": (
        _("A unit and a related official are both given."),
        _("exactly one of the two"),
    ),
    "recusal_none": (
        _("Neither a unit nor a related official is given."),
        _("exactly one of the two"),
    ),
    "recusal_self": (
        _("The official is named as his own relation."),
        _("the code of another official"),
    ),
    "due_early": (
        _("The time limit %(found)s lies before the day on which the opinion was made."),
        _("%(first)s or later"),
    ),
    "closed_early": (
        _("The close-out %(found)s lies before the day on which the opinion was made."),
        _("%(first)s or later"),
    ),
    "closed_without_date": (
        _("The opinion is closed out (已销号) but has no date of it."),
        _("the date of the close-out"),
    ),
    "closed_without_state": (
        _("A date of close-out is given, but the state is %(state)s."),
        _("the state 已销号, or an empty cell"),
    ),
    "unit_not_there": (
        _("The unit “%(found)s” is not a unit of the activity %(activity)s."),
        _("one of its units: %(names)s"),
    ),
    "out_of_order": (
        _("The date %(found)s lies before %(before)s (%(first)s)."),
        _("%(first)s or later"),
    ),
    "day_missing": (
        _("A handling group is given without the day on which it got the clue."),
        _("the date of the assignment"),
    ),
    "day_alone": (
        _("A date is given, but nothing that was done on it."),
        _("a value in “%(other)s”, or an empty cell"),
    ),
    "conclusion_alone": (
        _("A conclusion is given, but the disposition is %(disposition)s: nothing was verified."),
        _("the disposition 初步核实 (or 谈话函询), or an empty cell"),
    ),
    "filed_otherwise": (
        _("The case was filed, but the row says %(word)s."),
        _("the conclusion 拟立案, or an empty cell"),
    ),
    "nobody_free": (
        _(
            "Every member of the group %(group)s would have to recuse himself on %(on)s: %(grounds)s."
        ),
        _("a group with somebody who is free of conflict"),
    ),
    "people_none": (_("Nobody was talked to."), _("a whole number from 1")),
    "code_closed": (
        _("The code “%(found)s” cannot be used here."),
        _("another code"),
    ),
    "refused": ("%(reason)s", _("an entry that the rules allow")),
}


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong: where (Excel's row and letter, header without star), and which kind.

    A fault of the whole file has no sheet; one of a whole sheet no row; one of a row no header.
    """

    kind: str
    sheet: str = ""
    row: int | None = None
    header: str = ""
    letter: str = ""
    words: dict[str, Any] = field(default_factory=dict, hash=False)

    @property
    def wrong(self) -> str:
        """What is wrong, in the reader's language."""
        return str(SENTENCES[self.kind][0]) % self._shown

    @property
    def expected(self) -> str:
        """What was expected, in the reader's language."""
        return str(SENTENCES[self.kind][1]) % self._shown

    @property
    def cell(self) -> str:
        """The cell as Excel names it, e.g. C5; empty where the fault has no cell."""
        return f"{self.letter}{self.row}" if self.letter and self.row else ""

    @property
    def _shown(self) -> dict[str, Any]:
        return {"sheet": self.sheet, "header": self.header, **self.words}

    def as_record(self) -> dict[str, Any]:
        """The public shape of a fault, in the language in force: `import --json` prints these."""
        return {
            "sheet": self.sheet,
            "row": self.row,
            "column": self.header,
            "letter": self.letter,
            "wrong": self.wrong,
            "expected": self.expected,
            "kind": self.kind,
        }

    def as_stored(self) -> list:
        """The fault as plain JSON, without language; `from_stored` reads it back."""
        return [self.kind, self.sheet, self.row, self.header, self.letter, _plain(self.words)]

    @classmethod
    def from_stored(cls, stored: list) -> "Fault":
        """Read what `as_stored` gave."""
        return cls(*stored)

    def __str__(self) -> str:
        """`sheet, row, column, what is wrong, what was expected`, as the contract orders them."""
        parts = [_("sheet “%(sheet)s”") if self.sheet else _("the workbook")]
        if self.row:
            parts.append(_("row %(row)s"))
        if self.letter and self.header:
            parts.append(_("column %(letter)s “%(header)s”"))
        elif self.letter or self.header:
            parts.append(_("column %(letter)s%(header)s"))
        named = {"sheet": self.sheet, "row": self.row, "letter": self.letter, "header": self.header}
        where = str(pgettext_lazy("place", ", ")).join(str(part) % named for part in parts)
        wrong = self.wrong.rstrip(".。")
        return str(
            _("%(where)s: %(wrong)s; expected: %(expected)s")
            % {"where": where, "wrong": wrong, "expected": self.expected}
        )


def _plain(words: dict[str, Any]) -> dict[str, Any]:
    return {key: value if isinstance(value, int) else str(value) for key, value in words.items()}
