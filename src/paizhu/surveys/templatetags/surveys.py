"""Filters that write figures of a tally as people read them."""

from collections.abc import Mapping
from typing import Any

from django import template

from paizhu.surveys.queries import reports
from paizhu.surveys.states import Verdict

register = template.Library()


@register.filter
def percent(share: float) -> str:
    """Write a share."""
    return reports.percent(share)


@register.filter
def rate(turnout: Mapping) -> str:
    """Write the return rate of a turnout."""
    return percent(turnout["returned"] / turnout["issued"]) if turnout["issued"] else "—"


@register.filter
def result(value: float | None, kind: str) -> str:
    """Write a formula's figure: points and means with two places, everything else as a share."""
    if value in (None, "—"):
        return "—"
    return reports.written(value, kind)


@register.filter
def of(figures: Mapping, key: str) -> Any:
    """Look a key up; a dash where there is nothing."""
    return figures.get(key, "—")


@register.filter
def verdict(rule: str) -> str:
    """Name a rule of validity."""
    return str(Verdict(rule).label)
