"""What a first page tells its reader: what waits, the next days, who is covered, this month beside the last.

All of it starts at `visible_to`, or at the units that the reader supervises, of which he sees all, so the same reads serve the office, a liaison member and a group's
people; what differs is only how much exists for them.
"""

from paizhu.reporting.queries.home.casework import by_state, has_clues
from paizhu.reporting.queries.home.casework import concerns as concerns_casework
from paizhu.reporting.queries.home.ground import Ground, Months, ground, months
from paizhu.reporting.queries.home.groups import Glance, Load, glances, loads
from paizhu.reporting.queries.home.latest import AHEAD, announced, latest_activities
from paizhu.reporting.queries.home.opinions import (
    LINES,
    OpenOpinions,
    most_urgent,
    open_by_group,
    open_opinions,
)
from paizhu.reporting.queries.home.plans import with_liaison
from paizhu.reporting.queries.home.rectifications import Delivered, delivered
from paizhu.reporting.queries.home.shapes import Kind, Light, Reader, Step, Waiting, reader
from paizhu.reporting.queries.home.summaries import last_week
from paizhu.reporting.queries.home.units import OwnUnit, Watched, own_units, watched
from paizhu.reporting.queries.home.waiting import WaitingList, in_order, waiting_for
from paizhu.reporting.queries.home.week import Appointment, Day, Week, week

__all__ = [
    "AHEAD",
    "LINES",
    "Appointment",
    "Day",
    "Delivered",
    "Glance",
    "Ground",
    "Kind",
    "Light",
    "Load",
    "Months",
    "OpenOpinions",
    "OwnUnit",
    "Reader",
    "Step",
    "Waiting",
    "WaitingList",
    "Watched",
    "Week",
    "announced",
    "by_state",
    "concerns_casework",
    "delivered",
    "glances",
    "ground",
    "has_clues",
    "in_order",
    "last_week",
    "latest_activities",
    "loads",
    "months",
    "most_urgent",
    "open_by_group",
    "open_opinions",
    "own_units",
    "reader",
    "waiting_for",
    "watched",
    "week",
    "with_liaison",
]
