"""What is worked with in one matter: its team, its plan, its report, and how many people a contact takes."""

from datetime import date
from typing import Any

from django.db.models import QuerySet

from paizhu.clues.models import (
    AT_WORK,
    Approval,
    ApprovalState,
    Clue,
    Disposition,
    Plan,
    Report,
    TeamMember,
)
from paizhu.clues.queries import shown
from paizhu.rulebook import queries as rulebook

TWO = 2
"""Nobody works on a matter alone (2019 rules, art. 42)."""
PLAN_STEPS = {False: "inquiry", True: "preliminary_verification"}
"""The key of the level that approves a plan, by whether it is of a verification."""


def is_verification(clue: Clue) -> bool:
    """Tell whether the matter is verified, rather than asked about by talk or letter."""
    return clue.disposition == Disposition.VERIFICATION


def team(clue: Clue) -> QuerySet[TeamMember]:
    """Return who works on the matter now, the lead first."""
    working = TeamMember.objects.filter(clue=clue, left_on__isnull=True)
    return working.select_related("official")


def members(clue: Clue) -> list[TeamMember]:
    """Return who works on the matter now, the lead first; one query."""
    return [member for member in shown.rows(clue, TeamMember) if member.left_on is None]


def works(clue: Clue, official_id: int | None) -> bool:
    """Tell whether somebody is on the team now."""
    return official_id is not None and any(m.official_id == official_id for m in members(clue))


def ever_worked(clue: Clue, official_id: int | None) -> bool:
    """Tell whether somebody is or was on the team."""
    return any(member.official_id == official_id for member in shown.rows(clue, TeamMember))


def minimum(clue: Clue) -> int:
    """Return how many people a team, a talk or a taking of evidence needs; two where the time named no number."""
    return minimum_on(clue.received_on, clue.commission_id)


def minimum_on(on: date, commission_id: int) -> int:
    """Return it for a day."""
    limit = rulebook.limits_on(on, commission_id).get("talk_people")
    return max(TWO, limit.amount if limit else TWO)


def plan_of(clue: Clue) -> Plan | None:
    """Return the plan of the work under way: the latest one that is not closed; one query."""
    return _under_way(clue, Plan)


def _under_way(clue: Clue, model: type[Any]) -> Any:
    kind = is_verification(clue)
    mine = (
        each
        for each in shown.rows(clue, model)
        if each.is_verification == kind and each.closed_on is None
    )
    return max(mine, key=_key, default=None)


def is_approved(approval: Approval | None) -> bool:
    """Tell whether a question was decided with yes."""
    return approval is not None and approval.state == ApprovalState.APPROVED


def is_waiting(approval: Approval | None) -> bool:
    """Tell whether a question waits for its decision."""
    return approval is not None and approval.state == ApprovalState.WAITING


def report_of(clue: Clue) -> Report | None:
    """Return the latest report of the stage under way; what an earlier group wrote is its own."""
    return _under_way(clue, Report)


def inquired_on(clue: Clue) -> date | None:
    """Return when the way of an inquiry by talk or letter was decided last; None where there was none; one query."""
    asked = (
        each
        for each in shown.rows(clue, Approval)
        if (each.step, each.word, each.state)
        == ("clue_disposition", Disposition.INQUIRY, ApprovalState.APPROVED)
    )
    last = max(asked, key=_key, default=None)
    return last.decided_on if last else None


def missing_signatures(report: Report) -> list[TeamMember]:
    """Return who of the present team has not signed; one query."""
    signed = {signature.official_id for signature in report.signatures.all()}
    return [member for member in members(report.clue) if member.official_id not in signed]


def is_at_work(clue: Clue) -> bool:
    """Tell whether inquiry or verification is under way."""
    return clue.state in AT_WORK


def approval_of(clue: Clue, step: str, state: str = ApprovalState.APPROVED) -> Approval | None:
    """Return the latest decision of a question in a state."""
    asked = (
        each for each in shown.rows(clue, Approval) if (each.step, each.state) == (step, state)
    )
    return max(asked, key=_key, default=None)


def consulted(clue: Clue) -> str:
    """Return whose view is asked before filing, by the rules of the matter's day; empty where nobody's is."""
    try:
        level = rulebook.level("case_filing", clue.category, on=clue.received_on)
    except rulebook.NotKnownThen:
        return ""
    return str(level.consults or "")


def _key(record: Any) -> int:
    return record.pk
