"""What a group does about a matter notice: reads it, decides, proposes itself, and records what followed."""

from collections.abc import Collection, Iterable
from copy import copy

from django.db.models import F

from paizhu.kernel import acts, clock
from paizhu.kernel.acts import act
from paizhu.kernel.records import changes, check_fresh, save_clean
from paizhu.kernel.viewers import Viewer
from paizhu.organization.models import CompositeGroup, Official
from paizhu.oversight import rules
from paizhu.oversight.actions import telling
from paizhu.oversight.models import Activity, MatterNotice, NoticeAttendee, NoticeReading
from paizhu.oversight.queries import notices as queries
from paizhu.oversight.states import OPEN_NOTICES, NoticeState
from paizhu.trail import actions as trail

TRAILED = ("state",)


@act
def note_read(*, notice: MatterNotice, by: Viewer) -> int:
    """Keep that somebody of a group opened the notice, the first of each group, unless he sent it himself.

    Returns of how many groups he was the first.
    """
    official = getattr(by, "official_id", None)
    groups = set() if official in (None, notice.sender_id) else set(by.powers.groups)
    groups &= set(queries.groups_of(notice.unit_id, by.powers.on)) if groups else set()
    groups -= set(notice.readings.values_list("group_id", flat=True)) if groups else set()
    if not groups:
        acts.nothing_to_do()
        return 0
    notice, before = _held(notice, None)
    first = [
        NoticeReading(
            commission_id=notice.commission_id,
            notice=notice,
            group_id=group,
            official_id=official,
            at=clock.now(),
        )
        for group in groups
    ]
    NoticeReading.objects.bulk_create(first, ignore_conflicts=True)
    if rules.notices.is_open(notice, "read"):
        notice.read()
        save_clean(notice)
    codes = CompositeGroup.objects.filter(pk__in=groups).order_by("code")
    groups_read = list(codes.values_list("code", flat=True))
    _record("read", before, notice, by, groups=groups_read)
    return len(groups)


@act
def attend(
    *,
    notice: MatterNotice,
    official_ids: Collection[int],
    seen_revision: int | None = None,
    by: Viewer,
) -> MatterNotice:
    """Decide who attends; they are told. Deciding again changes who, and who need not go any more is told too."""
    notice, before = _held(notice, seen_revision)
    rules.check_can_decide(by, notice, "attend")
    wanted = set(official_ids)
    rules.notices.check_people(notice, wanted)
    going = _going(notice)
    if notice.state == NoticeState.ATTEND and going == wanted:
        acts.nothing_to_do()
        return notice
    notice.attend(at=clock.now(), official_id=getattr(by, "official_id", None))
    save_clean(notice)
    _assign(notice, wanted)
    codes = Official.objects.filter(pk__in=wanted).order_by("code").values_list("code", flat=True)
    _record("to_be_attended", before, notice, by, officials=list(codes))
    telling.decided(notice, going, wanted, by)
    return notice


@act
def not_attend(
    *, notice: MatterNotice, reason: str, seen_revision: int | None = None, by: Viewer
) -> MatterNotice:
    """Decide that nobody attends, and why."""
    notice, before = _held(notice, seen_revision)
    rules.check_can_decide(by, notice, "not_attend")
    rules.notices.check_reason(reason)
    going = _going(notice)
    official = getattr(by, "official_id", None)
    notice.not_attend(at=clock.now(), official_id=official, reason=reason.strip())
    save_clean(notice)
    _assign(notice, set())
    _record("not_to_be_attended", before, notice, by)
    telling.decided(notice, going, (), by)
    return notice


@act
def propose(*, notice: MatterNotice, by: Viewer) -> NoticeAttendee:
    """Say that one could attend oneself; the leader or deputy decides."""
    notice, before = _held(notice, None)
    rules.check_can_propose(by, notice)
    one, is_new = NoticeAttendee.objects.get_or_create(
        notice=notice,
        official_id=by.official_id,
        defaults={"commission_id": notice.commission_id, "is_willing": True},
    )
    if not is_new and one.is_willing:
        acts.nothing_to_do()
        return one
    NoticeAttendee.objects.filter(pk=one.pk).update(is_willing=True)
    _record("proposed", before, notice, by)
    return one


