"""What every act on a clue has: the record held as it stands now, its nearest limit reckoned anew, waiting questions ended."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from paizhu.clues.actions import telling
from paizhu.clues.models import Clue
from paizhu.clues.queries import clocks
from paizhu.kernel import clock
from paizhu.kernel.records import check_fresh, save_clean
from paizhu.kernel.refusals import Refused


def held(clue: Clue, seen_revision: int | None = None) -> Clue:
    """Return the clue as it stands now, locked until the act ends: of two people one comes second."""
    found = Clue.objects.select_for_update(of=("self",)).select_related(
        "unit", "group", "commission"
    )
    record = found.get(pk=clue.pk)
    check_fresh(record, seen_revision)
    return record


def kept(clue: Clue, was: str = "") -> Clue:
    """Save the clue; where its state is no longer `was`, the days in it count from today, and reminders of the limit before are over."""
    has_moved = bool(was) and clue.state != was
    if has_moved:
        clue.since = clock.today()
    save_clean(clue)
    if has_moved:
        telling.settle(clue, "near", "overdue")
    return refreshed(clue)


def refreshed(clue: Clue) -> Clue:
    """Reckon the nearest limit anew and keep it, where it has moved."""
    nearest = clocks.nearest(clocks.clocks_of(clue, clock.today()))
    due_on, limit = (nearest.due_on, nearest.key) if nearest else (None, "")
    if (clue.due_on, clue.due_limit) != (due_on, limit):
        clue.due_on, clue.due_limit = due_on, limit
        Clue.objects.filter(pk=clue.pk).update(due_on=due_on, due_limit=limit)
    return clue


def check_day(on: date, first: date) -> None:
    """What happened, happened on a day between its cause and today."""
    if on > clock.today():
        raise Refused(_("The day is yet to come."))
    if on < first:
        raise Refused(
            _("The day is before what it follows from: not before %(day)s.")
            % {"day": first.isoformat()}
        )


def check_written(text: str) -> None:
    """A reason that is due is written, not left out."""
    if not text.strip():
        raise Refused(_("Say why: this is not done without words."))


def own(by: Any) -> int | None:
    """Return the id of the official who acts, if one does."""
    return getattr(by, "official_id", None)
