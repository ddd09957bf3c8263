"""The daily round of reminders, as the due job runs it."""

from paizhu.access import queries as access
from paizhu.kernel import clock
from paizhu.rectification.actions import reminding
from paizhu.tenancy.models import Commission


def remind(commission: Commission) -> int:
    """Remind of deadlines, a chunk an act; run again it sends nothing twice. Returns how many reminders went out."""
    by = access.machine(commission)
    return sum(
        reminding.remind(commission=commission, ids=ids, by=by)
        for ids in reminding.due_to_remind(commission, clock.today())
    )
