"""Beats for what came in with the workbook: word on which nobody had decided, opinions of the other groups, rounds."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta

from django.utils import timezone

from paizhu.exchange.actions.playing.stage import Stage
from paizhu.exchange.demonstration.cast import GROUP
from paizhu.exchange.demonstration.phrases.stories import elsewhere
from paizhu.exchange.demonstration.script import Beat, Story, beat, moment
from paizhu.oversight.models import MatterNotice
from paizhu.rectification.models import Rectification, State

ROUNDS = ("12-14 07:00", "12-18 07:00", "12-25 07:00", "12-31 07:00")


def stories(stage: Stage) -> Iterator[Story]:
    """Yield what follows from the records taken in; the same for the same workbook."""
    short = {unit.pk: name for name, unit in stage.units.items()}
    groups = {group.pk: code for code, group in stage.groups.items()}
    undecided = MatterNotice.objects.of(stage.commission).undecided().order_by("code")
    for number, notice in enumerate(undecided.select_related("unit")):
        group = stage.group_of(notice.unit, timezone.localdate(notice.sent_at))
        reason = elsewhere.NOT_ATTENDED[number % len(elsewhere.NOT_ATTENDED)]
        yield Story(
            (
                Beat(
                    _next_office_hour(notice),
                    "leader",
                    "decline",
                    reason,
                    "",
                    {"notice": notice.pk},
                ),
            ),
            short[notice.unit_id],
            groups[group],
        )
    still_open = Rectification.objects.of(stage.commission).open().exclude(group__code=GROUP)
    for number, record in enumerate(still_open.filter(group__isnull=False).order_by("code")):
        yield _followed(record, number, short[record.unit_id], groups[record.group_id])
    yield Story(tuple(beat(at, "system", "remind") for at in ROUNDS))


def _next_office_hour(notice: MatterNotice) -> datetime:
    """The leader decides within two hours, or on the next morning."""
    sent = timezone.localtime(notice.sent_at)
    decided = sent + timedelta(hours=2)
    if decided.time() > time(17, 30) or decided.date() > sent.date():
        decided = datetime.combine(sent.date() + timedelta(days=1), time(8, 40), sent.tzinfo)
    return decided.replace(tzinfo=None)


def _followed(record: Rectification, number: int, unit: str, group: str) -> Story:
    """What the unit and the group did about an opinion that was still open; few words, by turns."""
    taken_up = Beat(moment("12-08 09:00"), "leader", "known", "", "it", {"record": record.pk})
    given = Beat(moment("12-08 09:10"), "leader", "give", "", "it", {"to": "deputy"})
    beats = [taken_up, given]
    turn = elsewhere.TURNS.get(State(record.state), ())
    if turn:
        beats.extend(turn[number % len(turn)])
    return Story(tuple(beats), unit, group)
