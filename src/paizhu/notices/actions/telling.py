"""Telling officials, and settling what needs nobody any more. Takes part in the running act."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Q

from paizhu.kernel import acts, clock
from paizhu.kernel.viewers import Viewer
from paizhu.notices.actions import outbox
from paizhu.notices.models import UNSETTLED, Notice
from paizhu.notices.states import KINDS, SUBJECTS, NoticeKind
from paizhu.tenancy.models import TenantRecord
from paizhu.tenancy.queries import statements


class NotRegistered(LookupError):
    """A kind of notice or a kind of record that no room has registered in `apps.ready`. A defect."""


def register_kind(key: str, reason: Any, *, for_information: bool = False) -> None:
    """Make a kind of notice known. `reason`: a lazy sentence with `%(number)s`, perhaps `%(due_on)s`, nothing else.

    `for_information`: reading it is all that is asked.
    """
    KINDS[key] = NoticeKind(key, reason, for_information)


def tell(
    *,
    commission_id: int,
    recipients: Iterable[int],
    kind: str,
    about: TenantRecord,
    number: str,
    due_on: date | None = None,
    url: str,
    by: Viewer,
) -> int:
    """Tell officials (ids) of a record; returns to how many a new notice goes.

    Whoever acts is not told of his own act, and whoever still has the same notice unread gets no second one
    (same kind, record and day), so that a reminder may be sent again and again. It leaves no trail record of
    its own. Raises `RuntimeError` outside an act, `NotRegistered` for an unknown kind or kind of record, `ValueError` for an address elsewhere.
    """
    label = about._meta.label_lower
    if not acts.inside_act():
        raise RuntimeError("Officials are told inside an act only")
    if kind not in KINDS or label not in SUBJECTS:
        raise NotRegistered(kind if kind not in KINDS else label)
    if not url.startswith("/") or url.startswith("//"):
        raise ValueError("A notice leads into the house: the address is a path")
    wanted = {key for key in recipients if key} - {getattr(by, "official_id", None)}
    if outbox.is_used():
        same = Notice.objects.about(about).filter(kind=kind, due_on=due_on, **UNSETTLED)
        wanted -= set(same.filter(recipient__in=wanted).values_list("recipient_id", flat=True))
    now = clock.now()  # the office's day: a story's, where one is played
    made = [
        Notice(
            made_at=now,
            commission_id=commission_id,
            recipient_id=official,
            kind=kind,
            number=number,
            due_on=due_on,
            url=url,
            about_label=label,
            about_id=about.pk,
        )
        for official in sorted(wanted)
    ]
    count = statements.insert(made, passing_over=True)
    if count and outbox.is_used():
        outbox.prepare(same.filter(recipient__in=wanted, made_at=now))
    return count


def settle(*, about: TenantRecord, kinds: Iterable[str] | None = None) -> int:
    """Mark the open notices about a record as done: it needs nobody any more. Returns how many.

    `kinds`: only these. Raises `RuntimeError` outside an act.
    """
    if not acts.inside_act():
        raise RuntimeError("Notices are settled inside an act only")
    wanted = Q() if kinds is None else Q(kind__in=list(kinds))
    open_ones = Notice.objects.about(about).filter(wanted, done_at__isnull=True)
    return open_ones.update(done_at=clock.now())
