"""People of another group for a matter (组组协作): asked by who works on it, agreed by the organ that sends the groups, entered by its office.

The office learns which groups are to work together, and nothing of the matter. Source: 2022 rules, art. 17.
"""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from paizhu.clues import rules
from paizhu.clues.actions import approvals
from paizhu.clues.actions.holding import check_written, held
from paizhu.clues.models import Approval, ApprovalState, Clue
from paizhu.clues.queries import handlers
from paizhu.kernel import acts, clock
from paizhu.kernel.acts import act
from paizhu.kernel.viewers import Viewer
from paizhu.notices import actions as notices
from paizhu.organization.models import CompositeGroup, Post
from paizhu.trail import actions as trail

STEP = "joint_work"
KIND = "clues.joint_work_agreed"
REASON = _("Joint work of %(number)s is agreed by the commission: enter the authorisation.")


@act
def ask(
    *, clue: Clue, group: CompositeGroup, text: str, seen_revision: int | None = None, by: Viewer
) -> Approval:
    """Ask that another group's people may work on the matter."""
    record = held(clue, seen_revision)
    rules.lending.check_can_ask(by, record)
    rules.lending.check_lender(record, group, clock.today())
    check_written(text)
    return approvals.ask(clue=record, step=STEP, word=group.code, text=text, by=by)


@act
def decided(*, approval: Approval, by: Viewer) -> None:
    """Agreed: the office is told which groups, and enters the authorisation; from then on its people can be taken into the team."""
    clue = approval.clue
    lender = CompositeGroup.objects.of(clue.commission_id).filter(code=approval.word).first()
    if approval.state != ApprovalState.APPROVED or clue.group is None or lender is None:
        acts.nothing_to_do()
        return
    trail.record("clues.joint_work_agreed", clue, by=by, group=lender.code)
    groups = [clue.group, lender]
    given = urlencode([("groups", group.pk) for group in groups])
    notices.tell(
        commission_id=clue.commission_id,
        recipients=handlers.of_commission(clue.commission_id, clock.today(), Post.OFFICE),
        kind=KIND,
        about=lender,
        number="、".join(group.name for group in groups)[:64],
        url=f"{reverse('oversight:joint_work_new')}?{given}",
        by=by,
    )
