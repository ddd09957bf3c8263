"""How many notices wait for a reader: what the bell asks on every page, and the inbox beside its list.

Putting the question together costs more than answering it. Where a reader's powers and who he is say what he may see, it is written
once for readers alike; what is about other records, casework's, is asked again, if there is any.
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
UNREAD, DONE = IN_STANDING[Standing.UNREAD], IN_STANDING[Standing.DONE]
BOTH = {"unread": Count("pk", filter=UNREAD), "waiting": Count("pk", filter=~UNREAD)}


@dataclass(frozen=True)
class OpenCounts:
    """How many of the reader's notices are unread, and how many wait."""

    unread: int
    waiting: int


def unread_count(user: Viewer, at_most: int | None = None) -> int:
    """Return how many notices the reader has not opened, counted up to `at_most`; one or two queries through an index of unread ones."""
    if getattr(user, "official_id", None) is None:
        return 0
    found = _unread(frozenset(SUBJECTS.items()), at_most)(user)
    if not (labels := _to_ask(set(found))):
        return len(found)
    mine = _seen(user, set(SUBJECTS) if len(found) == at_most else labels).filter(UNREAD)
    return mine.order_by().values("pk")[:at_most].count()


def open_counts(user: Viewer) -> OpenCounts:
    """Return how many are unread and how many wait; one or two queries, once where a request only reads."""
    return COUNTS.of((user.pk, user.commission_id, user.powers), lambda: _open_counts(user))


def _open_counts(user: Viewer) -> OpenCounts:
    if getattr(user, "official_id", None) is None:
        return OpenCounts(0, 0)
    found = _open(frozenset(SUBJECTS.items()))(user)
    if labels := _to_ask({label for label, *_counts in found}):
        return OpenCounts(**_seen(user, labels).exclude(DONE).aggregate(**BOTH))
    return OpenCounts(sum(n for _label, n, _w in found), sum(n for _label, _u, n in found))


def _to_ask(labels: set[str]) -> set[str]:
    """Return the kinds of records that were found, where any of them is still to be asked about."""
    return set() if all(SUBJECTS[label].by_powers for label in labels) else labels


def _seen(user: Viewer, labels: set[str]) -> QuerySet[Notice]:
    return Notice.objects.all().addressed_to(user).filter(still_seen(user, labels))


def _told(viewer: Viewer, subjects: Subjects) -> QuerySet[Notice]:
    """Return a reader's notices about what he may see, and those that are still to be asked about."""
    by_powers = sorted(label for label, subject in subjects if subject.by_powers)
    others = sorted(label for label, subject in subjects if not subject.by_powers)
    seen = still_seen(viewer, by_powers) | Q(about_label__in=others)
    return Notice.objects.all().addressed_to(viewer).filter(seen).order_by()


@lru_cache(maxsize=10)
def _unread(subjects: Subjects, at_most: int | None) -> alike.Read:
    """Return the read of what each unread notice is about."""

    def labels(viewer: Viewer) -> QuerySet:
        unread = _told(viewer, subjects).filter(UNREAD)
        return unread.values_list("about_label", flat=True)[:at_most]

    return alike.Read(labels, is_prepared=True)


@lru_cache(maxsize=10)
def _open(subjects: Subjects) -> alike.Read:
    """Return the read of how many are unread and how many wait of each kind of record."""

    def counted(viewer: Viewer) -> QuerySet:
        return _told(viewer, subjects).exclude(DONE).values_list("about_label").annotate(**BOTH)

    return alike.Read(counted, is_prepared=True)
