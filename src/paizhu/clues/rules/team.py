"""Who may be on a team: at least two, without a conflict, and nobody who decides about the matter."""

from datetime import date

from django.utils.translation import gettext as _

from paizhu.clues.models import Clue, ClueState, Petition, TeamMember
from paizhu.clues.queries import articles, handlers, working
from paizhu.clues.rules.conflicts import check_free
from paizhu.clues.rules.teamwork import check_staffs, check_state
from paizhu.kernel.refusals import Refused
from paizhu.kernel.viewers import Viewer
from paizhu.organization.models import WORKING_COMPOSITE_POSTS, Official
from paizhu.oversight.queries.joint_work import authorised

STAFFED = (
    ClueState.ASSIGNED, ClueState.PROPOSED, ClueState.INQUIRING, ClueState.VERIFYING, ClueState.REPORTED,
    ClueState.FILING, ClueState.FILED, ClueState.CONCLUDED,
)  # fmt: skip
"""Where a matter has a team: from its assignment until the last of it is done."""


def check_can_staff(by: Viewer, clue: Clue, _item: object = None) -> None:
    """Teams are formed by who leads the group, while there is work."""
    check_staffs(by, clue)
    check_state(clue, *STAFFED)
    if clue.group_id is None:
        raise Refused(_("The clue is not assigned to a group yet."))


def check_can_join(clue: Clue, official: Official, on: date) -> None:
    """Of the group or lent to it, not there already, without a conflict, and never one who decided; six queries."""
    if working.works(clue, official.pk):
        raise Refused(_("%(name)s is on the team already.") % {"name": official.name})
    if not is_of_group(clue, official, on):
        raise Refused(
            _(
                "%(name)s does not work in the handling group, and no authorisation of joint work lends him to it."
            )
            % {"name": official.name},
            basis=articles.dispatched(17),
        )
    check_has_not_decided(clue, official)
    check_free(clue, official, on)


def check_has_not_decided(clue: Clue, official: Official) -> None:
    """Who decided about a matter, or received it, never works on it: deciding and working check one another."""
    registered = Petition.objects.filter(pk=clue.petition_id or 0, registered_by=official)
    if official.pk in handlers.ever_decided(clue):
        reason = _("%(name)s has decided about this matter and cannot work on it.")
    elif registered.exists():
        reason = _("%(name)s registered the petition and cannot work on the matter.")
    else:
        return
    raise Refused(reason % {"name": official.name}, basis=articles.dispatched(9))


def is_of_group(clue: Clue, official: Official, on: date) -> bool:
    """Tell whether somebody works in the handling group on a day, or an authorisation of joint work lends him."""
    posted = Official.objects.filter(pk=official.pk).posted(
        on, composite_group=clue.group_id, post__in=WORKING_COMPOSITE_POSTS
    )
    lent = {"official_id": official.pk, "unit_id": clue.unit_id, "on": on}
    return posted.exists() or authorised(clue.commission_id, **lent) is not None


def check_can_change_member(by: Viewer, clue: Clue, member: TeamMember) -> None:
    """Somebody who works on it now is taken off or made lead."""
    check_can_staff(by, clue)
    if member.left_on is not None:
        raise Refused(_("%(name)s has left already.") % {"name": member.official.name})


def check_is_complete(clue: Clue, on: date) -> None:
    """The team has its two people at least, and none of them has come into a conflict meanwhile."""
    members, least = working.members(clue), working.minimum(clue)
    if len(members) < least:
        raise Refused(
            _("The team needs at least %(count)s people.") % {"count": least},
            basis=articles.work(42),
        )
    for member in members:
        check_free(clue, member.official, on)
    _check_still_lent(clue, members, on)


def _check_still_lent(clue: Clue, members: list[TeamMember], on: date) -> None:
    """Who was lent works on it for as long as the authorisation holds, and no longer."""
    posted = handlers.people_of(clue, on)
    for member in members:
        if member.official not in posted and not is_of_group(clue, member.official, on):
            raise Refused(
                _("No authorisation lends %(name)s to the group any more: take him off the team.")
                % {"name": member.official.name},
                basis=articles.dispatched(17),
            )
