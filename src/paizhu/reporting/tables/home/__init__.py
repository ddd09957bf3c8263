"""The pieces of a first page: what waits, the units with lights, short lists, and the numbers."""

from paizhu.reporting.tables.home.board import Board
from paizhu.reporting.tables.home.casework import casework_tiles
from paizhu.reporting.tables.home.lists import (
    Entry,
    Short,
    announced,
    delivered,
    handed_in,
    plans,
    silent,
    urgent,
)
from paizhu.reporting.tables.home.numbers import (
    comparisons,
    coverage_tiles,
    glance_lines,
    load_lines,
    opinions_tile,
    supervision_tiles,
)
from paizhu.reporting.tables.home.units import squares

__all__ = [
    "Board",
    "Entry",
    "Short",
    "announced",
    "casework_tiles",
    "comparisons",
    "coverage_tiles",
    "delivered",
    "glance_lines",
    "handed_in",
    "load_lines",
    "opinions_tile",
    "plans",
    "silent",
    "squares",
    "supervision_tiles",
    "urgent",
]
