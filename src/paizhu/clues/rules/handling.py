"""What stands against the steps of disposition, custody, recusal and extension."""

from django.utils.translation import gettext as _

from paizhu.clues.models import (
    Clue,
    ClueState,
    Disposition,
    Handover,
    Recusal,
    RecusalState,
)
from paizhu.clues.queries import articles, custody, handlers
from paizhu.clues.queries.clocks import EXTENSIBLE, CaseClock
from paizhu.clues.rules.approvals import check_can_ask
from paizhu.clues.rules.working import check_case_office, check_leads, check_sees, check_works_on
from paizhu.kernel.refusals import Refused, allowed
from paizhu.kernel.viewers import Viewer
from paizhu.organization.models import Official
from paizhu.rulebook.queries import PersonCategory


def check_can_propose(by: Viewer, clue: Clue) -> None:
    """Who works on it proposes one of the four, its papers signed for, after collective study."""
    check_state(clue, ClueState.ASSIGNED)
    check_works_on(by, clue)
    if custody.under_way(clue) is not None:
        raise Refused(
            _("Its papers are not signed for yet: that comes first."), basis=articles.work(23)
        )
    check_can_ask(by, clue, "clue_disposition")


def check_can_receive(by: Viewer, clue: Clue) -> None:
    """The case office receives the approved disposition for filing, once."""
    check_case_office(by, clue)
    if clue.disposed_on is None:
        raise Refused(_("The disposition is not approved yet: it is filed afterwards."))
    if clue.filed_with_organ_on is not None:
        raise Refused(_("The disposition has been filed already."))


def check_can_tell_superior(by: Viewer, clue: Clue) -> None:
    """A clue about a unit's head, with its disposition, is reported upward once."""
    check_case_office(by, clue)
    if clue.category != PersonCategory.UNIT_HEAD:
        raise Refused(
            _(
                "Only a clue about the head of a unit's party group is reported to the superior organ."
            )
        )
    if clue.disposed_on is None:
        raise Refused(
            _("The disposition is not approved yet: clue and disposition are reported together.")
        )
    if clue.superior_told_on is not None:
        raise Refused(_("It has been reported already."))


def check_can_look_again(by: Viewer, clue: Clue) -> None:
    """A held clue is looked at by who leads its group, or the case office."""
    check_state(clue, ClueState.HELD)
    if not allowed(check_case_office, by, clue):
        check_leads(by, clue)


def check_can_extend(by: Viewer, clue: Clue, running: list[CaseClock] | None = None) -> None:
    """Who works on it asks for more time, for a limit that runs and may be put off."""
    if not allowed(check_case_office, by, clue):
        check_works_on(by, clue)
    if running is not None and not any(each.key in EXTENSIBLE for each in running):
        raise Refused(_("No limit runs that may be extended."))


def check_can_hand(by: Viewer, clue: Clue) -> None:
    """Papers are given by who holds them, one handover at a time."""
    check_sees(by, clue)
    if custody.under_way(clue) is not None:
        raise Refused(
            _("A handover of its papers is not signed for yet: that comes first."),
            basis=articles.work(23),
        )
    if custody.holder_of(clue) != getattr(by, "official_id", None):
        raise Refused(_("The papers are not in your hands."), basis=articles.work(23))


def check_can_sign(by: Viewer, handover: Handover) -> None:
    """The receiver signs himself, and nobody for him."""
    _check_under_way(handover)
    check_sees(by, handover.clue)
    if handover.to_official_id != getattr(by, "official_id", None):
        raise Refused(_("Only the receiver signs for the papers."), basis=articles.work(23))


def check_can_end_handover(by: Viewer, handover: Handover) -> None:
    """The giver takes back what nobody signed for; the receiver says that he did not get it; the case office clears up."""
    _check_under_way(handover)
    check_sees(by, handover.clue)
    own = getattr(by, "official_id", None)
    if own not in (handover.from_official_id, handover.to_official_id):
        check_case_office(by, handover.clue)


def check_can_recall(by: Viewer, clue: Clue) -> None:
    """The case office calls papers in from whoever has them."""
    check_case_office(by, clue)
    if custody.under_way(clue) is not None:
        raise Refused(
            _("A handover of its papers is not signed for yet: that comes first."),
            basis=articles.work(23),
        )
    if custody.holder_of(clue) == getattr(by, "official_id", None):
        raise Refused(_("The papers are in your hands already."))


def check_can_declare(by: Viewer, clue: Clue) -> None:
    """Whoever knows of a matter may leave it himself, in one step."""
    check_sees(by, clue)
    if getattr(by, "official_id", None) is None:
        raise Refused(_("Only an official keeps away from a matter."))
    _check_open_enough(clue)


def check_can_demand(by: Viewer, clue: Clue, official: Official | None = None) -> None:
    """Who knows of a matter may demand that another keep away; his own leaving needs no decision."""
    check_sees(by, clue)
    _check_open_enough(clue)
    if official is None:
        return
    if official.pk == getattr(by, "official_id", None):
        raise Refused(_("You leave a matter yourself in one step: no decision is needed."))
    standing = Recusal.objects.filter(clue=clue, official=official)
    if standing.filter(state__in=(RecusalState.ASKED, RecusalState.RECUSED)).exists():
        raise Refused(_("This has been raised against %(name)s already.") % {"name": official.name})


def check_can_let_in(by: Viewer, clue: Clue) -> None:
    """The case office asks the level above, while there is work to be done."""
    check_case_office(by, clue)
    _check_open_enough(clue)


def check_can_lift(by: Viewer, recusal: Recusal) -> None:
    """Who leads the group, or the case office, asks the level above to let somebody in; never against a mandatory ground."""
    clue = recusal.clue
    if not allowed(check_case_office, by, clue):
        check_leads(by, clue)
    if recusal.state != RecusalState.RECUSED:
        raise Refused(_("Nobody is kept away by this any more."))
    if recusal.is_mandatory:
        raise Refused(
            _("This ground cannot be set aside by anybody."), basis=_("2019 rules, art. 65")
        )
    if recusal.official_id == getattr(by, "official_id", None):
        raise Refused(_("Nobody asks to be let in himself."))


def check_can_review(by: Viewer, recusal: Recusal) -> None:
    """What somebody did before he left is looked over by who leads the group, or the case office."""
    if not allowed(check_case_office, by, recusal.clue):
        check_leads(by, recusal.clue)
    if getattr(by, "official_id", None) in handlers.ever_worked(recusal.clue):
        raise Refused(
            _("Who worked on the matter himself does not review what was done in it."),
            basis=_("2019 rules, art. 65"),
        )
    if not recusal.awaits_review:
        raise Refused(_("Nothing is to be reviewed here."))


def check_state(clue: Clue, *states: str) -> None:
    """The state allows the step."""
    if clue.state not in states:
        raise Refused(
            _("A clue in the state “%(state)s” does not allow this step.")
            % {"state": clue.get_state_display()},
            basis=articles.order(clue.state),
        )


def check_disposition(word: str) -> Disposition:
    """One of the four, and no conclusion of a verification."""
    if word not in Disposition.values:
        raise Refused(
            _("A disposition is one of the four ways, not a conclusion."),
            basis=_("2019 rules, art. 21"),
        )
    return Disposition(word)


def _check_under_way(handover: Handover) -> None:
    if not handover.is_under_way:
        raise Refused(_("This handover is over."))


def _check_open_enough(clue: Clue) -> None:
    if clue.state == ClueState.ARCHIVED:
        raise Refused(_("The file is in the archive: nothing in it is changed any more."))
