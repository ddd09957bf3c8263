"""What is done with postings (任职): taken in together, begun, ended, rotated, corrected, withdrawn.

Powers and capacities follow from postings, so nobody touches his own.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from paizhu.kernel import acts, clock
from paizhu.kernel.acts import act
from paizhu.kernel.records import Saved, changes, save_clean
from paizhu.kernel.refusals import Refused
from paizhu.kernel.viewers import Viewer
from paizhu.organization import rules
from paizhu.organization.actions import handing_over
from paizhu.organization.actions.changes import Change, tell
from paizhu.organization.models import (
    CompositeGroup,
    Official,
    Post,
    Posting,
    ResidentGroup,
    Target,
    Unit,
)
from paizhu.organization.queries import open_matters
from paizhu.tenancy.actions import batches
from paizhu.tenancy.models import Commission
from paizhu.trail import actions as trail

PLACES = {
    Target.UNIT: (Unit, "unit"),
    Target.RESIDENT_GROUP: (ResidentGroup, "resident_group"),
    Target.COMPOSITE_GROUP: (CompositeGroup, "composite_group"),
}
Key = tuple[int, str, int | None]


@dataclass(frozen=True)
class PostingDraft:
    """A posting as it is entered. `post`: code of `Post`; `place_id`: id of what such a post is held at, if anything.

    `until_on` is the first day on which it is no longer held.
    """

    official_id: int
    post: str
    place_id: int | None
    from_on: date
    until_on: date | None = None

    @property
    def key(self) -> Key:
        """Who holds what where; periods of one key never overlap."""
        return self.official_id, self.post, self.place_id


@dataclass(frozen=True)
class _Known:
    """A commission's own officials, and its places by kind of place, for checking drafts."""

    officials: Mapping[int, Official]
    places: Mapping[Target, Mapping[int, object]]


@act
def save_postings(*, commission: Commission, drafts: Sequence[PostingDraft], by: Viewer) -> Saved:
    """Take in postings; one that is there (same person, post, place and first day) gets the end of the draft.

    Raises `Refused` for one's own posting or an overlap, `ValidationError` for a place that does not fit.
    """
    rules.check_can_keep(by, commission)
    known = _known(commission, drafts)
    stored = _stored(commission, {draft.official_id for draft in drafts})
    compared = _compare(commission, drafts, known, stored)
    touched = [*compared.new, *(after for _before, after in compared.changed)]
    rules.check_not_own(by, (posting.official_id for posting in touched))
    _check_apart(touched, stored)
    for before, after in compared.changed:
        _hand_over_if_shortened(before, after.until_on, by)
    batches.store(compared, ["until_on", "successor", "handed_over_on"])
    trail.record_many(_entries(compared), by=by)
    officials = frozenset(posting.official_id for posting in touched)
    tell(Change(commission.pk, official_ids=officials), by)
    return compared.saved()


def _known(commission: Commission, drafts: Iterable[PostingDraft]) -> _Known:
    """Load what the drafts may refer to; a query for the officials and one for each kind of place."""
    places = {
        target: {place.pk: place for place in model.objects.of(commission)}
        for target, (model, _field) in PLACES.items()
    }
    wanted = {draft.official_id for draft in drafts}
    officials = Official.objects.of(commission)
    if len(wanted) <= batches.FEW:
        officials = officials.filter(pk__in=wanted)
    locked = officials.order_by("pk").select_for_update()
    return _Known({official.pk: official for official in locked}, places)


def _stored(commission: Commission, officials: set[int]) -> dict[Key, dict[date, Posting]]:
    """Return the officials' stored postings by key and first day; one query."""
    postings = Posting.objects.of(commission)
    if len(officials) <= batches.FEW:
        postings = postings.filter(official__in=officials)
    stored = defaultdict(dict)
    for posting in postings.order_by("from_on"):
        stored[key_of(posting)][posting.from_on] = posting
    return stored


def key_of(posting: Posting) -> Key:
    """Return who holds what where."""
    place = posting.unit_id or posting.resident_group_id or posting.composite_group_id
    return posting.official_id, posting.post, place


