"""The inbox, the bell and the wishes as a reader meets them."""

from datetime import date

import pytest
from django.urls import reverse

from paizhu.notices import actions
from paizhu.notices.models import Delivery, Notice, Sending
from tests.notices.telling import NEWS

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader(city, client):
    user = city.user("leader")
    user.set_unusable_password()
    user.save()
    client.force_login(user)
    return client


def page(client, name: str = "notices:inbox", **asked) -> str:
    return client.get(reverse(name), asked).content.decode()


def test_the_inbox_shows_number_reason_and_light(reader, tell, settings):
    settings.DEMONSTRATION_DAY = date(2015, 7, 1)
    tell("leader", due_on=date(2015, 6, 30))
    html = page(reader)
    assert "ZG-2015-U1：请于2015-06-30前办理。" in html
    assert "逾期1个工作日" in html


def test_an_empty_inbox_says_so(reader):
    assert "没有待办事项" in page(reader)


def test_opening_a_notice_marks_it_read_and_leads_to_the_matter(reader, tell):
    tell("leader")
    notice = Notice.objects.get()
    answer = reader.get(reverse("notices:open", args=[notice.pk]))
    assert answer.url == notice.url
    notice.refresh_from_db()
    first = notice.read_at
    assert first
    reader.get(reverse("notices:open", args=[notice.pk]))
    notice.refresh_from_db()
    assert notice.read_at == first


def test_anothers_notice_is_not_there(city, client, tell):
    tell("leader")
    client.force_login(city.user("member"))
    pk = Notice.objects.get().pk
    assert client.get(reverse("notices:open", args=[pk])).status_code == 404
    assert client.post(reverse("notices:read", args=[pk])).status_code == 404
    client.post(reverse("notices:read_all"))
    assert Notice.objects.get().read_at is None


@pytest.mark.parametrize(
    ("standing", "shown"),
    [("", {"U1", "U2"}), ("unread", {"U1"}), ("waiting", {"U2"}), ("done", {"U5"})],
)
def test_the_tabs_part_the_notices_by_standing(reader, city, tell, settle, standing, shown):
    for unit in ("U1", "U2", "U5"):
        tell("leader", unit=unit)
    actions.mark_read(Notice.objects.filter(number="ZG-2015-U2"))
    settle("U5")
    html = page(reader, **({"standing": standing} if standing else {}))
    assert {unit for unit in ("U1", "U2", "U5") if f"ZG-2015-{unit}" in html} == shown


@pytest.mark.parametrize(
    ("due", "shown"),
    [("past", {"U1"}), ("week", {"U2"}), ("none", {"U5"}), ("", {"U1", "U2", "U5"})],
)
def test_the_inbox_is_filtered_by_day(reader, tell, settings, due, shown):
    settings.DEMONSTRATION_DAY = date(2015, 6, 20)
    for unit, day in (("U1", date(2015, 6, 19)), ("U2", date(2015, 6, 22)), ("U5", None)):
        tell("leader", unit=unit, due_on=day)
    html = page(reader, due=due)
    assert {unit for unit in ("U1", "U2", "U5") if f"ZG-2015-{unit}" in html} == shown


def test_all_are_marked_read_and_what_waits_keeps_waiting(reader, tell):
    tell("leader")
    tell("leader", kind=NEWS)
    assert "将2条未读提醒标为已读" in page(reader)
    reader.post(reverse("notices:read_all"))
    assert "bar-count" not in page(reader)
    assert Notice.objects.filter(done_at__isnull=True).count() == 1


def test_the_bell_counts_on_every_page_and_says_it_in_words(reader, tell):
    tell("leader")
    html = page(reader, "access:me")
    assert 'class="bar-count"' in html
    assert "1条未读" in html


def test_who_is_no_official_has_an_inbox_without_a_bell(city, client):
    client.force_login(city.user("system_admin"))
    html = page(client)
    assert "没有待办事项" in html
    assert "bar-bell" not in html


def test_the_wishes_are_kept_on_the_own_page(reader, city, settings):
    assert "尚未开通邮件" in page(reader, "access:me")
    settings.MAIL_URL = "smtp://mail.invalid"
    answer = reader.post(
        reverse("notices:delivery"), {"email": "a@office.example", "mail": "daily"}, follow=True
    )
    assert "a@office.example" in answer.content.decode()
    assert "每天早上一次" in answer.content.decode()
    wrong = reader.post(reverse("notices:delivery"), {"email": "nonsense", "mail": "daily"})
    assert wrong.status_code == 200
    assert Delivery.objects.get().mail == "daily"


def test_the_outbox_shows_the_fault_and_no_number(reader, city, client, tell, settings):
    settings.MAIL_URL = "smtp://mail.invalid"
    user = city.user("leader")
    user.email = "leader@office.example"
    user.save()
    tell("leader")
    row = Sending.objects.get()
    row.error, row.attempts = "SMTPException (letters.py:1)", 6
    row.give_up()
    row.save()
    client.force_login(city.user("system_admin"))
    html = page(client, "notices:sendings")
    assert "SMTPException" in html
    assert user.username in html
    assert "ZG-2015" not in html
    assert "office.example" not in html
    client.post(reverse("notices:sendings_again"))
    assert Sending.objects.get().state == "waiting"


def test_the_number_of_queries_does_not_grow_with_the_notices(
    reader, city, tell, django_assert_max_num_queries
):
    tell("leader")
    page(reader)
    with django_assert_max_num_queries(40) as before:
        page(reader)
    for unit in ("U1", "U2", "U5"):
        for day in range(1, 6):
            tell("leader", unit=unit, due_on=date(2015, 7, day))
    with django_assert_max_num_queries(len(before)):
        page(reader)
