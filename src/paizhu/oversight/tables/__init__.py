"""How the three ledgers look: activities, opinions, notices; and how a page of a very long one is found."""

from paizhu.oversight.tables import opinions, records
from paizhu.oversight.tables.activities import ACTIVITIES
from paizhu.oversight.tables.notices import NOTICES, OWN_NOTICES
from paizhu.oversight.tables.opinions import OPINIONS

__all__ = ["ACTIVITIES", "NOTICES", "OPINIONS", "OWN_NOTICES", "opinions", "records"]
