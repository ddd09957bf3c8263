"""States, lights, lead times and late entries as marks: always in words, with a tone and a shape."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from paizhu.oversight.models import Opinion, OpinionState
from paizhu.oversight.queries import Clock, Lead, Light
from paizhu.web.components import Mark, Tone

STATE_TONES = {
    OpinionState.RAISED: Tone.NEUTRAL,
    OpinionState.RECTIFYING: Tone.BLUE,
    OpinionState.REPORTED: Tone.BLUE,
    OpinionState.CLOSED: Tone.GREEN,
    OpinionState.DECLINED: Tone.NEUTRAL,
}
LIGHT_TONES = {
    Light.FAR: Tone.NEUTRAL,
    Light.BLUE: Tone.BLUE,
    Light.YELLOW: Tone.YELLOW,
    Light.RED: Tone.RED,
}


def state_mark(opinion: Opinion) -> Mark:
    """Return the state of an opinion."""
    return Mark(opinion.get_state_display(), STATE_TONES[OpinionState(opinion.state)])


def light_mark(clock: Clock) -> Mark | None:
    """Return the light of a deadline, or None where nothing is to be watched."""
    if clock.light is Light.NONE:
        return None
    return Mark(_light_words(clock), LIGHT_TONES[clock.light], _provisional(clock.provisional))


def _light_words(clock: Clock) -> str:
    if clock.light is Light.RED:
        if not clock.days:
            return _("overdue")
        return ngettext(
            "overdue by %(days)s working day", "overdue by %(days)s working days", clock.days
        ) % {"days": clock.days}
    if not clock.days:
        return _("due today")
    return ngettext("%(days)s working day left", "%(days)s working days left", clock.days) % {
        "days": clock.days
    }


def lead_mark(lead: Lead) -> Mark:
    """Return how far ahead word of a matter came."""
    detail = _("The rule asks for word %(ahead)s.") % {"ahead": lead.asked} if lead.asked else ""
    if lead.provisional:
        detail = f"{detail} {_provisional(True)}".strip()
    if lead.is_after:
        return Mark(_("sent only afterwards"), Tone.RED, detail)
    words = (
        ngettext("%(days)s working day ahead", "%(days)s working days ahead", lead.days)
        % {"days": lead.days}
        if lead.days
        else _("on the same day")
    )
    return Mark(words, Tone.YELLOW if lead.is_short else Tone.GREEN, detail)


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
