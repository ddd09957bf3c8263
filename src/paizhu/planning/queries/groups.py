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


def workers_of(group: CompositeGroup, on: date) -> QuerySet[Official]:
    """Return leader, deputies and members on the day."""
    return _holding(group, on, WORKING_COMPOSITE_POSTS)
