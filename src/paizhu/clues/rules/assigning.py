"""What stands against registering, assigning, withdrawing a clue, and naming its keeper."""

from datetime import date

from django.utils.translation import gettext as _

from paizhu.clues.models import (
    ENDED,
    Clue,
    ClueState,
    Petition,
    PetitionHandover,
    PetitionState,
    Standing,
)
from paizhu.clues.queries import articles, assigning, custody
from paizhu.clues.rules.conflicts import check_free
from paizhu.clues.rules.working import check_case_office, check_leads
from paizhu.kernel.refusals import Refused, allowed
from paizhu.kernel.viewers import Viewer
from paizhu.organization.models import CompositeGroup, Official


def check_can_register(by: Viewer, petition: Petition | None = None) -> None:
    """The case office registers; from a petition once, and after it was handed over."""
    check_case_office(by)
    if petition is None:
        return
    if not Petition.objects.visible_to(by).filter(pk=petition.pk).exists():
        raise Refused(_("There is no such petition."))
    if petition.state != PetitionState.HANDED_OVER:
        raise Refused(
            _("The petition has not been handed to the case office."), basis=articles.work(23)
        )
    given = (
        PetitionHandover.objects.filter(petition=petition, to_case_office=True)
        .order_by("-pk")
        .first()
    )
    if given is not None and given.signed_at is None:
        raise Refused(
            _("The petition's papers are not signed for yet: that comes first."),
            basis=articles.work(23),
        )
    if Clue.objects.filter(petition=petition).exists():
        raise Refused(_("A clue has been registered from this petition already."))


def check_can_correct(by: Viewer, clue: Clue) -> None:
    """The case office corrects details until the file is closed."""
    check_case_office(by, clue)
    if clue.state == ClueState.ARCHIVED:
        raise Refused(_("The file is in the archive: nothing in it is changed any more."))


def check_stays_named(before: Clue, after: Clue) -> None:
    """What was reported by real name stays so: who gave a name is owed his answers."""
    petition = before.petition
    is_named = petition is not None and petition.standing == Standing.NAMED
    if is_named and before.is_named and not after.is_named:
        raise Refused(
            _("Somebody gave a real name in the petition: the clue does not become anonymous."),
            basis=articles.petitions(24),
        )


def check_can_assign(by: Viewer, clue: Clue) -> None:
    """The case office assigns what is registered, its papers in hand."""
    check_case_office(by, clue)
    if clue.state != ClueState.REGISTERED:
        raise Refused(_not_now(clue), basis=articles.order(clue.state))
    if custody.under_way(clue) is not None:
        raise Refused(
            _("A handover of its papers is not signed for yet: that comes first."),
            basis=articles.work(23),
        )


def check_group(clue: Clue, group: CompositeGroup, on: date) -> assigning.Candidate:
    """The group may work at the unit, and somebody in it is free to lead and to work; returns it with its people."""
    found = assigning.candidate(clue, group, on)
    if found.refusal:
        raise Refused(found.refusal, basis=_basis(found))
    return found


def check_keeper(clue: Clue, group: CompositeGroup, keeper: Official, on: date) -> None:
    """The keeper works in the group, and no ground keeps him away."""
    people = assigning.candidate(clue, group, on).people
    if all(person.official.pk != keeper.pk for person in people):
        raise Refused(
            _("%(name)s does not work in the group that handles this matter.")
            % {"name": keeper.name}
        )
    check_free(clue, keeper, on)


def check_can_name_keeper(by: Viewer, clue: Clue) -> None:
    """The leader or a deputy names the keeper, or the case office, while the group has the matter."""
    if clue.group_id is None or clue.state in (*ENDED, ClueState.ARCHIVED):
        raise Refused(_not_now(clue), basis=articles.order(clue.state))
    if not allowed(check_case_office, by, clue):
        check_leads(by, clue)


def check_can_withdraw(by: Viewer, clue: Clue) -> None:
    """The case office takes a matter back from a group until its report is in."""
    check_case_office(by, clue)
    if clue.state not in (
        ClueState.ASSIGNED, ClueState.PROPOSED, ClueState.INQUIRING, ClueState.VERIFYING,
    ):  # fmt: skip
        raise Refused(_not_now(clue), basis=articles.order(clue.state))


def check_can_follow_up(by: Viewer, clue: Clue) -> None:
    """The case office asks that a matter of a group be followed up (2020 rules, art. 22)."""
    check_case_office(by, clue)
    if clue.group_id is None or not clue.is_open:
        raise Refused(_not_now(clue), basis=articles.order(clue.state))


def _basis(found: assigning.Candidate) -> str:
    grounds = [ground for person in found.people for ground in person.grounds]
    if not (found.is_in_charge or found.joint):
        return articles.dispatched(17)
    return grounds[0].basis if grounds else ""


def _not_now(clue: Clue) -> str:
    return _("A clue in the state “%(state)s” does not allow this step.") % {
        "state": clue.get_state_display()
    }
