"""Who is told of a survey's steps, and what goes over to another when a posting ends."""

from datetime import timedelta

import pytest

from paizhu.kernel import clock
from paizhu.notices.models import Notice
from paizhu.organization.models import Post
from paizhu.surveys.actions import designing, holding, keeping, voices
from paizhu.surveys.jobs import remind
from paizhu.surveys.models import Survey, SurveyUnit
from tests.surveys import factories

pytestmark = pytest.mark.django_db


def told(city, kind):
    """Return the names of those who have an open notice of a kind."""
    found = Notice.objects.filter(kind=f"surveys.{kind}", done_at__isnull=True)
    names = {official.pk: name for name, official in city.people.items()}
    return {names[each.recipient_id] for each in found}


def test_the_leader_is_told_once_a_colleague_s_survey_can_be_issued(city):
    member = city.looker("member", clock.today())
    empty = factories.given(city, {"U1": {}})
    survey = designing.draft(commission=city.commission, given=empty, by=member)
    designing.change(survey=survey, given=empty, by=member)
    assert told(city, "ready") == set()
    designing.change(survey=survey, given=factories.given(city), by=member)
    designing.change(survey=survey, given=factories.given(city), by=member)
    assert told(city, "ready") == {"leader"}
    assert Notice.objects.count() == 1
    holding.issue(survey=survey, by=factories.leader(city))
    assert told(city, "ready") == set()
    assert told(city, "issued") == {"member", "liaison"}


def test_a_window_that_opens_closes_and_is_over_is_told_once_each(city, time_machine):
    now = clock.now()
    opens, closes = now + timedelta(hours=12), now + timedelta(days=3)
    survey = factories.issued(city, opens_at=opens, closes_at=closes)
    for at, kind, people in (
        (now, "opens", {"leader", "member"}),
        (closes - timedelta(hours=2), "closes", {"leader", "member"}),
        (closes + timedelta(hours=1), "over", {"leader"}),
    ):
        time_machine.move_to(at)
        before = Notice.objects.count()
        assert remind(city.commission) == len(people)
        Notice.objects.filter(kind=f"surveys.{kind}").update(read_at=at)
        assert remind(city.commission) == 0
        assert told(city, kind) == people
        assert Notice.objects.count() == before + len(people)
    factories.close(city, survey)
    assert not Notice.objects.filter(done_at__isnull=True).exclude(kind="surveys.to_sort").exists()


def test_free_texts_wait_for_who_sees_to_the_survey_until_all_is_published(city):
    member = city.looker("member", clock.today())
    given = factories.given(city, {"U1": {"A": 6}})
    survey = designing.draft(commission=city.commission, given=given, by=member)
    assert survey.keeper == city.people["member"]
    holding.issue(survey=survey, by=factories.leader(city))
    for code in factories.codes(city, survey)["A"]:
        factories.cast(code, q1="good", t1="多公开")
    factories.close(city, survey)
    assert told(city, "to_sort") == {"member"}
    voices.publish(held=SurveyUnit.objects.get(survey=survey), by=factories.leader(city))
    assert told(city, "to_sort") == set()
    assert told(city, "published") == {"member", "liaison"}


def test_without_free_texts_nobody_is_told_to_sort(city):
    survey = factories.issued(city, {"U1": {"A": 6}})
    for code in factories.codes(city, survey)["A"]:
        factories.cast(code, q1="good")
    factories.close(city, survey)
    assert told(city, "to_sort") == set()


def test_no_notice_of_a_survey_says_what_it_asks_or_whom(city):
    survey = factories.issued(city)
    remind(city.commission)
    for notice in Notice.objects.all():
        assert notice.number == survey.code
        assert "问卷" not in repr(vars(notice))


def test_open_surveys_go_over_to_who_follows_when_a_posting_ends(city):
    member = city.looker("member", clock.today())
    for _each in range(2):
        designing.draft(commission=city.commission, given=factories.given(city), by=member)
    posting = city.posting("member", Post.MEMBER)
    open_ones, done = Survey.objects.order_by("pk")
    designing.withdraw(survey=done, by=member)
    named = [each.label for each in keeping.open_matters_of(posting, member)]
    assert named == [f"{open_ones.code} {open_ones.title}"]
    keeping.hand_over(
        posting=posting, to=city.people["leader"], by=city.looker("office", clock.today())
    )
    kept = {each.pk: each.keeper for each in Survey.objects.select_related("keeper")}
    assert kept == {open_ones.pk: city.people["leader"], done.pk: city.people["member"]}
    assert told(city, "given") == {"leader"}
