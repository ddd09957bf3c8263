"""What happened around a record, as the record itself tells it: nothing is read from the trail."""

from collections.abc import Iterable
from datetime import date, datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from paizhu.kernel import clock
from paizhu.oversight import queries
from paizhu.oversight.models import Activity, MatterNotice, Opinion, OpinionState
from paizhu.oversight.tables import marks
from paizhu.web.components import Mark, Moment, Tone


def of_activity(
    activity: Activity, notice: MatterNotice | None, opinions: Iterable[Opinion]
) -> list[Moment]:
    """Return what led to an activity and what came of it, newest first."""
    found = [
        Moment(activity.on, _("The activity took place."), icon="clipboard-check", tone=Tone.BLUE)
    ]
    if activity.entered_at:
        found.append(Moment(timezone.localtime(activity.entered_at), _("Entered."), icon="writing"))
    if notice:
        found.extend(of_notice(notice))
    for opinion in opinions:
        found.extend(of_opinion(opinion, is_linked=True))
    return _newest_first(found)


def of_notice(notice: MatterNotice) -> list[Moment]:
    """Return when word was sent and when the matter takes place."""
    url = reverse("oversight:notice", args=[notice.pk])
    happens, sent = (timezone.localtime(at) for at in (notice.happens_at, notice.sent_at))
    return [
        Moment(sent, _("Word of the matter was sent."), url=url, icon="send"),
        Moment(happens, notice.title, url=url, icon="calendar-event"),
    ]


def of_opinion(opinion: Opinion, *, is_linked: bool = False) -> list[Moment]:
    """Return when an opinion was made, when it is due and when it was closed out."""
    url = reverse("oversight:opinion", args=[opinion.pk]) if is_linked else ""
    words = {"code": opinion.code}
    found = [
        Moment(
            opinion.made_on,
            _("Opinion %(code)s was given.") % words,
            url=url,
            icon="message-report",
        )
    ]
    if opinion.closed_on:
        title = _("Opinion %(code)s was closed out.") % words
        found.append(Moment(opinion.closed_on, title, url=url, icon="checks", tone=Tone.GREEN))
    elif opinion.due_on and opinion.state != OpinionState.DECLINED:
        title = _("Opinion %(code)s is to be put right by then.") % words
        tone = Tone.RED if opinion.is_overdue(clock.today()) else Tone.NEUTRAL
        found.append(Moment(opinion.due_on, title, url=url, icon="calendar-due", tone=tone))
    return found


def late_of(activity: Activity) -> Mark | None:
    """Return the stamp of an activity entered late by hand (补录), or None."""
    if activity.entered_at is None:
        return None
    entered = timezone.localdate(activity.entered_at)
    return marks.late_mark(queries.late_by(entered, activity.on, activity.commission_id))


def _newest_first(found: list[Moment]) -> list[Moment]:
    return sorted(found, key=lambda moment: _day(moment.at), reverse=True)


def _day(at: date) -> tuple:
    if isinstance(at, datetime):
        return at.date(), at.time().isoformat()
    return at, ""
