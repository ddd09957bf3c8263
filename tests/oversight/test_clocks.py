"""Stamps of late entries, by working days and the rule pack."""

from datetime import date

import pytest

from paizhu.oversight import queries
from paizhu.oversight.tables import marks
from tests.oversight.factories import ON


@pytest.mark.parametrize(
    ("entered", "days"),
    [(ON, 0), (date(2015, 6, 8), 0), (date(2015, 6, 9), 1), (date(2015, 6, 15), 5)],
)
def test_an_entry_is_late_after_the_rules_five_working_days(city, entered, days):
    assert queries.late_by(entered, ON, city.commission.pk) == days
    assert (marks.late_mark(days) is None) is (days == 0)
