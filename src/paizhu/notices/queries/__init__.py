"""Reads of notices, and the registry of what notices can be about.

A room registers in `apps.ready`, for each of its records that it tells people of:

    from paizhu.notices import queries as notices
    notices.register_subject("rectification.rectification",
                             visible=lambda user: Rectification.objects.visible_to(user))

A notice about a record that its reader may no longer see does not exist for him: not in lists, not in counts.
"""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet

from paizhu.kernel.viewers import Viewer
from paizhu.notices.models import Notice
from paizhu.notices.states import SUBJECTS


def register_subject(label: str, *, visible: Callable[[Any], QuerySet]) -> None:
    """Say who may see the records of a kind; `label` is the model's `label_lower`."""
    SUBJECTS[label.lower()] = visible


def unread_count(user: Viewer) -> int:
    """Return how many notices the reader has not opened; one query."""
    return Notice.objects.visible_to(user).unread().count()


__all__ = ["register_subject", "unread_count"]
