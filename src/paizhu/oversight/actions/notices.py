"""What is done with matter notices (重要事项通报)."""

from collections.abc import Iterable, Sequence
from datetime import UTC

from django.utils import timezone

from paizhu.kernel.acts import act
from paizhu.kernel.records import Saved, changes, save_clean
from paizhu.kernel.viewers import Viewer
from paizhu.oversight import queries, rules
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
        compared = batches.compare(commission, records, FIELDS)
        batches.store(compared, FIELDS)
        tally.add(compared)
        trail.record_many(_entries(compared, known), by=by)
    return tally.saved()


@act
def send(*, commission: Commission, draft: NoticeDraft, by: Viewer) -> MatterNotice:
    """Send word of one matter of a unit, by those who supervise it or by the office.

    Without a code it gets the next number of the year. Late word is taken in and shows as late.
    """
    notice = _record(commission, draft, queries.known_to(commission))
    rules.check_can_send(by, notice.unit, draft.sent_at)
    numbers.give(notice, Series.NOTICE, timezone.localtime(draft.sent_at).year)
    save_clean(notice)
    detail = {name: getattr(notice, name) for name in TRAILED}
    trail.record("oversight.notice_sent", notice, by=by, unit=notice.unit.code, **detail)
    return notice


def _record(commission: Commission, draft: NoticeDraft, known: queries.Known) -> MatterNotice:
    """Return the notice, its moments as the database gives them back, so that the trail compares like with like."""
    batches.demand(known.units, [draft.unit_id], draft.code)
    batches.demand(known.officials, [draft.sender_id], draft.code)
    return MatterNotice(
        commission=commission,
        code=draft.code,
        unit_id=draft.unit_id,
        matter=draft.matter,
        title=draft.title,
        happens_at=draft.happens_at.astimezone(UTC),
        sender_id=draft.sender_id,
        sent_at=draft.sent_at.astimezone(UTC),
    )


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
