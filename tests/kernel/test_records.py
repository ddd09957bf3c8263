"""Keeping records: validated, counted up, compared by an allow-list, never over somebody else's work."""

import copy
from datetime import date, datetime
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy

from paizhu.kernel import records
from paizhu.kernel.refusals import Refused
from paizhu.organization.models import Official, Post, Rank, Unit
from tests.trail import factories


@pytest.fixture
def home(db):
    return factories.commission()


@pytest.fixture
def unit(home):
    return factories.unit(home, "市财政局")


def test_a_record_is_validated_before_it_is_saved(home):
    with pytest.raises(ValidationError):
        records.save_clean(Unit(commission=home, code="U1", name=""))
    assert not Unit.objects.filter(code="U1").exists()


def test_a_new_record_is_its_first_revision(home):
    unit = records.save_clean(Unit(commission=home, code="U1", name="市审计局"))
    assert unit.revision == Unit.objects.get(pk=unit.pk).revision == 1


def test_each_save_counts_the_revision_up(unit):
    for expected in (2, 3):
        unit.name += "新"
        records.save_clean(unit)
        assert unit.revision == Unit.objects.get(pk=unit.pk).revision == expected


def test_a_record_refused_by_validation_keeps_its_revision(unit):
    unit.name = ""
    with pytest.raises(ValidationError):
        records.save_clean(unit)
    assert unit.revision == 1


def test_of_two_people_who_save_at_once_the_second_is_refused(unit):
    mine, yours = Unit.objects.get(pk=unit.pk), Unit.objects.get(pk=unit.pk)
    mine.name = "我改的"
    records.save_clean(mine)
    yours.name = "你改的"
    with pytest.raises(Refused, match="他人修改"):
        records.save_clean(yours)
    assert Unit.objects.get(pk=unit.pk).name == "我改的"


def test_a_page_opened_before_the_last_change_is_stale(unit):
    records.check_fresh(unit, 1)
    records.check_fresh(unit, None)
    records.save_clean(unit)
    with pytest.raises(Refused, match="他人修改"):
        records.check_fresh(unit, 1)


def test_a_record_without_revisions_is_saved_as_well(home):
    home.name = "改名纪委"
    assert records.save_clean(home).name == "改名纪委"


def test_only_allow_listed_fields_are_compared(unit):
    before = copy.copy(unit)
    unit.name, unit.code = "市财政局（新）", "U-new"
    assert records.changes(before, unit, ["name"]) == {"name": ["市财政局", "市财政局（新）"]}
    assert records.changes(before, unit, ["commission"]) == {}


def test_a_new_record_changes_from_nothing(unit):
    found = records.changes(None, unit, ["name", "kind"])
    assert found == {"name": [None, "市财政局"], "kind": [None, ""]}


@pytest.mark.parametrize(
    ("value", "plain"),
    [
        (None, None),
        (True, True),
        (3, 3),
        (Decimal("1.50"), "1.50"),
        (date(2015, 1, 2), "2015-01-02"),
        (datetime(2015, 1, 2, 3, 4), "2015-01-02T03:04:00"),
        (Post.LEADER, "leader"),
        (gettext_lazy("records"), "records"),
        ([date(2015, 1, 2), "x"], ["2015-01-02", "x"]),
        ({"乙", "甲"}, ["乙", "甲"]),
        ({1: Post.LEADER}, {"1": "leader"}),
    ],
)
def test_changed_values_are_plain(value, plain):
    after = SimpleNamespace(field=value)
    before = SimpleNamespace(field="before")
    assert records.changes(before, after, ["field"]) == {"field": ["before", plain]}


def test_a_changed_relation_is_told_by_its_name(home):
    other = factories.commission(name="上级纪委")
    before = copy.copy(home)
    home.higher = other
    assert records.changes(before, home, ["higher"]) == {"higher": [None, "上级纪委"]}


def units(home, *names):
    return [
        Unit(commission=home, code=f"B{number}", name=name) for number, name in enumerate(names)
    ]


def test_many_records_are_validated_and_inserted_together(home, django_assert_num_queries):
    people = [
        Official(commission=home, code=f"P{n}", name=f"示例{n}", rank=Rank.OTHER) for n in range(50)
    ]
    with django_assert_num_queries(1):
        made = records.create_clean(people)
    assert all(person.pk for person in made)
    assert Official.objects.count() == 50


def test_one_bad_record_keeps_all_out(home):
    with pytest.raises(ValidationError):
        records.create_clean(units(home, "甲局", ""))
    assert not Unit.objects.exists()


def test_what_the_database_must_judge_it_judges(home):
    twice = units(home, "甲局", "乙局")
    twice[1].code = twice[0].code
    with pytest.raises(IntegrityError), transaction.atomic():
        records.create_clean(twice)
    with pytest.raises(IntegrityError), transaction.atomic():
        records.create_clean([Unit(code="X", name="无主单位")])


def test_no_records_are_no_work(db, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert records.create_clean(iter(())) == []
