"""Dossiers: every look is recorded with its reason; what the product does not gather is entered."""

from datetime import date

from paizhu.clues import rules
from paizhu.clues.actions import printing
from paizhu.clues.models import DossierCopy, DossierItem
from paizhu.kernel.acts import act
from paizhu.kernel.records import save_clean
from paizhu.kernel.viewers import Viewer
from paizhu.organization.models import Official
from paizhu.trail import actions as trail


@act
def look(*, official: Official, reason: str, by: Viewer) -> None:
    """Somebody opens a dossier and says why. The trail bears the person's code, not the name."""
    rules.dossier.check_can_open(by, official)
    rules.dossier.check_reason(reason)
    trail.record(
        "clues.dossier_opened",
        official.commission,
        by=by,
        code=official.code,
        reason=reason.strip(),
    )


@act
def take_print(*, official: Official, reason: str, by: Viewer) -> DossierCopy:
    """Somebody prints a dossier and says why: each copy has its number."""
    rules.dossier.check_can_open(by, official)
    rules.dossier.check_reason(reason)
    copy = printing.number_dossier(official, by)
    trail.record(
        "clues.dossier_printed",
        official.commission,
        by=by,
        code=official.code,
        reason=reason.strip(),
        copy=copy.number,
    )
    return copy


@act
def enter(*, official: Official, part: str, on: date, text: str, by: Viewer) -> DossierItem:
    """An entry is made in a dossier."""
    rules.dossier.check_can_enter(by, official)
    rules.dossier.check_entry(on, text)
    item = DossierItem(
        commission_id=official.commission_id,
        official_ref=str(official.pk),
        part=part,
        on=on,
        text=text.strip(),
        entered_by_id=by.official_id,
    )
    save_clean(item)
    trail.record("clues.dossier_entered", official.commission, by=by, code=official.code, part=part)
    return item
