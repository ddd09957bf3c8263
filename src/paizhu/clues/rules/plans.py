"""Plans: written by the team, with what to do for safety, approved at their level before anything begins."""

from django.utils.translation import gettext as _

from paizhu.clues.models import Clue
from paizhu.clues.queries import articles, working
from paizhu.clues.rules import team
from paizhu.clues.rules.teamwork import check_at_work, check_works
from paizhu.kernel import clock
from paizhu.kernel.refusals import Refused
from paizhu.kernel.viewers import Viewer


def check_can_plan(by: Viewer, clue: Clue, _item: object = None) -> None:
    """The team writes a plan where none waits or is in force, once it is complete."""
    check_works(by, clue)
    check_at_work(clue)
    plan = working.plan_of(clue)
    if plan is not None and working.is_waiting(plan.approval):
        raise Refused(_("A plan waits for its decision already."))
    if plan is not None and working.is_approved(plan.approval):
        raise Refused(_("The plan is approved: work by it."))
    team.check_is_complete(clue, clock.today())


def check_plan(clue: Clue, text: str, talks: str, safety: str) -> None:
    """A plan says what is done, how talks are led, and what is done in an emergency."""
    article = articles.work(33 if working.is_verification(clue) else 27)
    parts = (
        (text, _("The plan of work is missing.")),
        (talks, _("The plan of the talks is missing.")),
        (safety, _("The safety and emergency plan is missing.")),
    )
    for part, reason in parts:
        if not part.strip():
            raise Refused(reason, basis=article)
