"""Telling: once, whom it concerns, never of one's own act, gone when the subject is."""

import re
from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from paizhu.kernel import clock
from paizhu.notices import actions, queries
from paizhu.notices.actions.telling import NotRegistered
from paizhu.notices.models import Notice
from paizhu.notices.states import SUBJECTS, Standing
from paizhu.organization.models import Posting, Unit
from paizhu.organization.queries import alike
from tests.notices.telling import KIND, NEWS
from tests.organization.city import ROLES

pytestmark = pytest.mark.django_db
DAY, LATER = date(2015, 6, 30), date(2015, 7, 15)


def mine(city, name: str) -> list[Notice]:
    return list(Notice.objects.visible_to(city.looker(name)).order_by("pk"))


def test_each_recipient_is_told_with_number_reason_and_day(city, tell):
    assert tell("leader", "member", due_on=DAY) == 2
    (notice,) = mine(city, "leader")
    assert notice.reason == "ZG-2015-U1：请于2015-06-30前办理。"
    assert notice.standing is Standing.UNREAD


def test_nobody_sees_anothers_notice(city, tell, seen):
    tell("leader")
    assert seen("leader") == ["ZG-2015-U1"]
    for other in ("member", "secretary", "office", "system_admin", "operator", "nobody"):
        assert seen(other) == []


def test_the_same_notice_does_not_come_twice_while_it_is_unread(city, tell, seen):
    assert tell("leader", due_on=DAY) == 1
    assert tell("leader", "member", due_on=DAY) == 1  # the member only
    assert tell("leader") == 1  # without a day it is another one
    assert tell("leader") == 0
    assert len(seen("leader")) == 2


@pytest.mark.parametrize("change", [{"due_on": LATER}, {"kind": NEWS}, {"unit": "U2"}])
def test_another_day_kind_or_record_is_another_notice(tell, seen, change):
    tell("leader", due_on=DAY)
    assert tell("leader", **{"due_on": DAY, **change}) == 1


def test_a_notice_that_was_read_or_settled_is_followed_by_a_new_one(city, tell, settle):
    tell("leader", due_on=DAY)
    actions.mark_read(mine(city, "leader"))
    assert tell("leader", due_on=DAY) == 1
    settle()
    assert tell("leader", due_on=DAY) == 1


def test_the_database_itself_refuses_a_double(city, tell):
    for given in ({"due_on": DAY}, {}):
        tell("leader", **given)
        notice = Notice.objects.latest("pk")
        notice.pk = None
        with pytest.raises(IntegrityError), transaction.atomic():
            notice.save()


def test_whoever_acts_is_not_told_of_his_own_act(tell, seen):
    assert tell("leader", "member", by="leader") == 1
    assert seen("leader") == []
    assert seen("member") == ["ZG-2015-U1"]


def test_a_notice_goes_when_its_subject_may_no_longer_be_seen(city, tell, seen):
    tell("leader", unit="U1")
    tell("leader", unit="U2")
    assert queries.unread_count(city.looker("leader")) == 2
    # he leaves the composite group and stays resident at U1: U2 is no longer his to see
    Posting.objects.filter(official=city.people["leader"], composite_group__isnull=False).delete()
    assert seen("leader") == ["ZG-2015-U1"]
    assert queries.unread_count(city.looker("leader")) == 1
    assert queries.open_counts(city.looker("leader")).unread == 1


def test_the_bell_counts_no_further_than_it_shows(city, tell):
    for day in range(1, 5):
        tell("leader", due_on=DAY.replace(day=day))
    assert queries.unread_count(city.looker("leader")) == 4
    assert queries.unread_count(city.looker("leader"), at_most=3) == 3


def test_the_bell_counts_alike_what_is_seen_by_powers_and_what_is_asked_again(city, tell):
    _ask_again()
    for day in range(1, 4):
        tell("leader", "member", unit="U2", due_on=DAY.replace(day=day))
        tell("leader", "member", unit="U1", due_on=DAY.replace(day=day), about=city.people["head"])
    Posting.objects.filter(official=city.people["leader"], composite_group__isnull=False).delete()
    for who in ("leader", "member"):
        looker = city.looker(who)
        seen = Notice.objects.visible_to(looker).count()
        for most in (None, 1, 2, 3, 4, 5, 6, 7):
            expected = seen if most is None else min(seen, most)
            assert queries.unread_count(looker, most) == expected, (who, most)
        assert queries.open_counts(looker) == queries.OpenCounts(seen, 0)
        among_told = Notice.objects.all().visible_among_told(looker).order_by("pk")
        assert list(among_told) == mine(city, who)


def _ask_again():
    """Let units be a subject that powers alone do not tell."""
    queries.register_subject(
        "organization.unit", visible=lambda user: Unit.objects.visible_to(user)
    )