def _compare(
    commission: Commission,
    drafts: Sequence[PostingDraft],
    known: _Known,
    stored: Mapping[Key, Mapping[date, Posting]],
) -> batches.Compared[Posting]:
    compared, seen = batches.Compared(), set()
    for draft in drafts:
        posting = _record(commission, draft, known)
        if (draft.key, draft.from_on) in seen:
            raise ValidationError(_("%(posting)s comes twice.") % {"posting": posting})
        seen.add((draft.key, draft.from_on))
        before = stored.get(draft.key, {}).get(draft.from_on)
        if before is None:
            compared.new.append(posting)
            continue
        posting.pk, posting.revision = before.pk, before.revision
        posting.successor_id = before.successor_id if posting.until_on else None
        if before.until_on == posting.until_on:
            compared.unchanged.append(posting)
        else:
            compared.changed.append((before, posting))
    return compared


def _record(commission: Commission, draft: PostingDraft, known: _Known) -> Posting:
    batches.demand(known.officials, [draft.official_id], _("The posting"))
    official = known.officials[draft.official_id]
    if draft.post not in Post.values:
        raise ValidationError(
            _("%(code)s: “%(post)s” is no post.") % {"code": official.code, "post": draft.post}
        )
    post = Post(draft.post)
    rules.check_place_fits(post, draft.place_id is not None)
    rules.check_days(draft.from_on, draft.until_on)
    posting = Posting(
        commission=commission,
        official=official,
        post=post,
        from_on=draft.from_on,
        until_on=draft.until_on,
        handed_over_on=_settled_on(draft.until_on),
    )
    if draft.place_id is not None:
        batches.demand(known.places[post.target], [draft.place_id], official.code)
        posting.place = known.places[post.target][draft.place_id]
    batches.check(posting, official.code)
    return posting


def _check_apart(touched: Iterable[Posting], stored: Mapping[Key, Mapping[date, Posting]]) -> None:
    """Nobody holds the same post at the same place twice on one day."""
    periods: dict[Key, dict[date, Posting]] = {}
    named: dict[Key, str] = {}
    for posting in touched:
        key = key_of(posting)
        if key not in periods:
            periods[key], named[key] = dict(stored.get(key, {})), str(posting)
        periods[key][posting.from_on] = posting
    for key, lines in periods.items():
        rules.check_apart([(line.from_on, line.until_on) for line in lines.values()], named[key])


def _said(posting: Posting) -> dict:
    """Return what the trail says of a posting: the contract's word for the post, the place by name."""
    place = posting.place
    return {
        "post": Post(posting.post).word,
        "place": place.name if place else posting.commission.name,
        "from_on": posting.from_on,
        "until_on": posting.until_on,
    }


def _entries(compared: batches.Compared[Posting]) -> Iterable[trail.Entry]:
    for posting in compared.new:
        yield trail.Entry("organization.posting_begun", posting.official, None, _said(posting))
    for before, posting in compared.changed:
        if before.until_on is None:
            yield trail.Entry("organization.posting_ended", posting.official, None, _said(posting))
        else:
            yield trail.Entry(
                "organization.posting_corrected",
                posting.official,
                changes(before, posting, ["until_on"]),
                _said(posting),
            )


@act
def begin_posting(
    *,
    official: Official,
    post: Post,
    place: Unit | ResidentGroup | CompositeGroup | None,
    from_on: date,
    until_on: date | None = None,
    by: Viewer,
) -> Posting:
    """Begin a posting from a day on. See `save_postings` for what is refused."""
    rules.check_can_keep_postings(by, official)
    host = place.host if isinstance(place, ResidentGroup) else place
    if isinstance(host, Unit):
        rules.check_stands(host, from_on)
    place_id = place.pk if place else None
    draft = PostingDraft(official.pk, str(Post(post)), place_id, from_on, until_on)
    stored = _stored(official.commission, {official.pk})
    if from_on in stored.get(draft.key, {}):
        raise Refused(_("This posting is entered already."))
    save_postings(commission=official.commission, drafts=[draft], by=by)
    return _stored(official.commission, {official.pk})[draft.key][from_on]


@act
def end_posting(
    *,
    posting: Posting,
    until_on: date,
    successor: Official | None = None,
    to_head: bool = False,
    by: Viewer,
) -> Posting:
    """End a posting: `until_on` is the first day on which it is no longer held.

    What the person owes under it goes to the `successor`, or with `to_head` to who heads the place: at once, or on
    the day where it lies ahead. Raises `Refused` where matters are open and neither is said.
    """
    rules.check_can_keep_postings(by, posting.official)
    rules.check_can_end(posting, until_on)
    given = {"posting": posting, "on": until_on, "successor": successor, "to_head": to_head}
    if not open_matters.still_there(posting, until_on):
        if until_on > clock.today():
            handing_over.promise(**given, by=by)
        else:
            handing_over.hand_over(**given, by=by)
    return _ended(posting, until_on, by)


