"""Where the records behind a number are: addresses of the ledgers, filtered as the number was counted.

The names of the filters are agreed with the room `oversight`; that count and list agree is tested.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from paizhu.reporting.queries import Scope


@dataclass(frozen=True)
class Links:
    """The addresses for one scope; `more` narrows further, and replaces a filter of the same name.

    `pages`: the lists' own addresses, each resolved once.
    """

    scope: Scope
    pages: dict[str, str] = field(default_factory=dict, compare=False)

    def activities(self, **more: Any) -> str:
        """Return the list of activities."""
        return self._address("oversight:activities", self._days(), more)

    def parts(self, **more: Any) -> str:
        """Return the list of acts: who was at which unit in which capacity."""
        return self._address("reporting:parts", self._days(), more)

    def opinions(self, **more: Any) -> str:
        """Return the list of opinions made in the period."""
        return self._address("oversight:opinions", self._days(), more)

    def closed(self, **more: Any) -> str:
        """Return the list of opinions closed out in the period.

        `to` says as of which day a sector has its units; what is closed out by then was made before.
        """
        days = {
            "closed_from": self.scope.start,
            "closed_to": self.scope.end,
            "to": self.scope.end,
        }
        return self._address("oversight:opinions", days, more)

    def overdue(self, **more: Any) -> str:
        """Return the list of opinions made in the period and overdue on its last day."""
        return self.opinions(overdue_on=self.scope.end, **more)

    def clues(self, counted: str, **more: Any) -> str:
        """Return the list of clues that are counted so."""
        return self._address("clues:clues", self._days(), {"counted": counted, **more})

    def talks(self, **more: Any) -> str:
        """Return the list of talks of the contract's kinds."""
        return self._address("clues:talks", self._days(), {"counted": "talks", **more})

    def units(self, **more: Any) -> str:
        """Return the units as of the period's last day."""
        return (
            self._address("coverage:overview", {"on": self.scope.end, "is": "all"}, more) + "#units"
        )

    def _days(self) -> dict[str, date]:
        return {"from": self.scope.start, "to": self.scope.end}

    def _address(self, name: str, days: dict[str, date], more: dict[str, Any]) -> str:
        asked = {**days}
        for key in ("group", "sector", "unit"):
            if (chosen := getattr(self.scope, key)) is not None:
                asked[key] = chosen.pk
        if name not in self.pages:
            self.pages[name] = reverse(name)
        return f"{self.pages[name]}?{urlencode({**asked, **more})}"


def with_scope(name: str, scope: Scope, **more: Any) -> str:
    """Return a page of this room for the same period and filters."""
    return Links(scope)._address(name, {"from": scope.start, "to": scope.end}, more)
