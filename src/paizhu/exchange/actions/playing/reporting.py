"""Summaries of groups, handed in and read; and the inbox, of which people read what has come so far."""

from paizhu.exchange.actions.playing.stage import Act, Scene
from paizhu.exchange.demonstration.script import day
from paizhu.notices import actions as inbox
from paizhu.notices.models import Notice
from paizhu.reporting import actions
from paizhu.reporting.models import Summary
from paizhu.reporting.models.summaries import Span, SummaryPeriod


def _period(scene: Scene) -> SummaryPeriod:
    return SummaryPeriod(day(scene.more["start"]), Span(scene.more["span"]))


def _hand_in(scene: Scene) -> None:
    actions.hand_in_summary(group=scene.group, period=_period(scene), by=scene.by)


def _read_summary(scene: Scene) -> None:
    found = Summary.objects.visible_to(scene.by).of_period(scene.group, _period(scene))
    actions.note_summary_read(summary=found.get(), by=scene.by)


def _read_inbox(scene: Scene) -> None:
    inbox.mark_read(Notice.objects.visible_to(scene.by).unread())


ACTS: dict[str, Act] = {
    "hand_in": _hand_in,
    "read_summary": _read_summary,
    "read_inbox": _read_inbox,
}
