"""The record of an activity in words and marks, whatever its form."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from paizhu.oversight.models import CHECKLIST, RECORDS, AgendaItem, MeetingRecord, Record
from paizhu.oversight.states import Followed, Minuted, Observance
from paizhu.web.components import Mark, Tone

TONES = {
    Observance.KEPT: Tone.GREEN,
    Observance.BROKEN: Tone.RED,
    Minuted.YES: Tone.GREEN,
    Minuted.NO: Tone.RED,
    Followed.FOLLOWED: Tone.GREEN,
    Followed.PARTLY: Tone.YELLOW,
    Followed.NOT_FOLLOWED: Tone.RED,
}
"""What is seen and what is not: the rest is neutral."""


@dataclass(frozen=True)
class Item:
    """One item of the agenda: `decided` says how, with the votes where they were told."""

    item: AgendaItem
    decided: str
    minuted: Mark
    followed: Mark


@dataclass(frozen=True)
class Shown:
    """A record: short facts, the checklist, longer texts, the agenda. Pairs of name and value, empty ones left out."""

    title: str
    record: Record
    facts: list[tuple[str, str]]
    checklist: list[tuple[str, Mark]]
    texts: list[tuple[str, str]]
    items: list[Item]


def shown(activity: Any) -> list[Shown]:
    """Return the records of an activity; also one whose form no longer fits since the method was corrected."""
    found = []
    for model in RECORDS.values():
        record = model.objects.filter(activity=activity).select_related("written_by").first()
        if record is not None:
            found.append(_shown(record))
    return found


def _shown(record: Record) -> Shown:
    facts, texts = [], []
    for name in record.own_fields():
        field = record._meta.get_field(name)
        if name in CHECKLIST:
            continue
        value = _value(record, field)
        if value in (None, ""):
            continue
        target = texts if field.get_internal_type() == "TextField" else facts
        target.append((str(field.verbose_name), str(value)))
    is_meeting = isinstance(record, MeetingRecord)
    return Shown(
        title=str(record._meta.verbose_name),
        record=record,
        facts=facts,
        checklist=_checklist(record) if is_meeting else [],
        texts=texts,
        items=[_item(item) for item in record.items.all()] if is_meeting else [],
    )


def _value(record: Record, field: Any) -> Any:
    display = getattr(record, f"get_{field.name}_display", None)
    return display() if display else getattr(record, field.name)


def _checklist(record: Record) -> list[tuple[str, Mark]]:
    return [
        (str(record._meta.get_field(name).verbose_name), _mark(Observance(getattr(record, name))))
        for name in CHECKLIST
    ]


def _mark(value: Any) -> Mark:
    return Mark(value.label, TONES.get(value, Tone.NEUTRAL))


def _item(item: AgendaItem) -> Item:
    return Item(
        item,
        _decided(item),
        _mark(Minuted(item.view_minuted)),
        _mark(Followed(item.view_followed)),
    )


def _decided(item: AgendaItem) -> str:
    """Say how it was decided, with the votes for, against and abstained where they were told."""
    outcome = item.get_outcome_display()
    if item.votes_for is None:
        return outcome
    return _("%(outcome)s, %(votes_for)s for, %(against)s against, %(abstained)s abstained") % {
        "outcome": outcome,
        "votes_for": item.votes_for,
        "against": item.votes_against or 0,
        "abstained": item.abstained or 0,
    }
