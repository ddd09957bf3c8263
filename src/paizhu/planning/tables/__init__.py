"""How the lists of planning look, and its states as marks."""

from paizhu.planning.tables import marks
from paizhu.planning.tables.convenings import CONVENINGS
from paizhu.planning.tables.plans import PLANS
from paizhu.planning.tables.work_rules import WORK_RULES

__all__ = ["CONVENINGS", "PLANS", "WORK_RULES", "marks"]
