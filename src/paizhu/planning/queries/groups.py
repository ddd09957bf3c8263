"""Who holds which post in a group on a day, asked of the postings in force."""

from datetime import date

from django.db.models import QuerySet

from paizhu.organization.models import (
    WORKING_COMPOSITE_POSTS,
    CompositeGroup,
    Official,
    Post,
    Posting,
)
from paizhu.tenancy.models import Commission


def _holding(group: CompositeGroup, on: date, posts) -> QuerySet[Official]:
    held = Posting.objects.of(group.commission_id).in_force(on)
    held = held.filter(composite_group=group, post__in=posts)
    return Official.objects.of(group.commission_id).filter(pk__in=held.values("official_id"))


def liaisons_of(group: CompositeGroup, on: date) -> QuerySet[Official]:
    """Return the group's liaison member on the day (联系常委); none where nobody is appointed."""
    return _holding(group, on, [Post.LIAISON])


def leaders_of(group: CompositeGroup, on: date) -> QuerySet[Official]:
    """Return the group's leader on the day."""
    return _holding(group, on, [Post.LEADER])


def heads_of(group: CompositeGroup, on: date) -> QuerySet[Official]:
    """Return leader and deputies on the day."""
    return _holding(group, on, [Post.LEADER, Post.DEPUTY])


def office_of(commission: Commission, on: date) -> list[int]:
    """Return who holds a post of the commission's office (纪委办公室) on the day; ids of officials."""
    held = Posting.objects.of(commission).in_force(on).filter(post=Post.OFFICE)
    return list(held.order_by().values_list("official_id", flat=True).distinct())


def workers_of(group: CompositeGroup, on: date) -> QuerySet[Official]:
    """Return leader, deputies and members on the day."""
    return _holding(group, on, WORKING_COMPOSITE_POSTS)
