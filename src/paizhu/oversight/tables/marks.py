"""States, lead times and late entries as marks: always in words, with a tone and a shape."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from paizhu.oversight.models import MatterNotice, NoticeState, Opinion, OpinionState
from paizhu.oversight.queries import Lead
from paizhu.oversight.states import ENDED_NOTICES
from paizhu.web.components import Mark, Tone

STATE_TONES = {
    OpinionState.RAISED: Tone.NEUTRAL,
    OpinionState.RECTIFYING: Tone.BLUE,
    OpinionState.REPORTED: Tone.BLUE,
    OpinionState.CLOSED: Tone.GREEN,
    OpinionState.DECLINED: Tone.NEUTRAL,
}
NOTICE_TONES = {
    NoticeState.SENT: Tone.YELLOW,
    NoticeState.READ: Tone.BLUE,
    NoticeState.ATTEND: Tone.BLUE,
    NoticeState.NOT_ATTEND: Tone.NEUTRAL,
    NoticeState.ATTENDED: Tone.GREEN,
    NoticeState.WITHDRAWN: Tone.NEUTRAL,
    NoticeState.CANCELLED: Tone.NEUTRAL,
}


def state_mark(opinion: Opinion) -> Mark:
    """Return the state of an opinion."""
    return Mark(opinion.get_state_display(), STATE_TONES[OpinionState(opinion.state)])


def lead_mark(lead: Lead) -> Mark:
    """Return how far ahead word of a matter came."""
    detail = _("The rule asks for word %(ahead)s.") % {"ahead": lead.asked} if lead.asked else ""
    if lead.provisional:
        detail = f"{detail} {_provisional(True)}".strip()
    if lead.is_after:
        return Mark(_("sent only afterwards"), Tone.RED, detail)
    if lead.short:
        return Mark(_short_words(lead), Tone.YELLOW, detail)
    words = (
        ngettext("%(days)s working day ahead", "%(days)s working days ahead", lead.days)
        % {"days": lead.days}
        if lead.days
        else _("on the same day")
    )
    return Mark(words, Tone.YELLOW if lead.is_short else Tone.GREEN, detail)


def _short_words(lead: Lead) -> str:
    words = ngettext("%(days)s working day short", "%(days)s working days short", lead.short) % {
        "days": lead.short
    }
    return _("urgent, %(short)s") % {"short": words} if lead.is_urgent else words


def notice_mark(notice: MatterNotice) -> Mark:
    """Return how a notice stands with the group."""
    return Mark(notice.get_state_display(), NOTICE_TONES[NoticeState(notice.state)])


def own_notice_mark(notice: MatterNotice, *, is_read: bool) -> Mark:
    """Return how a notice stands for the unit that sent it: nothing of what the group decided."""
    if notice.state in ENDED_NOTICES:
        return Mark(notice.get_state_display(), Tone.NEUTRAL)
    return Mark(_("read by the group"), Tone.GREEN) if is_read else Mark(_("arrived"), Tone.BLUE)


def late_mark(days: int) -> Mark | None:
    """Return the stamp of an activity entered late (补录), or None in time."""
    if not days:
        return None
    words = ngettext(
        "entered %(days)s working day late", "entered %(days)s working days late", days
    )
    return Mark(words % {"days": days}, Tone.YELLOW)


def _provisional(is_so: bool) -> str:
    return _("Provisional: the holidays of that year are not published yet.") if is_so else ""
