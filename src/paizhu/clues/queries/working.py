"""What is worked with in one matter: its team, its plan, its report, and how many people a contact takes."""

from datetime import date

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


def works(clue: Clue, official_id: int | None) -> bool:
    """Tell whether somebody is on the team now."""
    return official_id is not None and team(clue).filter(official=official_id).exists()


def ever_worked(clue: Clue, official_id: int | None) -> bool:
    """Tell whether somebody is or was on the team."""
    return TeamMember.objects.filter(clue=clue, official=official_id or 0).exists()


def minimum(clue: Clue) -> int:
    """Return how many people a team, a talk or a taking of evidence needs; two where the time named no number."""
    return minimum_on(clue.received_on, clue.commission_id)


def minimum_on(on: date, commission_id: int) -> int:
    """Return it for a day."""
    limit = rulebook.limits_on(on, commission_id).get("talk_people")
    return max(TWO, limit.amount if limit else TWO)


def plan_of(clue: Clue) -> Plan | None:
    """Return the plan of the work under way: the latest one that is not closed; one query."""
    kind = {"clue": clue, "is_verification": is_verification(clue), "closed_on__isnull": True}
    return Plan.objects.filter(**kind).select_related("approval").order_by("-pk").first()


def is_approved(approval: Approval | None) -> bool:
    """Tell whether a question was decided with yes."""
    return approval is not None and approval.state == ApprovalState.APPROVED


def is_waiting(approval: Approval | None) -> bool:
    """Tell whether a question waits for its decision."""
    return approval is not None and approval.state == ApprovalState.WAITING


def report_of(clue: Clue) -> Report | None:
    """Return the latest report of the stage under way; what an earlier group wrote is its own."""
    kind = {"clue": clue, "is_verification": is_verification(clue), "closed_on__isnull": True}
    return Report.objects.filter(**kind).select_related("approval").order_by("-pk").first()


def inquired_on(clue: Clue) -> date | None:
    """Return when the way of an inquiry by talk or letter was decided last; None where there was none; one query."""
    asked = Approval.objects.filter(
        clue=clue,
        step="clue_disposition",
        word=Disposition.INQUIRY,
        state=ApprovalState.APPROVED,
    )
    return asked.order_by("-pk").values_list("decided_on", flat=True).first()


def missing_signatures(report: Report) -> list[TeamMember]:
    """Return who of the present team has not signed; one query."""
    signed = report.signatures.values("official_id")
    return list(team(report.clue).exclude(official__in=signed))


def is_at_work(clue: Clue) -> bool:
    """Tell whether inquiry or verification is under way."""
    return clue.state in AT_WORK


def approval_of(clue: Clue, step: str, state: str = ApprovalState.APPROVED) -> Approval | None:
    """Return the latest decision of a question in a state."""
    asked = Approval.objects.filter(clue=clue, step=step, state=state)
    return asked.order_by("-pk").first()


def consulted(clue: Clue) -> str:
    """Return whose view is asked before filing, by the rules of the matter's day; empty where nobody's is."""
    try:
        level = rulebook.level("case_filing", clue.category, on=clue.received_on)
    except rulebook.NotKnownThen:
        return ""
    return str(level.consults or "")
