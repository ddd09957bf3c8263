"""Who is told what, and when. Source: 2020 rules on petitions, art. 26 and 27."""

from django.utils.translation import gettext as _

from paizhu.clues.models import ANSWERABLE, Answer, Petition, PetitionState, Standing
from paizhu.clues.queries import outcomes
from paizhu.kernel.refusals import Refused
from paizhu.kernel.viewers import Viewer
from paizhu.organization.models import Post

TITLE = "《纪检监察机关处理检举控告工作规则》"


def check_can_answer(by: Viewer, petition: Petition, *, is_result: bool) -> None:
    """The petition office tells who gave a name: once whether it is accepted, and the result when there is one."""
    if Post.PETITION_OFFICE not in by.powers.commission_posts:
        raise Refused(_("Answers are given by the petition office only."))
    if petition.standing != Standing.NAMED:
        raise Refused(_("Nobody gave a real name, so nobody can be told."), basis=f"{TITLE}第24条")
    if petition.state == PetitionState.REPEATED:
        raise Refused(_("A repeated petition is not told again."), basis=f"{TITLE}第26条")
    if petition.state == PetitionState.FORWARDED:
        raise Refused(_("It was forwarded; the organ that has it answers."))
    _check_result(by, petition) if is_result else _check_acceptance(petition)


def check_can_minute(by: Viewer, answer: Answer) -> None:
    """What who reported says to an answer is minuted by the petition office."""
    if Post.PETITION_OFFICE not in by.powers.commission_posts:
        raise Refused(_("Answers are given by the petition office only."))
    if answer.petition.state == PetitionState.REPEATED:
        raise Refused(_("A repeated petition is not told again."), basis=f"{TITLE}第26条")


def _check_acceptance(petition: Petition) -> None:
    if not all(each.is_result for each in petition.answers.all()):
        raise Refused(_("It has been told already whether it is accepted."))
    if petition.state == PetitionState.REGISTERED:
        raise Refused(_("Decide first whether it is accepted."), basis=f"{TITLE}第26条")
    if petition.state not in ANSWERABLE:
        raise Refused(
            _("The petition is in the state “%(state)s”; this step is not taken from there.")
            % {"state": petition.get_state_display()}
        )


def _check_result(by: Viewer, petition: Petition) -> None:
    if petition.state not in (PetitionState.HANDED_OVER, PetitionState.ANSWERED):
        raise Refused(_("There is no result yet: the matter is not with the case office."))
    found = outcomes.outcomes_of_one(petition, by)
    if not found or not all(each.is_ended for each in found):
        raise Refused(
            _("There is no result yet: the matter is not finished."), basis=f"{TITLE}第27条"
        )
    results = (each for each in petition.answers.all() if each.is_result)
    last = max(results, key=lambda each: each.pk, default=None)
    if last is not None and not (last.objection or last.evidence):
        raise Refused(
            _(
                "The result has been told. It is told again only after an objection or new evidence was minuted."
            ),
            basis=f"{TITLE}第27条",
        )


def check_can_print(by: Viewer, petition: Petition, kind: str) -> None:
    """The letter fits where the petition stands. `kind`: acceptance, advice (not accepted) or result."""
    if Post.PETITION_OFFICE not in by.powers.commission_posts:
        raise Refused(_("Answers are given by the petition office only."))
    if petition.standing != Standing.NAMED:
        raise Refused(_("Nobody gave a real name, so nobody can be told."), basis=f"{TITLE}第24条")
    states = {
        "acceptance": (PetitionState.ACCEPTED, PetitionState.HANDED_OVER, PetitionState.ANSWERED),
        "advice": (PetitionState.NOT_ACCEPTED,),
        "result": (PetitionState.HANDED_OVER, PetitionState.ANSWERED),
    }[kind]
    if petition.state not in states:
        raise Refused(
            _("The petition is in the state “%(state)s”; this letter does not fit.")
            % {"state": petition.get_state_display()}
        )
    if kind == "result":
        found = outcomes.outcomes_of_one(petition, by)
        if not found or not all(each.is_ended for each in found):
            raise Refused(
                _("There is no result yet: the matter is not finished."), basis=f"{TITLE}第27条"
            )
