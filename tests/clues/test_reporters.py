"""Who reported: apart, under keys of its own, opened with a reason, every look in the trail without the name."""

from dataclasses import replace

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from paizhu.clues.actions import petitions, reporters
from paizhu.clues.models import Petition, PetitionState, Reporter, Standing
from paizhu.clues.states.facts import Look
from paizhu.kernel import protection
from paizhu.kernel.protection import Ring
from paizhu.kernel.refusals import Refused
from paizhu.trail.models import Event
from tests.clues.factories import REPORTER, named, petition_of, registered
from tests.organization.city import ROLES

pytestmark = pytest.mark.django_db


def client(city, role="petitions"):
    made = Client()
    made.force_login(city.user(role))
    return made


@pytest.mark.parametrize("role", ROLES)
def test_only_the_petition_office_opens_who_reported(city, role):
    made = named(city, "U5")
    by = city.looker(role)
    assert Reporter.objects.visible_to(by).exists() == (role == "petitions")
    if role == "petitions":
        assert reporters.open_reporter(petition=made, reason=Look.VERIFY, by=by).name == "赵举报"
        return
    with pytest.raises(Refused, match="信访举报部门"):
        reporters.open_reporter(petition=made, reason=Look.VERIFY, by=by)
    assert not Event.objects.filter(act="clues.reporter_opened").exists()


@pytest.mark.parametrize("reason", ["", "curious", "赵举报"])
def test_no_look_without_a_reason_of_the_closed_list(city, reason):
    with pytest.raises(Refused, match="理由"):
        reporters.open_reporter(petition=named(city), reason=reason, by=city.looker("petitions"))


def test_the_page_shows_nothing_before_a_reason_is_given_and_every_look_is_in_the_trail(city):
    made, office = named(city), client(city)
    address = reverse("clues:reporter", args=[made.pk])
    for answer in (
        office.get(address),
        office.post(address, {}),
        office.get(made.get_absolute_url()),
    ):
        assert "赵举报" not in answer.content.decode()
        assert "13900000000" not in answer.content.decode()
    opened = office.post(address, {"reason": Look.RESULT})
    assert "赵举报" in opened.content.decode()
    assert "no-store" in opened.headers["Cache-Control"]
    office.post(address, {"reason": Look.VERIFY})
    looks = Event.objects.filter(act="clues.reporter_opened")
    assert looks.count() == 2
    assert "赵举报" not in repr(list(Event.objects.values()))


def test_who_reported_is_sealed_under_keys_of_its_own(city):
    made = named(city)
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, contact, number FROM clues_reporter")
        row = cursor.fetchone()
    key = protection.current_key(Ring.REPORTERS)
    assert key != protection.current_key(Ring.RECORDS)
    assert all(value.startswith(f"paizhu1${key}$") for value in row)
    assert Reporter.objects.get(petition=made).name == "赵举报"


@pytest.mark.parametrize("role", ROLES)
def test_only_the_petition_office_enters_who_reported(city, role):
    made = registered(city, "U5")
    if role == "petitions":
        reporters.enter(petition=made, facts=REPORTER, by=city.looker(role))
        assert Petition.objects.get(pk=made.pk).standing == Standing.NAMED
        return
    with pytest.raises(Refused):
        reporters.enter(petition=made, facts=REPORTER, by=city.looker(role))
    assert not Reporter.objects.exists()


def test_an_anonymous_report_becomes_one_with_a_real_name_and_another_takes_its_place(city):
    made, by = registered(city), city.looker("petitions")
    reporters.enter(petition=made, facts=REPORTER, by=by)
    reporters.enter(petition=made, facts=replace(REPORTER, name="钱另一"), by=by)
    assert Reporter.objects.get().name == "钱另一"
    acts = set(Event.objects.values_list("act", flat=True))
    assert {"clues.reporter_entered", "clues.reporter_changed"} <= acts


@pytest.mark.parametrize("state", [PetitionState.FORWARDED, PetitionState.ANSWERED])
def test_who_reported_is_not_entered_once_it_has_left_or_is_finished(city, state):
    made = petition_of(city, state=state)
    with pytest.raises(Refused):
        reporters.enter(petition=made, facts=REPORTER, by=city.looker("petitions"))


@pytest.mark.parametrize("lacking", ["name", "contact"])
def test_a_name_without_a_way_to_reach_it_is_no_real_name(city, lacking):
    facts = replace(REPORTER, **{lacking: ""})
    with pytest.raises(Refused, match="联系方式"):
        reporters.enter(petition=registered(city), facts=facts, by=city.looker("petitions"))


def test_a_name_that_does_not_verify_counts_as_none_and_nothing_of_it_is_kept(city):
    made = named(city)
    reporters.find_unverifiable(petition=made, by=city.looker("petitions"))
    assert not Reporter.objects.exists()
    assert Petition.objects.get(pk=made.pk).standing == Standing.UNVERIFIABLE
    with pytest.raises(Refused, match="非实名"):
        reporters.open_reporter(
            petition=Petition.objects.get(pk=made.pk),
            reason=Look.VERIFY,
            by=city.looker("petitions"),
        )


def test_the_case_office_reads_the_petition_and_learns_nothing_of_who_reported(city):
    made, by = named(city), city.looker("petitions")
    petitions.accept(petition=made, by=by)
    petitions.hand_over(petition=made, by=by)
    cases = client(city, "cases")
    page = cases.get(made.get_absolute_url()).content.decode()
    assert "收受礼金" in page
    assert "赵举报" not in page
    assert cases.get(reverse("clues:reporter", args=[made.pk])).status_code == 403
    listing = cases.get(reverse("clues:petitions"), {"q": "赵举报"}).content.decode()
    assert made.code not in listing


def test_the_petition_office_finds_by_whole_names_and_numbers_only_and_the_search_leaves_no_words(
    city,
):
    made, office = named(city, person_number="620102198001010011"), client(city)
    listing = reverse("clues:petitions")
    for text in (
        "赵举报",
        "王某某",
        "王 某某",
        made.code,
        "620102198001010011",
        "620100199001010000",
    ):
        assert made.code in office.get(listing, {"q": text}).content.decode(), text
    for text in ("赵举", "王某", "62010219"):
        assert made.get_absolute_url() not in office.get(listing, {"q": text}).content.decode(), (
            text
        )
    told = repr(list(Event.objects.filter(act="clues.searched").values()))
    assert "王某" not in told
    assert Event.objects.filter(act="clues.searched").count() == 9
