"""What the structure of a day leaves to be put in order: posts not filled, units and sectors left over."""

from dataclasses import dataclass

from paizhu.coverage.queries.day import Coverage
from paizhu.coverage.queries.heads import Heads
from paizhu.coverage.states import Concern
from paizhu.organization.models import Post


@dataclass(frozen=True)
class Attention:
    """One thing to put in order. `subject` is the id of the group, the unit or the sector concerned."""

    concern: Concern
    subject: int
    name: str


def attention(coverage: Coverage, heads: Heads) -> tuple[Attention, ...]:
    """Return what asks for attention, by kind of concern, then by code. No query."""
    return (*_groups(coverage, heads), *_units(coverage), *_sectors(coverage))


def _groups(coverage: Coverage, heads: Heads) -> list[Attention]:
    found = []
    for group in coverage.groups:
        leaders = len(heads[group.pk][Post.LEADER])
        if not leaders:
            found.append(Attention(Concern.NO_LEADER, group.pk, group.name))
        if leaders > 1:
            found.append(Attention(Concern.TWO_LEADERS, group.pk, group.name))
        if not heads[group.pk][Post.LIAISON]:
            found.append(Attention(Concern.NO_LIAISON, group.pk, group.name))
    order = list(Concern)
    return sorted(found, key=lambda one: order.index(one.concern))


def _units(coverage: Coverage) -> list[Attention]:
    return [
        *(
            Attention(Concern.NO_SECTOR, unit.pk, unit.name)
            for unit in coverage.units
            if unit.sector is None
        ),
        *(Attention(Concern.KEY_GAP, unit.pk, unit.name) for unit in coverage.key_gaps),
    ]


def _sectors(coverage: Coverage) -> list[Attention]:
    """A sector is in nobody's charge where its units are linked to no group."""
    return [
        Attention(Concern.NO_GROUP, sector, name)
        for sector, name, units in coverage.by_sector
        if sector is not None and not any(unit.groups for unit in units)
    ]
