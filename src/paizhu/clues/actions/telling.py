"""Who is told of a clue: number and reason only, and only those for whom it exists. Takes part in the running act."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from paizhu.clues.models import READS_ALL, Clue
from paizhu.clues.queries import handlers
from paizhu.kernel import clock
from paizhu.notices import actions as notices
from paizhu.organization.models import Post

KINDS = {
    "assigned": _("%(number)s is assigned to your group: sign for its papers."),
    "handed": _("The papers of %(number)s are handed to you: sign for them."),
    "asked": _("%(number)s waits for your decision."),
    "decided": _("A request on %(number)s has been decided."),
    "near": _("%(number)s is due on %(due_on)s."),
    "overdue": _("%(number)s was due on %(due_on)s."),
    "filing_due": _("The disposition of %(number)s is to be filed with the commission."),
    "superior": _("%(number)s and its disposition are to be reported to the superior organ."),
    "held_due": _("%(number)s, held for later, is to be looked at again."),
    "recused": _("Somebody left %(number)s: see who takes the work over."),
    "stranded": _("Nobody is left to lead the work on %(number)s: withdraw it and assign it anew."),
    "withdrawn": _("%(number)s is withdrawn: return its papers."),
    "anew": _("%(number)s is to be worked on anew: propose what is to be done."),
    "follow_up": _("%(number)s is followed up by the commission: see the grounds."),
    "joined": _("You keep %(number)s from now on."),
}
"""Kind → the reason; never what it is about."""
FOR_INFORMATION = frozenset({"decided", "recused", "joined"})


def register_kinds() -> None:
    """Make the kinds of notice known; called once as the room gets ready."""
    for key, reason in KINDS.items():
        notices.register_kind(f"clues.{key}", reason, for_information=key in FOR_INFORMATION)


def tell(
    clue: Clue, kind: str, officials: Iterable[int | None], who: Any, due_on: date | None = None
) -> int:
    """Tell those of the officials for whom the clue exists."""
    return notices.tell(
        commission_id=clue.commission_id,
        recipients=handlers.seers(clue, officials, clock.today()),
        kind=f"clues.{kind}",
        about=clue,
        number=clue.code,
        due_on=due_on,
        url=clue.get_absolute_url(),
        by=who,
    )


def tell_stranded(clue: Clue, by: Any) -> int:
    """Nobody may take the work over: the case office is told, and where none of it may know, who decides for the commission."""
    office = handlers.seers(clue, case_office(clue), clock.today())
    return tell(clue, "stranded", office or readers(clue), by)


def settle(clue: Clue, *kinds: str) -> None:
    """Say that notices of these kinds need nobody any more."""
    notices.settle(about=clue, kinds=[f"clues.{kind}" for kind in kinds])


def case_office(clue: Clue) -> set[int]:
    """Return who works in the case office today."""
    return handlers.of_commission(clue.commission_id, clock.today(), Post.CASE_OFFICE)


def heads(clue: Clue) -> set[int]:
    """Return the leader and the deputies of the handling group today."""
    return {each.pk for each in handlers.people_of(clue, clock.today(), handlers.HEADS)}


def responsible(clue: Clue) -> set[int]:
    """Return who answers for the clue now: its keeper and who leads its group, or the case office while no group has it."""
    if clue.group_id is None:
        return case_office(clue)
    return {clue.keeper_id, *heads(clue)} - {None}


def readers(clue: Clue) -> set[int]:
    """Return who of the commission reads every clue today."""
    return handlers.of_commission(clue.commission_id, clock.today(), *READS_ALL)


def everybody(clue: Clue) -> set[int]:
    """Return who works in the handling group or guides it today, and who is on the team."""
    posts = (*handlers.HEADS, Post.MEMBER, Post.LIAISON)
    people = (
        {each.pk for each in handlers.people_of(clue, clock.today(), posts)}
        if clue.group_id
        else set()
    )
    return (
        people
        | {member.official_id for member in handlers.team_of(clue)}
        | ({clue.keeper_id} - {None})
    )
