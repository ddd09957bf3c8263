"""What planning speaks of: its closed lists (`words`), entries before they are records (`drafts`)."""

from paizhu.planning.states.drafts import ConveningDraft, ItemDraft, PlanDraft, RuleDraft
from paizhu.planning.states.words import (
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
    "ConveningDraft",
    "ConveningState",
    "ItemDraft",
    "PlanDraft",
    "PlanKind",
    "PlanState",
    "PlanStepKind",
    "Reply",
    "RuleDraft",
    "Series",
    "WatchRole",
]
