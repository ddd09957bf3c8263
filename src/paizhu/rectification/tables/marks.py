"""States, lights and letters as marks: always in words, with a tone and a shape."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from paizhu.rectification.models import Rectification, State
from paizhu.rectification.queries import Clock, Light
from paizhu.rectification.queries.ladder import Rung
from paizhu.web.components import Mark, Tone

STATE_TONES = {
    State.ISSUED: Tone.NEUTRAL,
    State.DISPUTED: Tone.YELLOW,
    State.PLANNING: Tone.BLUE,
    State.PLAN_SUBMITTED: Tone.BLUE,
    State.RECTIFYING: Tone.BLUE,
    State.REPORTED: Tone.BLUE,
    State.CLOSED: Tone.GREEN,
    State.DECLINED: Tone.NEUTRAL,
}
LIGHT_TONES = {
    Light.FAR: Tone.NEUTRAL,
    Light.BLUE: Tone.BLUE,
    Light.YELLOW: Tone.YELLOW,
    Light.RED: Tone.RED,
}


def state_mark(rectification: Rectification) -> Mark:
    """Return the state."""
    return Mark(rectification.get_state_display(), STATE_TONES[State(rectification.state)])


def light_mark(clock: Clock) -> Mark | None:
    """Return the light of a deadline, or None where nothing is to be watched."""
    if clock.light is Light.NONE:
        return None
    detail = (
        _("Provisional: the holidays of that year are not published yet.")
        if clock.provisional
        else ""
    )
    return Mark(_light_words(clock), LIGHT_TONES[clock.light], detail)


def rung_mark(rung: Rung | None) -> Mark | None:
    """Return the letter that the ladder has reached, or None."""
    return Mark(rung.label, Tone.RED, rung.basis) if rung else None


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
