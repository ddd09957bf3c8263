"""What the acts of inquiry and verification have alike: a record held as it stands now, the matter moved a step, put in the trail."""

from copy import copy
from typing import Any

from paizhu.clues.actions import petition_notices
from paizhu.clues.actions.holding import held, kept, own, refreshed
from paizhu.clues.models import Clue
from paizhu.kernel.records import changes, check_fresh, save_clean
from paizhu.kernel.viewers import Viewer
from paizhu.tenancy.models import TenantRecord
from paizhu.trail import actions as trail

TRAILED = ("state", "disposition", "conclusion", "concluded_on", "filed_on", "archived_on")
"""What the trail may say of a clue: never whom it concerns, nor what was said."""


def held_item(item: Any, seen_revision: int | None = None) -> Any:
    """Return a record of a matter as it stands now, after the matter itself is held."""
    record = type(item).objects.get(pk=item.pk)
    check_fresh(record, seen_revision)
    return record


def move(clue: Clue, step: str, by: Viewer, act: str, **given: Any) -> None:
    """Take a step of the clue's states, and record it."""
    before = copy(clue)
    getattr(clue, step)(**given)
    kept(clue, before.state)
    trail.record(act, clue, by=by, changes=changes(before, clue, TRAILED))
    if before.state != clue.state:
        petition_notices.tell_result(clue, by)


def made(model: type[TenantRecord], clue: Clue, **values: Any) -> Any:
    """Save a new record of a matter."""
    return save_clean(model(commission_id=clue.commission_id, clue=clue, **values))


__all__ = ["held", "held_item", "made", "move", "own", "refreshed"]
