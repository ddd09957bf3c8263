"""What is due, section by section, as the page draws it. A section that is empty is not drawn."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from paizhu.clues.models import Clue
from paizhu.clues.queries import levels
from paizhu.clues.queries.due import SHOWN, Due
from paizhu.clues.tables import marks
from paizhu.kernel import clock
from paizhu.kernel.viewers import Viewer
from paizhu.rectification.queries import Deadlines
from paizhu.web.components import Mark


@dataclass(frozen=True)
class Line:
    """One thing that is due: number, unit, what, light."""

    clue: Clue
    note: Any = ""
    light: Mark | None = None


@dataclass(frozen=True)
class Section:
    """One kind of what is due. `more`: there are others beyond those shown."""

    key: str
    title: Any
    lines: list[Line]
    more: bool


def sections(user: Viewer, due: Due) -> list[Section]:
    """Return the sections with something in them; a query for each, none for a line."""
    deadlines = Deadlines(user.commission_id, clock.today())
    limits = lambda clue: Line(clue, marks.due_words(clue), marks.due_mark(clue, deadlines))  # noqa: E731
    plain = lambda clue: Line(clue, clue.get_state_display())  # noqa: E731
    kinds = (
        ("unsigned", _("Papers to sign for"), due.unsigned, _handover),
        ("waiting", _("To be decided"), due.waiting, _approval),
        ("overdue", _("Past due"), due.overdue, limits),
        ("near", _("Nearly due"), due.near, limits),
        ("to_assign", _("To be assigned"), due.to_assign, limits),
        ("unfiled", _("Dispositions to be filed"), due.unfiled, limits),
        ("upward", _("To be reported to the superior organ"), due.upward, plain),
        ("reviews", _("Work to be reviewed after a recusal"), due.reviews, _review),
        (
            "explanations",
            _("To be explained at the meeting on party life (2019 rules, art. 31)"),
            due.explanations,
            plain,
        ),
        ("keeperless", _("Without a keeper"), due.keeperless, plain),
    )
    return [
        section
        for key, title, found, line in kinds
        if (section := _section(key, title, found, line)).lines
    ]


def _section(key: str, title: Any, found: Any, line: Any) -> Section:
    records: Iterable[Any] = list(found[: SHOWN + 1])
    return Section(
        key, title, [line(record) for record in list(records)[:SHOWN]], len(list(records)) > SHOWN
    )


def _handover(record: Any) -> Line:
    names = {
        "one": record.from_official.name if record.from_official else "—",
        "other": record.to_official.name,
    }
    return Line(record.clue, _("%(one)s → %(other)s") % names)


def _approval(record: Any) -> Line:
    return Line(record.clue, f"{levels.step_words(record.step)} · {record.get_level_display()}")


def _review(record: Any) -> Line:
    return Line(record.clue, record.official.name)
