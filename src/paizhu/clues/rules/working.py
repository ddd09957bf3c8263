"""Who works on a clue, and who runs it: the questions that most rules of casework begin with."""

from django.utils.translation import gettext as _

from paizhu.clues.models import Clue
from paizhu.clues.queries import articles, working
from paizhu.kernel.refusals import Refused, allowed
from paizhu.kernel.viewers import Viewer
from paizhu.organization.models import Post


def check_sees(by: Viewer, clue: Clue) -> None:
    """Whatever is done with a clue is done by somebody for whom it exists. A page that has just found it for its reader says so."""
    if getattr(clue, "known_to", None) is by:
        return
    if not Clue.objects.visible_to(by).filter(pk=clue.pk).exists():
        raise Refused(_("There is no such clue."))


def check_case_office(by: Viewer, clue: Clue | None = None) -> None:
    """案管: keeps the ledger, assigns, receives."""
    if Post.CASE_OFFICE not in by.powers.commission_posts:
        raise Refused(_("This is the case office's to do."), basis=articles.work(23))
    if clue is not None:
        check_sees(by, clue)


def leads(by: Viewer, clue: Clue) -> bool:
    """Tell whether the person leads the handling group, or stands in for its leader."""
    return clue.group_id in by.powers.led_groups | by.powers.deputised_groups


def check_leads(by: Viewer, clue: Clue) -> None:
    """The leader or a deputy of the handling group."""
    if not leads(by, clue):
        raise Refused(
            _("The leader or a deputy of the group that handles it does this."),
            basis=articles.dispatched(37),
        )
    check_sees(by, clue)


def check_works_on(by: Viewer, clue: Clue) -> None:
    """Who works on it: its team, its keeper, and who leads the handling group."""
    check_sees(by, clue)
    own = getattr(by, "official_id", None)
    if leads(by, clue) or (own and own == clue.keeper_id):
        return
    if not working.works(clue, own):
        raise Refused(_("Only who works on this matter does this."), basis=articles.work(67))


def works_on(by: Viewer, clue: Clue) -> bool:
    """Tell whether the person works on it; derived from the check."""
    return allowed(check_works_on, by, clue)
