"""The work on a clue, as panels of its page. Each stays away where the matter has nothing of it yet."""

from typing import Any

from django.db.models import Prefetch
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from paizhu.clues.models import (
    AT_WORK,
    ENDED,
    Clarification,
    Clue,
    ClueState,
    Disposition,
    Evidence,
    InquiryOutcome,
    Letter,
    Measure,
    Plan,
    Report,
    ReportState,
    Talk,
    Talker,
    TeamMember,
)
from paizhu.clues.panels.parts import drawn, seen, ways, works
from paizhu.clues.queries import archive as files
from paizhu.clues.queries import working
from paizhu.clues.rules import filing as filing_rules
from paizhu.clues.rules import teamwork
from paizhu.clues.rules.may import check_may
from paizhu.clues.rules.team import STAFFED
from paizhu.clues.tables import verifying as marks
from paizhu.clues.tables.works import WORKS
from paizhu.kernel.refusals import allowed, refusal
from paizhu.web.components import Button


def team(request: HttpRequest, clue: Clue) -> str:
    """Draw who works on it and who did."""
    members = seen(request, clue, TeamMember)
    if not members and clue.state not in STAFFED:
        return ""
    staffs = allowed(teamwork.check_staffs, request.user, clue) and clue.state in STAFFED
    now = [member for member in members if member.left_on is None]
    return drawn(
        request,
        "team",
        clue,
        now=[(member, _member_ways(request, clue, member) if staffs else []) for member in now],
        before=[member for member in members if member.left_on is not None],
        least=working.minimum(clue),
        buttons=ways(request, clue, "team_join") if staffs else [],
    )


def plan(request: HttpRequest, clue: Clue) -> str:
    """Draw the plans, the one in force first."""
    plans = seen(request, clue, Plan)[::-1]
    writes = works(request, clue) and clue.state in AT_WORK
    open_plan = next((p for p in plans if p.closed_on is None and not _is_returned(p)), None)
    buttons = ways(request, clue, "plan_submit") if writes and open_plan is None else []
    if not (plans or buttons):
        return ""
    shown = [(each, marks.plan_mark(each)) for each in plans]
    return drawn(request, "plan", clue, plans=shown, buttons=buttons)


def letters(request: HttpRequest, clue: Clue) -> str:
    """Draw the letters of inquiry."""
    found = seen(request, clue, Letter)
    writes = works(request, clue) and clue.state == ClueState.INQUIRING
    buttons = ways(request, clue, "letter_send") if writes else []
    if not (found or buttons):
        return ""
    shown = [
        (
            each,
            marks.letter_mark(each),
            [
                *(_letter_ways(request, clue, each) if writes else []),
                _print_button(_("Draft to print"), "clues:letter_print", clue, each),
            ],
        )
        for each in found
    ]
    return drawn(request, "letters", clue, letters=shown, buttons=buttons)


def talks(request: HttpRequest, clue: Clue) -> str:
    """Draw the talks of the matter."""
    found = []
    if seen(request, clue, Talk):
        mine = Talk.objects.visible_to(request.user).filter(clue=clue).defer("transcript")
        held = Prefetch("talkers", Talker.objects.select_related("official"))
        found = list(mine.prefetch_related(held).order_by("held_on", "pk"))
    writes = teamwork.leads_group(request.user, clue) or works(request, clue)
    buttons = [_talk_button(request, clue)] if writes and clue.state in (*AT_WORK, *ENDED) else []
    if not (found or buttons):
        return ""
    return drawn(request, "talks", clue, talks=found, buttons=buttons)


def measures(request: HttpRequest, clue: Clue) -> str:
    """Draw the ledger of measures."""
    found = seen(request, clue, Measure)
    writes = works(request, clue)
    words = ["measure_enter"] if writes and clue.state == ClueState.VERIFYING else []
    if writes and any(each.filed_on is None for each in found):
        words.append("measures_file")
    if not (found or words):
        return ""
    shown = [
        (
            each,
            marks.measure_mark(each),
            ways(request, clue, "measure_end", item=each) if writes and not each.until_on else [],
        )
        for each in found
    ]
    return drawn(request, "measures", clue, measures=shown, buttons=ways(request, clue, *words))


def evidence(request: HttpRequest, clue: Clue) -> str:
    """Draw the list of evidence with its custody."""
    found = seen(request, clue, Evidence)
    writes = works(request, clue)
    buttons = ways(request, clue, "evidence_add") if writes and clue.state in AT_WORK else []
    if not (found or buttons):
        return ""
    is_open = writes and clue.state != ClueState.ARCHIVED
    shown = [
        (
            each,
            marks.evidence_mark(each),
            _evidence_ways(request, clue, each) if is_open and not each.returned_on else [],
        )
        for each in found
    ]
    return drawn(request, "evidence", clue, items=shown, buttons=buttons)


