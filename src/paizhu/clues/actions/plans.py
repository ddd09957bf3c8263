"""Plans of inquiry and verification: written by the team, put to the level that approves them."""

from paizhu.clues import rules
from paizhu.clues.actions import approvals
from paizhu.clues.actions.moving import held, made, own
from paizhu.clues.models import Clue, Plan
from paizhu.clues.queries import working
from paizhu.kernel import clock
from paizhu.kernel.acts import act
from paizhu.kernel.records import save_clean
from paizhu.kernel.viewers import Viewer
from paizhu.trail import actions as trail


@act
def submit(
    *, clue: Clue, text: str, talks: str, safety: str, seen_revision: int | None = None, by: Viewer
) -> Plan:
    """The team puts its plan to the level that approves it; nothing begins before that."""
    clue = held(clue, seen_revision)
    rules.plans.check_can_plan(by, clue)
    rules.plans.check_plan(clue, text, talks, safety)
    is_verification = working.is_verification(clue)
    close(clue)
    plan = made(
        Plan,
        clue,
        is_verification=is_verification,
        text=text.strip(),
        talks=talks.strip(),
        safety=safety.strip(),
        written_on=clock.today(),
        written_by_id=own(by),
    )
    trail.record("clues.planned", clue, by=by)
    plan.approval = approvals.ask(
        clue=clue, step=working.PLAN_STEPS[is_verification], text=text.strip(), by=by
    )
    return save_clean(plan)


def close(clue: Clue) -> None:
    """The plan in force is done with: returned, or its work decided about."""
    plan = working.plan_of(clue)
    if plan is not None:
        plan.closed_on = clock.today()
        save_clean(plan)
