"""The daily round of surveys, as the due job runs it."""

from paizhu.access import queries as access
from paizhu.surveys.actions import reminding
from paizhu.tenancy.models import Commission


def remind(commission: Commission) -> int:
    """Tell of windows that open, close or are over; run again it tells nobody twice."""
    return reminding.remind(commission=commission, by=access.machine(commission))
