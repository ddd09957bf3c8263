"""What ending a posting leaves behind: said before it is done, never in its way."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from paizhu.kernel.viewers import Viewer
from paizhu.organization.models import (
    RESIDENT_POSTS,
    WORKING_COMPOSITE_POSTS,
    Post,
    Posting,
    Unit,
)


def left_behind(posting: Posting, user: Viewer, on: date) -> list[str]:
    """Return what will be missing from the day on if nobody follows; at most four queries."""
    post = Post(posting.post)
    if post in WORKING_COMPOSITE_POSTS:
        return _in_group(posting, user, on)
    if post in RESIDENT_POSTS:
        return _in_unit(posting, on)
    if post == Post.LIAISON and not _others(posting, on, post=post).exists():
        return [_("“%(group)s” will have no liaison member.") % {"group": posting.place}]
    if post == Post.CONTACT and not _others(posting, on, post=post).exists():
        return [_("“%(unit)s” will have no contact.") % {"unit": posting.place}]
    return []


def _others(posting: Posting, on: date, **which):
    """The postings of others at the same place on the day."""
    found = Posting.objects.of(posting.commission_id).in_force(on).filter(**which)
    return found.filter(
        unit=posting.unit_id,
        resident_group=posting.resident_group_id,
        composite_group=posting.composite_group_id,
    ).exclude(pk=posting.pk)


def _in_group(posting: Posting, user: Viewer, on: date) -> list[str]:
    found, group = [], posting.composite_group
    if posting.post == Post.LEADER and not _others(posting, on, post=Post.LEADER).exists():
        found.append(_("“%(group)s” will have no leader.") % {"group": group})
    if not _others(posting, on, post__in=WORKING_COMPOSITE_POSTS).exists():
        count = Unit.objects.visible_to(user).linked_to(group, on).count()
        found.append(
            ngettext(
                "Nobody will work in “%(group)s”: %(count)s unit will have nobody who supervises it from outside.",
                "Nobody will work in “%(group)s”: %(count)s units will have nobody who supervises them from outside.",
                count,
            )
            % {"group": group, "count": count}
        )
    return found


def _in_unit(posting: Posting, on: date) -> list[str]:
    found, group = [], posting.resident_group
    words = {"group": group, "unit": group.host}
    if (
        posting.post == Post.RESIDENT_LEADER
        and not _others(posting, on, post=posting.post).exists()
    ):
        found.append(_("“%(group)s” will have no leader.") % words)
    if not _others(posting, on, post__in=RESIDENT_POSTS).exists():
        found.append(_("Nobody will be resident at “%(unit)s”.") % words)
    return found
