"""What the trail's details say in the reader's language: the records keep codes, which stay the same for good."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from paizhu.clues.models import (
    ApprovalState,
    Channel,
    Disposition,
    RecusalState,
    Standing,
    TalkKind,
    Way,
)
from paizhu.clues.queries import clocks, levels
from paizhu.rulebook.queries import Approver


def _step(value: str) -> str:
    return levels.step_words(value)


def _state(value: str) -> Any:
    kind = ApprovalState if value in ApprovalState.values else RecusalState
    return kind(value).label


def _level(value: str) -> Any:
    return Approver(value).label


def _way(value: str) -> Any:
    ways = {Way.DECLARED: _("declared"), Way.DEMANDED: _("demanded"), Way.COMPUTED: _("computed")}
    return ways[Way(value)] if value in ways else Disposition(value).label


def _limit(value: str) -> Any:
    return clocks.LABELS[value]


def _reminder(value: str) -> str:
    limit, _sep, when = value.partition(":")
    words = {"near": _("nearly due"), "overdue": _("past due")}
    return f"{clocks.LABELS[limit]} · {words[when]}"


def _kind(value: str) -> Any:
    return TalkKind(value).label


def _standing(value: str) -> Any:
    return Standing(value).label


def _channel(value: str) -> Any:
    return Channel(value).label


WORDS: dict[str, Callable[[str], Any]] = {
    "step": _step,
    "state": _state,
    "level": _level,
    "way": _way,
    "limit": _limit,
    "key": _reminder,
    "kind": _kind,
    "standing": _standing,
    "channel": _channel,
}
"""Name of a detail → what says it."""
