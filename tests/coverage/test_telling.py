"""What the commission's offices are told: need to know, by number and reason, each thing once."""

from datetime import date, timedelta

import pytest
from django.test import Client

from paizhu.coverage.actions import telling
from paizhu.jobs.queries import named
from paizhu.kernel import clock
from paizhu.kernel.refusals import Refused
from paizhu.notices.models import Notice
from paizhu.organization.actions import people
from paizhu.organization.models import Post, Posting
from paizhu.organization.queries import open_matters
from paizhu.organization.queries.open_matters import Matter, OpenMatters
from tests.organization.city import city, standing_city  # noqa: F401
from tests.organization.factories import PostingFactory
from tests.oversight.factories import save_activity

pytestmark = pytest.mark.django_db
END = date(2015, 7, 1)


@pytest.fixture
def owing(city, monkeypatch):  # noqa: F811
    """Whoever's posting ends owes one matter until it is handed over."""
    owed = {"open": True}

    def hand_over(**_given):
        owed["open"] = False
        return 1

    kind = OpenMatters(
        "tests.owed",
        "未结",
        lambda posting, user: [Matter("甲")] if owed["open"] else [],
        hand_over,
    )
    monkeypatch.setattr(open_matters, "_kinds", {kind.key: kind})
    return city


def told(city, kind):  # noqa: F811
    names = {official.pk: name for name, official in city.people.items()}
    found = Notice.objects.filter(kind=f"coverage.{kind}", done_at__isnull=True)
    return {(names[one.recipient_id], one.number) for one in found}


def end(city, name, post, **given):  # noqa: F811
    people.end_posting(
        posting=city.posting(name, post), until_on=END, **given, by=city.looker("operator")
    )


def test_the_office_hears_that_matters_were_handed_over(owing):
    end(owing, "member", Post.MEMBER, to_head=True)
    assert told(owing, "handed_over") == {("office", owing.people["member"].code)}
    assert told(owing, "led_anew") == set()


def test_petition_and_case_office_hear_by_number_who_leads_a_group_anew_and_nothing_else(owing):
    end(owing, "leader", Post.LEADER, successor=owing.people["member"])
    assert told(owing, "led_anew") == {("petitions", "Z1"), ("cases", "Z1")}
    for role in ("petitions", "cases"):
        user = owing.user(role)
        (notice,) = Notice.objects.visible_to(user)
        assert owing.people["leader"].name not in notice.reason
        browser = Client()
        browser.force_login(user)
        page = browser.get("/notices/", follow=True)
        assert "Z1" in page.content.decode()
        opened = browser.get(f"/notices/{notice.pk}/", follow=True)
        assert opened.status_code == 200


def test_where_nobody_takes_over_the_office_is_told_until_somebody_does(owing):
    city = owing  # noqa: F811
    with clock.standing_on(END - timedelta(days=3)):
        end(city, "member", Post.MEMBER, to_head=True)
    Posting.objects.filter(official=city.people["leader"]).delete()
    run = named("organization.hand_over").run
    with clock.standing_on(END):
        assert run(city.commission) == 0
        assert told(city, "nobody_takes_over") == {("office", city.people["member"].code)}
        PostingFactory(official=city.people["nobody"], post=Post.LEADER, place=city.groups["Z1"],
                       from_on=END)  # fmt: skip
        assert run(city.commission) == 1
    assert told(city, "nobody_takes_over") == set()


def test_the_office_hears_once_of_each_blind_spot_and_the_leader_of_a_silent_unit(city):  # noqa: F811
    Posting.objects.filter(official=city.people["member"], post=Post.MEMBER).delete()
    save_activity(city, "U1 U2 U5", "leader", on=date(2015, 6, 30))
    run = named("coverage.blind_spots").run
    with clock.standing_on(END):
        made = run(city.commission)
        # Only its own resident leader is left for U1; nothing was ever done at the units of Z2.
        assert told(city, "not_from_outside") == {("office", "U1")}
        assert told(city, "silent") == {("leader_two", "U3"), ("leader_two", "U4")}
        assert told(city, "silent_units") == {("office", "Z2")}  # one notice, however many units
        assert made == 4
        Notice.objects.update(read_at=clock.now())
        assert run(city.commission) == 0
        save_activity(city, "U3 U4", "leader_two", on=END)
        run(city.commission)
    assert told(city, "silent") == told(city, "silent_units") == set()
    assert told(city, "not_from_outside") == {("office", "U1")}


def test_nobody_but_the_machine_tells_of_blind_spots(city):  # noqa: F811
    with pytest.raises(Refused):
        telling.tell_blind_spots(commission=city.commission, by=city.looker("office"))