@pytest.mark.parametrize("label", sorted(key for key, each in SUBJECTS.items() if each.by_powers))
@pytest.mark.parametrize("role", ROLES)
def test_what_is_said_to_be_seen_by_powers_asks_nothing_else(city, role, label):
    """The statement written for readers alike is the reader's own, with his values, also on another day than it was written."""
    looker, subject = city.looker(role), SUBJECTS[label]
    assert looker.powers
    read = alike.Read(lambda viewer: subject.visible(viewer).order_by("pk"))
    with clock.standing_on(DAY):
        read(looker)
    with clock.standing_on(LATER):
        with CaptureQueriesContext(connection) as alike_asked:
            found = read(looker)
        with CaptureQueriesContext(connection) as asked:
            assert found == list(subject.visible(looker).order_by("pk"))
    assert _plain(alike_asked) == _plain(asked)
    assert len(asked) <= 1


def _plain(captured) -> list[str]:
    """Return statements with the ids of each set in order."""

    def ordered(found):
        return f"IN ({sorted(found[1].split(', '))})"

    return [re.sub(r"IN \(([\d, ]+)\)", ordered, each["sql"]) for each in captured]


def test_a_notice_about_what_nobody_vouches_for_is_hidden(city, tell, seen, monkeypatch):
    tell("leader")
    Notice.objects.update(about_label="tests.unknown")
    assert seen("leader") == []
    assert queries.unread_count(city.looker("leader")) == 0


def test_settling_ends_the_waiting_of_all(city, tell, settle):
    tell("leader", "member")
    actions.mark_read(mine(city, "leader"))
    tell("leader", unit="U2")
    assert settle() == 2
    assert settle() == 0
    assert [n.standing for n in mine(city, "leader")] == [Standing.DONE, Standing.UNREAD]


def test_settling_may_be_of_some_kinds_only(city, tell, settle):
    tell("leader")
    tell("leader", kind=NEWS)
    assert settle(kinds=[KIND]) == 1


def test_reading_leaves_it_waiting_but_ends_what_was_for_information(city, tell):
    tell("leader")
    tell("leader", kind=NEWS)
    assert actions.mark_read(mine(city, "leader")) == 2
    assert [n.standing for n in mine(city, "leader")] == [Standing.WAITING, Standing.DONE]
    assert actions.mark_read(mine(city, "leader")) == 0


@pytest.mark.parametrize("given", [{"kind": "no.such"}, {"about": "commission"}])
def test_what_no_room_registered_is_a_defect(city, tell, given):
    if "about" in given:
        given = {"about": city.sectors["党群"]}
    with pytest.raises(NotRegistered):
        tell("leader", **given)


def test_outside_an_act_nobody_is_told_or_settled(city):
    with pytest.raises(RuntimeError):
        actions.tell(
            commission_id=1, recipients=[1], kind=KIND, about=city.units["U1"], number="1",
            url="/", by=city.looker("office"),
        )  # fmt: skip
    with pytest.raises(RuntimeError):
        actions.settle(about=city.units["U1"])


@pytest.mark.parametrize("url", ["https://elsewhere/", "//elsewhere/", "x/"])
def test_an_address_outside_the_house_is_refused(tell, url):
    with pytest.raises(ValueError, match="into the house"):
        tell("leader", url=url)


def test_the_database_too_refuses_an_address_elsewhere(tell):
    tell("leader")
    with pytest.raises(IntegrityError), transaction.atomic():
        Notice.objects.update(url="https://elsewhere/")


def test_the_bell_costs_one_query_and_two_where_powers_do_not_say_what_may_be_seen(
    city, tell, django_assert_num_queries
):
    looker = city.looker("leader")
    with django_assert_num_queries(1):
        assert queries.unread_count(looker) == 0
    tell("leader")
    with django_assert_num_queries(1):
        assert queries.unread_count(looker) == 1
    with django_assert_num_queries(1):
        assert queries.open_counts(looker) == queries.OpenCounts(1, 0)
    _ask_again()
    with django_assert_num_queries(2):
        assert queries.unread_count(looker) == 1
    with django_assert_num_queries(2):
        assert queries.open_counts(looker) == queries.OpenCounts(1, 0)


def test_a_kind_that_is_no_longer_known_is_still_readable(city, tell):
    tell("leader")
    Notice.objects.update(kind="gone")
    with translation.override("en"):
        assert mine(city, "leader")[0].reason == "ZG-2015-U1: please look."


def test_an_official_of_another_commission_sees_nothing(city, other_city, tell):
    tell("leader")
    looker = other_city.looker("leader")
    assert not Notice.objects.visible_to(looker).exists()
