"""Drafts of casework's forms: sealed, the writer's alone, offered again, gone once sent."""

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from paizhu.clues.models import Draft, Petition
from paizhu.trail.models import Event
from tests.clues.factories import registered

pytestmark = pytest.mark.django_db
NEW = "clues:petition_new"
ONCE = "0123456789abcdef0123456789abcdef"


def client(city, role="petitions"):
    made = Client()
    made.force_login(city.user(role))
    return made


def written(city, **given):
    return {
        "draft_of": reverse(NEW), "question": "within", "received_on": "2015-06-01",
        "channel": "visit", "person_name": "王某某", "unit": city.units["U2"].pk,
        "rank": "section_chief", "standing": "anonymous", "text": "写到一半的话",
    } | given  # fmt: skip


def keep(made, city, **given):
    return made.post(reverse("clues:draft_save"), written(city, **given), headers={"x-draft": "1"})


def test_what_is_written_is_kept_sealed_and_leaves_nothing_in_the_trail(city):
    office = client(city)
    assert "已保存草稿" in keep(office, city).json()["told"]
    with connection.cursor() as cursor:
        cursor.execute("SELECT text FROM clues_draft")
        (text,) = cursor.fetchone()
    assert text.startswith("paizhu1$")
    assert not Event.objects.filter(act__contains="draft").exists()
    assert "写到一半" not in repr(list(Event.objects.values()))


def test_it_is_offered_to_the_writer_and_comes_back_as_it_was(city):
    office = client(city)
    keep(office, city)
    assert "继续填写" in office.get(reverse(NEW)).content.decode()
    page = office.get(reverse(NEW), {"draft": "1"}).content.decode()
    for part in (
        "写到一半的话",
        "王某某",
        "市乙局",
        'value="2015-06-01"',
        'value="visit" selected',
    ):
        assert part in page, part
    assert Draft.objects.count() == 1


def test_it_is_the_writers_alone(city):
    keep(client(city), city)
    other = city.user("office")
    other.official = city.people["petitions"]
    city.accounts["petitions"].official = None
    city.accounts["petitions"].save()
    other.save()
    colleague = client(city, "office")
    page = colleague.get(reverse(NEW), {"draft": "1"}).content.decode()
    assert "写到一半的话" not in page
    assert "继续填写" not in page
    assert not Draft.objects.visible_to(other).exists()


def test_it_is_gone_once_the_form_was_sent_and_a_late_save_brings_nothing_back(city):
    office = client(city)
    keep(office, city)
    assert office.post(reverse(NEW), written(city, once=ONCE)).status_code == 302
    assert not Draft.objects.exists()
    keep(office, city, once=ONCE)
    assert not Draft.objects.exists()
    assert Petition.objects.count() == 1


def test_a_form_that_is_sent_back_with_faults_keeps_its_draft(city):
    office = client(city)
    keep(office, city)
    office.post(reverse(NEW), written(city, unit=""))
    assert Draft.objects.count() == 1


def test_without_script_a_button_keeps_it_and_shows_it_again(city):
    office = client(city)
    answer = office.post(reverse("clues:draft_save"), written(city), follow=True)
    page = answer.content.decode()
    assert "草稿已保存" in page
    assert "写到一半的话" in page


def test_it_is_thrown_away_when_its_writer_wants(city):
    office = client(city)
    keep(office, city)
    answer = office.post(reverse("clues:draft_drop"), {"draft_of": reverse(NEW)})
    assert answer.url == reverse(NEW)
    assert not Draft.objects.exists()


def test_each_record_and_step_has_a_draft_of_its_own(city):
    office = client(city)
    for pk in (registered(city).pk, registered(city).pk):
        address = reverse("clues:petition_step", args=[pk, "forward"])
        office.post(reverse("clues:draft_save"), {"draft_of": address, "to": f"机关{pk}"})
    keep(office, city)
    assert set(Draft.objects.values_list("form", "about")) == {
        ("petition_new", 0), *(("petition_step:forward", p.pk) for p in Petition.objects.all()),
    }  # fmt: skip


@pytest.mark.parametrize(
    "path", ["", "//elsewhere", "https://elsewhere/", "/clues/petitions/", "/nowhere/", "clues"]
)
def test_only_pages_that_keep_drafts_have_them_and_nobody_is_led_elsewhere(city, path):
    office = client(city)
    for name in ("draft_save", "draft_drop"):
        assert office.post(reverse(f"clues:{name}"), {"draft_of": path}).status_code == 404
    assert not Draft.objects.exists()


def test_what_is_too_long_is_refused_in_words(city):
    answer = keep(client(city), city, text="长" * 150_001)
    assert answer.status_code == 409
    assert "内容过长" in answer.json()["told"]
    assert not Draft.objects.exists()


def test_neither_tokens_nor_files_are_kept(city):
    office = client(city)
    keep(office, city, csrfmiddlewaretoken="secret-token", revision="3")
    kept = Draft.objects.get().text
    for name in ("secret-token", "revision", "draft_of"):
        assert name not in kept
