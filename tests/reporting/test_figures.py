"""The figures of a period, sentence by sentence of the public contract, counted by hand.

The records of `recorded` in the small city (see there who works where), asked for 2015:

| activity | day        | method, matter        | units  | people | in the name of | pairs                              |
| A1       | 2015-01-01 | 列席会议, 重大问题决策   | U1     | P1     | none           | P1·U1 same-body                    |
| A2       | 2015-04-10 | 列席会议, 大额度资金使用 | U2     | P1 P3  | Z1             | both cross-body                    |
| A3       | 2015-05-05 | 走访调研, 重大项目安排   | U2 U4  | P3 P5  | Z1             | P3·U2, P5·U4 cross; P3·U4, P5·U2 outside |
| A4       | 2015-06-30 | 参与重大决策, 干部人事任免 | U3     | P2 P5  | Z2             | P2 same-body, P5 cross-body        |
| A5       | 2015-07-01 | 参加重要活动, 其他       | U3     | P2     | Z2             | P2·U3 outside: both postings ended |
| A6       | 2015-12-31 | 列席会议, (none)        | U1     | P3     | Z1             | P3·U1 same-body, though linked     |
| A7       | 2016-01-01 | 列席会议, 重大项目安排   | U2     | P1     | Z1             | not in 2015                        |

| opinion | of | unit | made       | due        | state                | in 2015                     |
| Y1      | A2 | U2   | 2015-04-10 | 2015-05-10 | closed 2015-05-01    | made, closed                |
| Y2      | A2 | U2   | 2015-04-10 | 2015-12-30 | rectifying           | made, overdue               |
| Y3      | A3 | U4   | 2015-05-05 | 2015-12-31 | raised               | made, not yet overdue       |
| Y4      | A4 | U3   | 2015-06-30 | 2015-08-01 | closed 2016-01-01    | made, overdue on 2015-12-31 |
| Y5      | A4 | U3   | 2015-06-30 | 2015-08-01 | declined             | made, declined              |
| Y6      | A0 | U2   | 2014-12-01 | 2015-01-10 | closed 2015-12-31    | closed                      |
| Y7      | A6 | U1   | 2015-12-31 |            | raised, no deadline  | made                        |
"""

from datetime import date

import pytest

from paizhu.access.queries import operator
from paizhu.oversight.models import Matter, Method, OpinionState, Subject
from paizhu.reporting.queries import figures
from tests.coverage.small_city import small_city
from tests.standing import standing

pytestmark = pytest.mark.django_db
YEAR = (date(2015, 1, 1), date(2015, 12, 31))


def record(city):
    """Write the records of the table above."""
    early = city.activity("A0", date(2014, 12, 1), at=("U2",), by=("P3",), group=None)
    city.activity(
        "A1", date(2015, 1, 1), Method.MEETING, ("U1",), ("P1",), None, matter=Matter.DECISION
    )
    a2 = city.activity(
        "A2", date(2015, 4, 10), Method.MEETING, ("U2",), ("P1", "P3"),
        matter=Matter.EXPENDITURE, subjects=Subject.FUNDS | Subject.DECISIONS,
    )  # fmt: skip
    a3 = city.activity(
        "A3", date(2015, 5, 5), Method.VISIT, ("U2", "U4"), ("P3", "P5"),
        matter=Matter.PROJECT, subjects=Subject.FUNDS,
    )  # fmt: skip
    a4 = city.activity(
        "A4", date(2015, 6, 30), Method.DECISION, ("U3",), ("P2", "P5"), "Z2",
        matter=Matter.APPOINTMENT,
    )  # fmt: skip
    city.activity("A5", date(2015, 7, 1), Method.EVENT, ("U3",), ("P2",), "Z2", matter=Matter.OTHER)
    a6 = city.activity("A6", date(2015, 12, 31), Method.MEETING, ("U1",), ("P3",))
    city.activity("A7", date(2016, 1, 1), Method.MEETING, matter=Matter.PROJECT)
    closed, due = OpinionState.CLOSED, date(2015, 8, 1)
    city.opinion(
        "Y1", a2, "U2", a2.on, due_on=date(2015, 5, 10), state=closed, closed_on=date(2015, 5, 1)
    )
    city.opinion("Y2", a2, "U2", a2.on, due_on=date(2015, 12, 30), state=OpinionState.RECTIFYING)
    city.opinion("Y3", a3, "U4", a3.on, due_on=date(2015, 12, 31))
    city.opinion("Y4", a4, "U3", a4.on, due_on=due, state=closed, closed_on=date(2016, 1, 1))
    city.opinion("Y5", a4, "U3", a4.on, due_on=due, state=OpinionState.DECLINED)
    city.opinion(
        "Y6", early, "U2", early.on, due_on=date(2015, 1, 10), state=closed, closed_on=YEAR[1]
    )
    city.opinion("Y7", a6, "U1", a6.on)
    return city


