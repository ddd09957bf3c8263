"""What the address asks of a list, and the addresses that a list offers in return.

Every link keeps what was asked and changes one thing, so each state of a list can be sent to a colleague.
"""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, QueryDict

SEARCH, ORDER, AFTER, BEFORE, LAST, EXPORT = "q", "order", "after", "before", "last", "export"
COLUMNS, SIZE, WHOLE = "columns", "size", "first_rows"
PLACES = (AFTER, BEFORE, LAST)
OWN = frozenset({SEARCH, ORDER, EXPORT, COLUMNS, SIZE, WHOLE, *PLACES})
NOT_KEPT = frozenset({EXPORT, COLUMNS, SIZE, WHOLE, *PLACES})
SPOKEN = "-text"
"""A choice field sends what was typed beside the id; it never needs to stay in the address."""


@dataclass(frozen=True)
class Address:
    """A path with its parameters."""

    path: str
    given: QueryDict

    @classmethod
    def of(cls, request: HttpRequest) -> "Address":
        """The address that was asked for."""
        return cls(request.path, request.GET)

    def get(self, name: str) -> str:
        """One parameter, or the empty string."""
        return self.given.get(name, "")

    @property
    def text(self) -> str:
        """What is searched."""
        return self.get(SEARCH)

    @property
    def searched(self) -> str:
        """What is searched, as the search takes it."""
        return self.text.replace("\0", "").strip()

    @property
    def order_given(self) -> bool:
        """Whether the address names an order."""
        return bool(self.get(ORDER))

    @property
    def kept(self) -> list[tuple[str, str]]:
        """The parameters that a form on the list must send along."""
        return [
            (name, value)
            for name, values in self.given.lists()
            for value in values
            if value and name not in NOT_KEPT and not name.endswith(SPOKEN)
        ]

    def filters(self) -> list[tuple[str, str]]:
        """The parameters that belong to the filters and are not empty."""
        return [
            (name, value)
            for name, values in self.given.lists()
            for value in values
            if name not in OWN and value
        ]

    def link(self, *, without: tuple[Any, ...] = (), **changed: str) -> str:
        """The same list with parameters changed or left out; the place is always left out.

        `without` names parameters, or pairs (parameter, one value of it).
        """
        query = QueryDict(mutable=True)
        for name, values in self.given.lists():
            if name in NOT_KEPT or name.endswith(SPOKEN) or name in without or name in changed:
                continue
            kept = [value for value in values if value and (name, value) not in without]
            if kept:
                query.setlist(name, kept)
        for name, value in changed.items():
            if value:
                query[name] = value
        return f"{self.path}?{query.urlencode()}" if query else self.path

    def cleared(self) -> str:
        """The list with the order kept and nothing filtered or searched."""
        return self.link(without=(SEARCH, *{name for name, _value in self.filters()}))
