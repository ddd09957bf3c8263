"""May it be done, may this person: who keeps the structure, and what dated facts allow. Each refusal gives its reason.

Pure checks on records and days that the acts have loaded; nothing is written here.
"""

from collections.abc import Iterable
from datetime import date
from itertools import pairwise

from django.utils.translation import gettext as _

from paizhu.kernel import clock
from paizhu.kernel.refusals import Refused
from paizhu.kernel.viewers import Viewer
from paizhu.organization.models import (
    Charge,
    FormerName,
    Placement,
    Post,
    Posting,
    Sector,
    Unit,
)
from paizhu.organization.models.dated import last_day
from paizhu.tenancy.models import Commission

Days = tuple[date, date | None]


def check_can_keep_structure(by: Viewer) -> None:
    """纪委办公室 keeps units, groups, people and postings."""
    if not by.powers.keeps_structure:
        raise Refused(_("Only the commission's office keeps the structure."))


def check_can_keep(by: Viewer, commission: Commission | int) -> None:
    """The office keeps the structure of its own commission only."""
    check_can_keep_structure(by)
    if by.commission_id != getattr(commission, "pk", commission):
        raise Refused(_("The structure of another commission is not yours to keep."))


def check_can_register(by: Viewer) -> None:
    """A commission is entered by the operator of the installation."""
    if not by.powers.is_operator:
        raise Refused(_("A commission is registered at the command line."))


def check_not_own(by: Viewer, official_ids: Iterable[int]) -> None:
    """Powers follow from postings, so nobody begins, changes or ends a posting of his own, nor a ground of recusal."""
    own = getattr(by, "official_id", None)
    if own is not None and own in set(official_ids):
        raise Refused(
            _(
                "Nobody keeps his own postings or grounds of recusal: let a colleague of the office do it."
            )
        )


def check_can_keep_postings(by: Viewer, official) -> None:
    """The office keeps the postings of everybody but the one who does it."""
    check_can_keep(by, official.commission_id)
    check_not_own(by, [official.pk])


def check_days(from_on: date | None, until_on: date | None) -> None:
    """Nothing ends before it begins; a day without length is none."""
    if from_on is not None and until_on is not None and until_on <= from_on:
        raise Refused(_("The end must be later than the beginning."))


def check_apart(days: Iterable[Days], what: str) -> None:
    """What is dated does not overlap itself; `what` names it in the refusal."""
    for (first, until_on), (second, _end) in pairwise(sorted(days, key=lambda pair: pair[0])):
        if until_on is None or until_on > second:
            raise Refused(
                _("%(what)s: the period from %(second)s overlaps the one that began on %(first)s.")
                % {"what": what, "first": first.isoformat(), "second": second.isoformat()}
            )


def check_place_fits(post: Post, has_place: bool) -> None:
    """A post of the commission itself has no place; every other one has."""
    if has_place == (post in _COMMISSION_POSTS):
        if has_place:
            raise Refused(
                _("“%(post)s” is a post of the commission itself: leave the place empty.")
                % {"post": post.label}
            )
        raise Refused(_("Say where the post “%(post)s” is held.") % {"post": post.label})


_COMMISSION_POSTS = frozenset(post for post in Post if post.target == "commission")


def check_can_end(posting: Posting, until_on: date) -> None:
    """A posting ends after it began, and is not drawn out by ending it."""
    check_days(posting.from_on, until_on)
    if posting.until_on is not None and until_on >= posting.until_on:
        raise Refused(
            _("This posting ends already, on %(day)s. To change that, correct its days.")
            % {"day": last_day(posting.until_on).isoformat()}
        )


def check_can_transfer(placements: list[Placement], sector: Sector, from_on: date) -> None:
    """A unit moves to another sector from a day on which nothing later is entered yet."""
    latest = max(placements, key=lambda placement: placement.from_on, default=None)
    if latest is None:
        return
    if latest.until_on is None and latest.sector_id == sector.pk:
        raise Refused(_("The unit is in the sector “%(sector)s” already.") % {"sector": sector})
    if latest.from_on >= from_on:
        raise Refused(
            _(
                "The unit came to the sector “%(sector)s” on %(day)s: it cannot move before that. "
                "Take that transfer back first if it was a mistake."
            )
            % {"sector": latest.sector, "day": latest.from_on.isoformat()}
        )


