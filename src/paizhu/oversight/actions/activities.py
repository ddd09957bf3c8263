"""What is done with activities (监督活动)."""

from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from dataclasses import replace
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from paizhu.kernel import acts, clock
from paizhu.kernel.acts import act
from paizhu.kernel.records import Saved, changes, check_fresh, save_clean
from paizhu.kernel.viewers import Viewer
from paizhu.oversight import queries, rules
from paizhu.oversight.actions import links, notice_decisions, opinions
from paizhu.oversight.actions.capacities import reclassify
from paizhu.oversight.actions.links import Links
from paizhu.oversight.models import Activity, MatterNotice, Series
from paizhu.oversight.states import ActivityDraft
from paizhu.tenancy.actions import batches, numbers
from paizhu.tenancy.models import Commission
from paizhu.trail import actions as trail

__all__ = ["ActivityDraft", "correct", "reclassify", "register", "save_activities"]

FIELDS = ("on", "method", "group_id", "matter", "subjects", "notice_id", "summary")
TRAILED = ("on", "method", "matter", "subjects")
"""What the trail may say of an activity besides codes: never its summary."""


@act
def save_activities(
    *, commission: Commission, drafts: Sequence[ActivityDraft], by: Viewer
) -> Saved:
    """Take in activities by code: new ones are made, changed ones corrected, the rest left alone.

    Capacities are computed from the postings in force on each activity's day; somebody outside his capacity is
    taken in and shown as such. Raises `ValidationError` naming the code of the first activity at fault.
    """
    rules.check_can_keep_ledgers(by, commission)
    known, writer, tally = queries.known_to(commission), links.Writer(commission), batches.Tally()
    for chunk in batches.chunks(drafts):
        compared, before, after = _stored_chunk(commission, chunk, known, writer)
        tally.add(compared)
        trail.record_many(_entries(compared, before, after, known), by=by)
        notice_decisions.follow_many(_notices_of(compared))
    return tally.saved()


@act
def register(*, commission: Commission, draft: ActivityDraft, by: Viewer) -> Activity:
    """Enter one activity by hand. Without a code it gets the next number of its year."""
    known, writer = queries.known_to(commission), links.Writer(commission)
    activity = _record(commission, draft, known)
    rules.check_can_record(by, commission, draft, writer.structure)
    _check_notice(commission, draft)
    activity.entered_at, activity.is_sketch = clock.now(), draft.is_sketch
    numbers.give(activity, Series.ACTIVITY, draft.on.year)
    save_clean(activity)
    writer.write([(activity, _links(draft))])
    trail.record(
        "oversight.activity_registered", activity, by=by, **_said(activity, _links(draft), known)
    )
    notice_decisions.follow(notice_ids=[activity.notice_id], by=by)
    return activity


@act
def correct(
    *, activity: Activity, draft: ActivityDraft, seen_revision: int | None = None, by: Viewer
) -> Activity:
    """Correct an activity; its code stays. Capacities are computed anew for its day."""
    commission = activity.commission
    activity = Activity.objects.select_for_update(of=("self",)).get(pk=activity.pk)
    check_fresh(activity, seen_revision)
    rules.check_can_correct(by, activity)
    before, linked = copy(activity), links.stored([activity.pk])
    draft = replace(draft, code=activity.code)
    known, writer = queries.known_to(commission), links.Writer(commission)
    wanted = _record(commission, draft, known)
    rules.check_can_record(by, commission, draft, writer.structure, kept=_kept(before, linked))
    rules.check_keeps_opinions(before, draft.unit_ids, draft.on)
    _check_notice(commission, draft, before)
    for name in FIELDS:
        setattr(activity, name, getattr(wanted, name))
    return _corrected(before, activity, linked, _links(draft), writer, known, by)


def _stored_chunk(commission, chunk, known, writer):
    """Compare and write a chunk; return it with the links before (by id) and after (by code)."""
    _check_notices(commission, chunk)
    records = [_record(commission, draft, known) for draft in chunk]
    compared, before, after = _compared(
        commission, records, {draft.code: _links(draft) for draft in chunk}
    )
    batches.store_chunk(compared, FIELDS)
    writer.write([(activity, after[activity.code]) for activity in compared.new])
    writer.rewrite(_relinked(compared, before, after))
    opinions.follow_activities(compared.changed)
    return compared, before, after


def _compared(commission: Commission, records: list[Activity], after: Mapping[str, Links]):
    """Compare activities with what is stored, links included; three queries."""
    stored = Activity.objects.of(commission).filter(code__in=list(after)).order_by()
    before = links.stored(stored.values_list("pk", flat=True))
    compared = batches.compare_chunk(
        commission, records, FIELDS, lambda _old, new: before.get(new.pk) != after[new.code]
    )
    return compared, before, after


