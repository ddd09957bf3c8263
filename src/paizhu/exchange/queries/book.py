"""A workbook together with what it may refer to: what every check across rows is given."""

from dataclasses import dataclass, field
from typing import Any

from paizhu.exchange.queries.ground import Ground
from paizhu.exchange.queries.reading import Table


@dataclass
class Book:
    """The workbook together with what it may refer to."""

    tables: dict[str, Table]
    ground: Ground
    codes: dict[str, set[str]] = field(default_factory=dict)
    uncertain: set[str] = field(default_factory=set)  # sheets whose code column could not be read

    def rows(self, key: str) -> list[Any]:
        """The rows of a sheet."""
        return self.tables[key].rows

    def unknown(self, key: str, codes: set[str]) -> set[str]:
        """Return which codes are neither in the workbook's sheet nor stored."""
        if key in self.uncertain:
            return set()
        missing = codes - self.codes.get(key, set())
        return missing - self.ground.known(key, missing) if missing else missing
