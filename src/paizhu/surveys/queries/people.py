"""Whom a step of a survey concerns on a day: who leads, works in and guides its group; without a group the office."""

from django.db.models import QuerySet

from paizhu.kernel import clock
from paizhu.organization.models import WORKING_COMPOSITE_POSTS, Official, Post
from paizhu.surveys.models import Survey


def leaders(survey: Survey) -> set[int]:
    """Return who can issue and close it: the group's leader, the office where it has no group."""
    return _holding(survey, Post.LEADER)


def workers(survey: Survey) -> set[int]:
    """Return who prepares and sorts it: everybody who works in the group."""
    return _holding(survey, *WORKING_COMPOSITE_POSTS)


def guides(survey: Survey) -> set[int]:
    """Return the liaison member of the group."""
    return _holding(survey, Post.LIAISON) if survey.group_id else set()


def followers(survey: Survey) -> set[int]:
    """Return who sees to it: its keeper while he works there, else the leader, else everybody there."""
    working = workers(survey)
    if survey.keeper_id in working:
        return {survey.keeper_id}
    return leaders(survey) or working


def _holding(survey: Survey, *posts: Post) -> set[int]:
    everybody: QuerySet[Official] = Official.objects.of(survey.commission_id)
    where = {"composite_group": survey.group_id, "post__in": posts}
    if survey.group_id is None:
        where = {"post": Post.OFFICE}
    return set(everybody.posted(clock.today(), **where).values_list("pk", flat=True))
