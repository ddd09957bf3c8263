"""Measures of a verification: approved by somebody, entered in the ledger, filed periodically."""

from datetime import date

from django.utils.translation import gettext as _

from paizhu.clues.models import Clue, ClueState, Measure
from paizhu.clues.queries import articles, shown
from paizhu.clues.rules.teamwork import (
    check_day,
    check_may_begin,
    check_state,
    check_works,
    check_written,
)
from paizhu.kernel.refusals import Refused
from paizhu.kernel.viewers import Viewer


def check_can_enter(by: Viewer, clue: Clue, _item: object = None) -> None:
    """Measures belong to a verification whose plan is approved."""
    check_works(by, clue)
    check_state(clue, ClueState.VERIFYING)
    check_may_begin(clue)


def check_measure(name: str, approved_by: str, from_on: date, until_on: date | None) -> None:
    """A measure has a name, somebody who approved it, and days in their order."""
    check_written(name, _("Name the measure."))
    if not approved_by.strip():
        raise Refused(
            _("Say who approved the measure: none is taken without."), basis=articles.dispatched(39)
        )
    check_day(from_on)
    if until_on is not None and until_on < from_on:
        raise Refused(_("A measure ends after it begins."))


def check_can_end(by: Viewer, clue: Clue, measure: Measure) -> None:
    """A measure that still runs is ended."""
    check_works(by, clue)
    if measure.until_on is not None:
        raise Refused(_("The measure has ended already."))


def check_can_file(by: Viewer, clue: Clue, _item: object = None) -> None:
    """What the ledger has is filed with the case office from time to time."""
    check_works(by, clue)
    if all(measure.filed_on for measure in shown.rows(clue, Measure)):
        raise Refused(_("Every measure is filed already."), basis=articles.dispatched(39))
