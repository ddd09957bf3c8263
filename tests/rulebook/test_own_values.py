"""A commission's own values: stricter only where the limit binds, in both directions, and dated."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paizhu.kernel.refusals import Refused
from paizhu.kernel.workdays import WorkingCalendar
from paizhu.rulebook import actions, queries, rules
from paizhu.rulebook.models import StricterLimit
from paizhu.rulebook.queries.strictness import is_laxer, span
from paizhu.rulebook.states import Direction, Kind
from paizhu.trail.models import Event
from tests.rulebook import factories

pytestmark = pytest.mark.django_db
DAY = date(2023, 6, 1)


@pytest.fixture
def home():
    return factories.commission()


@pytest.fixture
def office(home):
    return factories.office(home)


def refused(by, key, amount, unit, from_on=DAY, until_on=None) -> str:
    with pytest.raises(Refused) as refusal:
        rules.check_can_set_stricter(by, key, amount, unit, from_on, until_on)
    return str(refusal.value)


@pytest.mark.parametrize(
    ("key", "amount", "unit"),
    [
        # an upper bound (at most): smaller is stricter
        ("inquiry_reply", 14, "working_days"),
        ("inquiry_reply", 15, "days"),
        ("clue_disposition", 28, "days"),
        ("clue_disposition", 14, "working_days"),
        ("assigned_item", 2, "months"),
        ("assigned_item", 89, "days"),
        ("duty_report", 3, "months"),
        ("integrity_report", 6, "months"),
        # a lower bound (at least): larger is stricter
        ("talk_people", 3, "people"),
        ("trial_people", 3, "people"),
        # nothing but a suggestion: either way, within its own bounds
        ("silence_days", 120, "days"),
        ("silence_days", 30, "days"),
        ("meeting_notice", 1, "working_days"),
        ("breakdown_answers", 3, "answers"),
        ("breakdown_answers", 10, "answers"),
        ("advice_letter_reply", 60, "days"),
    ],
)
def test_a_stricter_value_may_be_set(office, key, amount, unit):
    rules.check_can_set_stricter(office, key, amount, unit, DAY)


@pytest.mark.parametrize(
    ("key", "amount", "unit", "reason"),
    [
        # an upper bound: anything that could be longer on some day is laxer
        ("inquiry_reply", 16, "working_days", "第29条"),
        ("inquiry_reply", 21, "days", "第29条"),
        ("inquiry_reply", 1, "months", "第29条"),
        ("clue_disposition", 2, "months", "第37条"),
        ("clue_disposition", 29, "days", "第37条"),
        ("clue_disposition", 15, "working_days", "第37条"),
        ("forward_superior_item", 6, "working_days", "第15条"),
        ("assigned_item", 92, "days", "第21条"),
        ("duty_report", 7, "months", "全覆盖"),
        ("unit_analysis", 13, "months", "第33条"),
        # a lower bound: anything smaller is laxer
        ("talk_people", 1, "people", "第42条"),
        ("trial_people", 1, "people", "第55条"),
        # bounds that even a suggestion has
        ("breakdown_answers", 2, "answers", "3"),
        ("silence_days", 6, "days", "7"),
        ("silence_days", 400, "days", "366"),
        # what cannot be compared, or is nothing
        ("talk_people", 3, "days", "人"),
        ("inquiry_reply", 3, "people", "工作日"),
        ("inquiry_reply", 15, "working_days", "一致"),
        ("inquiry_reply", 0, "working_days", "1"),
        ("inquiry_reply", -3, "working_days", "1"),
        ("inquiry_reply", 10**9, "working_days", "3660"),
    ],
)
def test_a_laxer_value_is_refused_with_the_reason_and_the_article(
    office, key, amount, unit, reason
):
    assert reason in refused(office, key, amount, unit)


def test_the_office_alone_sets_values(home):
    for who in (factories.plain(home), factories.system_admin(home)):
        assert "纪委办公室" in refused(who, "inquiry_reply", 10, "working_days")


def test_nothing_is_set_where_the_time_knew_no_limit(office):
    reason = refused(office, "acceptance_notice", 10, "working_days", from_on=date(2015, 6, 1))
    assert "2020" in reason


def test_a_value_must_hold_for_a_day_at_least(office):
    assert refused(office, "inquiry_reply", 10, "working_days", DAY, DAY)


def test_the_own_value_binds_from_its_day_on_and_names_both_bases(home, office):
    factories.own_value(home, office, from_on=date(2023, 6, 1))
    before = queries.limit("inquiry_reply", on=date(2023, 5, 31), commission=home)
    after = queries.limit("inquiry_reply", on=date(2023, 6, 1), commission=home)
    assert (before.amount, before.own) == (15, None)
    assert (after.amount, after.rule.amount) == (10, 15)
    assert "监督执纪工作规则" in after.basis
    assert "本市加严" in after.basis


def test_a_deadline_is_reckoned_with_the_own_value(home, office):
    factories.own_value(home, office, amount=3)
    limit = queries.limit("inquiry_reply", on=date(2023, 9, 27), commission=home)
    assert limit.due(date(2023, 9, 27)).on == date(2023, 10, 8)
    assert limit.due(date(2023, 9, 27), WorkingCalendar()).on == date(2023, 10, 8)


def test_another_commission_keeps_the_rules_value(home, office):
    factories.own_value(home, office)
    other = factories.commission()
    assert queries.limit("inquiry_reply", on=DAY, commission=other).amount == 15
    assert queries.limit("inquiry_reply", on=DAY).amount == 15
    assert not StricterLimit.objects.visible_to(factories.office(other)).exists()


def test_two_values_never_hold_on_one_day(home, office):
    factories.own_value(home, office, from_on=date(2023, 1, 1), until_on=date(2023, 7, 1))
    assert refused(office, "inquiry_reply", 9, "working_days", date(2023, 6, 30))
    assert refused(office, "inquiry_reply", 9, "working_days", date(2022, 6, 1), date(2023, 1, 2))
    rules.check_can_set_stricter(office, "inquiry_reply", 9, "working_days", date(2023, 7, 1))
    rules.check_can_set_stricter(
        office, "inquiry_reply", 9, "working_days", date(2022, 6, 1), date(2023, 1, 1)
    )


def test_a_withdrawn_value_still_measures_the_matters_of_its_time(home, office):
    stricter = factories.own_value(home, office)
    actions.withdraw_stricter(stricter=stricter, until_on=date(2024, 1, 1), by=office)
    assert queries.limit("inquiry_reply", on=date(2023, 12, 31), commission=home).amount == 10
    assert queries.limit("inquiry_reply", on=date(2024, 1, 1), commission=home).amount == 15


def test_a_value_withdrawn_on_its_first_day_never_held_and_leaves_room(home, office):
    stricter = factories.own_value(home, office, from_on=DAY)
    actions.withdraw_stricter(stricter=stricter, until_on=DAY, by=office)
    assert queries.limit("inquiry_reply", on=DAY, commission=home).own is None
    rules.check_can_set_stricter(office, "inquiry_reply", 9, "working_days", DAY)


@pytest.mark.parametrize("until_on", [date(2022, 12, 31), date(2024, 1, 1)])
def test_a_value_is_withdrawn_once_and_not_before_it_begins(home, office, until_on):
    stricter = factories.own_value(home, office, until_on=date(2023, 12, 31))
    with pytest.raises(Refused):
        rules.check_can_withdraw_stricter(office, stricter, until_on)


def test_a_stranger_withdraws_nothing(home, office):
    stricter = factories.own_value(home, office)
    with pytest.raises(Refused):
        rules.check_can_withdraw_stricter(
            factories.office(factories.commission()), stricter, date(2024, 1, 1)
        )
    with pytest.raises(Refused):
        rules.check_can_withdraw_stricter(factories.plain(home), stricter, date(2024, 1, 1))


def test_an_own_value_never_makes_a_later_and_stricter_rule_laxer(home, office):
    """Set under the reform's pack, where the limit was a suggestion; today's binds."""
    factories.own_value(
        home,
        office,
        limit_key="clue_disposition",
        amount=3,
        unit="months",
        from_on=date(2015, 1, 1),
    )
    assert queries.limit("clue_disposition", on=date(2016, 1, 1), commission=home).amount == 3
    assert queries.limit("clue_disposition", on=DAY, commission=home).amount == 1


def test_all_limits_of_a_day_cost_one_query(home, office, django_assert_num_queries):
    factories.own_value(home, office)
    with django_assert_num_queries(1):
        limits = queries.limits_on(DAY, home)
        found = {key: limits.get(key) for key in queries.known_keys(Kind.LIMIT)}
    assert found["inquiry_reply"].amount == 10
    assert found["named_petition"] is None


def test_setting_and_withdrawing_stand_in_the_trail(home, office):
    stricter = factories.own_value(home, office)
    actions.withdraw_stricter(stricter=stricter, until_on=date(2024, 1, 1), by=office)
    events = Event.objects.filter(act__startswith="rulebook.").order_by("sequence")
    assert [event.act for event in events] == [
        "rulebook.stricter_set",
        "rulebook.stricter_withdrawn",
    ]
    assert events[0].detail["value"] == "10个工作日"
    assert events[0].chain == home.pk


def test_a_refused_value_leaves_nothing_behind(home, office):
    with pytest.raises(Refused):
        factories.own_value(home, office, amount=20)
    with pytest.raises(Refused):
        factories.own_value(factories.commission(), office)
    assert not StricterLimit.objects.exists()
    assert not Event.objects.filter(act__startswith="rulebook.").exists()


LIMITS = [
    limit
    for limit in queries.pack_on(DAY).entries
    if limit.kind == Kind.LIMIT and not limit.is_absent and limit.unit.is_time
]


@given(
    st.sampled_from(LIMITS),
    st.integers(1, 40),
    st.sampled_from(["working_days", "days", "months"]),
    st.dates(date(2006, 1, 1), date(2023, 12, 31)),
)
def test_what_is_not_laxer_never_gives_a_later_deadline(limit, amount, unit, start):
    """The comparison of units is safe on every day of the published years."""
    calendar = WorkingCalendar()
    rule = calendar.deadline(start, limit.amount, limit.unit).on
    own = calendar.deadline(start, amount, unit).on
    if not is_laxer(limit, amount, unit):
        assert own <= rule if limit.direction is Direction.AT_MOST else own >= rule


def test_a_month_spans_twenty_eight_to_thirty_one_days():
    assert span(1, "months") == (28, 31)
    assert span(7, "days") == (7, 7)
    assert span(1, "working_days") == (1, 11)