@act
def follow(*, notice_ids: Iterable[int | None], by: Viewer) -> int:
    """Bring notices up to what activities say, inside the act that entered, corrected or took in the activities.

    A notice that an activity follows is attended and recorded; one that none follows any more falls back to its
    decision. Returns how many changed. A notice that was withdrawn or cancelled stays so.
    """
    asked = {key for key in notice_ids if key}
    acts.nothing_to_do()
    if not asked:
        return 0
    followed = set(
        Activity.objects.filter(notice__in=asked).order_by().values_list("notice_id", flat=True)
    )
    count = 0
    held = MatterNotice.objects.select_for_update(of=("self",)).select_related("unit")
    for notice in held.filter(pk__in=asked).order_by("pk"):
        if notice.pk in followed and notice.state in OPEN_NOTICES:
            step = "record"
        elif notice.pk not in followed and notice.state == NoticeState.ATTENDED:
            step = "unrecord"
        else:
            continue
        before = copy(notice)
        getattr(notice, step)()
        save_clean(notice)
        _record("attended" if step == "record" else "not_attended_after_all", before, notice, by)
        telling.recorded(notice)
        count += 1
    return count


def follow_many(notice_ids: Iterable[int | None]) -> int:
    """Do what `follow` does for a whole workbook, with two statements and no record for each notice.

    What it says follows from the activities taken in, whose records are left.
    """
    asked = {key for key in notice_ids if key}
    if not asked:
        return 0
    followed = Activity.objects.filter(notice__in=asked).order_by().values("notice_id")
    found = MatterNotice.objects.filter(pk__in=asked)
    count = found.filter(pk__in=followed, state__in=OPEN_NOTICES).update(
        state=NoticeState.ATTENDED, revision=F("revision") + 1
    )
    fallen = found.filter(state=NoticeState.ATTENDED).exclude(pk__in=followed)
    decided = fallen.filter(decided_at__isnull=False)
    count += decided.update(state=NoticeState.ATTEND, revision=F("revision") + 1)
    return count + fallen.update(state=NoticeState.READ, revision=F("revision") + 1)


@act
def hand_over(*, posting, to: Official, by: Viewer) -> int:
    """Let somebody else attend the matters that a person was to attend under a posting that ends; returns how many."""
    notices = list(queries.owed_under(posting))
    for notice in notices:
        notice, before = _held(notice, None)
        going = _going(notice)
        _assign(notice, (going - {posting.official_id}) | {to.pk})
        save_clean(notice)
        _record("handed_over", before, notice, by, officials=[to.code])
        telling.decided(notice, (), {to.pk}, by)
    if not notices:
        acts.nothing_to_do()
    return len(notices)


def _going(notice: MatterNotice) -> set[int]:
    found = notice.attendees.filter(is_assigned=True)
    return set(found.values_list("official_id", flat=True))


def _assign(notice: MatterNotice, wanted: set[int]) -> None:
    """Make these, and nobody else, those who are to attend; who only offered himself stays an offer."""
    notice.attendees.exclude(official__in=wanted).update(is_assigned=False)
    notice.attendees.filter(is_assigned=False, is_willing=False).delete()
    notice.attendees.filter(official__in=wanted).update(is_assigned=True)
    known = set(notice.attendees.values_list("official_id", flat=True))
    NoticeAttendee.objects.bulk_create(
        NoticeAttendee(
            commission_id=notice.commission_id, notice=notice, official_id=key, is_assigned=True
        )
        for key in sorted(wanted - known)
    )


def _held(notice: MatterNotice, seen: int | None) -> tuple[MatterNotice, MatterNotice]:
    """Return the notice as it stands now, held until the act ends, and a copy: of two people one comes second."""
    held = MatterNotice.objects.select_for_update(of=("self",)).select_related("unit")
    notice = held.get(pk=notice.pk)
    check_fresh(notice, seen)
    return notice, copy(notice)


def _record(word: str, before: MatterNotice, notice: MatterNotice, by: Viewer, **detail) -> None:
    trail.record(
        f"oversight.notice_{word}",
        notice,
        by=by,
        changes=changes(before, notice, TRAILED),
        unit=notice.unit.code,
        **detail,
    )


__all__ = ["attend", "follow", "follow_many", "hand_over", "not_attend", "note_read", "propose"]
