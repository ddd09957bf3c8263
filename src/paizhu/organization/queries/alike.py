"""Reads that a reader's powers shape: written once for all readers whose powers are built alike.

Two members of groups with seventeen units each ask the same question with other numbers in it. A read is declared with a
function that makes the queryset out of a viewer and the values given, as `statements.Read` is:

    OPEN = alike.Read(lambda viewer, day: Matter.objects.visible_to(viewer).filter(due_on__lt=day), date)
    OPEN(user, today)

The function gets a viewer who stands for all of these: his ids are stand-ins. It may ask which sets of his powers are empty
and how they overlap, but must not read from the database what he may see, nor reckon with his ids or days. `Ids` among the
kinds is a set of ids, written anew for each number of them.
"""

from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import date
from functools import lru_cache
from typing import Any

from django.db.models import QuerySet

from paizhu.kernel.viewers import Viewer
from paizhu.organization.states import Powers
from paizhu.tenancy.queries import statements

DOMAINS = (
    ("led_groups", "deputised_groups", "member_groups", "guided_groups", "supervising_groups"),
    ("resident_groups",),
    ("host_units", "team_units", "headed_units", "contact_units", "units"),
)
"""The sets of powers that may name the same thing."""
WORDS = tuple(
    each.name
    for each in fields(Powers)
    if each.name not in {"on", *(n for d in DOMAINS for n in d)}
)
AT_MOST = 300
"""Statements that are kept of one read."""
Ids = frozenset


@dataclass(frozen=True)
class _Viewer:
    """Who stands for every reader alike."""

    commission_id: int
    official_id: int | None
    powers: Powers
    pk: int | None = None
    trail_name: str = ""


@dataclass(frozen=True)
class _Shape:
    """What powers have in common: words, and for each id in which sets it stands (a bit each), by domain."""

    words: tuple
    parts: tuple[tuple[int, ...], ...]
    is_official: bool

    def viewer(self, commission: int, official: int, on: date, ids: list[int]) -> _Viewer:
        """Return a viewer of this shape."""
        given = dict(zip(WORDS, self.words, strict=True))
        following = iter(ids)
        for names, bits in zip(DOMAINS, self.parts, strict=True):
            own = [(next(following), each) for each in bits]
            for place, name in enumerate(names):
                given[name] = frozenset(key for key, each in own if each >> place & 1)
        return _Viewer(commission, official if self.is_official else None, Powers(on=on, **given))


@lru_cache(maxsize=500)
def _shape(powers: Powers, is_official: bool) -> tuple[_Shape, list[int]]:
    """Return the shape of powers, and their ids in its order."""
    ids, parts = [], []
    for names in DOMAINS:
        bits: dict[int, int] = {}
        for place, name in enumerate(names):
            for key in getattr(powers, name):
                bits[key] = bits.get(key, 0) | 1 << place
        ordered = sorted((each, key) for key, each in bits.items())
        ids += [key for _each, key in ordered]
        parts.append(tuple(each for each, _key in ordered))
    words = tuple(getattr(powers, name) for name in WORDS)
    return _Shape(words, tuple(parts), is_official), ids


class Read:
    """A read of one shape for each shape of powers; see the module's docstring."""

    def __init__(self, make: Callable[..., QuerySet], *kinds: Any, is_prepared: bool = False):
        """`is_prepared`: as for `statements.Read`."""
        self._make, self._kinds, self._is_prepared = make, kinds, is_prepared
        self._reads: dict[tuple, statements.Read] = {}

    def __call__(self, user: Viewer, *given: Any) -> list[Any]:
        """Return what the queryset of this reader and these values would; one query."""
        if user.commission_id is None:
            return []
        official = getattr(user, "official_id", None)
        shape, ids = _shape(user.powers, official is not None)
        sets = [sorted(each) for each, kind in zip(given, self._kinds, strict=True) if kind is Ids]
        single = [each for each, kind in zip(given, self._kinds, strict=True) if kind is not Ids]
        key = shape, tuple(map(len, sets))
        read = self._reads.get(key)
        if read is None:
            if len(self._reads) >= AT_MOST:
                self._reads.clear()
            read = self._reads[key] = self._written(*key)
        numbers = [number for each in sets for number in each]
        return read(user.commission_id, official or 0, user.powers.on, *single, *ids, *numbers)

    def _written(self, shape: _Shape, lengths: tuple[int, ...]) -> statements.Read:
        """Return the read for one shape. Its statement may do without the reader's own values, but not without those given."""
        kinds = [kind for kind in self._kinds if kind is not Ids]
        count = sum(map(len, shape.parts))

        def made(commission: int, official: int, on: date, *rest: Any) -> QuerySet:
            numbers = list(rest[len(kinds) :])
            viewer = shape.viewer(commission, official, on, numbers[:count])
            several, start = [], count
            for length in lengths:
                several.append(frozenset(numbers[start : start + length]))
                start += length
            singles, sets = iter(rest[: len(kinds)]), iter(several)
            given = (next(sets if kind is Ids else singles) for kind in self._kinds)
            return self._make(viewer, *given)

        return statements.Read(
            made,
            *(int, int, date, *kinds),
            *[int] * (count + sum(lengths)),
            needed=range(3, 3 + len(kinds)),
            is_prepared=self._is_prepared,
        )
