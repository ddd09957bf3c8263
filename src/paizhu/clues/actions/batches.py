"""Clues and talks taken in from a workbook: by code, all or nothing, the trail without content.

A row says where its clue stands by days and words; what the acts of casework know more finely stays, as long as these
do not change.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from paizhu.clues import rules
from paizhu.clues.actions import words
from paizhu.clues.models import Clue, ClueState, Talk, Talker
from paizhu.clues.queries import clocks
from paizhu.clues.queries.posts import Posts
from paizhu.clues.states import ClueDraft, TalkDraft, since_by_days, state_by_words
from paizhu.kernel import clock
from paizhu.kernel.acts import act
from paizhu.kernel.records import Saved, changes
from paizhu.kernel.viewers import Viewer
from paizhu.organization.models import CompositeGroup, Official, Unit
from paizhu.sealing import index_fields, sealed_fields
from paizhu.tenancy.actions import batches
from paizhu.tenancy.models import Commission
from paizhu.trail import actions as trail

__all__ = ["ClueDraft", "TalkDraft", "save_clues", "save_talks"]

WORDS = ("disposition", "disposed_on", "conclusion", "filed_on")
PLAIN = ("received_on", "source", "is_named", "unit_id", "rank", "group_id", "assigned_on", *WORDS)
FIELDS = (*PLAIN, "official_ref", "summary")
FOLLOWS = ("category", "state", "since", "reviewed_on", "keeper_id", "concluded_on", "person_name")
"""What follows from a row and is not in it."""
TALK_FIELDS = ("held_on", "kind", "unit_id", "clue_id", "people")
TRAILED = ("received_on", "assigned_on", *WORDS, "state")
TALK_TRAILED = ("held_on", "kind", "people")
"""What the trail may say: days and words; never whom it concerns, nor the text."""


@act
def save_clues(*, commission: Commission, drafts: Iterable[ClueDraft], by: Viewer) -> Saved:
    """Take in clues by code: new ones are made, changed ones corrected, the rest left alone.

    Raises `ValidationError` naming the code of the first clue at fault.
    """
    rules.check_can_take_in(by, commission)
    names, tally = _Names(commission), batches.Tally()
    for chunk in batches.chunks(drafts):
        names.demand(chunk)
        compared = _compared_clues(commission, chunk, names, by)
        _write_clues(compared)
        tally.add(compared)
        trail.record_many(_entries(compared, "clue", TRAILED), by=by)
    return tally.saved()


@act
def save_talks(*, commission: Commission, drafts: Iterable[TalkDraft], by: Viewer) -> Saved:
    """Take in talks by code, each with who talked.

    Raises `ValidationError` naming the code of the first talk at fault.
    """
    rules.check_can_take_in(by, commission)
    names, tally = _Names(commission), batches.Tally()
    for chunk in batches.chunks(drafts):
        names.demand_talks(chunk, by)
        compared = _compared_talks(commission, chunk, by)
        batches.store_chunk(compared, TALK_FIELDS)
        _write_talkers(compared, {draft.code: draft.talker_ids for draft in chunk})
        tally.add(compared)
        trail.record_many(_entries(compared, "talk", TALK_TRAILED), by=by)
    return tally.saved()


class _Names:
    """The commission's own units, groups and officials; a few queries for a whole batch."""

    def __init__(self, commission: Commission):
        self.commission = commission
        self.units = dict(Unit.objects.of(commission).values_list("pk", "code"))
        self.groups = dict(CompositeGroup.objects.of(commission).values_list("pk", "code"))
        self.people = dict(Official.objects.of(commission).values_list("pk", "name"))

    def demand(self, drafts: Sequence[ClueDraft]) -> None:
        """Refuse what belongs to another commission."""
        for draft in drafts:
            batches.demand(self.units, [draft.unit_id], draft.code)
            batches.demand(self.groups, [draft.group_id], draft.code)
            batches.demand(self.people, [draft.official_id], draft.code)

    def demand_talks(self, drafts: Sequence[TalkDraft], by: Viewer) -> None:
        """Refuse what belongs to another commission, and clues that do not exist for who takes them in."""
        asked = {draft.clue_id for draft in drafts if draft.clue_id}
        clues = {
            pk: pk
            for pk in _known(Clue, self.commission, by)
            .filter(pk__in=asked)
            .values_list("pk", flat=True)
        }
        for draft in drafts:
            batches.demand(self.units, [draft.unit_id], draft.code)
            batches.demand(self.people, draft.talker_ids, draft.code)
            batches.demand(clues, [draft.clue_id], draft.code)


