"""States, lights and dispositions of clues as marks: always in words, with a tone and a shape."""

from datetime import date

from django.utils.translation import gettext as _

from paizhu.clues.models import Approval, ApprovalState, Clue, ClueState, Conclusion, Disposition
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
        (_("Source"), clue.source),
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


def step_words(step: str) -> str:
    """Return what a question is called, in the rule packs' words."""
    for entry in rulebook.pack_on(date.max).entries:
        if entry.kind == rulebook.Kind.LEVEL and entry.key.startswith(f"{step}/"):
            return str(getattr(entry, "step", entry.label))
    return step


def proposed_words(approval: Approval) -> str:
    """Return what is proposed: a disposition, a conclusion, a new day; nothing for what is no word."""
    word = approval.word
    if approval.step == "clue_disposition" and word in Disposition.values:
        return str(Disposition(word).label)
    if word in Conclusion.values:
        return str(Conclusion(word).label)
    limit, _sep, day = word.partition(":")
    if day and limit != "lift":
        return f"{rulebook.pack_on(date.max).limit(limit).label} → {day}"
    if approval.step == "recusal":
        return _("to be allowed to work on it") if limit == "lift" else _("to keep away")
    return ""
