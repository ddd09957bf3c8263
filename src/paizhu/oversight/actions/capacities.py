"""Classing participations anew after the structure was corrected, so that what is stored is what is computed."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from functools import lru_cache

from paizhu.kernel import acts
from paizhu.kernel.acts import act
from paizhu.kernel.viewers import Viewer
from paizhu.organization import queries as organization
from paizhu.oversight.models import Participation
from paizhu.tenancy.models import Commission
from paizhu.trail import actions as trail

CHUNK = 5_000
"""Participations looked at, and at most changed by one statement."""


@act
def reclassify(
    *,
    commission: Commission,
    official_ids: Collection[int] | None = None,
    unit_ids: Collection[int] | None = None,
    by: Viewer,
) -> int:
    """Compute capacities anew: of these officials, towards these units, or of all (None); returns how many changed."""
    return renew(commission_id=commission.pk, official_ids=official_ids, unit_ids=unit_ids, by=by)


@act
def renew(
    *,
    commission_id: int,
    official_ids: Collection[int] | None,
    unit_ids: Collection[int] | None,
    by: Viewer,
) -> int:
    """Do what `reclassify` says inside the act that changed the structure, which calls it by its hook.

    Leaves one record where something changed, none otherwise. Memory is bounded, whatever the size of the ledger.
    """
    concerned = Participation.objects.filter(commission_id=commission_id)
    if official_ids is not None:
        concerned = concerned.filter(official__in=official_ids)
    if unit_ids is not None:
        concerned = concerned.filter(unit__in=unit_ids)
    if not concerned.exists():
        acts.nothing_to_do()
        return 0
    capacity = lru_cache(maxsize=50_000)(organization.structure_of(commission_id).capacity)
    count = sum(_renewed(chunk, capacity) for chunk in _chunks(concerned))
    if not count:
        acts.nothing_to_do()
        return 0
    commission = Commission.objects.get(pk=commission_id)
    trail.record("oversight.capacities_renewed", commission, by=by, count=count)
    return count


def _chunks(concerned) -> Iterator[list[tuple]]:
    """Yield (id, official, unit, day, stored capacity) in order of id, without holding a cursor open."""
    rows = concerned.order_by("pk").values_list("pk", "official_id", "unit_id", "on", "capacity")
    last = 0
    while chunk := list(rows.filter(pk__gt=last)[:CHUNK]):
        yield chunk
        last = chunk[-1][0]


def _renewed(chunk: list[tuple], capacity) -> int:
    changed = defaultdict(list)
    for key, official, unit, on, stored in chunk:
        computed = capacity(official, unit, on)
        if computed != stored:
            changed[str(computed)].append(key)
    for computed, keys in changed.items():
        Participation.objects.filter(pk__in=keys).update(capacity=computed)
    return sum(map(len, changed.values()))
