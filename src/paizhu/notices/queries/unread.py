"""How many notices a reader has not opened: what the bell asks on every page.

Putting the question together costs more than answering it. Where powers alone say what a reader may see it is written once
for readers alike; what is about other records, casework's, is asked again, if there is any.
"""

from functools import lru_cache

from django.db.models import Q, QuerySet

from paizhu.kernel.viewers import Viewer
from paizhu.notices.models import Notice, still_seen
from paizhu.notices.states import SUBJECTS, Subject
from paizhu.organization.queries import alike

Subjects = frozenset[tuple[str, Subject]]


def unread_count(user: Viewer, at_most: int | None = None) -> int:
    """Return how many notices the reader has not opened, counted up to `at_most`; one or two queries through an index of unread ones."""
    if getattr(user, "official_id", None) is None:
        return 0
    found = _labels(frozenset(SUBJECTS.items()), at_most)(user)
    to_ask = {label for label in found if not SUBJECTS[label].by_powers}
    if not to_ask:
        return len(found)
    kinds = SUBJECTS if len(found) == at_most else set(found)
    seen = Notice.objects.all().unread().addressed_to(user).filter(still_seen(user, kinds))
    return seen.order_by().values("pk")[:at_most].count()


@lru_cache(maxsize=10)
def _labels(subjects: Subjects, at_most: int | None) -> alike.Read:
    """Return the read of what kinds a reader's unread notices are, one for each that he may see or that is still to be asked about."""
    told = {label for label, subject in subjects if subject.by_powers}
    to_ask = {label for label, subject in subjects if not subject.by_powers}

    def labels(viewer: Viewer) -> QuerySet:
        seen = still_seen(viewer, sorted(told)) | Q(about_label__in=sorted(to_ask))
        mine = Notice.objects.all().unread().addressed_to(viewer).filter(seen)
        return mine.order_by().values_list("about_label", flat=True)[:at_most]

    return alike.Read(labels, is_prepared=True)
