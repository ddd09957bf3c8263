"""The contract's workbook filled with what a user may see, and nothing else."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from paizhu.clues import rules as clues
from paizhu.exchange.queries import rendering, stored, writing
from paizhu.exchange.queries.reading import Progress, no_progress
from paizhu.exchange.states.sheets import BY_KEY, BY_NAME, CASEWORK, SHEETS
from paizhu.kernel.refusals import allowed
from paizhu.kernel.viewers import Viewer
from paizhu.tenancy.models import Commission


@dataclass(frozen=True)
class Exported:
    """What an export wrote: rows by sheet name, and the sheets that stay empty because they are not the reader's."""

    counts: dict[str, int] = field(default_factory=dict)
    left_empty: tuple[str, ...] = ()

    @property
    def rows(self) -> int:
        """Rows of all sheets."""
        return sum(self.counts.values())

    @property
    def casework(self) -> int:
        """Rows of clues and talks."""
        return sum(self.counts.get(sheet.name, 0) for sheet in CASEWORK)


ENTITLED = {"clues": clues.check_can_see_clues, "talks": clues.check_can_see_talks}


def write_export(
    out: Path | str, *, commission: Commission, user: Viewer, progress: Progress = no_progress
) -> Exported:
    """Write the workbook from `visible_to(user)`. Recording it in the trail is the act's matter."""
    records = {key: model.objects.visible_to(user) for key, model in stored.MODELS.items()}
    total = sum(found.count() for found in records.values())
    done = {sheet.name: 0 for sheet in SHEETS}

    def wrote(sheet: str, count: int) -> None:
        done[sheet] = count
        progress(sum(done.values()), total, "write")

    rows: dict[str, Iterator[tuple]] = {
        key: rendering.cells(BY_KEY[key], stored.rows(key, found)) for key, found in records.items()
    }
    rows["commission"] = rendering.cells(
        BY_KEY["commission"], iter([stored.commission_row(commission)])
    )
    counts = writing.write(Path(out), rows, wrote=wrote)
    closed = tuple(s.name for s in CASEWORK if not allowed(ENTITLED[s.key], user))
    return Exported({sheet.name: counts[sheet.key] for sheet in BY_NAME.values()}, closed)
