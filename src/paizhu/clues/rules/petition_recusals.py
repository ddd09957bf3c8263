"""Who keeps away from a petition, who demands it, and who decides (2020 rules on petitions, art. 48)."""

from django.utils.translation import gettext as _

from paizhu.clues.models import Petition, RecusalState
from paizhu.clues.queries import articles
from paizhu.clues.queries import petition_recusals as queries
from paizhu.kernel.refusals import Refused
from paizhu.kernel.viewers import Viewer
from paizhu.organization.models import Official


def check_can_leave(by: Viewer, petition: Petition) -> None:
    """Only an official has anything to leave."""
    if _own(by) is None:
        raise Refused(_("Only an official keeps away from a matter."))


def check_can_demand(by: Viewer, petition: Petition) -> None:
    """One demand is decided before the next."""
    if queries.waiting(petition) is not None:
        raise Refused(_("Somebody's keeping away is asked for already: that is decided first."))


def check_against(by: Viewer, petition: Petition, official: Official) -> None:
    """Against somebody of the offices or the leaders, not against oneself, and once."""
    if official.pk == _own(by):
        raise Refused(_("You leave a matter yourself in one step: no decision is needed."))
    if any(
        each.official_id == official.pk and each.state == RecusalState.RECUSED
        for each in petition.recusals.all()
    ):
        raise Refused(_("This has been raised against %(name)s already.") % {"name": official.name})
    if not queries.could_keep_away(petition).filter(pk=official.pk).exists():
        raise Refused(
            _("%(name)s has nothing to do with petitions here.") % {"name": official.name}
        )


def check_can_decide(by: Viewer, petition: Petition) -> None:
    """At the level of the rules of the petition's day; neither who asked nor whom it is about."""
    asked = queries.waiting(petition)
    if asked is None:
        raise Refused(_("Nobody is asked to keep away from this petition."))
    if asked.official_id == _own(by):
        raise Refused(_("Nobody decides about his own recusal."), basis=articles.petitions(48))
    if asked.asked_by_id == _own(by):
        raise Refused(_("Who asks does not decide."))
    level = queries.level_of(petition)
    if not by.powers.commission_posts.intersection(queries.deciders(petition)):
        raise Refused(
            _("This is decided at the level of: %(level)s.") % {"level": level.approver.label},
            basis=level.basis,
        )


def check_can_review(by: Viewer, petition: Petition) -> None:
    """By another than who did it, who belongs to the office."""
    if queries.to_review(petition) is None:
        raise Refused(_("Nothing is to be reviewed here."))


def _own(by: Viewer) -> int | None:
    return getattr(by, "official_id", None)


__all__ = [
    "check_against",
    "check_can_decide",
    "check_can_demand",
    "check_can_leave",
    "check_can_review",
]
