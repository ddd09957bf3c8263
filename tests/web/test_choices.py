"""Choosing one of many: by key, by name without script, only among what the reader may see."""

import pytest

from paizhu.web import choices
from tests.web import factories
from tests.web.urls import UnitForm

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.web.urls")]


@pytest.fixture
def home():
    return factories.commission()


@pytest.fixture
def reader(home):
    return factories.office(home)


def sent(reader, **given) -> UnitForm:
    from django.http import QueryDict

    data = QueryDict(mutable=True)
    data.update({"name": "甲", **{k: v for k, v in given.items() if not isinstance(v, list)}})
    for name, values in given.items():
        if isinstance(values, list):
            data.setlist(name, values)
    form = UnitForm(data, user=reader)
    form.is_valid()
    return form


def test_the_key_chooses_the_record(home, reader):
    unit = factories.units(home, 3)[1]
    assert sent(reader, unit=str(unit.pk)).cleaned_data["unit"] == unit


@pytest.mark.parametrize("text", ["U0002", "示例单位2", "示例单位2 (U0002)"])
def test_without_script_the_code_or_the_full_name_chooses_the_record(home, reader, text):
    unit = factories.units(home, 25)[1]
    assert sent(reader, **{"unit": "", "unit-text": text}).cleaned_data["unit"] == unit


def test_what_is_typed_over_a_chosen_record_counts(home, reader):
    """Without script the hidden key still says the record chosen before."""
    first, second = factories.units(home, 2)
    form = sent(reader, **{"unit": str(first.pk), "unit-text": "U0002"})
    assert form.cleaned_data["unit"] == second


def test_a_cleared_text_chooses_nothing(home, reader):
    unit = factories.units(home, 1)[0]
    form = sent(reader, **{"unit": str(unit.pk), "unit-text": ""})
    assert "unit" in form.errors


def test_a_text_that_fits_several_names_them(home, reader):
    factories.units(home, 12)
    form = sent(reader, **{"unit": "", "unit-text": "示例单位1"})
    assert form.cleaned_data["unit"].code == "U0001"
    form = sent(reader, **{"unit": "", "unit-text": "示例"})
    assert "示例单位1 (U0001)" in form.errors["unit"][0]
    assert "示例" in str(form["unit"])


def test_a_text_that_fits_nothing_says_so(home, reader):
    assert "没有找到" in sent(reader, **{"unit": "", "unit-text": "天文台"}).errors["unit"][0]


@pytest.mark.parametrize("way", ["unit", "unit-text"])
def test_a_record_of_another_commission_cannot_be_chosen(home, reader, way):
    factories.units(home, 1)
    foreign = factories.units(factories.commission(), 1, code="X1", name="外市单位")[0]
    value = str(foreign.pk) if way == "unit" else foreign.name
    form = sent(reader, **{way: value})
    assert "unit" in form.errors
    assert foreign.name not in str(form["unit"]) or way == "unit-text"


@pytest.mark.parametrize("key", ["x", "0", "-1", "1e9", "9" * 40])
def test_a_key_that_is_none_is_a_fault_of_the_field(home, reader, key):
    factories.units(home, 1)
    assert "unit" in sent(reader, unit=key).errors


def test_several_records_are_ticked_and_typed(home, reader):
    made = factories.units(home, 5)
    form = sent(
        reader, unit=str(made[0].pk), more=[str(made[1].pk)], **{"more-text": "U0003、示例单位5，"}
    )
    assert {unit.code for unit in form.cleaned_data["more"]} == {"U0002", "U0003", "U0005"}


def test_suggestions_are_of_what_the_reader_may_see_and_few(client, home, reader):
    factories.units(home, 30)
    factories.units(factories.commission(), 1, code="X1", name="示例外市")
    client.force_login(reader)
    found = client.get("/web/choices/tests.unit/", {"q": "示例"}).content.decode()
    assert found.count('role="option"') == choices.SHOWN
    assert "外市" not in found
    assert client.get("/web/choices/no.such/").status_code == 404


def test_suggestions_ask_for_a_sign_in(client):
    assert client.get("/web/choices/tests.unit/").status_code == 302
