"""Authorising joint work between groups (组组协作授权), and ending it early."""

from copy import copy
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from paizhu.kernel import clock
from paizhu.kernel.acts import act
from paizhu.kernel.records import changes, check_fresh, save_clean
from paizhu.kernel.viewers import Viewer
from paizhu.notices import actions as inbox
from paizhu.organization.models import CompositeGroup, Official, Post, Posting, Unit
from paizhu.oversight import rules
from paizhu.oversight.models import JointWork, JointWorkMatter, Series
from paizhu.oversight.states import JointWorkDraft
from paizhu.tenancy.actions import batches, numbers
from paizhu.tenancy.models import Commission
from paizhu.trail import actions as trail

TRAILED = ("kind", "from_on", "until_on", "agreed_on", "ended_on")
"""What the trail may say besides codes: neither the purpose nor the reason for ending."""
AUTHORISED, ENDED = "oversight.joint_work_authorised", "oversight.joint_work_ended"
KINDS = (
    (AUTHORISED, _("Joint work of your group is authorised until %(due_on)s (%(number)s)."), True),
    (ENDED, _("The joint work %(number)s ends early, on %(due_on)s."), True),
)
"""Kind of notice, what it says, and whether reading it is all that is asked."""
TOLD = (Post.LEADER, Post.DEPUTY, Post.MEMBER, Post.LIAISON)


@act
def authorise(*, commission: Commission, draft: JointWorkDraft, by: Viewer) -> JointWork:
    """Enter an authorisation that the commission has given. It gets the next number of the year it begins in."""
    rules.check_can_authorise(by)
    rules.ledgers.check_own_commission(by, commission.pk)
    groups = _own(CompositeGroup, commission, draft.group_ids)
    units = _own(Unit, commission, draft.unit_ids)
    (agreeing,) = _own(Official, commission, [draft.agreed_by_id])
    rules.check_joint_groups(draft.group_ids)
    rules.check_joint_period(draft.from_on, draft.until_on, draft.agreed_on)
    rules.check_groups_work(groups, draft.from_on)
    rules.check_agreeing(agreeing, draft.group_ids, draft.agreed_on)
    made = _record(commission, draft)
    numbers.give(made, Series.JOINT_WORK, draft.from_on.year)
    save_clean(made)
    made.groups.set(groups)
    made.units.set(units)
    for matter in dict.fromkeys(draft.matters):
        save_clean(JointWorkMatter(joint_work=made, matter=matter))
    trail.record(
        "oversight.joint_work_authorised",
        made,
        by=by,
        groups=[group.code for group in groups],
        units=[unit.code for unit in units],
        matters=list(draft.matters),
        agreed_by=agreeing.code,
        **{name: getattr(made, name) for name in TRAILED if name != "ended_on"},
    )
    _tell(made, AUTHORISED, by)
    return made


@act
def end(
    *,
    joint_work: JointWork,
    last_on: date,
    reason: str,
    seen_revision: int | None = None,
    by: Viewer,
) -> JointWork:
    """End an authorisation early; what was done under it until its last day stays authorised."""
    found = JointWork.objects.select_for_update(of=("self",)).get(pk=joint_work.pk)
    check_fresh(found, seen_revision)
    rules.check_can_end(by, found)
    rules.check_end_day(found, last_on)
    before = copy(found)
    found.ended_on, found.end_reason = last_on, reason.strip()
    save_clean(found)
    trail.record(
        "oversight.joint_work_ended",
        found,
        by=by,
        changes=changes(before, found, TRAILED),
        last_on=last_on,
    )
    inbox.settle(about=found, kinds=[AUTHORISED])
    _tell(found, ENDED, by)
    return found


def _tell(joint_work: JointWork, kind: str, by: Viewer) -> None:
    """Tell everybody of the groups, and who guides them."""
    held = Posting.objects.of(joint_work.commission_id).in_force(clock.today())
    held = held.filter(composite_group__in=joint_work.groups.all(), post__in=TOLD)
    inbox.tell(
        commission_id=joint_work.commission_id,
        recipients=held.order_by().values_list("official_id", flat=True).distinct(),
        kind=kind,
        about=joint_work,
        number=joint_work.code,
        due_on=joint_work.last_on,
        url=reverse("oversight:joint_work", args=[joint_work.pk]),
        by=by,
    )


def _record(commission: Commission, draft: JointWorkDraft) -> JointWork:
    return JointWork(
        commission=commission,
        code=draft.code,
        kind=draft.kind,
        purpose=draft.purpose.strip(),
        from_on=draft.from_on,
        until_on=draft.until_on,
        agreed_by_id=draft.agreed_by_id,
        agreed_on=draft.agreed_on,
    )


def _own(model: type, commission: Commission, keys) -> list:
    """Return the commission's own records of these ids in order of code. Raises `ValidationError` for another's."""
    found = list(model.objects.of(commission).filter(pk__in=keys).order_by("code"))
    batches.demand({one.pk: one for one in found}, keys, "")
    return found
