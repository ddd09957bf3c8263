"""The codes of one commission's units, people and groups by id, for batches: what may be referred to, and by what name."""

from collections.abc import Mapping
from dataclasses import dataclass

from paizhu.organization.models import CompositeGroup, Official, Unit
from paizhu.tenancy.models import Commission


@dataclass(frozen=True)
class Known:
    """Ids of a commission's own units, officials and composite groups, each with its code."""

    units: Mapping[int, str]
    officials: Mapping[int, str]
    groups: Mapping[int, str]


def known_to(commission: Commission) -> Known:
    """Load the codes. Three queries whatever the size."""
    return Known(*(_codes(model, commission) for model in (Unit, Official, CompositeGroup)))


def _codes(model, commission: Commission) -> dict[int, str]:
    return dict(model.objects.of(commission).values_list("pk", "code"))