def _known(model: Any, commission: Commission, by: Viewer) -> Any:
    """Return the records with which rows are compared: at the command line all, otherwise what there is for the reader."""
    stored = model.objects.of(commission)
    return stored if by.powers.is_operator else model.objects.visible_to(by).of(commission)


def _stored(model: Any, commission: Commission, codes: Sequence[str], by: Viewer) -> dict[str, Any]:
    """Return the stored records of a chunk by code, locked. Raises where a code is taken by what does not exist for the reader."""
    taken = (
        model.objects.of(commission)
        .filter(code__in=codes)
        .order_by()
        .select_for_update(of=("self",))
    )
    found = {record.code: record for record in taken}
    if not by.powers.is_operator:
        seen = set(
            _known(model, commission, by).filter(code__in=codes).values_list("code", flat=True)
        )
        for code in codes:
            if code in found and code not in seen:
                raise ValidationError(
                    _("%(code)s: this code cannot be used; give another.") % {"code": code}
                )
    return found


def _compared_clues(
    commission: Commission, chunk: Sequence[ClueDraft], names: _Names, by: Viewer
) -> batches.Compared[Clue]:
    stored = _stored(Clue, commission, [draft.code for draft in chunk], by)
    posts = Posts(commission, {draft.official_id for draft in chunk})
    compared: batches.Compared[Clue] = batches.Compared()
    for draft in chunk:
        before = stored.get(draft.code)
        after = copy(before) if before else Clue(commission=commission, code=draft.code)
        _take_over(after, draft)
        if before and all(getattr(before, name) == getattr(after, name) for name in FIELDS):
            compared.unchanged.append(before)
            continue
        _follow(before, after, names, posts)
        batches.check(after, after.code)
        if before is None:
            compared.new.append(after)
        else:
            after.revision += 1
            compared.changed.append((before, after))
    return compared


def _take_over(clue: Clue, draft: ClueDraft) -> None:
    """Set what the row says."""
    for name in PLAIN:
        setattr(clue, name, getattr(draft, name))
    ref = str(draft.official_id or "")
    for name, text in (("official_ref", ref), ("summary", draft.summary)):
        if getattr(clue, name) != text:  # what is the same keeps its seal
            setattr(clue, name, text)


def _follow(before: Clue | None, after: Clue, names: _Names, posts: Posts) -> None:
    """Set what follows: whose name it is, his category, and where the clue stands if its words say something else than before."""
    if before and before.state == ClueState.ARCHIVED:
        raise ValidationError(
            _("%(code)s: the clue is archived; nothing of it changes any more.")
            % {"code": after.code}
        )
    if before is None or before.official_ref != after.official_ref:
        after.person_name = names.people[after.official_id] if after.official_ref else ""
    if before is None or any(
        getattr(before, n) != getattr(after, n) for n in ("official_ref", "unit_id", "rank")
    ):
        after.category = posts.category(after)
    if before and before.group_id != after.group_id:
        after.keeper_id = None
    if before is None or state_by_words(before) != state_by_words(after):
        after.__dict__["state"] = state_by_words(after)
        after.since = since_by_days(after)
        held = after.state == ClueState.HELD
        after.reviewed_on = after.disposed_on if held else None
    if before and before.conclusion != after.conclusion:
        after.concluded_on = None


