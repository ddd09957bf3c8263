"""Delegated talks, spot checks and explanations at meetings, and what became of a case, as panels of a clue's page."""

from django.http import HttpRequest

from paizhu.clues.models import (
    READS_ALL,
    Clue,
    ClueState,
    Delegation,
    Explanation,
    SpotCheck,
    Trial,
)
from paizhu.clues.panels.parts import drawn, seen, ways, works
from paizhu.clues.queries import articles, working
from paizhu.clues.rules import teamwork
from paizhu.organization.models import Post

BEFORE = (ClueState.REGISTERED, ClueState.ASSIGNED, ClueState.PROPOSED, ClueState.INQUIRING)
"""Where an inquiry has not ended yet. What was worked on anew shows its spot check once it is disposed of again."""


def delegations(request: HttpRequest, clue: Clue) -> str:
    """Draw the talks that were delegated, in an inquiry."""
    if clue.disposed_on is None:
        return ""
    found = seen(request, clue, Delegation)
    writes = clue.state == ClueState.INQUIRING and works(request, clue)
    buttons = ways(request, clue, "delegation_ask") if writes else []
    if not (found or buttons):
        return ""
    shown = [(each, _ways_of(request, clue, each) if writes else []) for each in found]
    return drawn(request, "delegations", clue, items=shown, buttons=buttons)


def explanations(request: HttpRequest, clue: Clue) -> str:
    """Draw spot checks of an accepted explanation, and what was explained at a meeting on party life."""
    if clue.state in BEFORE or (inquired := working.inquired_on(clue)) is None:
        return ""
    checks, told = seen(request, clue, SpotCheck), seen(request, clue, Explanation)
    of_commission = bool(request.user.powers.commission_posts & READS_ALL)
    is_open = any(each.checked_on is None for each in checks)
    words = []
    if of_commission and clue.state == ClueState.CONCLUDED and not is_open:
        words.append("check_choose")
    enters = of_commission or works(request, clue) or teamwork.leads_group(request.user, clue)
    if enters and not told:
        words.append("meeting_enter")
    buttons = ways(request, clue, *words)
    if not (checks or told or any(not each.refusal for each in buttons)):
        return ""
    shown = [
        (
            each,
            ways(request, clue, "check_enter", item=each)
            if of_commission and not each.checked_on and clue.state == ClueState.CONCLUDED
            else [],
        )
        for each in checks
    ]
    return drawn(
        request,
        "explanations",
        clue,
        checks=shown,
        told=told,
        years=(inquired.year, inquired.year + 1),
        basis=articles.work(31),
        buttons=[each for each in buttons if not each.refusal],
    )


def trial(request: HttpRequest, clue: Clue) -> str:
    """Draw what became of a filed case."""
    if clue.filed_on is None:
        return ""
    found = seen(request, clue, Trial)
    is_office = Post.CASE_OFFICE in request.user.powers.commission_posts
    enters = is_office and clue.state == ClueState.FILED
    buttons = ways(request, clue, "trial_accept") if enters and not found else []
    if not (found or buttons):
        return ""
    shown = [
        (each, ways(request, clue, *_next(each), item=each) if enters else []) for each in found
    ]
    return drawn(request, "trial", clue, items=shown, buttons=buttons)


def _next(item: Trial) -> list[str]:
    if item.decided_on is None:
        return ["trial_decide"]
    return [] if item.announced_on else ["trial_announce"]


def _ways_of(request: HttpRequest, clue: Clue, item: Delegation) -> list:
    if not working.is_approved(item.approval) or item.held_on:
        return []
    word = "delegation_record" if item.received_on else "delegation_receive"
    return ways(request, clue, word, item=item)
