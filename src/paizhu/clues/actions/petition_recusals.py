"""Keeping away from a petition (2020 rules, art. 48): declared in one step, or demanded and decided; what was done is kept and looked over.

Whoever keeps away sees neither the petition, nor what repeats it, nor its clue; his colleagues are told that they go on with it.
"""

from paizhu.clues import rules
from paizhu.clues.actions import naming, raising
from paizhu.clues.actions.holding import check_written, own
from paizhu.clues.actions.petition_notices import tell, tell_stranded
from paizhu.clues.actions.petitions import begun
from paizhu.clues.models import Ground, Petition, PetitionRecusal, RecusalState, Way
from paizhu.clues.queries import petition_recusals as queries
from paizhu.clues.states.facts import Step
from paizhu.kernel import clock
from paizhu.kernel.acts import act
from paizhu.kernel.records import save_clean
from paizhu.kernel.viewers import Viewer
from paizhu.notices import actions as notices
from paizhu.organization.models import Official
from paizhu.trail import actions as trail


@act
def declare(
    *, petition: Petition, ground: Ground, text: str, seen_revision: int | None = None, by: Viewer
) -> PetitionRecusal:
    """Somebody leaves a petition himself, in one step, at once."""
    petition = begun(petition, Step.KEEP_AWAY, seen_revision, by)
    check_written(text)
    asked = petition.recusals.filter(official=own(by), state=RecusalState.ASKED).first()
    recusal = asked or _made(petition, own(by), ground, Way.DECLARED, text, by)
    _recuse(recusal, petition, by)
    return recusal


@act
def demand(
    *,
    petition: Petition,
    official: Official,
    ground: Ground,
    text: str,
    seen_revision: int | None = None,
    by: Viewer,
) -> PetitionRecusal:
    """Somebody, or who reported and whose word the office enters, demands that another keep away: the right level decides."""
    petition = begun(petition, Step.ASK_AWAY, seen_revision, by)
    rules.petition_recusals.check_against(by, petition, official)
    check_written(text)
    recusal = _made(petition, official.pk, ground, Way.DEMANDED, text, by)
    save_clean(recusal)
    tell(petition, "clues.petition_recusal_asked", by, *queries.deciders(petition))
    trail.record("clues.petition_recusal_demanded", petition, by=by, code=official.code)
    return recusal


@act
def decide(
    *,
    petition: Petition,
    approve: bool,
    text: str = "",
    seen_revision: int | None = None,
    by: Viewer,
) -> PetitionRecusal:
    """Decide whether somebody keeps away. Until then he stays."""
    petition = begun(petition, Step.DECIDE_AWAY, seen_revision, by)
    if not approve:
        check_written(text)
    recusal = queries.waiting(petition)
    recusal.decision = text.strip()
    notices.settle(about=petition, kinds=["clues.petition_recusal_asked"])
    if approve:
        _recuse(recusal, petition, by)
        return recusal
    raising.settle(recusal, RecusalState.REFUSED, clock.today(), by)
    trail.record("clues.petition_recusal_refused", petition, by=by, code=recusal.official.code)
    return recusal


@act
def review(
    *, petition: Petition, text: str, seen_revision: int | None = None, by: Viewer
) -> PetitionRecusal:
    """What somebody did before he left has been looked over by another."""
    petition = begun(petition, Step.REVIEW, seen_revision, by)
    check_written(text)
    recusal = queries.to_review(petition)
    raising.note_review(recusal, text, by)
    trail.record("clues.petition_work_reviewed", petition, by=by, code=recusal.official.code)
    return recusal


def _made(
    petition: Petition, official: int, ground: str, way: Way, text: str, by: Viewer
) -> PetitionRecusal:
    of = {"commission_id": petition.commission_id, "petition": petition}
    return raising.made(PetitionRecusal, of, official, ground, way, text=text, by=by)


def _recuse(recusal: PetitionRecusal, petition: Petition, by: Viewer) -> None:
    """Keep somebody away from now on, from the whole matter; his colleagues go on."""
    recusal.has_worked = recusal.official_id in queries.worked_on(petition)
    raising.settle(recusal, RecusalState.RECUSED, clock.today(), by)
    notices.settle(about=petition, kinds=["clues.petition_recusal_asked"])
    trail.record(
        "clues.petition_recused", petition, by=by, code=recusal.official.code, way=recusal.way
    )
    naming.follow(petition, by)
    office = queries.office_at_work(petition)
    if not tell(petition, "clues.petition_left", by, office):
        tell_stranded(recusal, by)
