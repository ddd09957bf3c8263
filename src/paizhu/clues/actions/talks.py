"""Talks (谈话): entered with who talked, what was seen to, what was said, and what came of it."""

from collections.abc import Iterable

from paizhu.clues import rules
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
def enter(*, unit: Unit, draft: TalkEntry, clue: Clue | None = None, by: Viewer) -> Talk:
    """A talk is entered and gets the next number of its year."""
    if clue is not None:
        clue = held(clue)
    rules.talks.check_can_hold(by, unit, draft.kind, clue)
    talkers = _checked(unit, draft, clue)
    talk = Talk(commission_id=unit.commission_id, unit=unit, clue=clue)
    _fill(talk, draft)
    numbers.give(talk, Series.TALK, draft.held_on.year)
    save_clean(talk)
    _held_by(talk, talkers)
    if clue is not None:
        refreshed(clue)
    trail.record("clues.talk_entered", talk, by=by, kind=draft.kind, day=draft.held_on)
    return talk


@act
def correct(
    *, talk: Talk, draft: TalkEntry, seen_revision: int | None = None, by: Viewer
) -> Talk:
    """A talk is corrected. What it belongs to does not change."""
    clue = held(talk.clue) if talk.clue_id else None
    unit = talk.unit
    talk = held_item(talk, seen_revision)
    rules.talks.check_can_change(by, talk)
    rules.talks.check_kind_stays(talk, draft.kind)
    talkers = _checked(unit, draft, clue)
    _fill(talk, draft)
    save_clean(talk)
    talk.talkers.exclude(official__in=talkers).delete()
    known = set(talk.talkers.values_list("official_id", flat=True))
    _held_by(talk, [official for official in talkers if official.pk not in known])
    if clue is not None:
        refreshed(clue)
    trail.record("clues.talk_changed", talk, by=by)
    return talk


def _checked(unit: Unit, draft: TalkEntry, clue: Clue | None) -> list[Official]:
    found = Official.objects.of(unit.commission_id).filter(pk__in=draft.talker_ids)
    talkers = list(found.order_by("code"))
    rules.talks.check_draft(draft, clue, talkers)
    rules.talks.check_talkers(unit, draft.kind, clue, talkers, draft.held_on)
    return talkers


def _fill(talk: Talk, draft: TalkEntry) -> None:
    for name in FILLED:
        value = getattr(draft, name)
        setattr(talk, name, value.strip() if isinstance(value, str) else value)
    talk.seen_to = list(draft.seen_to)
    talk.official_ref = str(draft.official_id) if draft.official_id and draft.people == 1 else ""


def _held_by(talk: Talk, talkers: Iterable[Official]) -> None:
    Talker.objects.bulk_create(
        Talker(commission_id=talk.commission_id, talk=talk, official=official) for official in talkers
    )