def check_stands(unit: Unit, on: date) -> None:
    """Nothing new comes to a unit that is no more."""
    if unit.stands(on):
        return
    words = {"unit": unit, "day": unit.dissolved_on.isoformat(), "successor": unit.successor}
    if unit.successor:
        raise Refused(
            _("“%(unit)s” was merged into “%(successor)s” on %(day)s: turn to that one.") % words
        )
    raise Refused(_("“%(unit)s” was dissolved on %(day)s.") % words)


def check_can_rename(unit: Unit, from_on: date, latest: FormerName | None) -> None:
    """A unit that stands gets another name from a day that has come, after its latest renaming."""
    check_stands(unit, from_on)
    check_has_come(from_on)
    if latest is not None and latest.until_on >= from_on:
        raise Refused(
            _("The unit bears its present name since %(day)s: it cannot be renamed before that.")
            % {"day": latest.until_on.isoformat()}
        )


def check_has_come(on: date) -> None:
    """What ends or renames a unit is entered when its day has come, so that today's page says what holds today."""
    if on > clock.today():
        raise Refused(_("Enter this when its day has come: %(day)s.") % {"day": on.isoformat()})


def check_can_dissolve(
    unit: Unit, on: date, successor: Unit | None, placed: Placement | None
) -> None:
    """A unit is dissolved once, after it came to its sector; its successor is another one that stands then."""
    check_stands(unit, on)
    if unit.dissolved_on is not None:
        raise Refused(
            _("“%(unit)s” was dissolved on %(day)s.")
            % {"unit": unit, "day": unit.dissolved_on.isoformat()}
        )
    check_has_come(on)
    if placed is not None and placed.from_on >= on:
        raise Refused(
            _("The unit came to the sector “%(sector)s” on %(day)s: it cannot end before that.")
            % {"sector": placed.sector, "day": placed.from_on.isoformat()}
        )
    if successor is None:
        return
    if successor.pk == unit.pk or successor.commission_id != unit.commission_id:
        raise Refused(_("Another unit of this commission takes over."))
    check_stands(successor, on)
    check_stands(successor, clock.today())


def check_was_dissolved(unit: Unit) -> None:
    """Only what was dissolved can be brought back."""
    if unit.dissolved_on is None:
        raise Refused(_("“%(unit)s” was not dissolved.") % {"unit": unit})


def check_can_take_back(unit: Unit, placements: list[Placement]) -> None:
    """The latest transfer can be taken back; the first placement of a unit cannot."""
    if len(placements) < 2:
        raise Refused(_("“%(unit)s” has not been transferred.") % {"unit": unit})


def check_can_hand_over(
    charges: list[Charge], group_id: int, from_on: date, established_on: date
) -> None:
    """A sector goes to another group from a day on which nothing later is entered, and the group is there."""
    if from_on < established_on:
        raise Refused(
            _("The group was established on %(day)s only.") % {"day": established_on.isoformat()}
        )
    for charge in charges:
        if charge.from_on >= from_on:
            raise Refused(
                _(
                    "“%(group)s” took charge of the sector on %(day)s: it cannot go to another group "
                    "before that. Take that back first if it was a mistake."
                )
                % {"group": charge.group, "day": charge.from_on.isoformat()}
            )
        if charge.group_id == group_id and charge.until_on is None:
            raise Refused(_("The group has charge of this sector already."))


def check_can_take_back_charge(charge: Charge, charges: list[Charge]) -> None:
    """Only the latest hand-over of a sector can be taken back, so that what came later keeps its ground."""
    if any(other.from_on > charge.from_on for other in charges):
        raise Refused(_("The sector has been handed over since: take the later one back first."))


def check_can_see_structure(by: Viewer) -> None:
    """The structure has pages for the commission's own, its groups, and a unit's people; each sees his part."""
    powers = by.powers
    concerned = powers.concerned_groups or powers.resident_groups
    if not (powers.sees_commission or concerned or powers.team_units or powers.contact_units):
        raise Refused(
            _("The structure is open to the commission, its groups, and the units' people.")
        )


def check_can_see_people(by: Viewer) -> None:
    """The list of people is also open to who keeps accounts."""
    if not (by.powers.is_system_admin or by.powers.is_security_admin):
        check_can_see_structure(by)
