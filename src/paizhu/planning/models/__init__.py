"""The records of planning, one noun a module."""

from paizhu.planning.models.convenings import Call, Convening
from paizhu.planning.models.items import PlanItem, PlanWork
from paizhu.planning.models.plans import PlanStep, WorkPlan
from paizhu.planning.models.watches import Watch
from paizhu.planning.models.work_rules import WorkRule
from paizhu.planning.states import (
    EDITABLE_PLANS,
    LIVE_PLANS,
    ConveningState,
    PlanKind,
    PlanState,
    PlanStepKind,
    Reply,
    Series,
    WatchRole,
)

__all__ = [
    "EDITABLE_PLANS",
    "LIVE_PLANS",
    "Call",
    "Convening",
    "ConveningState",
    "PlanItem",
    "PlanKind",
    "PlanState",
    "PlanStep",
    "PlanStepKind",
    "PlanWork",
    "Reply",
    "Series",
    "Watch",
    "WatchRole",
    "WorkPlan",
    "WorkRule",
]