def built():
    return record(small_city())


standing_city, city = standing(built)


def of(city, start=YEAR[0], end=YEAR[1], user=None, **given):
    return figures(city.commission, start, end, user=user or operator(city.commission), **given)


def test_the_contracts_document_is_exactly_this(city):
    assert of(city).as_json() == {
        "period": ["2015-01-01", "2015-12-31"],
        "units": 6,
        "sectors": 3,
        "groups": 2,
        "activities": {
            "total": 6,
            "by_method": {
                "参与重大决策": 1,
                "参加重要活动": 1,
                "听取工作汇报": 0,
                "列席会议": 3,
                "个别谈话": 0,
                "走访调研": 1,
                "民主测评": 0,
                "问卷调查": 0,
                "集体约谈": 0,
                "警示教育": 0,
                "廉政风险排查": 0,
                "其他": 0,
            },
            "same_body": 3,
            "cross_body": 5,
            "outside": 3,
        },
        "major_matter_meetings": 3,
        "opinions": {"made": 6, "closed": 2, "declined": 1, "overdue": 2},
        "clues": {
            "received": 0,
            "assigned": 0,
            "preliminary_verification": 0,
            "case_filed": 0,
            "held": 0,
            "concluded": 0,
        },
        "talks": {
            "total": 0,
            "people": {"信访约谈": 0, "廉政谈话": 0, "提醒谈话": 0, "集体约谈": 0},
        },
    }


def test_an_activity_counts_once_however_many_units_and_people(city):
    found = of(city, date(2015, 5, 5), date(2015, 5, 5)).activities
    assert (found.total, found.by_method[Method.VISIT]) == (1, 1)


def test_capacities_count_each_person_at_each_unit_once(city):
    found = of(city, date(2015, 5, 5), date(2015, 5, 5)).activities
    assert (found.same_body, found.cross_body, found.outside) == (0, 2, 2)


def test_who_is_resident_acts_same_body_also_where_the_unit_is_linked_to_his_group(city):
    found = of(city, date(2015, 12, 31), date(2015, 12, 31)).activities
    assert (found.same_body, found.cross_body, found.outside) == (1, 0, 0)


def test_a_resident_acts_same_body_before_any_composite_group_exists(city):
    found = of(city, date(2015, 1, 1), date(2015, 1, 1)).activities
    assert (found.same_body, found.cross_body) == (1, 0)


def test_on_the_day_a_posting_ends_it_no_longer_holds(city):
    """P2's postings end on 2015-07-01: the day before he acts same-body, on the day outside capacity."""
    assert of(city, date(2015, 6, 30), date(2015, 6, 30)).activities.same_body == 1
    found = of(city, date(2015, 7, 1), date(2015, 7, 1)).activities
    assert (found.same_body, found.cross_body, found.outside) == (0, 0, 1)


def test_both_ends_of_the_period_belong_to_it(city):
    assert of(city, date(2015, 1, 1), date(2015, 12, 31)).activities.total == 6
    assert of(city, date(2015, 1, 2), date(2015, 12, 31)).activities.total == 5
    assert of(city, date(2015, 1, 1), date(2015, 12, 30)).activities.total == 5
    assert of(city, date(2015, 1, 1), date(2016, 1, 1)).activities.total == 7


@pytest.mark.parametrize(
    ("method", "matter", "counted"),
    [
        (Method.DECISION, Matter.DECISION, 1),
        (Method.EVENT, Matter.APPOINTMENT, 1),
        (Method.MEETING, Matter.PROJECT, 1),
        (Method.MEETING, Matter.EXPENDITURE, 1),
        (Method.MEETING, Matter.OTHER, 0),
        (Method.MEETING, "", 0),
        (Method.VISIT, Matter.DECISION, 0),
        (Method.REPORT, Matter.EXPENDITURE, 0),
    ],
)
def test_a_meeting_on_a_major_matter_needs_both_the_method_and_the_matter(method, matter, counted):
    city = small_city("EMPTY")
    city.activity("A1", date(2015, 4, 1), method, matter=matter)
    assert of(city).major_matter_meetings == counted


def test_an_opinion_is_closed_in_the_period_of_its_closing_day_whenever_it_was_made(city):
    assert of(city, date(2015, 1, 1), date(2015, 3, 31)).opinions.closed == 0
    december = of(city, date(2015, 12, 1), date(2015, 12, 31)).opinions
    assert (december.made, december.closed) == (1, 1)
    assert of(city, date(2016, 1, 1), date(2016, 1, 1)).opinions.closed == 1


