"""What is due every night: what ended postings leave open goes to who takes over. The machine acts, known here first."""

from paizhu.access import queries
from paizhu.organization.actions import handing_over
from paizhu.organization.queries import open_matters
from paizhu.tenancy.models import Commission


def hand_over(commission: Commission) -> int:
    """Hand over, posting by posting, each in an act of its own; returns how many matters went over."""
    by = queries.machine(commission)
    return sum(
        handing_over.settle(key=key, commission=commission, by=by)
        for key in open_matters.ended_with_something_open(commission)
    )
