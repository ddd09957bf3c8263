"""Postings: begun, ended, rotated, corrected, withdrawn; never one's own; never twice on one day."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from paizhu.kernel.refusals import Refused
from paizhu.organization.actions import people
from paizhu.organization.models import Capacity, Post, Posting
from paizhu.organization.queries import capacity_of, powers_of, structure_of
from paizhu.trail.models import Event
from tests.organization.factories import REFORM

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(city):
    return city.looker("office")


def draft(city, name, post, where, from_on, until_on=None):
    place = city.place(where)
    return people.PostingDraft(
        city.people[name].pk, post, place.pk if place else None, from_on, until_on
    )


@pytest.mark.parametrize(("first", "second", "is_apart"), [
    (("2015-01-01", None), ("2016-01-01", None), False),
    (("2015-01-01", None), ("2014-01-01", "2015-01-01"), True),
    (("2015-01-01", "2015-06-01"), ("2015-06-01", None), True),
    (("2015-01-01", "2015-06-01"), ("2015-05-31", None), False),
    (("2015-01-01", "2015-06-01"), ("2014-01-01", "2015-01-02"), False),
    (("2015-01-01", "2015-06-01"), ("2015-02-01", "2015-03-01"), False),
    (("2015-01-01", "2015-06-01"), ("2014-01-01", None), False),
])  # fmt: skip
def test_a_posting_does_not_overlap_itself(city, office, first, second, is_apart):
    drafts = [
        draft(
            city,
            "nobody",
            "member",
            "Z1",
            *(date.fromisoformat(day) if day else None for day in period),
        )
        for period in (first, second)
    ]
    people.save_postings(commission=city.commission, drafts=drafts[:1], by=office)
    if is_apart:
        people.save_postings(commission=city.commission, drafts=drafts[1:], by=office)
        return
    with pytest.raises(Refused):
        people.save_postings(commission=city.commission, drafts=drafts[1:], by=office)
    with pytest.raises(Refused):
        people.save_postings(commission=city.commission, drafts=drafts, by=office)


def test_another_post_or_another_place_may_be_held_on_the_same_days(city, office):
    lines = [draft(city, "nobody", "member", "Z1", REFORM), draft(city, "nobody", "member", "Z2", REFORM),
             draft(city, "nobody", "deputy", "Z1", REFORM)]  # fmt: skip
    assert people.save_postings(commission=city.commission, drafts=lines, by=office).created == 3


def test_a_batch_shortens_a_posting_and_begins_the_next(city, office):
    stored = draft(city, "nobody", "member", "Z1", REFORM)
    people.save_postings(commission=city.commission, drafts=[stored], by=office)
    lines = [
        draft(city, "nobody", "member", "Z1", REFORM, date(2015, 6, 1)),
        draft(city, "nobody", "member", "Z1", date(2015, 6, 1)),
    ]
    saved = people.save_postings(commission=city.commission, drafts=lines, by=office)
    assert (saved.created, saved.changed, saved.unchanged) == (1, 1, 0)
    saved = people.save_postings(commission=city.commission, drafts=lines, by=office)
    assert (saved.created, saved.changed, saved.unchanged) == (0, 0, 2)


@pytest.mark.parametrize(("post", "where"), [
    ("leader", "U1"), ("leader", ""), ("resident_leader", "Z1"), ("contact", "R1"), ("office", "U1"), ("governor", ""),
])  # fmt: skip
def test_a_post_is_held_where_such_a_post_is_held(city, office, post, where):
    place = city.place(where)
    # An id of another kind of place must not pass for one of the right kind.
    place_id = place.pk + 10_000 if place else None
    given = people.PostingDraft(city.people["nobody"].pk, post, place_id, REFORM)
    with pytest.raises((Refused, ValidationError)):
        people.save_postings(commission=city.commission, drafts=[given], by=office)


def test_a_posting_lasts_at_least_a_day(city, office):
    with pytest.raises(Refused):
        people.save_postings(
            commission=city.commission,
            drafts=[draft(city, "nobody", "member", "Z1", REFORM, REFORM)],
            by=office,
        )


def test_nobody_and_no_place_of_another_commission_enters(city, other_city, office):
    foreign_person = people.PostingDraft(
        other_city.people["nobody"].pk, "member", city.groups["Z1"].pk, REFORM
    )
    foreign_place = people.PostingDraft(
        city.people["nobody"].pk, "member", other_city.groups["Z1"].pk, REFORM
    )
    for given in (foreign_person, foreign_place):
        with pytest.raises(ValidationError):
            people.save_postings(commission=city.commission, drafts=[given], by=office)


def test_beginning_and_ending_leave_a_record_with_post_place_and_days(city, office, told):
    begun = people.begin_posting(
        official=city.people["nobody"],
        post=Post.MEMBER,
        place=city.groups["Z1"],
        from_on=REFORM,
        by=office,
    )
    people.end_posting(posting=begun, until_on=date(2015, 7, 1), by=office)
    first, second = Event.objects.order_by("pk")
    assert (first.act, second.act) == ("organization.posting_begun", "organization.posting_ended")
    assert second.subject_label == "示例nobody"
    assert second.detail == {
        "post": "综合组成员", "place": city.groups["Z1"].name, "from_on": "2015-03-01", "until_on": "2015-07-01",
    }  # fmt: skip
    assert [call["official_ids"] for call in told] == [{city.people["nobody"].pk}] * 2


def test_what_is_entered_already_is_not_begun_again(city, office):
    with pytest.raises(Refused):
        people.begin_posting(
            official=city.people["leader"],
            post=Post.LEADER,
            place=city.groups["Z1"],
            from_on=REFORM,
            by=office,
        )


@pytest.mark.parametrize("until_on", [REFORM, date(2015, 1, 1)])
def test_a_posting_does_not_end_before_it_has_begun(city, office, until_on):
    with pytest.raises(Refused):
        people.end_posting(
            posting=city.posting("leader", Post.LEADER), until_on=until_on, by=office
        )


def test_an_ended_posting_is_not_drawn_out_by_ending_it_again(city, office):
    posting = people.end_posting(
        posting=city.posting("leader", Post.LEADER), until_on=date(2015, 9, 1), by=office
    )
    with pytest.raises(Refused):
        people.end_posting(posting=posting, until_on=date(2016, 1, 1), by=office)
    people.end_posting(posting=posting, until_on=date(2015, 8, 1), by=office)


def test_rotating_ends_one_posting_and_begins_another_on_the_same_day(city, office, told):
    """轮岗 in mid-year: what was done before keeps its meaning, what comes after has another."""
    leader, unit, other = city.people["leader"], city.units["U2"], city.units["U4"]
    people.rotate(
        posting=city.posting("leader", Post.LEADER),
        post=Post.LEADER,
        place=city.groups["Z2"],
        from_on=date(2015, 7, 1),
        by=office,
    )
    structure = structure_of(city.commission)
    june, july = date(2015, 6, 30), date(2015, 7, 1)
    assert structure.capacity(leader.pk, unit.pk, june) == Capacity.CROSS_BODY
    assert structure.capacity(leader.pk, unit.pk, july) == Capacity.OUTSIDE
    assert structure.capacity(leader.pk, other.pk, june) == Capacity.OUTSIDE
    assert structure.capacity(leader.pk, other.pk, july) == Capacity.CROSS_BODY
    assert capacity_of(leader, unit, june) == Capacity.CROSS_BODY
    assert powers_of(leader, june).led_groups == {city.groups["Z1"].pk}
    assert powers_of(leader, july).led_groups == {city.groups["Z2"].pk}


def test_a_rotation_that_cannot_begin_ends_nothing(city, office):
    posting = city.posting("leader", Post.LEADER)
    people.begin_posting(
        official=city.people["leader"],
        post=Post.LEADER,
        place=city.groups["Z2"],
        from_on=date(2016, 1, 1),
        by=office,
    )
    for post, place in ((Post.LEADER, city.groups["Z2"]), (Post.LEADER, city.groups["Z1"])):
        with pytest.raises(Refused):
            people.rotate(
                posting=posting, post=post, place=place, from_on=date(2015, 7, 1), by=office
            )
    assert Posting.objects.get(pk=posting.pk).until_on is None


def test_a_mistyped_posting_is_corrected_in_place_and_days(city, office, told):
    posting = city.posting("deputy", Post.DEPUTY)
    given = draft(city, "deputy", "member", "Z1", date(2015, 4, 1), date(2016, 4, 1))
    people.correct_posting(posting=posting, draft=given, by=office)
    stored = Posting.objects.get(pk=posting.pk)
    assert (stored.post, stored.place, stored.from_on) == (
        "member",
        city.groups["Z1"],
        date(2015, 4, 1),
    )
    assert Event.objects.get().detail["changes"] == {
        "post": ["综合组副组长", "综合组成员"],
        "place": [city.groups["Z2"].name, city.groups["Z1"].name],
        "from_on": ["2015-03-01", "2015-04-01"],
        "until_on": [None, "2016-04-01"],
    }
    people.correct_posting(posting=stored, draft=given, by=office)
    assert Event.objects.count() == 1
    assert len(told) == 1


def test_a_correction_does_not_overlap_another_posting(city, office):
    earlier = draft(city, "deputy", "deputy", "Z2", date(2014, 1, 1), date(2015, 1, 1))
    people.save_postings(commission=city.commission, drafts=[earlier], by=office)
    posting = Posting.objects.get(official=city.people["deputy"], until_on=None)
    for start in (date(2014, 6, 1), date(2014, 1, 1)):
        with pytest.raises(Refused):
            people.correct_posting(
                posting=posting, draft=draft(city, "deputy", "deputy", "Z2", start), by=office
            )


def test_a_posting_entered_by_mistake_is_removed_and_the_trail_keeps_what_it_said(
    city, office, told
):
    people.withdraw_posting(posting=city.posting("member", Post.MEMBER), by=office)
    assert not Posting.objects.filter(official=city.people["member"], post=Post.MEMBER).exists()
    assert Event.objects.get().detail["place"] == city.groups["Z1"].name
    assert told[0]["official_ids"] == {city.people["member"].pk}


def own_acts(city):
    person, posting = city.people["office"], city.posting("office", Post.OFFICE)
    later = date(2016, 1, 1)
    return {
        "begin": (people.begin_posting, {"official": person, "post": Post.SECRETARY, "place": None, "from_on": REFORM}),
        "end": (people.end_posting, {"posting": posting, "until_on": later}),
        "rotate": (people.rotate, {"posting": posting, "post": Post.SECRETARY, "place": None, "from_on": later}),
        "correct": (people.correct_posting, {"posting": posting, "draft": draft(city, "office", "secretary", "", REFORM)}),
        "withdraw": (people.withdraw_posting, {"posting": posting}),
        "batch": (people.save_postings, {
            "commission": city.commission, "drafts": [draft(city, "office", "secretary", "", REFORM)],
        }),
        "batch end": (people.save_postings, {
            "commission": city.commission,
            "drafts": [draft(city, "office", "office", "", posting.from_on, later)],
        }),
        "recusal": (people.save_recusal_grounds, {
            "commission": city.commission,
            "drafts": [people.RecusalDraft(person.pk, city.units["U1"].pk, None, "原因")],
        }),
    }  # fmt: skip


@pytest.mark.parametrize(
    "name", ["begin", "end", "rotate", "correct", "withdraw", "batch", "batch end", "recusal"]
)
def test_nobody_touches_a_posting_or_a_recusal_of_his_own(city, office, name):
    act, given = own_acts(city)[name]
    with pytest.raises(Refused, match="本人"):
        act(**given, by=office)
    act(**given, by=city.looker("operator"))


def test_an_own_posting_left_as_it_is_does_not_stop_the_office_from_taking_in_a_workbook(
    city, office
):
    posting = city.posting("office", Post.OFFICE)
    lines = [
        draft(city, "office", "office", "", posting.from_on),
        draft(city, "nobody", "member", "Z1", REFORM),
    ]
    saved = people.save_postings(commission=city.commission, drafts=lines, by=office)
    assert (saved.created, saved.unchanged) == (1, 1)


def test_two_who_change_a_posting_at_once_do_not_undo_one_another(city, office):
    mine, theirs = city.posting("member", Post.MEMBER), city.posting("member", Post.MEMBER)
    people.end_posting(posting=theirs, until_on=date(2016, 1, 1), by=office)
    with pytest.raises(Refused):
        people.end_posting(posting=mine, until_on=date(2015, 7, 1), by=office)
    assert Posting.objects.get(pk=mine.pk).until_on == date(2016, 1, 1)
