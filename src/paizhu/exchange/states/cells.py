"""What a cell of the workbook may hold, and the shapes of a column and of a sheet. No reading here."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Any

from django.utils.translation import gettext_lazy as _


class CellKind(StrEnum):
    """The kinds of cells; the label says what is expected where something else was found."""

    CODE = "code"
    TEXT = "text"
    DATE = "date"
    MOMENT = "moment"
    COUNT = "count"
    YES_NO = "yes_no"
    WORD = "word"


EXPECTED = {
    CellKind.CODE: _("a code, typed as text"),
    CellKind.TEXT: _("text"),
    CellKind.DATE: _("a date, as a date cell or as YYYY-MM-DD"),
    CellKind.MOMENT: _("a date with time, as a date cell or as YYYY-MM-DD HH:MM"),
    CellKind.COUNT: _("a whole number, 0 or more"),
    CellKind.YES_NO: _("是 or 否"),
    CellKind.WORD: _("a word of the closed list"),
}

YES, NO = "是", "否"


@dataclass(frozen=True)
class Column:
    """One column: the header as the contract prints it (without the star), and what its cells hold.

    `field` is the name in a parsed row. `words` maps each contract word to the stored value; `refers`
    names the sheets whose codes may stand here; `longest` counts characters of one value, `most` is the
    largest number; `may_be_unknown`: an empty 是/否 is neither.
    """

    header: str
    field: str
    kind: CellKind
    zh: str
    en: str
    required: bool = False
    many: bool = False
    words: dict[str, Any] = field(default_factory=dict, hash=False)
    refers: tuple[str, ...] = ()
    longest: int = 0
    most: int = 30_000
    may_be_unknown: bool = False

    @property
    def title(self) -> str:
        """The header cell as written: a star marks what must be filled."""
        return f"{self.header}*" if self.required else self.header


@dataclass(frozen=True)
class Sheet:
    """One sheet. `identity` names the fields that tell its rows apart: the code, or several together.

    `casework`: taken in by the case office only, and written only for who is entitled to it.
    """

    key: str
    name: str
    zh: str
    en: str
    columns: tuple[Column, ...]
    identity: tuple[str, ...]
    casework: bool = False

    @cached_property
    def by_field(self) -> dict[str, Column]:
        """Columns by field name."""
        return {column.field: column for column in self.columns}

    @cached_property
    def by_header(self) -> dict[str, Column]:
        """Columns by header without star."""
        return {column.header: column for column in self.columns}

    @property
    def fields(self) -> list[str]:
        """Field names in the order of the columns."""
        return [column.field for column in self.columns]

    @property
    def has_code(self) -> bool:
        """Whether one code identifies a row for ever."""
        return len(self.identity) == 1 and self.by_field[self.identity[0]].kind is CellKind.CODE


def words_of(choices: Iterable) -> dict[str, Any]:
    """Map the contract word of each member of a closed list to its stored value."""
    return {member.word: member.value for member in choices}
