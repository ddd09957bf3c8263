"""Sealed fields: nothing plain reaches the database, nothing opens elsewhere, exact search finds what it should."""

import pytest
from django.db import connection

from paizhu import sealing
from paizhu.clues.models import Clue
from paizhu.kernel import protection
from paizhu.sealing import PlainText, Sealed
from tests.clues.conftest import city, standing_city  # noqa: F401  fixtures
from tests.clues.factories import clue_of

pytestmark = pytest.mark.django_db


def stored(clue, column: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM clues_clue WHERE id = %s", [clue.pk])
        return cursor.fetchone()[0]


def test_what_is_written_lies_sealed_and_reads_open(city):  # noqa: F811
    clue = clue_of(city, summary="收受礼金")
    assert stored(clue, "summary").startswith("paizhu1$")
    assert clue.summary == Clue.objects.get(pk=clue.pk).summary == "收受礼金"


def test_reading_a_row_opens_nothing_until_it_is_asked_for(city, monkeypatch):  # noqa: F811
    clue = clue_of(city)
    monkeypatch.setattr(protection, "open_sealed", lambda *given, **named: pytest.fail("opened"))
    assert isinstance(Clue.objects.get(pk=clue.pk).__dict__["summary"], Sealed)


def test_saving_a_row_again_keeps_what_was_not_written_as_it_lies(city):  # noqa: F811
    clue = Clue.objects.get(pk=clue_of(city).pk)
    before = stored(clue, "summary")
    clue.source = "其他"
    clue.full_clean(validate_constraints=False)
    clue.save()
    assert stored(clue, "summary") == before


def test_a_value_moved_to_another_row_or_field_does_not_open(city):  # noqa: F811
    one, two = clue_of(city, person_name="甲某"), clue_of(city, person_name="乙某")
    Clue.objects.filter(pk=two.pk).update(person_name=Sealed(stored(one, "person_name")))
    with pytest.raises(protection.Damaged):
        Clue.objects.get(pk=two.pk).person_name  # noqa: B018
    Clue.objects.filter(pk=one.pk).update(summary=Sealed(stored(one, "person_name")))
    with pytest.raises(protection.Damaged):
        Clue.objects.get(pk=one.pk).summary  # noqa: B018


def test_no_open_text_passes_the_model_by(city):  # noqa: F811
    clue = clue_of(city)
    with pytest.raises(PlainText):
        Clue.objects.filter(pk=clue.pk).update(summary="明文")
    clue.summary = "明文"
    with pytest.raises(PlainText):
        Clue.objects.bulk_update([clue], ["summary"])
    with pytest.raises(PlainText):
        Clue.objects.bulk_create([Clue(commission=city.commission, code="X", summary="明文")])


def test_a_name_is_found_word_for_word_and_follows_a_change(city):  # noqa: F811
    clue = Clue.objects.get(pk=clue_of(city, person_name="王 小二").pk)
    found = lambda name: Clue.objects.filter(**sealing.finding(Clue, "person_index", name)).exists()  # noqa: E731
    assert found("王小二")
    assert not found("王小")
    clue.person_name = "李四"
    clue.save()
    assert found("李四")
    assert not found("王小二")


def test_after_a_new_key_old_values_are_found_open_and_are_sealed_anew(city):  # noqa: F811
    clue = clue_of(city, person_name="王小二")
    protection.rotate_key_ring()
    mine = Clue.objects.filter(**sealing.finding(Clue, "person_index", "王小二"))
    assert [one.person_name for one in mine] == ["王小二"]
    assert [sealing.renew(one) for one in sealing.stale(Clue.objects.all())] == [2]
    assert not list(sealing.stale(Clue.objects.all()))
    assert Clue.objects.get(pk=clue.pk).summary == clue.summary
    assert mine.model.objects.filter(**sealing.finding(Clue, "person_index", "王小二")).count() == 1
