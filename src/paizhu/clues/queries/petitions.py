"""What the pages and steps of petitions ask: reasons not to accept, who decides on a return, the slip for what is not entered."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from paizhu.clues.models import Petition
from paizhu.rulebook import queries as rulebook
from paizhu.rulebook.models import Approver

FALLBACK = date(2020, 1, 21)
"""The day of the rules on petitions: a time that knew no list of its own borrows theirs, and the page says so."""


@dataclass(frozen=True)
class Reasons:
    """Reasons for which a petition is not accepted. `note`: what must be said of where they come from."""

    items: tuple[tuple[str, Any], ...]
    basis: str
    note: str = ""

    @property
    def keys(self) -> frozenset[str]:
        """The keys of the reasons."""
        return frozenset(key for key, _label in self.items)

    def label(self, key: str) -> Any:
        """Return a reason in words."""
        return dict(self.items).get(key, key)


def reasons_not_to_accept(petition: Petition) -> Reasons:
    """Return the reasons of the rules of the petition's day."""
    note = ""
    try:
        found = rulebook.closed_list("petition_not_accepted", on=petition.received_on)
    except rulebook.NotKnownThen as none:
        note = str(none.absence.reason)
        found = rulebook.closed_list("petition_not_accepted", on=FALLBACK)
    items = tuple((item.key, item.label) for item in found.items)
    return Reasons(items, found.basis, note)


@dataclass(frozen=True)
class WhoDecides:
    """Who decides at the lowest, and on what basis. `note`: where that time knew no such rule."""

    approver: Approver
    basis: str
    note: str = ""


def level_of(petition: Petition, step: str) -> WhoDecides:
    """Return who decides about a step at the lowest, by the rules of the petition's day: `return_petition`, `recusal`."""
    try:
        level = rulebook.level(step, on=petition.received_on)
    except rulebook.NotKnownThen as none:
        reason = str(none.absence.reason)
        told = _("The leader in charge at the commission decides; %(reason)s") % {"reason": reason}
        return WhoDecides(Approver.COMMISSION_DEPUTY, told[:300], reason)
    return WhoDecides(Approver(level.approver), level.basis)


@dataclass(frozen=True)
class Slip:
    """What the hand-delivery slip says: no content, only days and the rule. `due_on` None: that time knew no number of days."""

    received_on: date
    due_on: date | None
    rule: str
    basis: str
    note: str
    is_provisional: bool = False


def slip(received_on: date, commission_id: int) -> Slip:
    """Return by when what belongs to a superior organ must be on its way (2020 rules, art. 15)."""
    try:
        limit = rulebook.limit("forward_superior_item", on=received_on, commission=commission_id)
    except rulebook.NotKnownThen as none:
        return Slip(received_on, None, "", "", str(none.absence.reason))
    due = limit.due(received_on)
    note = str(limit.rule.note or "")
    return Slip(received_on, due.on, str(limit), limit.basis, note, due.provisional)


def forwarding(petition: Petition) -> Slip:
    """Return by when what belongs to another organ must be on its way there (2021 regulation, art. 169 and 171)."""
    try:
        on = petition.received_on
        limit = rulebook.limit(
            "forward_wrong_jurisdiction", on=on, commission=petition.commission_id
        )
    except rulebook.NotKnownThen as none:
        return Slip(petition.received_on, None, "", "", str(none.absence.reason))
    due = limit.due(petition.received_on)
    return Slip(petition.received_on, due.on, str(limit), limit.basis, "", due.provisional)
