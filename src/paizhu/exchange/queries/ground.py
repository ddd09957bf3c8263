"""What a workbook may refer to besides itself: the codes, sectors and postings that are stored."""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cached_property
from itertools import islice

from paizhu.exchange.queries import stored
from paizhu.exchange.states.sheets import BY_KEY
from paizhu.kernel.viewers import Viewer
from paizhu.organization.models import Posting, Sector
from paizhu.oversight.models import ActivityUnit
from paizhu.tenancy.models import Commission

BATCH = 2000


class Ground:
    """The stored records of one commission, asked in batches; without a commission nothing is stored.

    `by`: who takes the workbook in. Of casework only what he may see is stored for him; None and the command line know all.
    """

    def __init__(self, commission: Commission | None, by: Viewer | None = None):
        self.commission = commission
        self.by = by if by is not None and not by.powers.is_operator else None

    def known(self, key: str, codes: Iterable[str]) -> set[str]:
        """Return which of the codes are stored for a sheet."""
        found: set[str] = set()
        for batch in batches(codes):
            records = self._records(key).filter(code__in=batch)
            found.update(records.values_list("code", flat=True))
        return found

    def rows(self, key: str, codes: Iterable[str]) -> dict[str, tuple]:
        """Return the stored rows of a sheet with these codes, by code."""
        return {
            row.code: row for row in stored.rows(key, self._records(key).filter(code__in=codes))
        }

    def all_rows(self, key: str) -> Iterator[tuple]:
        """Yield every stored row of a sheet."""
        return stored.rows(key, self._records(key))

    @cached_property
    def sectors(self) -> set[str]:
        """Names of the stored sectors."""
        return set(Sector.objects.of(self.commission).values_list("name", flat=True))

    def posting_periods(self) -> Iterator[tuple[tuple, date, date | None]]:
        """Yield ((official, post, place), from, until) of every stored posting, in codes."""
        for row in stored.rows("postings", Posting.objects.of(self.commission)):
            yield (row.official, row.post, row.place), row.from_on, row.until_on

    def units_of_activities(self, codes: Iterable[str]) -> dict[str, set[str]]:
        """Return activity code → codes of its units, for stored activities."""
        units: dict[str, set[str]] = {}
        for batch in batches(codes):
            links = ActivityUnit.objects.filter(
                activity__in=self._records("activities").filter(code__in=batch)
            )
            for activity, unit in links.values_list("activity__code", "unit__code"):
                units.setdefault(activity, set()).add(unit)
        return units

    def closed(self, key: str, codes: Iterable[str]) -> set[str]:
        """Return which of the codes belong to records of casework that do not exist for who takes the workbook in."""
        if self.by is None:
            return set()
        taken: set[str] = set()
        for batch in batches(codes):
            records = stored.MODELS[key].objects.of(self.commission).filter(code__in=batch)
            taken.update(records.values_list("code", flat=True))
        return taken - self.known(key, taken)

    def days_of_clues(self, codes: Iterable[str]) -> dict[str, date]:
        """Return code → day of receipt of stored clues."""
        found: dict[str, date] = {}
        for batch in batches(codes):
            found.update(
                self._records("clues").filter(code__in=batch).values_list("code", "received_on")
            )
        return found

    def _records(self, key: str):
        model = stored.MODELS[key].objects
        if self.by is not None and BY_KEY[key].casework:
            return model.visible_to(self.by).of(self.commission)
        return model.of(self.commission)


def batches(values: Iterable) -> Iterator[list]:
    """Cut into lists that a database takes as one condition."""
    rest = iter(values)
    while batch := list(islice(rest, BATCH)):
        yield batch
