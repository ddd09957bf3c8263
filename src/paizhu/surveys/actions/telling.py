"""Who is told of a survey's steps, and when a notice needs nobody any more. Takes part in the running act.

Never told: anybody who answers, and anything about answers. Numbers and days only.
"""

from collections.abc import Iterable
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from paizhu.kernel.viewers import Viewer
from paizhu.notices import actions as notices
from paizhu.notices.models import Notice
from paizhu.surveys.models import Survey
from paizhu.surveys.queries import people

KINDS = {
    "ready": (_("The survey %(number)s is ready: look at it and issue it."), False),
    "issued": (_("The survey %(number)s is issued: give its tickets out by %(due_on)s."), False),
    "opens": (_("Answering the survey %(number)s opens on %(due_on)s."), True),
    "closes": (_("Answering the survey %(number)s closes on %(due_on)s."), True),
    "over": (_("The time for answering %(number)s is over: close the survey."), False),
    "to_sort": (_("The survey %(number)s is closed: sort its free texts, feed back."), False),
    "published": (_("Results of the survey %(number)s are published."), True),
    "given": (_("The survey %(number)s is yours to see to from now on."), True),
}
"""Kind → its sentence, and whether reading it is all that is asked."""


def tell(
    survey: Survey, kind: str, who: Iterable[int], by: Viewer, due_on: date | None = None
) -> int:
    """Tell these officials; returns how many."""
    return notices.tell(
        commission_id=survey.commission_id,
        recipients=who,
        kind=f"surveys.{kind}",
        about=survey,
        number=survey.code,
        due_on=due_on,
        url=survey.get_absolute_url(),
        by=by,
    )


def tell_once(survey: Survey, kind: str, who: Iterable[int], by: Viewer, due_on: date) -> int:
    """Tell of a day once, whoever has read it meanwhile."""
    told = Notice.objects.about(survey).filter(kind=f"surveys.{kind}", due_on=due_on)
    return 0 if told.exists() else tell(survey, kind, who, by, due_on)


def settle(survey: Survey, *kinds: str) -> None:
    """These notices need nobody any more; all of them where none is named."""
    notices.settle(about=survey, kinds=[f"surveys.{kind}" for kind in kinds] or None)


def tell_issued(survey: Survey, by: Viewer) -> None:
    """Who works in the group gives the tickets out, who guides it knows."""
    settle(survey, "ready")
    last = timezone.localdate(survey.closes_at)
    tell(survey, "issued", people.workers(survey) | people.guides(survey), by, last)


def tell_closed(survey: Survey, by: Viewer, *, has_texts: bool) -> None:
    """What waited for answers waits no more; free texts wait for who sees to the survey."""
    settle(survey)
    if has_texts:
        tell(survey, "to_sort", people.followers(survey), by)


def tell_published(survey: Survey, by: Viewer, *, is_last: bool) -> None:
    """The group and its liaison member know; with the last unit nothing is left to sort."""
    if is_last:
        settle(survey, "to_sort")
    tell(survey, "published", people.workers(survey) | people.guides(survey), by)
