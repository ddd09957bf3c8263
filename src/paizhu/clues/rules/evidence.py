"""Evidence: taken while the plan is in force, numbered, always in somebody's keeping."""

from django.utils.translation import gettext as _

from paizhu.clues.models import Clue, ClueState, Evidence
from paizhu.clues.rules.teamwork import check_may_begin, check_sees, check_state, check_works
from paizhu.kernel.refusals import Refused
from paizhu.kernel.viewers import Viewer


def check_can_add(by: Viewer, clue: Clue, _item: object = None) -> None:
    """The team takes evidence by its plan, in an inquiry or a verification."""
    check_works(by, clue)
    check_may_begin(clue)


def check_can_take_over(by: Viewer, clue: Clue, item: Evidence) -> None:
    """Somebody else of the team takes an item over, and signs for it by doing so."""
    check_works(by, clue)
    check_not_archived(clue)
    _check_is_here(item)
    if item.keeper_id == by.official_id:
        raise Refused(_("You keep this item already."))


def check_can_return(by: Viewer, clue: Clue, item: Evidence) -> None:
    """Who keeps an item gives it back."""
    check_sees(by, clue)
    check_not_archived(clue)
    _check_is_here(item)
    if item.keeper_id != getattr(by, "official_id", None):
        raise Refused(_("Who keeps the item gives it back."))


def check_not_archived(clue: Clue) -> None:
    """What lies in the archive is changed no more."""
    if clue.state == ClueState.ARCHIVED:
        check_state(clue)


def _check_is_here(item: Evidence) -> None:
    if item.returned_on is not None:
        raise Refused(_("The item has been given back already."))
