"""Registering a petition: once, with a number without gaps, what is sensitive under seal, who reported apart."""

from copy import copy

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from paizhu.clues import rules
from paizhu.clues.actions.locking import locked
from paizhu.clues.actions.reporters import keep_reporter
from paizhu.clues.models import Petition, PetitionFile, Series
from paizhu.clues.queries import categories, choosing
from paizhu.clues.rules.petitions import BelongsAbove
from paizhu.clues.states.facts import PetitionFacts
from paizhu.documents import actions as documents
from paizhu.documents.rules import cleaned_name
from paizhu.kernel import clock
from paizhu.kernel.acts import act
from paizhu.kernel.records import save_clean
from paizhu.kernel.refusals import Refused
from paizhu.kernel.viewers import Viewer
from paizhu.organization.models import Official, Unit
from paizhu.tenancy.actions import numbers
from paizhu.tenancy.models import Commission
from paizhu.trail import actions as trail

NEUTRAL = "附件"
"""How a kept file is called where anybody but its readers could read the name."""


@act
def register(*, commission: Commission, facts: PetitionFacts, by: Viewer) -> Petition:
    """Register a petition. Raises `BelongsAbove` where it must not be entered at all, `Refused` with what is wrong."""
    rules.petitions.check_can_register(by)
    rules.petitions.check_is_ours(facts, commission.pk)
    rules.petitions.check_no_tie(by, facts)
    rules.petitions.check_facts(facts)
    petition = Petition(commission=commission, registered_by_id=by.official_id)
    _fill(petition, facts, by)
    petition.since = clock.today()
    numbers.give(petition, Series.PETITION, facts.received_on.year)
    save_clean(petition)
    if facts.reporter:
        keep_reporter(petition, facts.reporter)
    for upload in facts.uploads:
        attach(petition, upload, by)
    trail.record(
        "clues.petition_registered",
        petition,
        by=by,
        channel=petition.channel,
        standing=petition.standing,
        files=len(facts.uploads),
    )
    return petition


@act
def correct(
    *, petition: Petition, facts: PetitionFacts, seen_revision: int | None = None, by: Viewer
) -> Petition:
    """Correct what was registered, before it is handed over. Number, signature and who reported stay as they are."""
    petition = locked(petition, seen_revision)
    rules.petitions.check_can_correct(by, petition)
    rules.petitions.check_sees(by, petition)
    rules.petitions.check_is_ours(facts, petition.commission_id)
    rules.petitions.check_no_tie(by, facts)
    rules.petitions.check_content(facts)
    before = copy(petition)
    _fill(petition, facts, by, standing=petition.standing)
    save_clean(petition)
    for upload in facts.uploads:
        attach(petition, upload, by)
    parts = [name for name in SAID if getattr(before, name) != getattr(petition, name)]
    trail.record("clues.petition_corrected", petition, by=by, parts=parts, files=len(facts.uploads))
    return petition


SAID = (
    "received_on",
    "channel",
    "unit_id",
    "rank",
    "category",
    "person_name",
    "person_number",
    "official_ref",
    "text",
)


def attach(petition: Petition, upload: UploadedFile, by: Viewer) -> PetitionFile:
    """Keep an attachment under a neutral name; how it was called is sealed. Takes part in the running act."""
    name = cleaned_name(upload.name)
    ending = name.rpartition(".")[2]
    upload.name = f"{NEUTRAL}.{ending}"
    stored = documents.keep(commission=petition.commission, upload=upload, by=by)
    kept = PetitionFile(
        commission_id=petition.commission_id, petition=petition, file=stored, name=name
    )
    return save_clean(kept)


def _fill(petition: Petition, facts: PetitionFacts, by: Viewer, standing: str = "") -> None:
    unit = choosing.nameable("organization.unit", by).filter(pk=facts.unit_id).first()
    if not isinstance(unit, Unit):
        raise Refused(_("There is no such unit for you."))
    official = None
    if facts.official_id:
        official = (
            choosing.nameable("organization.official", by).filter(pk=facts.official_id).first()
        )
        if not isinstance(official, Official):
            raise Refused(_("There is no such official for you."))
    petition.unit, petition.rank, petition.channel = unit, facts.rank, facts.channel
    petition.received_on, petition.standing = facts.received_on, standing or facts.standing
    petition.person_name = facts.person_name.strip() or (official.name if official else "")
    petition.person_number, petition.text = facts.person_number.strip(), facts.text.strip()
    petition.official_ref = str(official.pk) if official else ""
    petition.category = facts.category or categories.proposed(
        official, facts.rank, facts.received_on
    )


__all__ = ["BelongsAbove", "attach", "correct", "register"]
