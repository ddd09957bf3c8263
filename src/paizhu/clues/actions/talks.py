"""Talks (谈话): entered with who talked, what was seen to, what was said, and what came of it."""

from collections.abc import Iterable

from paizhu.clues import rules
from paizhu.clues.actions import recusals, telling
from paizhu.clues.actions.moving import held, held_item, refreshed
from paizhu.clues.models import Clue, Series, Talk, Talker
from paizhu.clues.states import TalkEntry
from paizhu.kernel.acts import act
from paizhu.kernel.records import save_clean
from paizhu.kernel.viewers import Viewer
from paizhu.organization.models import Official, Unit
from paizhu.tenancy.actions import numbers
from paizhu.trail import actions as trail

FILLED = (
    "held_on", "kind", "people", "person_name", "place", "visit_on", "transcript", "is_transcript_signed", "outcome",
)  # fmt: skip


@act
def enter(*, unit: Unit, entry: TalkEntry, clue: Clue | None = None, by: Viewer) -> Talk:
    """A talk is entered and gets the next number of its year."""
    if clue is not None:
        clue = held(clue)
    rules.talks.check_can_hold(by, unit, entry.kind, clue)
    talkers = _checked(unit, entry, clue)
    talk = Talk(commission_id=unit.commission_id, unit=unit, clue=clue)
    _fill(talk, entry)
    numbers.give(talk, Series.TALK, entry.held_on.year)
    save_clean(talk)
    _held_by(talk, talkers)
    if clue is not None:
        refreshed(clue)
        _keep_heard_away(clue, talk, by)
    trail.record("clues.talk_entered", talk, by=by, kind=entry.kind, day=entry.held_on)
    return talk


@act
def correct(*, talk: Talk, entry: TalkEntry, seen_revision: int | None = None, by: Viewer) -> Talk:
    """A talk is corrected. What it belongs to does not change."""
    clue = held(talk.clue) if talk.clue_id else None
    unit = talk.unit
    talk = held_item(talk, seen_revision)
    rules.talks.check_can_change(by, talk)
    rules.talks.check_kind_stays(talk, entry.kind)
    talkers = _checked(unit, entry, clue)
    _fill(talk, entry)
    save_clean(talk)
    talk.talkers.exclude(official__in=talkers).delete()
    known = set(talk.talkers.values_list("official_id", flat=True))
    _held_by(talk, [official for official in talkers if official.pk not in known])
    if clue is not None:
        refreshed(clue)
        _keep_heard_away(clue, talk, by)
    trail.record("clues.talk_changed", talk, by=by)
    return talk


def _checked(unit: Unit, entry: TalkEntry, clue: Clue | None) -> list[Official]:
    found = Official.objects.of(unit.commission_id).filter(pk__in=entry.talker_ids)
    talkers = list(found.order_by("code"))
    rules.talks.check_draft(entry, clue, talkers)
    rules.talks.check_talkers(unit, entry.kind, clue, talkers, entry.held_on)
    return talkers


def _fill(talk: Talk, entry: TalkEntry) -> None:
    for name in FILLED:
        value = getattr(entry, name)
        setattr(talk, name, value.strip() if isinstance(value, str) else value)
    talk.seen_to = list(entry.seen_to)
    talk.official_ref = str(entry.official_id) if entry.official_id and entry.people == 1 else ""


def _keep_heard_away(clue: Clue, talk: Talk, by: Viewer) -> None:
    """Whoever bears witness in the matter works on it no longer, nor reads it."""
    if talk.official_ref:
        people = telling.readers(clue) | telling.everybody(clue)
        recusals.recuse_computed(clue, people & {int(talk.official_ref)}, by)


def _held_by(talk: Talk, talkers: Iterable[Official]) -> None:
    Talker.objects.bulk_create(
        Talker(commission_id=talk.commission_id, talk=talk, official=official)
        for official in talkers
    )
