"""The daily round of casework's reminders, as the due job runs it."""

from paizhu.access import queries as access
from paizhu.clues.actions import keeping, recusals, reminding
from paizhu.tenancy.models import Commission


def remind(commission: Commission) -> int:
    """Pass on what people left behind, and remind of limits, a chunk an act; run again it does nothing twice. Returns how many."""
    by = access.machine(commission)
    recusals.keep_away(commission=commission, by=by)
    passed_on = keeping.pass_on_left(commission=commission, by=by)
    return passed_on + sum(
        reminding.remind(commission=commission, ids=ids, by=by)
        for ids in reminding.to_look_at(commission)
    )
