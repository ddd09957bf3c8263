"""Matter notices (重要事项通报): sent one by one, or taken in with a workbook."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date

from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone

from paizhu.kernel import clock
from paizhu.kernel.acts import act
from paizhu.kernel.records import Saved, changes, save_clean
from paizhu.kernel.viewers import Viewer
from paizhu.organization.models import Official, Unit
from paizhu.organization.queries import units
from paizhu.oversight import queries, rules
from paizhu.oversight.actions import notice_papers as papers_of
from paizhu.oversight.actions import telling
from paizhu.oversight.models import MatterNotice, Series
from paizhu.oversight.states import NoticeDraft
from paizhu.tenancy.actions import batches, numbers
from paizhu.tenancy.models import Commission
from paizhu.trail import actions as trail

FIELDS = ("unit_id", "matter", "title", "happens_at", "sender_id", "sent_at")
TRAILED = ("matter", "happens_at", "sent_at")
"""What the trail may say of a notice: never what the matter is, nor who in the unit sent word."""


@act
def save_notices(*, commission: Commission, drafts: Sequence[NoticeDraft], by: Viewer) -> Saved:
    """Take in notices by code: new ones are made, changed ones corrected, the rest left alone.

    Raises `ValidationError` naming the code of the first notice at fault.
    """
    rules.check_can_keep_ledgers(by, commission)
    known, tally = queries.known_to(commission), batches.Tally()
    for chunk in batches.chunks(drafts):
        records = [_record(commission, draft, known) for draft in chunk]
        compared = batches.compare_chunk(commission, records, FIELDS)
        batches.store_chunk(compared, FIELDS)
        tally.add(compared)
        trail.record_many(_entries(compared, known), by=by)
    return tally.saved()


@act
def send(
    *,
    commission: Commission,
    draft: NoticeDraft,
    papers: Iterable[UploadedFile] = (),
    by: Viewer,
) -> MatterNotice:
    """Send word of one matter of a unit; its group's leader and deputy and its resident leader know at once.

    By those who supervise the unit, its contact, or the office. Without a code it gets the next number of the year.
    Late word is taken in and shows as late.
    """
    unit, sender = _own_unit(commission, draft), _own_sender(commission, draft, by)
    rules.check_can_send(by, unit, draft.sent_at)
    notice = _of(commission, replace(draft, channel=rules.notices.channel_of(by, unit)))
    notice.unit, notice.sender = unit, sender
    in_charge = queries.notices.in_charge(unit.pk, clock.today())
    # From here on whoever else sends word of this year waits.
    numbers.give(notice, Series.NOTICE, timezone.localtime(draft.sent_at).year)
    save_clean(notice)
    detail = {name: getattr(notice, name) for name in TRAILED}
    trail.record("oversight.notice_sent", notice, by=by, unit=unit.code, **detail)
    if papers := list(papers):
        papers_of.add(notice=notice, uploads=papers, by=by)
    telling.sent(notice, in_charge, by)
    return notice


@act
def note_paper_opened(*, notice: MatterNotice, by: Viewer) -> None:
    """Record that somebody opened a paper of a notice that he may see."""
    rules.check_can_see_notices(by)
    trail.record("oversight.notice_paper_opened", notice, by=by)


@act
def note_times_exported(*, commission: Commission, start: date, end: date, by: Viewer) -> None:
    """Record that somebody took the times of notices of a period out."""
    rules.check_can_see_ledgers(by)
    trail.record("oversight.notice_times_exported", commission, by=by, start=start, end=end)


def _own_unit(commission: Commission, draft: NoticeDraft) -> Unit:
    """Return the unit of a draft, which must be of the commission; one query."""
    found = {unit.pk: unit for unit in units.ONE(commission.pk, draft.unit_id)}
    batches.demand(found, [draft.unit_id], draft.code)
    return found[draft.unit_id]


def _own_sender(commission: Commission, draft: NoticeDraft, by: Viewer) -> Official | None:
    """Return who sends word, who must be of the commission; one query, none for who acts himself."""
    actor = getattr(by, "official", None)
    if draft.sender_id is None or (actor is not None and actor.pk == draft.sender_id):
        return actor if draft.sender_id else None
    senders = Official.objects.of(commission).in_bulk([draft.sender_id])
    batches.demand(senders, [draft.sender_id], draft.code)
    return senders[draft.sender_id]


def _record(commission: Commission, draft: NoticeDraft, known: queries.Known) -> MatterNotice:
    batches.demand(known.units, [draft.unit_id], draft.code)
    batches.demand(known.officials, [draft.sender_id], draft.code)
    return _of(commission, draft)


def _of(commission: Commission, draft: NoticeDraft) -> MatterNotice:
    """Return the notice, its moments as the database gives them back, so that the trail compares like with like."""
    given = vars(draft) | {
        "happens_at": draft.happens_at.astimezone(UTC),
        "sent_at": draft.sent_at.astimezone(UTC),
    }
    return MatterNotice(commission=commission, **given)


def _entries(compared: batches.Compared, known: queries.Known) -> Iterable[trail.Entry]:
    for notice in compared.new:
        yield trail.Entry(
            "oversight.notice_entered",
            notice,
            detail={
                "unit": known.units[notice.unit_id],
                **{n: getattr(notice, n) for n in TRAILED},
            },
        )
    for before, after in compared.changed:
        found = changes(before, after, TRAILED)
        if before.unit_id != after.unit_id:
            found["unit"] = [known.units[before.unit_id], known.units[after.unit_id]]
        yield trail.Entry("oversight.notice_corrected", after, found)
