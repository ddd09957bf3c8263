"""What stands against authorising joint work between groups, ending it, and acting under it.

Source: 《纪检监察机关派驻机构工作规则》 (2022) art. 17: the organ that sends the groups organises their joint work.
"""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from paizhu.kernel import clock
from paizhu.kernel.refusals import Refused
from paizhu.kernel.viewers import Viewer
from paizhu.organization import queries as organization
from paizhu.organization.models import (
    Capacity,
    CompositeGroup,
    Official,
    Post,
    Posting,
    Unit,
)
from paizhu.oversight import queries
from paizhu.oversight.models import JointWork
from paizhu.oversight.rules import ledgers
from paizhu.tenancy.models import Commission

BASIS = "《纪检监察机关派驻机构工作规则》第17条"
AGREEING_POSTS = frozenset({Post.SECRETARY, Post.DEPUTY_SECRETARY, Post.STANDING_MEMBER})
"""Who agrees for the commission, besides the liaison member of one of the groups."""


def check_can_authorise(by: Viewer) -> None:
    """Joint work is authorised by the commission; its office enters what was agreed."""
    if not by.powers.keeps_structure:
        raise Refused(
            _("Joint work between groups is authorised by the commission; its office enters it."),
            basis=BASIS,
        )


def check_joint_groups(groups: Iterable[int]) -> None:
    """Joint work is between groups."""
    if len(set(groups)) < 2:
        raise Refused(_("Joint work is between two groups at least."))


def check_joint_period(from_on: date, until_on: date, agreed_on: date) -> None:
    """It is agreed before it begins, and ends on or after the day of its beginning."""
    if until_on < from_on:
        raise Refused(_("Joint work cannot end before it begins."))
    if agreed_on > from_on:
        raise Refused(_("Joint work is agreed before it begins, not afterwards."))
    if agreed_on > clock.today():
        raise Refused(_("What is agreed only later cannot be entered yet."))


def check_agreeing(official: Official, groups: Iterable[int], on: date) -> None:
    """The one who agreed spoke for the commission on that day: its leadership, or a group's liaison member."""
    held = Posting.objects.of(official.commission_id).in_force(on).filter(official=official)
    for posting in held:
        if posting.post in AGREEING_POSTS:
            return
        if posting.post == Post.LIAISON and posting.composite_group_id in set(groups):
            return
    raise Refused(
        _(
            "%(person)s was on %(day)s neither of the standing committee nor liaison member of one of these groups."
        )
        % {"person": official.name, "day": on.isoformat()},
        basis=BASIS,
    )


def check_can_end(by: Viewer, joint_work: JointWork) -> None:
    """The office ends early what has not been ended already; also afterwards, as of the day on which it was ended."""
    check_can_authorise(by)
    ledgers.check_own_commission(by, joint_work.commission_id)
    if joint_work.ended_on is not None:
        raise Refused(_("This authorisation has been ended already."))
    if joint_work.until_on <= joint_work.from_on:
        raise Refused(_("This authorisation is for one day; there is nothing to end early."))


def check_end_day(joint_work: JointWork, last_on: date) -> None:
    """The last day lies within the period, before its own end."""
    if not joint_work.from_on <= last_on < joint_work.until_on:
        raise Refused(
            _("The last day lies between %(first)s and the day before %(last)s.")
            % {
                "first": joint_work.from_on.isoformat(),
                "last": joint_work.until_on.isoformat(),
            }
        )


def check_authorised(
    *,
    commission: Commission | int,
    officials: Iterable[int],
    units: Iterable[int],
    on: date,
    matter: str | None = None,
) -> None:
    """Everybody acts at every unit within his capacity on the day, or under an authorisation of joint work.

    `officials`, `units`: database ids; `matter`: the kind on the table, None where it is not known yet.
    """
    structure = organization.structure_of(commission)
    allowed = queries.Authorisations(commission, structure, on, on)
    places = list(units)
    for official in officials:
        for unit in places:
            is_outside = structure.capacity(official, unit, on) is Capacity.OUTSIDE
            if is_outside and allowed.of(official, unit, on, matter) is None:
                raise outside(official, unit, on)


def outside(official: int, unit: int, on: date) -> Refused:
    """Return the refusal of somebody who would act at a unit outside his capacity and without an authorisation."""
    return Refused(
        _(
            "On %(day)s %(person)s was neither resident at “%(unit)s” nor in a group that "
            "supervises it: he would act outside his capacity. Joint work between groups needs "
            "an authorisation of the commission."
        )
        % {
            "day": on.isoformat(),
            "person": Official.objects.get(pk=official).name,
            "unit": Unit.objects.get(pk=unit).name,
        }
    )


def check_groups_work(groups: Iterable[CompositeGroup], on: date) -> None:
    """Each group works on the day on which the joint work begins."""
    for group in groups:
        if group.established_on > on:
            raise Refused(
                _("“%(group)s” is established only on %(day)s.")
                % {"group": group.name, "day": group.established_on.isoformat()}
            )
