"""What is done with grounds of recusal (回避). The trail never says the reason nor who is related to whom."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from paizhu.kernel.acts import act
from paizhu.kernel.records import Saved, changes
from paizhu.kernel.viewers import Viewer
from paizhu.organization import rules
from paizhu.organization.models import EVER, Official, RecusalGround, Unit
from paizhu.tenancy.actions import batches
from paizhu.tenancy.models import Commission
from paizhu.trail import actions as trail

FIELDS = ("reason", "until_on")
Key = tuple[int, int | None, int | None, date]


@dataclass(frozen=True)
class RecusalDraft:
    """Why an official keeps away from a unit, or from matters of a related official: one of the two."""

    official_id: int
    unit_id: int | None
    relative_id: int | None
    reason: str
    from_on: date | None = None
    until_on: date | None = None


@act
def save_recusal_grounds(
    *, commission: Commission, drafts: Sequence[RecusalDraft], by: Viewer
) -> Saved:
    """Take in grounds; one that is there (same person, unit or relative, first day) gets the draft's reason and end.

    Raises `Refused` for one's own ground, `ValidationError` for one that names both, neither, or himself.
    """
    rules.check_can_keep(by, commission)
    officials = batches.codes_of(Official.objects, commission)
    units = batches.codes_of(Unit.objects, commission)
    grounds = RecusalGround.objects.of(commission).filter(
        official__in={draft.official_id for draft in drafts}
    )
    stored = {key_of(ground): ground for ground in grounds.select_for_update()}
    compared, seen = batches.Compared(), set()
    for draft in drafts:
        batches.demand(
            officials, [draft.official_id, draft.relative_id], _("The ground of recusal")
        )
        named = officials[draft.official_id]
        batches.demand(units, [draft.unit_id], named)
        ground = _record(commission, draft, named)
        if key_of(ground) in seen:
            raise ValidationError(
                _("%(code)s: the same ground of recusal comes twice.") % {"code": named}
            )
        seen.add(key_of(ground))
        _sort(compared, stored, ground)
    return _store(compared, officials, by)


def key_of(ground: RecusalGround) -> Key:
    """Return what identifies a ground: who keeps away from what since when."""
    return ground.official_id, ground.unit_id, ground.relative_id, ground.from_on or EVER


def _record(commission: Commission, draft: RecusalDraft, named: str) -> RecusalGround:
    ground = RecusalGround(commission=commission, **vars(draft))
    if (ground.unit_id is None) == (ground.relative_id is None):
        raise ValidationError(
            _("%(code)s: name either a unit or a related person.") % {"code": named}
        )
    rules.check_days(ground.from_on, ground.until_on)
    batches.check(ground, named)
    return ground


def _sort(
    compared: batches.Compared[RecusalGround],
    stored: Mapping[Key, RecusalGround],
    ground: RecusalGround,
) -> None:
    before = stored.get(key_of(ground))
    if before is None:
        compared.new.append(ground)
        return
    ground.pk, ground.revision = before.pk, before.revision
    if batches.differs(before, ground, FIELDS):
        compared.changed.append((before, ground))
    else:
        compared.unchanged.append(ground)


def _store(
    compared: batches.Compared[RecusalGround], officials: Mapping[int, str], by: Viewer
) -> Saved:
    touched = [*compared.new, *(after for _before, after in compared.changed)]
    rules.check_not_own(by, (ground.official_id for ground in touched))
    batches.store(compared, FIELDS)
    people = Official.objects.in_bulk({ground.official_id for ground in touched})
    entries = [("organization.recusal_entered", None, ground) for ground in compared.new]
    entries += [("organization.recusal_corrected", *pair) for pair in compared.changed]
    trail.record_many(
        (
            trail.Entry(
                name,
                people[ground.official_id],
                changes(before, ground, ("from_on", "until_on")),
                {"code": officials[ground.official_id]},
            )
            for name, before, ground in entries
        ),
        by=by,
    )
    return compared.saved()


@act
def withdraw_recusal_ground(*, ground: RecusalGround, by: Viewer) -> None:
    """Remove a ground that never was. To say that one no longer holds, give it an end."""
    rules.check_can_keep_postings(by, ground.official)
    trail.record(
        "organization.recusal_withdrawn", ground.official, by=by, code=ground.official.code
    )
    ground.delete()
