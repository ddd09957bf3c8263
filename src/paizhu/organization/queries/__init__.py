"""Shaped reads of the structure: who supervises whom on a day, capacities, powers, spelling for search."""

from paizhu.organization.queries.capacities import capacity_of
from paizhu.organization.queries.powers import postings_in_force, powers_from, powers_of
from paizhu.organization.queries.spelling import initials
from paizhu.organization.queries.structure import Period, Structure, structure_of

__all__ = [
    "Period",
    "Structure",
    "capacity_of",
    "initials",
    "postings_in_force",
    "powers_from",
    "powers_of",
    "structure_of",
]
