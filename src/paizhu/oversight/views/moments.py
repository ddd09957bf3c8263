"""What happened around a record, as the record itself tells it: nothing is read from the trail."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from paizhu.kernel import clock
from paizhu.oversight import queries
from paizhu.oversight.models import Activity, MatterNotice, NoticeState, Opinion, OpinionState
from paizhu.oversight.states import ENDED_NOTICES
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


def of_whole_notice(notice: MatterNotice) -> list[Moment]:
    """Return the course of a notice for who supervises the unit: sent, first read by each group, decided; newest first."""
    found = of_own_notice(notice, with_readings=False)
    found[-1] = replace(found[-1], who=notice.sender.name if notice.sender else "")
    for one in notice.readings.select_related("group", "official"):
        title = _("%(group)s: first read.") % {"group": one.group.name}
        found.append(Moment(timezone.localtime(one.at), title, icon="eye", who=one.official.name))
    if notice.decided_at:
        is_going = notice.state != NoticeState.NOT_ATTEND
        found.append(
            Moment(
                timezone.localtime(notice.decided_at),
                _("Decided: somebody attends.") if is_going else _("Decided: nobody attends."),
                text=notice.decision_note,
                icon="user-check",
                tone=Tone.BLUE if is_going else Tone.NEUTRAL,
                who=notice.decided_by.name if notice.decided_by else "",
            )
        )
    return _newest_first(found)


def of_own_notice(notice: MatterNotice, *, with_readings: bool = True) -> list[Moment]:
    """Return the course of a notice as the unit that sent it may know it; sending comes last."""
    at = timezone.localtime(notice.happens_at)
    is_off = notice.state in ENDED_NOTICES
    words = notice.get_state_display() if is_off else _("The matter takes place.")
    icon = "calendar-off" if is_off else "calendar-event"
    found = [Moment(at, words, text=notice.change_reason if is_off else "", icon=icon)]
    if notice.announced_for and not is_off:
        first = timezone.localtime(notice.announced_for)
        title = _("Was to take place first; put off.")
        found.append(Moment(first, title, text=notice.change_reason, icon="calendar-off"))
    first_read = notice.readings.order_by("at").first() if with_readings else None
    if first_read:
        read_at = timezone.localtime(first_read.at)
        found.append(Moment(read_at, _("Read by the group."), icon="eye"))
    sent = timezone.localtime(notice.sent_at)
    return [*found, Moment(sent, _("Word of the matter was sent."), icon="send")]


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
