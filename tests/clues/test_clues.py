"""The page of a clue: who it exists for, and that every look leaves its trace."""

import pytest
from django.test import Client
from django.urls import reverse

from paizhu.clues.models import TeamMember
from paizhu.trail.models import Event
from tests.clues.factories import ON, clue_of

pytestmark = pytest.mark.django_db


def test_the_page_shows_the_matter_and_leaves_one_trace_of_the_look(city):
    clue = clue_of(city, "U5", group="Z1")
    client = Client()
    client.force_login(city.user("cases"))
    answer = client.get(reverse("clues:clue", args=[clue.pk]))
    assert answer.status_code == 200
    assert "收受礼金" in answer.content.decode()
    assert Event.objects.filter(act="clues.viewed").count() == 1


def test_the_page_does_not_exist_for_a_member_who_does_not_work_on_it(city):
    clue = clue_of(city, "U5", group="Z1")
    client = Client()
    client.force_login(city.user("member"))
    page = reverse("clues:clue", args=[clue.pk])
    assert client.get(page).status_code == 404
    TeamMember.objects.create(
        commission=city.commission, clue=clue, official=city.people["member"], joined_on=ON
    )
    assert client.get(page).status_code == 200
