"""States and clocks of petitions as marks: always in words, with a tone and a shape; and the words of their steps."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from paizhu.clues.models import Answer, Petition, PetitionState, Standing
from paizhu.clues.queries.answers import Due
from paizhu.clues.queries.outcomes import Outcome
from paizhu.clues.states.facts import Step
from paizhu.rectification.queries import Light
from paizhu.web.components import Mark, Tone

TONES = {
    PetitionState.REGISTERED: Tone.YELLOW,
    PetitionState.NOT_ACCEPTED: Tone.NEUTRAL,
    PetitionState.FORWARDED: Tone.NEUTRAL,
    PetitionState.REPEATED: Tone.NEUTRAL,
    PetitionState.ACCEPTED: Tone.BLUE,
    PetitionState.HANDED_OVER: Tone.BLUE,
    PetitionState.ANSWERED: Tone.GREEN,
}
LIGHTS = {
    Light.FAR: Tone.NEUTRAL,
    Light.BLUE: Tone.BLUE,
    Light.YELLOW: Tone.YELLOW,
    Light.RED: Tone.RED,
}


def state_mark(petition: Petition) -> Mark:
    """Return the state of a petition."""
    return Mark(petition.get_state_display(), TONES[PetitionState(petition.state)])


def due_mark(due: Due | None) -> Mark | None:
    """Return how many working days are left, or that the time knew no limit; None where nothing is due."""
    if due is None:
        return None
    if due.clock is None:
        return Mark(_("no limit known then"), Tone.NEUTRAL, due.unknown)
    words, tone = {"days": due.clock.days}, LIGHTS.get(due.clock.light, Tone.NEUTRAL)
    if due.clock.light is Light.RED:
        label = ngettext(
            "late by %(days)s working day", "late by %(days)s working days", due.clock.days
        )
    elif not due.clock.days:
        return Mark(_("due today"), tone, due.basis)
    else:
        label = ngettext("%(days)s working day left", "%(days)s working days left", due.clock.days)
    return Mark(label % words, tone, due.basis)


def joined(words: Iterable[Any]) -> str:
    """Return words that say something, each once."""
    return _("; ").join(dict.fromkeys(str(each) for each in words if each))


def last_day(found: Sequence[Outcome]) -> date | None:
    """Return when something was decided last."""
    return max((each.on for each in found if each.on), default=None)


def told_words(petition: Petition) -> str:
    """Return what of the result who reported was told, and what he said."""
    if petition.standing != Standing.NAMED:
        return _("no real name, nobody to tell")
    told: Sequence[Answer] = [answer for answer in petition.told if answer.is_result]
    if not told:
        return _("not told yet")
    said = told[-1]
    words = [_("told on %(day)s") % {"day": said.told_on.isoformat()}]
    if said.objection:
        words.append(_("objection minuted"))
    if said.evidence:
        words.append(_("new evidence"))
    return joined(words)


LABELS = {
    Step.ACCEPT: pgettext_lazy("petition", "Accept"),
    Step.REFUSE: gettext_lazy("Do not accept"),
    Step.FORWARD: gettext_lazy("Forward to another organ"),
    Step.LINK: gettext_lazy("Link as a repeat"),
    Step.UNLINK: gettext_lazy("Unlink"),
    Step.HAND_OVER: gettext_lazy("Hand over to the case office"),
    Step.SIGN: gettext_lazy("Sign for the papers"),
    Step.ASK_RETURN: gettext_lazy("Ask to give it back"),
    Step.DECIDE_RETURN: gettext_lazy("Decide on giving it back"),
    Step.FINISH: gettext_lazy("Finish"),
    Step.UNVERIFIABLE: gettext_lazy("The name does not verify"),
    Step.KEEP_AWAY: gettext_lazy("Leave this matter"),
    Step.ASK_AWAY: gettext_lazy("Demand that somebody keep away"),
    Step.DECIDE_AWAY: gettext_lazy("Decide on keeping away"),
    Step.REVIEW: gettext_lazy("Enter the review of the work done"),
}
MEANINGS = {
    Step.ACCEPT: gettext_lazy("It is ours and has substance. Who gave a real name is to be told."),
    Step.REFUSE: gettext_lazy(
        "It is kept in the register. A letter of advice for who reported can be printed afterwards."
    ),
    Step.FORWARD: gettext_lazy(
        "It belongs to another organ, which handles it. The original goes there by hand."
    ),
    Step.LINK: gettext_lazy(
        "A repeat is registered and kept; it is not told again. It can be unlinked."
    ),
    Step.UNLINK: gettext_lazy("It becomes a registered petition of its own again."),
    Step.HAND_OVER: gettext_lazy(
        "Somebody at the case office signs for the papers; until then they are yours."
    ),
    Step.SIGN: gettext_lazy("You confirm that you have the papers in hand."),
    Step.ASK_RETURN: gettext_lazy(
        "Only what has no substance goes back, and only if the leader in charge agrees."
    ),
    Step.DECIDE_RETURN: gettext_lazy("If it goes back, the petition office signs for the papers."),
    Step.FINISH: gettext_lazy(
        "The matter is finished, and who gave a real name has been told the result."
    ),
    Step.UNVERIFIABLE: gettext_lazy(
        "The petition counts as anonymous from now on, and what was entered of the name is deleted for good."
    ),
    Step.KEEP_AWAY: gettext_lazy(
        "You leave the matter at once: the petition, what repeats it and its clue no longer exist for you. What you did is kept, and a colleague goes on."
    ),
    Step.ASK_AWAY: gettext_lazy(
        "The level that decides about recusal answers. Until then the person stays."
    ),
    Step.DECIDE_AWAY: gettext_lazy(
        "If so, the matter no longer exists for this person, and a colleague goes on."
    ),
    Step.REVIEW: gettext_lazy(
        "You have looked over what was done before somebody left the matter."
    ),
}
ICONS = {
    Step.ACCEPT: "check", Step.REFUSE: "x", Step.FORWARD: "share", Step.LINK: "link", Step.UNLINK: "arrow-back-up",
    Step.HAND_OVER: "transfer", Step.SIGN: "signature", Step.ASK_RETURN: "arrow-back-up", Step.DECIDE_RETURN: "gavel",
    Step.FINISH: "checks", Step.UNVERIFIABLE: "user-x", Step.KEEP_AWAY: "user-off",
    Step.ASK_AWAY: "user-off", Step.DECIDE_AWAY: "gavel", Step.REVIEW: "eye",
}  # fmt: skip
TOLD = {
    Step.ACCEPT: gettext_lazy("The petition is accepted."),
    Step.REFUSE: gettext_lazy(
        "The petition is not accepted. Print the letter of advice for who reported."
    ),
    Step.FORWARD: gettext_lazy("The petition is forwarded."),
    Step.LINK: gettext_lazy("The petition is linked as a repeat."),
    Step.UNLINK: gettext_lazy("The petition is unlinked."),
    Step.HAND_OVER: gettext_lazy(
        "The petition is handed over; the case office is told to sign for it."
    ),
    Step.SIGN: gettext_lazy("You have signed for the papers."),
    Step.ASK_RETURN: gettext_lazy("The leader in charge is asked."),
    Step.DECIDE_RETURN: gettext_lazy("Your decision is noted."),
    Step.FINISH: gettext_lazy("The petition is finished."),
    Step.UNVERIFIABLE: gettext_lazy(
        "The petition counts as anonymous; nothing of the name is kept."
    ),
    Step.KEEP_AWAY: gettext_lazy("You keep away from this matter; your colleagues are told."),
    Step.ASK_AWAY: gettext_lazy("Who decides is asked."),
    Step.DECIDE_AWAY: gettext_lazy("Your decision is noted."),
    Step.REVIEW: gettext_lazy("The review is noted."),
}
FOREMOST = frozenset(
    {Step.ACCEPT, Step.HAND_OVER, Step.SIGN, Step.DECIDE_RETURN, Step.FINISH, Step.DECIDE_AWAY}
)
"""The steps that are usually next."""
