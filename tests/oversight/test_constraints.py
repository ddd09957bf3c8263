"""What the acts would never write, the database refuses as well; and what the acts count, the records give."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from paizhu.oversight.models import (
    Activity,
    ActivityUnit,
    MatterNotice,
    Opinion,
    Participation,
    Subject,
)
from paizhu.tenancy.models import Numbering
from tests.oversight.factories import ON, save_activity, save_notice, save_opinion


def refused(write):
    with pytest.raises(IntegrityError), transaction.atomic():
        write()


@pytest.mark.parametrize(
    "given",
    [
        {"state": "closed"},
        {"state": "raised", "closed_on": ON},
        {"state": "declined", "closed_on": ON},
        {"state": "forgotten"},
        {"due_on": ON - timedelta(days=1)},
        {"state": "closed", "closed_on": ON - timedelta(days=1)},
    ],
    ids=str,
)
def test_an_opinion_that_contradicts_itself_cannot_be_stored(city, given):
    opinion = save_opinion(city)
    refused(lambda: Opinion.objects.filter(pk=opinion.pk).update(**given))


def test_an_opinion_without_its_rectification_cannot_be_stored(city):
    opinion = save_opinion(city)
    refused(lambda: Opinion.objects.filter(pk=opinion.pk).update(rectification=None))
    other = save_opinion(city, "U2")
    again = {"rectification": opinion.rectification}
    refused(lambda: Opinion.objects.filter(pk=other.pk).update(**again))


def test_subjects_beyond_the_eight_cannot_be_stored(city):
    activity = save_activity(city)
    refused(lambda: Activity.objects.filter(pk=activity.pk).update(subjects=256))


def test_codes_and_numbers_are_unique_in_a_commission(city):
    for record in (save_activity(city), save_notice(city), save_opinion(city)):
        record.pk, model = None, type(record)
        record._state.adding = True
        refused(lambda record=record, model=model: model.objects.bulk_create([record]))
    given = {"commission": city.commission, "series": "JD", "year": 2015}
    Numbering.objects.create(**given)
    refused(lambda: Numbering.objects.create(**given))


def test_a_unit_and_a_person_are_linked_to_an_activity_once(city):
    save_activity(city)
    for model in (ActivityUnit, Participation):
        link = model.objects.get()
        link.pk, link._state.adding = None, True
        refused(link.save)


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"due_on": date(2015, 5, 1)}, "due_on"),
        ({"closed_on": ON}, "closed_on"),
        ({"content": ""}, "content"),
        ({"content": "字" * 4001}, "content"),
    ],
)
def test_a_fault_is_named_for_its_field_before_the_database_is_asked(city, given, field):
    activity = save_activity(city)
    base = {"code": "一", "content": "请改进。", "made_on": ON}
    opinion = Opinion(
        commission=city.commission, activity=activity, unit=city.units["U1"], **base | given
    )
    with pytest.raises(ValidationError) as caught:
        opinion.full_clean(exclude=["rectification"])
    assert list(caught.value.message_dict) == [field]


def test_subjects_are_read_in_the_contracts_order():
    bits = Subject.FUNDS | Subject.POLITICAL_DISCIPLINE
    assert Activity(subjects=int(bits)).subject_list == [
        Subject.POLITICAL_DISCIPLINE,
        Subject.FUNDS,
    ]


def test_pairs_are_counted_by_the_capacity_of_their_day(city):
    """The contract's counting: once per person and unit; who is resident counts as same-body."""
    save_activity(city, "U1 U2", "leader leader_two")
    counted = sorted(Participation.objects.values_list("capacity", flat=True))
    assert counted == ["both", "cross_body", "outside", "outside"]


def test_overdue_is_told_as_it_stood_on_a_day(city):
    due = date(2015, 7, 1)
    open_one = save_opinion(city, due_on=due)
    later = save_opinion(city, state="closed", due_on=due, closed_on=date(2015, 7, 10))
    save_opinion(city, state="closed", due_on=due, closed_on=due)
    save_opinion(city, state="declined", due_on=due)
    save_opinion(city)

    def overdue(day):
        return set(Opinion.objects.overdue_on(day))

    assert overdue(due) == set()
    assert overdue(due + timedelta(days=1)) == {open_one, later}
    assert overdue(date(2015, 7, 10)) == {open_one}
    assert open_one.is_overdue(due + timedelta(days=1))
    assert not open_one.is_overdue(due)


def test_a_notice_sent_afterwards_says_so(city):
    notice = save_notice(city)
    assert not notice.is_after_the_fact
    late = MatterNotice(happens_at=notice.sent_at, sent_at=notice.happens_at)
    assert late.is_after_the_fact
