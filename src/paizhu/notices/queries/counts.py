"""How many notices wait for a reader: what the bell asks on every page, and the inbox beside its list.

Putting the question together costs more than answering it. Where powers alone say what a reader may see it is written once
for readers alike; what is about other records, casework's, is asked again, if there is any.
"""

from dataclasses import dataclass
from functools import lru_cache

from django.db.models import Count, Q, QuerySet

from paizhu.kernel.requests import Kept
from paizhu.kernel.viewers import Viewer
from paizhu.notices.models import IN_STANDING, Notice, still_seen
from paizhu.notices.states import SUBJECTS, Standing, Subject
from paizhu.organization.queries import alike

Subjects = frozenset[tuple[str, Subject]]
COUNTS = Kept("open_notices_in_request", only_reading=True)
UNREAD = IN_STANDING[Standing.UNREAD]
OPEN = Q(done_at__isnull=True)


@dataclass(frozen=True)
class OpenCounts:
    """How many of the reader's notices are unread, and how many wait."""

    unread: int
    waiting: int


def unread_count(user: Viewer, at_most: int | None = None) -> int:
    """Return how many notices the reader has not opened, counted up to `at_most`; one or two queries through an index of unread ones."""
    if getattr(user, "official_id", None) is None:
        return 0
    found = _rows(frozenset(SUBJECTS.items()), UNREAD, at_most)(user)
    if not (kinds := _to_ask({label for label, _read in found})):
        return len(found)
    mine = _seen(user, set(SUBJECTS) if len(found) == at_most else kinds).filter(UNREAD)
    return mine.order_by().values("pk")[:at_most].count()


def open_counts(user: Viewer) -> OpenCounts:
    """Return how many are unread and how many wait; one or two queries, once where a request only reads."""
    return COUNTS.of((user.pk, user.commission_id, user.powers), lambda: _open_counts(user))


def _open_counts(user: Viewer) -> OpenCounts:
    if getattr(user, "official_id", None) is None:
        return OpenCounts(0, 0)
    found = _rows(frozenset(SUBJECTS.items()), OPEN, None)(user)
    if not (kinds := _to_ask({label for label, _read in found})):
        waiting = sum(read is not None for _label, read in found)
        return OpenCounts(len(found) - waiting, waiting)
    counts = {"unread": Count("pk", filter=UNREAD), "waiting": Count("pk", filter=~UNREAD)}
    return OpenCounts(**_seen(user, kinds).filter(OPEN).aggregate(**counts))


def _to_ask(found: set[str]) -> set[str]:
    """Return the kinds of notices that were found, where any of them is still to be asked about."""
    return set() if all(SUBJECTS[label].by_powers for label in found) else found


def _seen(user: Viewer, kinds: set[str]) -> QuerySet[Notice]:
    return Notice.objects.all().addressed_to(user).filter(still_seen(user, kinds))


@lru_cache(maxsize=10)
def _rows(subjects: Subjects, standing: Q, at_most: int | None) -> alike.Read:
    """Return the read of kind and moment of reading of a reader's notices that he may see, or is still to be asked about."""
    told = {label for label, subject in subjects if subject.by_powers}
    to_ask = {label for label, subject in subjects if not subject.by_powers}

    def rows(viewer: Viewer) -> QuerySet:
        seen = still_seen(viewer, sorted(told)) | Q(about_label__in=sorted(to_ask))
        mine = Notice.objects.all().addressed_to(viewer).filter(standing, seen)
        return mine.order_by().values_list("about_label", "read_at")[:at_most]

    return alike.Read(rows, is_prepared=True)
