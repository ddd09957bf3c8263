"""One stage of the work after another: what belonged to one does not count for the next."""

from paizhu.clues.models import Clue, Consultation, Minute, Plan, Report
from paizhu.kernel import clock
from paizhu.kernel.records import save_clean


def close(clue: Clue) -> None:
    """The matter is taken from the group, or taken up anew: plans, minutes, reports and the host's view so far are of that stage.

    Takes part in the running act.
    """
    for model in (Plan, Minute, Report, Consultation):
        for record in model.objects.filter(clue=clue, closed_on__isnull=True):
            record.closed_on = clock.today()
            save_clean(record)
