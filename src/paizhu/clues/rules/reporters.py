"""Who may open who reported, and enter it."""

from django.utils.translation import gettext as _

from paizhu.clues.models import Petition, PetitionState, Standing
from paizhu.clues.rules.petitions import check_did_not_report
from paizhu.clues.states.facts import Look, ReporterFacts
from paizhu.kernel.refusals import Refused
from paizhu.kernel.viewers import Viewer
from paizhu.organization.models import Post

BASIS = "《纪检监察机关处理检举控告工作规则》第47条"


def check_can_open(by: Viewer, petition: Petition) -> None:
    """The petition office alone, where somebody gave a name."""
    if Post.PETITION_OFFICE not in by.powers.commission_posts:
        raise Refused(_("Who reported is open to the petition office only."), basis=BASIS)
    if petition.standing != Standing.NAMED:
        raise Refused(_("Nobody gave a real name; nothing is kept of who reported."), basis=BASIS)


def check_reason(reason: str) -> None:
    """Every look has its reason."""
    if reason not in Look.values:
        raise Refused(_("Say why you open who reported."), basis=BASIS)


def check_can_enter(by: Viewer, petition: Petition, facts: ReporterFacts | None = None) -> None:
    """The petition office, for as long as the petition is not finished, forwarded or linked to another."""
    if Post.PETITION_OFFICE not in by.powers.commission_posts:
        raise Refused(_("Who reported is open to the petition office only."), basis=BASIS)
    if petition.state in (PetitionState.FORWARDED, PetitionState.ANSWERED):
        raise Refused(
            _("The petition is in the state “%(state)s”; this step is not taken from there.")
            % {"state": petition.get_state_display()}
        )
    if facts is None:
        return
    if not facts.name.strip() or not facts.contact.strip():
        raise Refused(_("A report with a real name needs the name and a way to reach who reports."))
    check_did_not_report(by, facts.official_id)
