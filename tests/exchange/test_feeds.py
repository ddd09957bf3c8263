"""The calendar feed: who gets one, what it says and never says, and when it ends. Read by a real parser."""

from datetime import UTC, timedelta

import icalendar
import pytest
from django.test import Client
from django.urls import reverse

from paizhu.access import actions as access
from paizhu.access import queries as accounts
from paizhu.exchange.actions import feeds
from paizhu.exchange.models import FeedAddress
from paizhu.exchange.models.feeds import digest_of
from paizhu.exchange.views.feeds import READS
from paizhu.kernel import clock
from paizhu.kernel.refusals import Refused
from paizhu.organization.models import Post, Posting
from paizhu.oversight.actions import notice_decisions
from paizhu.trail.models import Event
from tests.organization.city import city, other_city, standing_city  # noqa: F401  fixtures
from tests.oversight.notices import by, fresh, send

pytestmark = pytest.mark.django_db


def address(secret: str) -> str:
    return reverse("exchange:feed", args=[secret])


@pytest.fixture
def assigned(city):  # noqa: F811
    """A matter at U2 that `member` is to attend."""
    notice = send(city, "U2", "leader", title="机密议题", place="机密地点")
    notice_decisions.attend(
        notice=notice, official_ids=[city.people["member"].pk], by=by(city, "leader")
    )
    return fresh(notice)


def test_a_calendar_program_reads_times_kinds_and_numbers_and_nothing_else(city, assigned):  # noqa: F811
    secret = feeds.make_address(by=city.user("member"))
    answer = Client().get(address(secret))
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer["Cache-Control"] == "private, no-store"
    assert not answer.cookies
    read = icalendar.Calendar.from_ical(answer.content)
    (event,) = read.walk("VEVENT")
    assert event["SUMMARY"] == f"参加事项 {assigned.code}"
    assert event.decoded("DTSTART") == assigned.happens_at.astimezone(UTC).replace(microsecond=0)
    assert event.decoded("DTEND") - event.decoded("DTSTART") == timedelta(hours=1)
    assert event["CLASS"] == "PRIVATE"
    assert set(event) == {"UID", "DTSTAMP", "SUMMARY", "CLASS", "DTSTART", "DTEND"}
    text = answer.content.decode()
    for word in ("机密", "市乙局", "示例"):
        assert word not in text
    again = icalendar.Calendar.from_ical(Client().get(address(secret)).content)
    assert again.walk("VEVENT")[0]["UID"] == event["UID"]


def test_only_a_digest_is_kept_and_the_secret_is_long(city):  # noqa: F811
    secret = feeds.make_address(by=city.user("member"))
    assert len(secret) >= 43
    kept = FeedAddress.objects.get()
    assert kept.digest == digest_of(secret)
    assert secret not in str(vars(kept))
    assert all(secret not in event.detail_text for event in Event.objects.all())


def test_renewing_and_revoking_end_the_old_address_at_once(city):  # noqa: F811
    user = city.user("member")
    first = feeds.make_address(by=user)
    second = feeds.make_address(by=user)
    assert Client().get(address(first)).status_code == 404
    assert Client().get(address(second)).status_code == 200
    feeds.revoke_address(by=user)
    assert Client().get(address(second)).status_code == 404
    assert FeedAddress.objects.open().count() == 0


@pytest.mark.parametrize("secret", ["x", "x" * 43, "%00", "..", "a" * 400])
def test_an_unknown_address_is_not_there(city, secret):  # noqa: F811
    assert Client().get(address(secret)).status_code == 404


def test_a_locked_account_has_no_feed(city):  # noqa: F811
    user = city.user("member")
    secret = feeds.make_address(by=user)
    user.set_password("wanglan-yanshi")
    user.save()
    access.lock(user=user, by=accounts.operator(city.commission))
    assert Client().get(address(secret)).status_code == 404


def test_after_the_postings_end_there_is_no_feed(city, assigned):  # noqa: F811
    secret = feeds.make_address(by=city.user("member"))
    Posting.objects.filter(official=city.people["member"]).update(until_on=clock.today())
    assert Client().get(address(secret)).status_code == 404


def test_what_a_posting_gave_leaves_the_feed_with_it(city, assigned):  # noqa: F811
    """He still resides at U1, but U2 is no more his: the feed says that he is engaged, not at what."""
    secret = feeds.make_address(by=city.user("member"))
    Posting.objects.filter(official=city.people["member"], post=Post.MEMBER).update(
        until_on=clock.today()
    )
    assert assigned.code.encode() not in Client().get(address(secret)).content


@pytest.mark.parametrize(
    ("role", "may"),
    [("leader", True), ("liaison", True), ("contact", True), ("head", True), ("office", True), ("nobody", False),
     ("system_admin", False), ("auditor", False)],
)  # fmt: skip
def test_who_has_a_diary_may_have_an_address(city, role, may):  # noqa: F811
    user = city.user(role)
    if may:
        assert Client().get(address(feeds.make_address(by=user))).status_code == 200
    else:
        with pytest.raises(Refused):
            feeds.make_address(by=user)


def test_the_page_shows_the_address_once_and_then_only_when_it_was_used(city):  # noqa: F811
    browser = Client()
    browser.force_login(city.user("member"))
    shown = browser.post(reverse("exchange:make_feed"))
    secret = shown.context["address"].rsplit("/", 1)[1].removesuffix(".ics")
    assert shown["Cache-Control"] == "private, no-store"
    assert secret not in browser.get(reverse("exchange:own_feed")).content.decode()
    for _twice in range(2):
        Client().get(address(secret))
    page = browser.get(reverse("exchange:own_feed")).content.decode()
    assert clock.today().isoformat() in page
    assert Event.objects.filter(act="exchange.feed_read").count() == 1
    browser.post(reverse("exchange:revoke_feed"))
    assert Client().get(address(secret)).status_code == 404


def test_reading_too_often_is_put_off(city, monkeypatch):  # noqa: F811
    monkeypatch.setattr("paizhu.exchange.views.feeds.READS", 3)
    client = Client()
    answers = [client.get(address("x" * 43)).status_code for _time in range(5)]
    assert answers == [404, 404, 404, 429, 429]
    assert READS > 3
