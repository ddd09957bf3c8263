"""Who could try a case: the commission's own people, without those who had a part in it."""

from datetime import date

from django.db.models import QuerySet

from paizhu.clues.models import Clue
from paizhu.clues.queries import handlers
from paizhu.organization.models import Official, Post, Target

OF_COMMISSION = [post for post in Post if post.target is Target.COMMISSION]


def could_try(clue: Clue, on: date) -> QuerySet[Official]:
    """Return who holds a post of the commission itself on the day and neither worked on the case nor decided about it."""
    took_part = handlers.ever_worked(clue) | handlers.ever_decided(clue)
    posted = Official.objects.of(clue.commission_id).posted(on, post__in=OF_COMMISSION)
    return posted.exclude(pk__in=took_part).order_by("code")
