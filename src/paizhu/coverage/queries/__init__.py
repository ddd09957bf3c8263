"""Shaped reads of coverage: a day's coverage, silence, balance, what to put in order, the year's map."""

from paizhu.coverage.queries.attention import Attention, attention
from paizhu.coverage.queries.balance import Balance, balance_of
from paizhu.coverage.queries.day import Coverage, GroupCoverage, UnitCoverage, coverage_on
from paizhu.coverage.queries.heads import Heads, Person, heads_of, people
from paizhu.coverage.queries.ledger import parts, visits
from paizhu.coverage.queries.months import (
    Cell,
    CityMap,
    SectorCell,
    YearMap,
    blind_months,
    city_map,
    sector_map,
    year_map,
    year_of_unit,
    years_with_acts,
)
from paizhu.coverage.queries.silence import (
    Silence,
    last_acts,
    silence_limit,
    silence_of,
    silent_units,
)

__all__ = [
    "Attention",
    "Balance",
    "Cell",
    "CityMap",
    "Coverage",
    "GroupCoverage",
    "Heads",
    "Person",
    "SectorCell",
    "Silence",
    "UnitCoverage",
    "YearMap",
    "attention",
    "balance_of",
    "blind_months",
    "city_map",
    "coverage_on",
    "heads_of",
    "last_acts",
    "parts",
    "people",
    "sector_map",
    "silence_limit",
    "silence_of",
    "silent_units",
    "visits",
    "year_map",
    "year_of_unit",
    "years_with_acts",
]
