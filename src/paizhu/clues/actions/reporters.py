"""Who reported: kept apart under keys of its own, opened with a reason only, entered later where somebody gives his name."""

from paizhu.clues import rules
from paizhu.clues.actions import naming
from paizhu.clues.actions.locking import locked
from paizhu.clues.models import Petition, Reporter, Standing
from paizhu.clues.states.facts import Look, ReporterFacts, Step
from paizhu.kernel import clock
from paizhu.kernel.acts import act
from paizhu.kernel.records import save_clean
from paizhu.kernel.viewers import Viewer
from paizhu.trail import actions as trail


@act
def open_reporter(*, petition: Petition, reason: str, by: Viewer) -> Reporter:
    """Open who reported. Every look is in the trail, with its reason and without the name."""
    rules.reporters.check_can_open(by, petition)
    rules.reporters.check_reason(reason)
    reporter = Reporter.objects.visible_to(by).get(petition=petition)
    trail.record("clues.reporter_opened", petition, by=by, reason=str(Look(reason).label))
    return reporter


@act
def enter(
    *, petition: Petition, facts: ReporterFacts, seen_revision: int | None = None, by: Viewer
) -> Petition:
    """Enter who reported, anew or in place of what was entered; a petition without a name becomes one with a real name.

    Its clue becomes one with a real name too, never the other way round; from today who reported is to be answered, and whoever is near
    to him is taken from the matter.
    """
    petition = locked(petition, seen_revision)
    rules.reporters.check_can_enter(by, petition, facts)
    rules.petitions.check_sees(by, petition)
    is_new = keep_reporter(petition, facts)
    was = petition.standing
    if was != Standing.NAMED:
        petition.standing, petition.named_on = Standing.NAMED, clock.today()
    save_clean(petition)
    name = "clues.reporter_entered" if is_new else "clues.reporter_changed"
    trail.record(name, petition, by=by, standing=[str(was), str(Standing.NAMED)])
    naming.follow(petition, by)
    return petition


@act
def find_unverifiable(
    *, petition: Petition, seen_revision: int | None = None, by: Viewer
) -> Petition:
    """The name does not verify: the petition counts as anonymous (2020 rules, art. 30), and nothing of the name is kept."""
    petition = locked(petition, seen_revision)
    rules.petitions.check_can_step(by, petition, Step.UNVERIFIABLE)
    rules.petitions.check_sees(by, petition)
    Reporter.objects.filter(petition=petition).delete()
    petition.standing = Standing.UNVERIFIABLE
    save_clean(petition)
    trail.record("clues.reporter_unverifiable", petition, by=by)
    return petition


def keep_reporter(petition: Petition, facts: ReporterFacts) -> bool:
    """Keep who reported; returns whether there was nobody before. Takes part in the running act."""
    reporter = Reporter.objects.filter(petition=petition).first()
    is_new = reporter is None
    reporter = reporter or Reporter(commission_id=petition.commission_id, petition=petition)
    reporter.name, reporter.contact = facts.name.strip(), facts.contact.strip()
    reporter.number = facts.number.strip()
    reporter.official_ref = str(facts.official_id) if facts.official_id else ""
    save_clean(reporter)
    return is_new