def _write_clues(compared: batches.Compared[Clue]) -> None:
    """Write a chunk in a few statements: rows first, then what is sealed, which is bound to their keys."""
    sealed = [field.attname for field in sealed_fields(Clue)]
    indexes = [field.attname for field in index_fields(Clue)]
    if compared.new:
        kept = [{name: clue.__dict__.get(name, "") for name in sealed} for clue in compared.new]
        for clue in compared.new:
            clue.__dict__.update(dict.fromkeys(sealed, ""))
        batches.store_chunk(batches.Compared(new=compared.new), ())
        for clue, texts in zip(compared.new, kept, strict=True):
            clue.__dict__.update(texts)
        _upsert(compared.new, [*sealed, *indexes])
        words.keep_many(compared.new)
    if compared.changed:
        changed = [after for _before, after in compared.changed]
        follows = [Clue._meta.get_field(name.removesuffix("_id")).attname for name in FOLLOWS]
        _upsert(changed, [*FIELDS, *follows, *indexes, "revision"])
        words.keep_many(changed)
    _note_limits([*compared.new, *(after for _before, after in compared.changed)])


def _note_limits(clues: Sequence[Clue]) -> None:
    """Keep the limit of each clue that ends first, by which the ledger sorts; constant queries."""
    if not clues:
        return
    running = clocks.CaseClocks(clues[0].commission_id, clock.today())
    running.read(clues)
    for clue in clues:
        first = clocks.nearest(running.of(clue))
        clue.due_on, clue.due_limit = (first.due_on, first.key) if first else (None, "")
    Clue.objects.bulk_update(clues, ["due_on", "due_limit"])


def _upsert(clues: Sequence[Clue], names: Sequence[str]) -> None:
    fields = [Clue._meta.get_field(name.removesuffix("_id")).name for name in dict.fromkeys(names)]
    Clue.objects.bulk_create(
        clues, update_conflicts=True, unique_fields=["id"], update_fields=fields
    )


def _compared_talks(
    commission: Commission, chunk: Sequence[TalkDraft], by: Viewer
) -> batches.Compared[Talk]:
    stored = _stored(Talk, commission, [draft.code for draft in chunk], by)
    talkers = defaultdict(set)
    links = Talker.objects.filter(talk__in=[talk.pk for talk in stored.values()])
    for talk, official in links.values_list("talk_id", "official_id"):
        talkers[talk].add(official)
    compared: batches.Compared[Talk] = batches.Compared()
    for draft in chunk:
        before = stored.get(draft.code)
        after = copy(before) if before else Talk(commission=commission, code=draft.code)
        for name in TALK_FIELDS:
            setattr(after, name, getattr(draft, name))
        same = before and all(getattr(before, n) == getattr(after, n) for n in TALK_FIELDS)
        if same and talkers[before.pk] == set(draft.talker_ids):
            compared.unchanged.append(before)
            continue
        batches.check(after, after.code)
        if before is None:
            compared.new.append(after)
        else:
            compared.changed.append((before, after))
    return compared


def _write_talkers(compared: batches.Compared[Talk], talkers: Mapping[str, Sequence[int]]) -> None:
    changed = [after for _before, after in compared.changed]
    Talker.objects.filter(talk__in=[talk.pk for talk in changed]).delete()
    Talker.objects.bulk_create(
        Talker(commission_id=talk.commission_id, talk=talk, official_id=official)
        for talk in (*compared.new, *changed)
        for official in dict.fromkeys(talkers[talk.code])
    )


def _entries(
    compared: batches.Compared, noun: str, trailed: Sequence[str]
) -> Iterable[trail.Entry]:
    for record in compared.new:
        said = {name: value for name in trailed if (value := getattr(record, name))}
        act_name = "clues.clue_taken_in" if noun == "clue" else "clues.talk_taken_in"
        yield trail.Entry(act_name, record, detail=said)
    for before, after in compared.changed:
        act_name = "clues.clue_corrected" if noun == "clue" else "clues.talk_corrected"
        yield trail.Entry(act_name, after, changes(before, after, trailed))
