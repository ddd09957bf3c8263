"""Reads of notices, and the registry of what notices can be about.

A room registers in `apps.ready`, for each of its records that it tells people of:

    from paizhu.notices import queries as notices
    notices.register_subject("rectification.rectification",
                             visible=lambda user: Rectification.objects.visible_to(user), by_powers=True)

A notice about a record that its reader may no longer see does not exist for him: not in lists, not in counts.
"""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from paizhu.access.models import User
from paizhu.kernel.viewers import Viewer
from paizhu.notices.models import Delivery
from paizhu.notices.queries.counts import OpenCounts, open_counts, unread_count
from paizhu.notices.states import SUBJECTS, MailWish, Subject
from paizhu.organization.models import CompositeGroup, Post


def groups_told_of(user: Viewer) -> QuerySet[CompositeGroup]:
    """Return the groups of which a notice may tell the reader.

    Petition and case office give matters to groups, so they hear of each group by its number, without its page.
    """
    if user.powers.commission_posts & {Post.PETITION_OFFICE, Post.CASE_OFFICE}:
        return CompositeGroup.objects.of(user.commission_id)
    return CompositeGroup.objects.visible_to(user)


def register_subject(
    label: str, *, visible: Callable[[Any], QuerySet], by_powers: bool = False
) -> None:
    """Say who may see the records of a kind; `label` is the model's `label_lower`.

    `by_powers`: `visible` asks its user for his powers and who he is and reads nothing else, as `organization.queries.alike` wants it.
    """
    SUBJECTS[label.lower()] = Subject(visible, by_powers)


def mail_wish(user: User) -> MailWish:
    """Return when the account wants to hear by mail."""
    found = Delivery.objects.visible_to(user).first()
    return MailWish(found.mail) if found else MailWish.AT_ONCE


def mail_lead() -> str:
    """Say whether this installation sends mail at all."""
    if settings.MAIL_URL:
        return _("Mails carry the number, the reason and the day, nothing else.")
    return _("This installation sends no mail yet; notices stand in the inbox.")


__all__ = [
    "OpenCounts",
    "mail_lead",
    "mail_wish",
    "open_counts",
    "register_subject",
    "unread_count",
]
