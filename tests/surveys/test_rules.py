"""Who may do what with a survey, in which state; and that a promise given at the issue is never loosened."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from paizhu.kernel import clock
from paizhu.kernel.refusals import Refused, allowed
from paizhu.surveys import rules
from paizhu.surveys.actions import adding, designing, holding
from paizhu.surveys.models import Survey, SurveyState, Tally, Ticket
from paizhu.surveys.queries import tallies
from paizhu.surveys.states.drafts import UnitDraft
from paizhu.trail.models import Event
from tests.organization.city import ROLES
from tests.surveys import factories

pytestmark = pytest.mark.django_db
DESIGNERS = {"leader", "member", "office", "operator"}
LEADERS = {"leader"}
CHECKS = {
    "change": (rules.check_can_change, SurveyState.DRAFT, DESIGNERS),
    "withdraw": (rules.check_can_withdraw, SurveyState.DRAFT, DESIGNERS),
    "issue": (rules.check_can_issue, SurveyState.DRAFT, LEADERS),
    "add a unit": (rules.check_can_add_unit, SurveyState.ISSUED, LEADERS),
    "print": (rules.check_can_print, SurveyState.ISSUED, DESIGNERS),
    "close": (rules.check_can_close, SurveyState.ISSUED, LEADERS),
    "sort": (rules.check_can_sort, SurveyState.CLOSED, DESIGNERS),
}


def in_state(city, state) -> Survey:
    if state == SurveyState.DRAFT:
        return factories.drafted(city)
    survey = factories.issued(city)
    return factories.close(city, survey) if state == SurveyState.CLOSED else survey


@pytest.mark.parametrize("state", [SurveyState.DRAFT, SurveyState.ISSUED, SurveyState.CLOSED])
def test_each_step_is_for_its_people_in_its_state_alone(city, state):
    survey = in_state(city, state)
    for name, (check, wanted, people) in CHECKS.items():
        for role in ROLES:
            may = allowed(check, city.looker(role, clock.today()), survey)
            assert may is (state == wanted and role in people), (name, role)


def test_nobody_of_another_commission_does_anything(city, other_city):
    survey = factories.drafted(city)
    for check, _state, _people in CHECKS.values():
        for role in ("office", "leader", "operator"):
            assert not allowed(check, other_city.looker(role, clock.today()), survey)


def test_what_was_promised_at_the_issue_cannot_be_changed(city):
    survey = factories.issued(city)
    for act, given in (
        (designing.change, {"given": factories.given(city, minimum=3)}),
        (designing.redefine, {"definition": factories.DEFINITION}),
        (designing.withdraw, {}),
    ):
        with pytest.raises(Refused):
            act(survey=survey, by=factories.leader(city), **given)
    assert Survey.objects.get().minimum == 5


def test_the_database_refuses_a_minimum_below_three(city):
    survey = factories.drafted(city)
    with pytest.raises(IntegrityError), transaction.atomic():
        Survey.objects.filter(pk=survey.pk).update(minimum=2)


@pytest.mark.parametrize(
    "given", [{"units": []}, {"classes": []}, {"units": {"U1": {}}}, {"units": {"U1": {"A": 0}}}]
)
def test_an_incomplete_survey_is_not_issued(city, given):
    if isinstance(given.get("units"), dict):
        survey = factories.drafted(city, given["units"])
        survey.allocations.all().delete()
    else:
        survey = factories.drafted(city, **given) if "classes" in given else factories.drafted(city)
        survey.units.all().delete()
    with pytest.raises(Refused):
        holding.issue(survey=survey, by=factories.leader(city))


def test_a_group_asks_at_its_own_units_only(city):
    with pytest.raises(Refused):
        factories.drafted(city, {"U3": {"A": 5}})


def test_closing_twice_is_refused_and_happens_once(city):
    survey = factories.issued(city)
    factories.close(city, survey)
    with pytest.raises(Refused):
        factories.close(city, survey)
    assert Tally.objects.count() == 1
    assert Event.objects.filter(act="surveys.closed").count() == 1


def test_figures_are_frozen_with_their_fingerprint_in_the_trail(city):
    survey = factories.issued(city, {"U1": {"A": 8}})
    for code in factories.codes(city, survey)["A"][:6]:
        factories.cast(code, q1="good")
    factories.close(city, survey)
    frozen, event = Tally.objects.get(), Event.objects.get(act="surveys.closed")
    assert frozen.digest in event.detail_text
    assert tallies.digest_of(tallies.figures_of(survey)) == frozen.digest
    assert tallies.digest_of(frozen.figures) == frozen.digest


def test_slips_printed_again_make_the_earlier_ones_void_and_leave_used_ones_alone(city):
    survey = factories.issued(city, {"U1": {"A": 4}})
    first = factories.codes(city, survey)["A"]
    factories.cast(first[0], q1="good")
    second = factories.codes(city, survey)["A"]
    assert len(second) == 3
    assert not set(first) & set(second)
    assert Ticket.objects.filter(is_used=True).count() == 1
    assert Ticket.objects.count() == 4


def joining(city, survey, code="U2", **given):
    draft = UnitDraft(city.units[code].pk, **{"tickets": {"A": 5}, "members": ("王五",)} | given)
    return adding.add_unit(survey=survey, given=draft, by=factories.leader(city))


def test_a_unit_joins_a_running_survey_with_tickets_and_loosens_nothing(city):
    survey = factories.issued(city, {"U1": {"A": 6}})
    old = factories.codes(city, survey)["A"]
    held = joining(city, survey)
    after = Survey.objects.get(pk=survey.pk)
    for name in ("definition", "fingerprint", "minimum", "opens_at", "closes_at", "public_key"):
        assert getattr(after, name) == getattr(survey, name), name
    assert Ticket.objects.filter(survey_unit=held).count() == 5
    new = factories.codes(city, survey, "U2")["A"]
    assert len(new) == 5
    for code in [*old, *new]:
        assert factories.cast(code, q1="good")
    factories.close(city, survey)
    units = Tally.objects.get().figures["units"]
    assert [units[key]["total"]["returned"] for key in sorted(units, key=int)] == [6, 5]
    assert Event.objects.filter(act="surveys.unit_added").count() == 1


@pytest.mark.parametrize(
    ("code", "given", "words"),
    [
        ("U1", {}, "已经参加"),
        ("U2", {"tickets": {"Z": 5}}, "没有分配票数"),
        ("U2", {"tickets": {"A": 0}}, "没有分配票数"),
        ("U3", {}, "不在"),
    ],
)
def test_a_unit_that_cannot_join_is_refused(city, code, given, words):
    survey = factories.issued(city)
    with pytest.raises(Refused, match=words):
        joining(city, survey, code, **given)
    assert survey.units.count() == 1


def test_nobody_joins_before_the_issue_after_the_window_or_after_the_close(city, time_machine):
    with pytest.raises(Refused):
        joining(city, factories.drafted(city))
    survey = factories.issued(city)
    closed = factories.close(city, factories.issued(city))
    with pytest.raises(Refused):
        joining(city, closed)
    time_machine.move_to(survey.closes_at + timedelta(minutes=1))
    with pytest.raises(Refused, match="已经结束"):
        joining(city, survey)


def test_only_the_leader_lets_a_unit_join(city):
    survey = factories.issued(city)
    draft = UnitDraft(city.units["U2"].pk, {"A": 5}, ("王五",))
    with pytest.raises(Refused):
        adding.add_unit(survey=survey, given=draft, by=city.looker("member", clock.today()))