def _relinked(compared: batches.Compared, before: Mapping, after: Mapping) -> list[tuple]:
    """Return the changed activities whose links have to be written anew, with their links."""
    return [
        (new, after[new.code])
        for old, new in compared.changed
        if old.on != new.on or before.get(new.pk) != after[new.code]
    ]


def _links(draft: ActivityDraft) -> Links:
    return Links(frozenset(draft.unit_ids), frozenset(draft.official_ids))


def _record(commission: Commission, draft: ActivityDraft, known: queries.Known) -> Activity:
    batches.demand(known.units, draft.unit_ids, draft.code)
    batches.demand(known.officials, draft.official_ids, draft.code)
    batches.demand(known.groups, [draft.group_id], draft.code)
    if not (draft.unit_ids and draft.official_ids):
        raise ValidationError(
            _("%(code)s: an activity has at least one unit and one participant.")
            % {"code": draft.code}
        )
    return Activity(
        commission=commission,
        code=draft.code,
        on=draft.on,
        method=draft.method,
        group_id=draft.group_id,
        matter=draft.matter,
        subjects=draft.subjects,
        notice_id=draft.notice_id,
        summary=draft.summary,
    )


def _check_notice(
    commission: Commission, draft: ActivityDraft, before: Activity | None = None
) -> None:
    """The notice that an activity follows is of the commission, and its matter had taken place."""
    if not draft.notice_id:
        return
    found = MatterNotice.objects.of(commission).in_bulk([draft.notice_id])
    batches.demand(found, [draft.notice_id], draft.code)
    is_kept = before is not None and (before.notice_id, before.on) == (draft.notice_id, draft.on)
    rules.check_follows(found[draft.notice_id], draft.on, is_kept)


def _check_notices(commission: Commission, chunk: Sequence[ActivityDraft]) -> None:
    asked = {draft.notice_id for draft in chunk if draft.notice_id}
    if not asked:
        return
    own = MatterNotice.objects.of(commission).filter(pk__in=asked)
    known = dict.fromkeys(own.values_list("pk", flat=True))
    for draft in chunk:
        batches.demand(known, [draft.notice_id], draft.code)


def _kept(activity: Activity, linked: Mapping[int, Links]) -> rules.Kept:
    """Return what stands in the ledger already, so that a correction need not justify it again."""
    held = linked.get(activity.pk, links.NONE)
    return rules.Kept(activity.on, held.units, held.officials, activity.group_id)


def _corrected(before, after, linked, asked: Links, writer, known, by: Viewer) -> Activity:
    """Store a corrected activity, or nothing where all is as it was."""
    is_relinked = linked.get(after.pk) != asked
    if not is_relinked and all(getattr(before, n) == getattr(after, n) for n in FIELDS):
        acts.nothing_to_do()
        return before
    save_clean(after)
    if is_relinked or before.on != after.on:
        writer.rewrite([(after, asked)])
    opinions.follow_activities([(before, after)])
    compared = batches.Compared(changed=[(before, after)])
    trail.record_many(_entries(compared, linked, {after.code: asked}, known), by=by)
    notice_decisions.follow(notice_ids=_notices_of(compared), by=by)
    return after


def _notices_of(compared: batches.Compared) -> set[int | None]:
    """Return the notices that the activities follow, or followed before they were corrected."""
    changed = {each.notice_id for pair in compared.changed for each in pair}
    return changed | {activity.notice_id for activity in compared.new}


def _said(activity: Activity, linked: Links, known: queries.Known) -> dict[str, Any]:
    """Return what the trail says of a new activity."""
    said = {
        "on": activity.on,
        "method": activity.method,
        "units": links.coded(known.units, linked.units),
        "officials": links.coded(known.officials, linked.officials),
    }
    return said | ({"group": known.groups[activity.group_id]} if activity.group_id else {})


def _entries(compared, before, after, known: queries.Known) -> Iterable[trail.Entry]:
    for activity in compared.new:
        detail = _said(activity, after[activity.code], known)
        yield trail.Entry("oversight.activity_entered", activity, detail=detail)
    for old, new in compared.changed:
        found = changes(old, new, TRAILED)
        found |= _linked(before.get(new.pk, links.NONE), after[new.code], known)
        if old.group_id != new.group_id:
            found["group"] = [known.groups.get(old.group_id), known.groups.get(new.group_id)]
        yield trail.Entry("oversight.activity_corrected", new, found)


def _linked(before: Links, after: Links, known: queries.Known) -> dict:
    """Return what changed in units and participants, as codes."""
    found = {}
    for name, codes in (("units", known.units), ("officials", known.officials)):
        old, new = getattr(before, name), getattr(after, name)
        if old != new:
            found[name] = [links.coded(codes, old), links.coded(codes, new)]
    return found
