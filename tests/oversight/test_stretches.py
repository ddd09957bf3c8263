"""A page of the activity ledger is found stretch by stretch of days, and is the very page that reading it all would give."""

from datetime import date, timedelta
from itertools import pairwise
from random import Random

import pytest
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from paizhu.kernel import clock
from paizhu.oversight.actions import activities
from paizhu.oversight.models import Activity
from paizhu.oversight.tables import ACTIVITIES
from paizhu.oversight.tables.stretches import LONGEST, MONTH, YEAR, Reading
from paizhu.web.lists.address import Address
from paizhu.web.lists.respond import Listing
from tests.oversight.factories import activity_draft

FIRST = date(2015, 3, 1)
SPARSE = sorted({*range(0, 60, 3), *range(400, 430), 700, 1500, 3800})
"""Days after the first on which something was done: dense, silent for a year, dense, then hardly anything."""


def listing(user, query="", kind=None, size=7):
    request = RequestFactory().get(f"/x/?{query}")
    request.user, request.session = user, {}
    made = (kind or ACTIVITIES.listing)(request, ACTIVITIES, Address.of(request))
    made.size = size
    return made


def codes(found):
    return [record.code for record in found.turn.records]


@pytest.fixture
def ledger(city):
    """A ledger of ten years with days on which several things were done, and some of another group's units."""
    chance = Random(7)
    drafts = [
        activity_draft(
            city,
            chance.choice(["U1", "U2", "U1 U2", "U3"]),
            chance.choice(["leader", "member", "leader_two"]),
            code=f"{day:04}-{number}",
            on=FIRST + timedelta(days=day),
            method=chance.choice(["visit", "talk"]),
        )
        for day in SPARSE
        for number in range(1 + day % 2)
    ]
    chance.shuffle(drafts)
    by = city.looker("operator")
    activities.save_activities(commission=city.commission, drafts=drafts, by=by)
    return city


def walked(user, query, kind, step="next"):
    """Turn the pages from one end to the other; return them with their counts and first rows."""
    pages, seen = [], listing(user, query, kind)
    while True:
        pages.append((codes(seen), str(seen.count), seen.first_row))
        if step not in seen.links:
            return pages
        seen = listing(user, seen.links[step].split("?", 1)[1], kind)


@pytest.mark.parametrize("query", ["", "order=on", "order=-code", "method=talk", "unit={unit}", "from=2016-01-01&to=2016-05-01", "q=0400"])  # fmt: skip
@pytest.mark.parametrize("role", ["office", "leader", "resident"])
def test_the_pages_are_those_of_the_whole_ledger_read_at_once(ledger, role, query):
    user = ledger.looker(role)
    query = query.format(unit=ledger.units["U1"].pk)
    assert walked(user, query, None) == walked(user, query, Listing)


def test_the_last_page_and_the_way_back_are_the_same_too(ledger):
    user = ledger.looker("leader")
    backwards = walked(user, "last=1", None, "previous")
    assert [page for page, *_rest in backwards] == [
        page for page, *_rest in walked(user, "last=1", Listing, "previous")
    ]


def test_a_page_of_a_busy_month_reads_that_month_only(ledger):
    with CaptureQueriesContext(connection) as found:
        assert len(codes(listing(ledger.looker("leader"), "from=2015-03-01&to=2015-04-30"))) == 7
    pages = [q["sql"] for q in found if '"oversight_activity"."summary"' in q["sql"]]
    assert len(pages) == 1
    assert "2015-03-31" in pages[0]


def test_finding_a_page_takes_a_bounded_number_of_queries_whatever_the_gaps(ledger):
    with CaptureQueriesContext(connection) as found:
        listing(ledger.looker("leader")).turn  # noqa: B018  read for its queries
    assert len(found) <= 12


def test_an_empty_ledger_has_no_page_and_asks_little(city):
    user = city.looker("leader")
    with CaptureQueriesContext(connection) as found:
        assert codes(listing(user)) == []
    assert len(found) == 2


def test_a_ledger_that_reaches_to_today_is_not_asked_for_its_last_day(ledger):
    with (
        CaptureQueriesContext(connection) as found,
        clock.standing_on(FIRST + timedelta(days=max(SPARSE))),
    ):
        assert codes(listing(ledger.looker("office"), "", size=1))
    assert len([q for q in found if '"on" AS "on"' in q["sql"]]) == 0


def test_what_is_dated_after_today_stands_first(ledger):
    with clock.standing_on(FIRST + timedelta(days=420)):
        user = ledger.looker("office")
        assert walked(user, "", None) == walked(user, "", Listing)


def taken(days, wanted, *, down, length, start, bounds=(None, None)):
    """Let `Reading` look for `wanted` among days; return what it found and the stretches asked for."""
    found, asked = [], []

    def fetch(first, last, most):
        asked.append((first, last))
        here = [d for d in days if (first is None or d >= first) and (last is None or d <= last)]
        part = sorted(here, reverse=down)[:most]
        found.extend(part)
        return len(part)

    Reading(start, bounds, down).take(fetch, wanted, length)
    return found, asked


@pytest.mark.parametrize("down", [True, False])
@pytest.mark.parametrize("seed", range(20))
def test_reading_finds_the_nearest_days_in_order_and_no_stretch_overlaps_another(down, seed):
    chance = Random(seed)
    days = [FIRST + timedelta(days=chance.randrange(6000)) for _ in range(chance.randrange(60))]
    start = FIRST + timedelta(days=chance.randrange(6000))
    wanted = chance.randrange(1, 30)
    found, asked = taken(days, wanted, down=down, length=MONTH, start=start)
    within = [d for d in days if (d <= start if down else d >= start)]
    assert found == sorted(within, reverse=down)[:wanted]
    assert len(asked) < 12
    for (first, last), (begin, end) in pairwise(asked):
        assert end < first if down else begin > last


def test_reading_stays_within_the_days_asked_for():
    days = [FIRST + timedelta(days=n) for n in range(0, 4000, 10)]
    bounds = (FIRST + timedelta(days=100), FIRST + timedelta(days=200))
    for down, start in ((True, bounds[1]), (False, bounds[0])):
        found, asked = taken(days, 500, down=down, length=YEAR, start=start, bounds=bounds)
        assert asked == [bounds]
        assert len(found) == 11


def test_reading_from_nowhere_finds_nothing():
    assert taken([FIRST], 5, down=True, length=MONTH, start=None) == ([], [])


def test_the_first_and_the_last_day_of_the_calendar_are_no_obstacle():
    assert taken([date.min], 5, down=True, length=LONGEST, start=date(1, 2, 1))[0] == [date.min]
    assert taken([date.max], 5, down=False, length=LONGEST, start=date(9999, 12, 1))[0] == [
        date.max
    ]


def test_counting_stops_where_nobody_needs_the_figure(ledger, monkeypatch):
    monkeypatch.setattr("paizhu.oversight.tables.stretches.COUNTED", 10)
    assert str(listing(ledger.looker("leader")).count) == "10+"
    assert not str(listing(ledger.looker("office")).count).endswith("+")
    assert Activity.objects.count() > 20