def report(request: HttpRequest, clue: Clue) -> str:
    """Draw the reports with who signed and who has still to sign."""
    found = seen(request, clue, Report)[::-1]
    writes = works(request, clue)
    is_open = any(each.state != ReportState.APPROVED for each in found)
    buttons = (
        ways(request, clue, "report_write")
        if writes and clue.state in AT_WORK and not is_open
        else []
    )
    if not (found or buttons):
        return ""
    members = working.members(clue) if is_open else []
    tells = writes or teamwork.leads_group(request.user, clue)
    shown = [_report(request, clue, each, members, writes, tells) for each in found]
    return drawn(request, "report", clue, reports=shown, buttons=buttons)


def filing(request: HttpRequest, clue: Clue) -> str:
    """Draw the consultation of the host and the request for filing."""
    if clue.state not in (ClueState.FILING, ClueState.FILED) and not clue.filed_on:
        return ""
    asked = filing_rules.consultation_of(clue)
    words: list[str] = []
    if works(request, clue):
        words = _filing_words(clue, asked)
    return drawn(
        request,
        "filing",
        clue,
        asked=asked,
        consulted=working.consulted(clue),
        buttons=ways(request, clue, *words),
    )


def clarification(request: HttpRequest, clue: Clue) -> str:
    """Draw what was cleared up, where something may be."""
    found = seen(request, clue, Clarification)
    follows = teamwork.leads_group(request.user, clue) or works(request, clue)
    is_here = follows and clue.state == ClueState.CONCLUDED and clue.disposition != Disposition.HELD
    buttons = ways(request, clue, "clarify") if is_here else []
    if not (found or any(not button.refusal for button in buttons)):
        return ""
    shown = [
        (
            each,
            ways(request, clue, "clarify_done", item=each) if follows and not each.done_on else [],
        )
        for each in found
    ]
    return drawn(request, "clarification", clue, items=shown, buttons=buttons)


def archive(request: HttpRequest, clue: Clue) -> str:
    """Draw what must be in the file, once the matter has ended."""
    if clue.state not in ENDED:
        return ""
    lines = files.checklist(clue)
    buttons = ways(request, clue, "archive")
    return drawn(
        request,
        "archive",
        clue,
        lines=lines,
        missing=sum(not line.is_there for line in lines),
        buttons=buttons,
    )


def _member_ways(request: HttpRequest, clue: Clue, member: TeamMember) -> list[Button]:
    words = ("team_leave",) if member.is_lead else ("team_lead", "team_leave")
    return ways(request, clue, *words, item=member)


def _is_returned(plan: Plan) -> bool:
    return plan.approval is not None and plan.approval.state == "returned"


def _letter_ways(request: HttpRequest, clue: Clue, letter: Letter) -> list[Button]:
    if letter.received_on is None:
        return ways(request, clue, "letter_receive", item=letter)
    return [] if letter.replied_on else ways(request, clue, "letter_reply", item=letter)


def _evidence_ways(request: HttpRequest, clue: Clue, item: Evidence) -> list[Button]:
    is_mine = item.keeper_id == getattr(request.user, "official_id", None)
    return ways(request, clue, "evidence_return" if is_mine else "evidence_take", item=item)


def _report(
    request, clue: Clue, each: Report, members: list[TeamMember], writes: bool, tells: bool
) -> dict[str, Any]:
    signed = list(each.signatures.all())
    known = {signature.official_id for signature in signed}
    words: list[str] = []
    if writes and clue.state in AT_WORK:
        words = {
            ReportState.WRITTEN: ["report_sign", "report_submit", "report_rewrite"],
            ReportState.RETURNED: ["report_rewrite"],
        }.get(ReportState(each.state), [])
    is_accepted = each.state == ReportState.APPROVED and each.proposal == InquiryOutcome.ACCEPTED
    if tells and is_accepted and each.told_on is None:
        words = ["report_tell"]
    buttons = ways(request, clue, *words, item=each)
    if is_accepted:
        label = _("Feedback letter to print")
        buttons.append(_print_button(label, "clues:feedback_print", clue, each))
    return {
        "report": each,
        "mark": marks.report_mark(each),
        "proposal": marks.proposal_words(each),
        "signed": signed,
        "missing": [m for m in members if m.official_id not in known]
        if each.state == ReportState.WRITTEN
        else [],
        "ways": buttons,
    }


def _filing_words(clue: Clue, asked: Any) -> list[str]:
    if clue.state == ClueState.FILED:
        return [] if asked and asked.informed_on else ["host_inform"]
    if asked is None and working.consulted(clue):
        return ["host_ask", "host_skip", "filing_ask"]
    if asked is not None and asked.asked_on and asked.answered_on is None:
        return ["host_answer"]
    if (
        asked is not None
        and asked.agrees is False
        and not working.approval_of(clue, "host_disagrees")
    ):
        return ["host_refer"]
    return ["filing_ask"]


def _print_button(label: str, name: str, clue: Clue, item: Any) -> Button:
    """Return the way to a numbered copy: each is on record, so it is asked for by a form."""
    return Button(label, reverse(name, args=[clue.pk, item.pk]), icon="printer", method="post")


def _talk_button(request: HttpRequest, clue: Clue) -> Button:
    work = WORKS["talk_enter"]
    address = reverse("clues:clue_talk_new", args=[clue.pk])
    return Button(
        work.label,
        address,
        icon=work.icon,
        refusal=refusal(check_may, request.user, clue, "talk_enter"),
    )
