"""Whether casework's sealed values open: for `paizhu doctor`, which says what is lost or damaged, and where."""

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.apps import apps

from paizhu import sealing
from paizhu.kernel import protection

LOOKED_INTO = 2_000
"""Records of each kind that are opened; of more, so many at random."""
NAMED = 5


@dataclass(frozen=True)
class Unopened:
    """Values that do not open: of one lost key, or damaged ones with the places of the first few."""

    is_key_lost: bool
    count: int
    key: str = ""
    file: Path | None = None
    places: tuple[str, ...] = ()


def unopened() -> Iterator[Unopened]:
    """Yield what does not open: each lost key with how many values it protects, then what is damaged."""
    lost: Counter = Counter()
    damaged: list[str] = []
    for model in apps.get_app_config("clues").get_models():
        if sealing.sealed_fields(model):
            _look_into(model, lost, damaged)
    for (key, file), count in sorted(lost.items()):
        yield Unopened(True, count, key=key, file=file)
    if damaged:
        yield Unopened(False, len(damaged), places=tuple(damaged[:NAMED]))


def _look_into(model: type, lost: Counter, damaged: list[str]) -> None:
    for record in _chosen(model):
        for field in sealing.sealed_fields(model):
            try:
                getattr(record, field.attname)
            except protection.KeyLost as fault:
                lost[fault.args[1], fault.args[2]] += 1
            except protection.CannotOpen as fault:
                damaged.append(str(fault.args[0]))


def _chosen(model: type) -> Iterator:
    """Return the records to open; the keys of all of them are the same few, so a part tells of a lost one."""
    keys = list(model._base_manager.values_list("pk", flat=True))
    if len(keys) > LOOKED_INTO:
        keys = random.sample(keys, LOOKED_INTO)
    for start in range(0, len(keys), 500):
        yield from model._base_manager.filter(pk__in=keys[start : start + 500])
