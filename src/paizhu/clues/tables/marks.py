"""States, lights and dispositions of clues as marks: always in words, with a tone and a shape."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from paizhu.clues.models import (
    Approval,
    ApprovalState,
    Clue,
    ClueState,
    Conclusion,
    Disposition,
    Recusal,
)
from paizhu.clues.queries import shown
from paizhu.clues.queries.clocks import LABELS, CaseClock
from paizhu.kernel import clock
from paizhu.rectification.panels import light_mark
from paizhu.rectification.queries import Clock, Deadlines
from paizhu.rulebook import queries as rulebook
from paizhu.web.components import Mark, Tone

TONES = {
    ClueState.REGISTERED: Tone.YELLOW,
    ClueState.ASSIGNED: Tone.BLUE,
    ClueState.PROPOSED: Tone.BLUE,
    ClueState.INQUIRING: Tone.BLUE,
    ClueState.VERIFYING: Tone.BLUE,
    ClueState.REPORTED: Tone.BLUE,
    ClueState.FILING: Tone.YELLOW,
    ClueState.FILED: Tone.GREEN,
    ClueState.HELD: Tone.NEUTRAL,
    ClueState.CONCLUDED: Tone.GREEN,
    ClueState.TRANSFERRED: Tone.GREEN,
    ClueState.ARCHIVED: Tone.NEUTRAL,
}


def state_mark(clue: Clue) -> Mark:
    """Return where the clue stands."""
    return Mark(clue.get_state_display(), TONES[ClueState(clue.state)])


def clock_mark(each: CaseClock) -> Mark:
    """Return the light of one limit."""
    return light_mark(Clock(each.light, each.days, each.provisional))


def due_mark(clue: Clue, deadlines: Deadlines) -> Mark | None:
    """Return the light of the nearest limit of a clue of a list; no query."""
    return light_mark(deadlines.until(clue.due_on)) if clue.due_on else None


def due_words(clue: Clue) -> str:
    """Return what the nearest limit is about."""
    return str(LABELS.get(clue.due_limit, "")) if clue.due_on else ""


def disposition_words(clue: Clue) -> str:
    """Return the disposition, or nothing yet."""
    return str(Disposition(clue.disposition).label) if clue.disposition else ""


def prepare(request, records) -> None:
    """Say for the whole page how near each nearest limit is; three queries however many rows."""
    deadlines = Deadlines(request.user.commission_id, clock.today())
    for record in records:
        record.light = due_mark(record, deadlines)


def named_words(clue: Clue) -> str:
    """Return whether the report was signed."""
    if clue.is_named is None:
        return ""
    return _("real name") if clue.is_named else _("not by real name")


def facts(clue: Clue) -> list[tuple[str, object]]:
    """Return the facts of a clue as its page and its print name them."""
    return [
        (_("Clue code"), clue.code),
        (_("Received on"), clue.received_on),
        (pgettext("clue", "Source"), clue.source),
        (_("Real name"), named_words(clue)),
        (_("Unit concerned"), clue.unit.name),
        (_("Person concerned"), clue.person_name),
        (_("Rank"), clue.get_rank_display()),
        (_("Category of the person"), clue.get_category_display()),
        (_("Handling group"), clue.group.name if clue.group else ""),
        (_("Assigned on"), clue.assigned_on),
        (_("Kept by"), clue.keeper.name if clue.keeper else ""),
        (_("Disposition"), disposition_words(clue)),
        (_("Filed with the commission on"), clue.filed_with_organ_on),
    ]


APPROVAL_TONES = {
    ApprovalState.WAITING: Tone.BLUE,
    ApprovalState.APPROVED: Tone.GREEN,
    ApprovalState.RETURNED: Tone.YELLOW,
}


def proposed_words(approval: Approval) -> str:
    """Return what is proposed: a disposition, a conclusion, a new day, who is to keep away; nothing for what is no word."""
    step, word = approval.step, approval.word
    if step == "clue_disposition" and word in Disposition.values:
        return str(Disposition(word).label)
    if step == "recusal":
        return _recusal_words(approval)
    if step == "joint_work":
        return word
    if step == "follow_up":
        return _listed("follow_up_grounds", word, approval)
    if step.endswith("_extension") and ":" in word:
        limit, _sep, day = word.partition(":")
        return f"{rulebook.pack_on(date.max).limit(limit).label} → {day}"
    return str(Conclusion(word).label) if word in Conclusion.values else ""


def _recusal_words(approval: Approval) -> str:
    """Return whose recusal is in question, on which ground, and what is asked."""
    kind, _sep, key = approval.word.rpartition(":")
    mine = (each for each in shown.rows(approval.clue, Recusal) if str(each.pk) == key)
    found = next(mine, None)
    asked = _("to be allowed to work on it") if kind == "lift" else _("to keep away")
    return f"{found.official.name} · {found.ground_label} · {asked}" if found else asked


def _listed(key: str, word: str, approval: Approval) -> str:
    for day in (approval.clue.received_on, clock.today()):
        try:
            return str(rulebook.closed_list(key, on=day).item(word).label)
        except (rulebook.NotKnownThen, rulebook.UnknownEntry):
            continue
    return word
