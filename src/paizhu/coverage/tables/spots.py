"""The lists of blind spots: units that nobody supervises from outside, silent units, gaps at key units."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from paizhu.coverage.queries import Coverage, Silence, UnitCoverage, silence_of
from paizhu.web.components import Tile, Tone


@dataclass(frozen=True)
class SpotLine:
    """One unit with its sector and the last act there. `acts`: the ledger of the unit up to the day."""

    unit: UnitCoverage
    sector: str
    silence: Silence
    acts: str


def lines(
    coverage: Coverage, units: Iterable[UnitCoverage], last: Mapping[int, date]
) -> list[SpotLine]:
    """Return the lines of the units given, in their order."""
    return silent_lines(coverage, (silence_of(unit, last, coverage.on) for unit in units))


def silent_lines(coverage: Coverage, silences: Iterable[Silence]) -> list[SpotLine]:
    """Return the lines of the silences given, in their order."""
    ledger = reverse("oversight:activities")
    return [
        SpotLine(
            one.unit,
            coverage.sectors.get(one.unit.sector, ""),
            one,
            f"{ledger}?unit={one.unit.pk}&to={coverage.on.isoformat()}",
        )
        for one in silences
    ]


def tiles(coverage: Coverage, silent: Iterable[Silence], limit: int) -> list[Tile]:
    """Return the three counts of the page; each leads to its list."""

    def tile(label, number: int, anchor: str, note) -> Tile:
        tone = Tone.RED if number else Tone.GREEN
        return Tile(label, number, f"#{anchor}", note=note, tone=tone)

    of_all = _("of %(units)s units") % {"units": len(coverage.units)}
    return [
        tile(_("Without a supervisor from outside"), len(coverage.blind_spots), "blind", of_all),
        tile(_("No act for %(days)s days") % {"days": limit}, len(tuple(silent)), "silent", of_all),
        tile(
            _("Key units not covered twice"),
            len(coverage.key_gaps),
            "gaps",
            _("of %(units)s key units") % {"units": len(coverage.key_units)},
        ),
    ]
