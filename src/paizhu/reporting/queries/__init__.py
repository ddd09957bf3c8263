"""Shaped reads of reporting: figures of a period, their breakdowns, first pages, profiles."""

from paizhu.reporting.queries.breakdowns import (
    by_group,
    by_month,
    by_sector,
    by_subject,
    by_unit,
    opinions_by_state,
)
from paizhu.reporting.queries.figures import Figures, figures, figures_in
from paizhu.reporting.queries.scope import Scope

__all__ = [
    "Figures",
    "Scope",
    "by_group",
    "by_month",
    "by_sector",
    "by_subject",
    "by_unit",
    "figures",
    "figures_in",
    "opinions_by_state",
]
