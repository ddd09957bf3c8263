"""The records of the structure, one noun a module."""

from paizhu.organization.models.groups import Charge, CompositeGroup, ResidentGroup
from paizhu.organization.models.people import Official, Posting, RecusalGround
from paizhu.organization.models.units import FormerName, Placement, Sector, Unit
from paizhu.organization.states import (
    COMMISSION_WIDE_POSTS,
    EVER,
    RESIDENT_POSTS,
    TEAM_POSTS,
    WORKING_COMPOSITE_POSTS,
    Administration,
    Capacity,
    Gender,
    Post,
    Powers,
    Rank,
    Target,
)

__all__ = [
    "COMMISSION_WIDE_POSTS",
    "EVER",
    "RESIDENT_POSTS",
    "TEAM_POSTS",
    "WORKING_COMPOSITE_POSTS",
    "Administration",
    "Capacity",
    "Charge",
    "CompositeGroup",
    "FormerName",
    "Gender",
    "Official",
    "Placement",
    "Post",
    "Posting",
    "Powers",
    "Rank",
    "RecusalGround",
    "ResidentGroup",
    "Sector",
    "Target",
    "Unit",
]
