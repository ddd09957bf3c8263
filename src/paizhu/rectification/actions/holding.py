"""What every act on a rectification has: the record held as it stands now, and a word kept as it was said."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from paizhu.documents import actions as documents
from paizhu.kernel import clock
from paizhu.kernel.records import check_fresh
from paizhu.organization.models import Official
from paizhu.rectification import rules
from paizhu.rectification.models import Evidence, Rectification, Side, Voice

TRAILED = ("state", "due_on", "closed_on", "rechecked_on", "rung", "wanted_on")
"""What the trail may say of a rectification: never what was said."""


def held(rectification: Rectification, seen_revision: int | None) -> Rectification:
    """Return the record as it stands now, locked until the act ends: of two people one comes second."""
    found = Rectification.objects.select_for_update(of=("self",)).select_related("unit")
    record = found.get(pk=rectification.pk)
    check_fresh(record, seen_revision)
    return record


def say(
    rectification: Rectification,
    step: str,
    who: Any,
    *,
    side: Side,
    text: str = "",
    day: date | None = None,
    files: Iterable[Any] = (),
) -> Voice:
    """Keep a word with its files. What somebody else says for the unit is marked as noted."""
    voice = Voice.objects.create(
        commission_id=rectification.commission_id,
        rectification=rectification,
        side=side,
        step=step,
        text=text.strip(),
        day=day,
        said_at=clock.now(),
        said_by_id=getattr(who, "official_id", None),
        said_name=name_of(who),
        is_noted=side == Side.UNIT and not rules.speaks(who, rectification),
    )
    for upload in files:
        _attach(voice, upload, who)
    return voice


def name_of(who: Any) -> str:
    """Return by what name somebody's word is kept: the official's, or the trail's name for who is no official."""
    own = getattr(who, "official_id", None)
    found = Official.objects.filter(pk=own).values_list("name", flat=True).first() if own else None
    return (found or who.trail_name)[:200]


def _attach(voice: Voice, upload: Any, who: Any) -> None:
    rectification = voice.rectification
    stored = documents.keep(commission=rectification.commission, upload=upload, by=who)
    Evidence.objects.create(
        commission_id=voice.commission_id, rectification=rectification, voice=voice, file=stored
    )