def _settled_on(until_on: date | None) -> date | None:
    """Return on which day a posting's matters count as handed over: today where its end has come, else not yet."""
    today = clock.today()
    return today if until_on is not None and until_on <= today else None


def _ended(posting: Posting, until_on: date, by: Viewer) -> Posting:
    posting.until_on, posting.handed_over_on = until_on, _settled_on(until_on)
    save_clean(posting)
    trail.record("organization.posting_ended", posting.official, by=by, **_said(posting))
    _tell(posting, by)
    return posting


@act
def rotate(
    *,
    posting: Posting,
    post: Post,
    place: Unit | ResidentGroup | CompositeGroup | None,
    from_on: date,
    successor: Official | None = None,
    to_head: bool = False,
    by: Viewer,
) -> Posting:
    """End a posting on a day and begin another of the same person on that very day (轮岗).

    Who goes on working at the same place keeps his matters; otherwise they are handed over as `end_posting` says.
    """
    if (post, place) == (posting.post, posting.place):
        raise Refused(_("A rotation leads to another post or another place."))
    if place == posting.place and open_matters.goes_on(Post(posting.post), Post(post)):
        rules.check_can_keep_postings(by, posting.official)
        rules.check_can_end(posting, from_on)
        _ended(posting, from_on, by)
    else:
        given = {"successor": successor, "to_head": to_head}
        end_posting(posting=posting, until_on=from_on, **given, by=by)
    return begin_posting(official=posting.official, post=post, place=place, from_on=from_on, by=by)


@act
def correct_posting(*, posting: Posting, draft: PostingDraft, by: Viewer) -> Posting:
    """Correct a posting that was entered wrongly in post, place or days; the person stays."""
    rules.check_can_keep_postings(by, posting.official)
    commission = posting.commission
    draft = replace(draft, official_id=posting.official_id)
    corrected = _record(commission, draft, _known(commission, [draft]))
    others = {
        key: {day: line for day, line in lines.items() if line.pk != posting.pk}
        for key, lines in _stored(commission, {posting.official_id}).items()
    }
    if corrected.from_on in others.get(draft.key, {}):
        raise Refused(_("This posting is entered already."))
    _check_apart([corrected], others)
    found = changes(posting, corrected, ("from_on", "until_on"))
    if posting.post != corrected.post:
        found["post"] = [Post(posting.post).word, Post(corrected.post).word]
    if posting.place != corrected.place:
        found["place"] = [_place_name(posting), _place_name(corrected)]
    return _take_over(posting, corrected, found, by)


def _take_over(posting: Posting, corrected: Posting, found: Mapping, by: Viewer) -> Posting:
    if not found:
        acts.nothing_to_do()
        return posting
    if "place" in found:
        handing_over.hand_over_unasked(posting=posting, on=posting.from_on, by=by)
    else:
        _hand_over_if_shortened(posting, corrected.until_on, by)
    for name in ("post", "place", "from_on", "until_on"):
        setattr(posting, name, getattr(corrected, name))
    posting.handed_over_on = _settled_on(posting.until_on)
    if posting.until_on is None:
        posting.successor, posting.to_head = None, False
    save_clean(posting)
    trail.record(
        "organization.posting_corrected", posting.official, by=by, changes=found, **_said(posting)
    )
    _tell(posting, by)
    return posting


def _hand_over_if_shortened(before: Posting, until_on: date | None, by: Viewer) -> None:
    """Hand over what the person owes under a posting that now ends, or ends earlier, than it was entered."""
    if until_on is not None and (before.until_on is None or until_on < before.until_on):
        handing_over.hand_over_unasked(posting=before, on=until_on, by=by)


def _place_name(posting: Posting) -> str | None:
    return posting.place.name if posting.place else None


@act
def withdraw_posting(*, posting: Posting, by: Viewer) -> None:
    """Remove a posting that never was: entered for the wrong person, or twice. The trail keeps what it said."""
    rules.check_can_keep_postings(by, posting.official)
    handing_over.hand_over_unasked(posting=posting, on=clock.today(), by=by)
    trail.record("organization.posting_withdrawn", posting.official, by=by, **_said(posting))
    posting.delete()
    _tell(posting, by)


def _tell(posting: Posting, by: Viewer) -> None:
    tell(Change(posting.commission_id, official_ids=frozenset({posting.official_id})), by)
