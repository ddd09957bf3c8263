"""Changes of the facts of a matter notice: corrected, postponed, cancelled, withdrawn."""

from collections.abc import Iterable
from copy import copy
from datetime import UTC, datetime

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from paizhu.kernel import acts
from paizhu.kernel.acts import act
from paizhu.kernel.records import changes, save_clean
from paizhu.kernel.refusals import Refused
from paizhu.kernel.viewers import Viewer
from paizhu.oversight import rules
from paizhu.oversight.actions import notice_papers, telling
from paizhu.oversight.models import MatterNotice
from paizhu.oversight.states import NoticeDraft
from paizhu.trail import actions as trail

FACTS = ("matter", "title", "happens_at", "place", "agenda", "attending", "urgent_reason")
"""What a correction may change; the unit stays, because it says who may know of the notice."""
TRAILED = ("matter", "happens_at", "state")
"""What the trail may say: never what the matter is, nor why, nor who in the unit sent word."""


@act
def correct(
    *,
    notice: MatterNotice,
    draft: NoticeDraft,
    papers: Iterable[UploadedFile] = (),
    seen_edition: int | None = None,
    by: Viewer,
) -> MatterNotice:
    """Correct what was sent, or add papers; the unit, who sent it and when stay."""
    notice = _held(notice, seen_edition)
    rules.check_can_change(by, notice, "correct")
    before = copy(notice)
    for name in FACTS:
        setattr(notice, name, getattr(draft, name))
    notice.happens_at = draft.happens_at.astimezone(UTC)
    added = notice_papers.add(notice=notice, uploads=papers, by=by)
    if not added and all(getattr(before, name) == getattr(notice, name) for name in FACTS):
        acts.nothing_to_do()
        return before
    _store(before, notice, "corrected", by)
    if before.happens_at != notice.happens_at or before.place != notice.place:
        telling.moved(notice, by)
    return notice


@act
def postpone(
    *,
    notice: MatterNotice,
    happens_at: datetime,
    reason: str,
    seen_edition: int | None = None,
    by: Viewer,
) -> MatterNotice:
    """Note that the matter takes place at another time. The lead time stays that of the first announcement."""
    notice = _held(notice, seen_edition)
    rules.check_can_change(by, notice, "postpone")
    rules.notices.check_reason(reason)
    rules.notices.check_moved(notice, happens_at)
    before = copy(notice)
    notice.announced_for = notice.expected_at
    notice.happens_at, notice.change_reason = happens_at.astimezone(UTC), reason.strip()
    _store(before, notice, "postponed", by)
    telling.moved(notice, by)
    return notice


@act
def cancel(
    *, notice: MatterNotice, reason: str, seen_edition: int | None = None, by: Viewer
) -> MatterNotice:
    """Note that the matter does not take place."""
    return _end(notice, "cancel", "cancelled", reason, seen_edition, by)


@act
def withdraw(
    *, notice: MatterNotice, reason: str, seen_edition: int | None = None, by: Viewer
) -> MatterNotice:
    """Take word back that was sent by mistake."""
    return _end(notice, "withdraw", "withdrawn", reason, seen_edition, by)


def _end(
    notice: MatterNotice, step: str, done: str, reason: str, seen: int | None, by: Viewer
) -> MatterNotice:
    notice = _held(notice, seen)
    rules.check_can_change(by, notice, step)
    rules.notices.check_reason(reason)
    before = copy(notice)
    getattr(notice, step)()
    notice.change_reason = reason.strip()
    _store(before, notice, done, by)
    telling.ended(notice, by)
    return notice


def _held(notice: MatterNotice, seen_edition: int | None) -> MatterNotice:
    """Return the notice as it stands, held until the act ends. A page with older facts is told so.

    The group's readings and decisions count no edition: a unit's contact must not learn of them by a refusal.
    """
    held = MatterNotice.objects.select_for_update(of=("self",)).select_related("unit")
    notice = held.get(pk=notice.pk)
    if seen_edition is not None and seen_edition != notice.edition:
        raise Refused(
            _("This word has been changed meanwhile. Open it again and look before you save.")
        )
    return notice


def _store(before: MatterNotice, notice: MatterNotice, done: str, by: Viewer) -> None:
    notice.edition += 1
    save_clean(notice)
    trail.record(
        f"oversight.notice_{done}",
        notice,
        by=by,
        changes=changes(before, notice, TRAILED),
        unit=notice.unit.code,
    )