def test_an_opinion_is_overdue_only_after_the_day_it_is_due(city):
    """Y2 is due on 12-30 and overdue from 12-31; Y3, due on 12-31, only from the next day."""
    assert of(city, end=date(2015, 12, 30)).opinions.overdue == 1
    assert of(city, end=date(2015, 12, 31)).opinions.overdue == 2
    assert (
        of(city, end=date(2016, 1, 1)).opinions.overdue == 2
    )  # Y3 has come, Y4 was closed that day


def test_overdue_is_measured_on_the_last_day_also_when_closed_since(city):
    assert of(city, date(2015, 6, 1), date(2015, 12, 31)).opinions.overdue == 1
    assert of(city, date(2015, 6, 1), date(2016, 1, 1)).opinions.overdue == 0


def test_not_adopted_is_neither_closed_nor_overdue(city):
    found = of(city, date(2015, 6, 30), date(2015, 9, 1)).opinions
    assert (found.made, found.declined, found.closed, found.overdue) == (2, 1, 0, 1)


def test_the_group_filter_takes_what_was_done_in_the_groups_name(city):
    found = of(city, group=city.groups["Z1"]).as_json()
    assert (found["units"], found["sectors"], found["groups"]) == (2, 1, 1)
    assert found["activities"]["total"] == 3  # A2, A3, A6
    assert found["activities"]["cross_body"] == 4  # A3's pairs at U4 as well
    assert found["activities"]["outside"] == 2
    assert found["opinions"] == {"made": 4, "closed": 1, "declined": 0, "overdue": 1}


def test_the_unit_filter_takes_activities_there_and_of_pairs_only_that_units(city):
    found = of(city, unit=city.units["U4"]).as_json()
    assert (found["units"], found["sectors"], found["groups"]) == (1, 1, 1)
    assert found["activities"]["total"] == 1
    assert (found["activities"]["cross_body"], found["activities"]["outside"]) == (1, 1)
    assert found["opinions"]["made"] == 1


def test_the_sector_filter_takes_the_units_placed_there_on_the_last_day(city):
    sector = city.sectors["综合"]
    assert of(city, sector=sector).activities.total == 3  # A3, A4, A5
    city.place(city.units["U6"], "综合", date(2015, 12, 31))
    assert of(city, sector=sector).units == 3
    assert of(city, end=date(2015, 12, 30), sector=sector).units == 2


def test_filters_narrow_each_other(city):
    found = of(city, group=city.groups["Z1"], sector=city.sectors["综合"])
    assert found.activities.total == 1
    assert (found.activities.cross_body, found.activities.outside) == (1, 1)
    assert found.units == 0  # no unit of that sector is linked to the group


def test_units_sectors_and_groups_are_counted_as_of_the_last_day(city):
    found = of(city, date(2015, 1, 1), date(2015, 2, 28))
    assert (found.units, found.sectors, found.groups) == (6, 3, 0)


def test_a_groups_member_counts_nothing_of_another_group(city):
    """P5 of Z2: A3 was his own act at U2 and U4, A4 and A5 his group's. Of A2 and A6 he knows nothing."""
    found = of(city, user=city.user("P5")).as_json()
    assert (found["units"], found["sectors"], found["groups"]) == (2, 1, 1)
    assert found["activities"]["total"] == 3
    assert found["activities"]["by_method"]["列席会议"] == 0
    # A3: P5·U2 outside, P5·U4 cross, P3·U4 outside (his unit); P3·U2 is Z1's own business. A4: 1 + 1. A5: 1.
    assert (found["activities"]["same_body"], found["activities"]["cross_body"]) == (1, 2)
    assert found["activities"]["outside"] == 3
    assert found["opinions"] == {"made": 3, "closed": 0, "declined": 1, "overdue": 1}


def test_who_guides_a_group_counts_that_groups_business_only(city):
    found = of(city, user=city.user("P6"))
    assert found.activities.total == 4  # A1, A2, A3, A6
    assert found.opinions.made == 3  # Y1, Y2, Y7; Y3 is addressed to a unit of Z2


def test_a_filter_for_another_groups_units_gives_nothing(city):
    found = of(city, user=city.user("P5"), unit=city.units["U1"])
    assert (found.units, found.activities.total, found.opinions.made) == (0, 0, 0)


def test_nothing_of_another_commission_is_counted(city):
    other = record(small_city("QT"))
    assert of(city).activities.total == 6
    assert of(city, user=operator(other.commission)).activities.total == 0


def test_a_period_that_ends_before_it_begins_is_refused(city):
    with pytest.raises(ValueError, match="ends before it begins"):
        of(city, date(2015, 2, 1), date(2015, 1, 1))


def test_the_number_of_queries_does_not_grow(city, django_assert_num_queries):
    with django_assert_num_queries(11):
        of(city)
    for number in range(300):
        city.unit(f"V{number:03}", f"某{number}局", "党群")
    city.activity("B1", date(2015, 9, 1), at=[f"V{number:03}" for number in range(300)])
    with django_assert_num_queries(11):
        of(city)
