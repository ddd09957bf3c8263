"""Taking in many rectifications at once, with the ledger of the room that they come out of.

They take part in that room's act, whose records in the trail tell of them too.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from paizhu.kernel import acts
from paizhu.organization.models import Unit
from paizhu.rectification.models import Draft, Rectification, State
from paizhu.tenancy.actions import batches
from paizhu.tenancy.models import Commission

FIELDS = ("unit_id", "problem", "issued_on", "due_on", "state", "since", "closed_on")
"""What a batch writes. The rest (addressee, group, keeper, signature, ladder) stays as it is once it is there."""
KEPT = ("source", "addressee_id", "group_id", "keeper_id", "wanted_on", "signed_at", "signed_by",
        "recheck_on", "rechecked_on", "rung", "rung_on")  # fmt: skip


def take_in(
    *, commission: Commission, drafts: Sequence[Draft], short: Callable[[str], str] = str
) -> Mapping[str, int]:
    """Make or correct rectifications by code, a chunk at a time; returns code → id. Tells nobody.

    `short(state)` is the word by which the upper room tells states apart: where a stored state and the draft's
    have the same, the stored one, which says more, stays. What the upper room has checked of its own record with
    the same words and days is not checked a second time; the database's constraints hold. Raises `ValidationError` naming the code at fault,
    `RuntimeError` outside an act.
    """
    if not acts.inside_act():
        raise RuntimeError("Rectifications are taken in inside an act only")
    if not drafts:
        return {}
    stored, merged = _stored(commission, [draft.code for draft in drafts]), _merged(commission)
    compared = batches.Compared[Rectification]()
    for draft in drafts:
        before = stored.get(draft.code)
        if before is not None and merged.get(draft.unit_id) == before.unit_id:
            draft = replace(draft, unit_id=before.unit_id)  # handed over when the unit was merged
        record = _record(commission, draft, before, short)
        if before is None:
            compared.new.append(record)
        elif any(getattr(before, name) != getattr(record, name) for name in FIELDS):
            compared.changed.append((before, record))
        else:
            compared.unchanged.append(record)
    batches.store_chunk(compared, [*FIELDS, *KEPT])
    tally = batches.Tally()
    tally.add(compared)
    return tally.by_code


def _stored(commission: Commission, codes: Sequence[str]) -> dict[str, Rectification]:
    found = Rectification.objects.of(commission).filter(code__in=codes).order_by()
    return {record.code: record for record in found.select_for_update()}


def _merged(commission: Commission) -> dict[int, int]:
    """Return each merged unit → the unit that answers for it today; one query."""
    into = dict(
        Unit.objects.of(commission)
        .filter(successor__isnull=False)
        .values_list("pk", "successor_id")
    )
    found = {}
    for unit in into:
        last = unit
        while last in into:
            last = into[last]
        found[unit] = last
    return found


def _record(
    commission: Commission,
    draft: Draft,
    before: Rectification | None,
    short: Callable[[str], str],
) -> Rectification:
    """Return the record as the draft wants it, keeping what a draft does not speak of."""
    if before is not None and before.source != draft.source:
        raise ValidationError(
            _("%(code)s: this number belongs to something else that is being put right.")
            % {"code": draft.code}
        )
    state, since = draft.state, draft.closed_on or draft.issued_on
    if before is not None and short(before.state) == short(draft.state):
        state, since = before.state, before.since
    given = {**vars(draft), "state": state, "since": since}
    if before is not None:
        given |= {name: getattr(before, name) for name in KEPT}
        if before.unit_id != draft.unit_id:
            given["addressee_id"] = None
        if state != State.CLOSED:
            given |= {"recheck_on": None, "rechecked_on": None}
    record = Rectification(commission=commission, **given)
    if before is not None:
        record.pk, record.revision = before.pk, before.revision
    return record
