"""What is done with sectors (口)."""

import copy
from collections.abc import Iterable

from django.db.models import Max

from paizhu.kernel import acts
from paizhu.kernel.acts import act
from paizhu.kernel.records import changes, save_clean
from paizhu.kernel.viewers import Viewer
from paizhu.organization import rules
from paizhu.organization.models import Sector
from paizhu.tenancy.models import Commission
from paizhu.trail import actions as trail


@act
def enter(*, commission: Commission, names: Iterable[str], by: Viewer) -> dict[str, Sector]:
    """Return the commission's sectors of these names, entering those that are not there yet, in their order."""
    rules.check_can_keep(by, commission)
    wanted = list(dict.fromkeys(names))
    sectors = {sector.name: sector for sector in Sector.objects.of(commission)}
    missing = [name for name in wanted if name not in sectors]
    if not missing:
        acts.nothing_to_do()
        return {name: sectors[name] for name in wanted}
    last = Sector.objects.of(commission).aggregate(last=Max("position"))["last"] or 0
    for position, name in enumerate(missing, start=last + 1):
        sectors[name] = save_clean(Sector(commission=commission, name=name, position=position))
        trail.record("organization.sector_entered", sectors[name], by=by)
    return {name: sectors[name] for name in wanted}


@act
def correct(*, sector: Sector, name: str, position: int, by: Viewer) -> Sector:
    """Correct a sector's name or its place in the order."""
    rules.check_can_keep(by, sector.commission_id)
    before = copy.copy(sector)
    sector.name, sector.position = name, position
    found = changes(before, sector, ("name", "position"))
    if not found:
        acts.nothing_to_do()
        return sector
    save_clean(sector)
    trail.record("organization.sector_corrected", sector, by=by, changes=found)
    return sector
