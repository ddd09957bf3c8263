"""Shaped reads of planning. `joint_activities_between` and `waiting_for` serve diary and first screens."""

from paizhu.planning.queries.convenings import (
    JointActivity,
    appointments,
    callable_officials,
    called_to,
    conflicts,
    joint_activities_between,
)
from paizhu.planning.queries.division import (
    Division,
    Gap,
    Member,
    Pair,
    division_on,
    is_alone_at_home,
    members_of,
    suggested,
    suggestion,
    summaries,
)
from paizhu.planning.queries.groups import heads_of, leaders_of, liaisons_of, office_of, workers_of
from paizhu.planning.queries.plans import (
    PlanClocks,
    PlanOnDay,
    drafted_report,
    possible_works,
    progress_of,
    standing_units,
    waiting_for,
)

__all__ = [
    "Division",
    "Gap",
    "JointActivity",
    "Member",
    "Pair",
    "PlanClocks",
    "PlanOnDay",
    "appointments",
    "callable_officials",
    "called_to",
    "conflicts",
    "division_on",
    "drafted_report",
    "heads_of",
    "is_alone_at_home",
    "joint_activities_between",
    "leaders_of",
    "liaisons_of",
    "members_of",
    "office_of",
    "possible_works",
    "progress_of",
    "standing_units",
    "suggested",
    "suggestion",
    "summaries",
    "waiting_for",
    "workers_of",
]
