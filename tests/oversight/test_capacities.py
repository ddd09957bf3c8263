"""Stored capacities: always what the structure of the day says, and computed anew when that is corrected."""

from datetime import date, timedelta
from random import Random

import pytest

from paizhu.organization.actions import changes
from paizhu.organization.models import Charge, Placement, Post, Posting
from paizhu.organization.queries import capacity_of, structure_of
from paizhu.oversight.actions import activities, capacities
from paizhu.oversight.models import Participation
from paizhu.trail.models import Event
from tests.organization.city import PEOPLE
from tests.organization.factories import PostingFactory
from tests.oversight.factories import ON, activity_draft, save_activity

FREE = [
    name for name in PEOPLE if name not in {"leader", "member", "leader_two", "deputy", "resident"}
]
"""People who hold no posting in a group, so that any can be given to them."""
EARLY, MIDDLE, LATE = date(2015, 4, 1), date(2015, 7, 1), date(2015, 10, 1)


def stored():
    return dict(Participation.objects.values_list("activity__code", "capacity"))


def reclassify(city, **given):
    return activities.reclassify(commission=city.commission, by=city.looker("office"), **given)


def renewed():
    return [r.detail["count"] for r in Event.objects.filter(act="oversight.capacities_renewed")]


@pytest.mark.parametrize("seed", range(3))
def test_whatever_is_taken_in_is_stored_in_the_capacity_of_its_day(city, seed):
    """Property: stored = computed by the single question, over random people, units, days and rotations."""
    chance = Random(seed)
    people, units = list(city.people), list(city.units)
    for name in chance.sample(FREE, 8):
        days = sorted(chance.sample(range(700), 2))
        begin, end = (date(2014, 6, 1) + timedelta(days=n) for n in days)
        post, place = chance.choice(
            [(Post.MEMBER, "Z1"), (Post.MEMBER, "Z2"), (Post.RESIDENT_MEMBER, "R1"), (Post.RESIDENT_MEMBER, "R2")]
        )  # fmt: skip
        PostingFactory(
            official=city.people[name], post=post, place=city.place(place),
            from_on=begin, until_on=end,
        )  # fmt: skip
    drafts = [
        activity_draft(
            city,
            " ".join(chance.sample(units, chance.randint(1, 3))),
            " ".join(chance.sample(people, chance.randint(1, 3))),
            on=date(2014, 6, 1) + timedelta(days=chance.randrange(700)),
        )
        for _number in range(15)
    ]
    by = city.looker("operator")
    activities.save_activities(commission=city.commission, drafts=drafts, by=by)
    for part in Participation.objects.select_related("official", "unit"):
        assert part.capacity == capacity_of(part.official, part.unit, part.on)
    assert reclassify(city) == 0


def test_after_a_rotation_old_acts_keep_their_label_and_later_ones_change(city):
    for code, on in (("早", EARLY), ("晚", LATE)):
        save_activity(city, "U2", "leader", code=code, on=on)
    Posting.objects.filter(official=city.people["leader"], post=Post.LEADER).update(until_on=MIDDLE)
    assert reclassify(city, official_ids=[city.people["leader"].pk]) == 1
    assert stored() == {"早": "cross_body", "晚": "outside"}


def test_after_the_correction_of_a_posting_every_act_of_its_days_is_classed_anew(city):
    for code, on in (("早", EARLY), ("晚", LATE)):
        save_activity(city, "U1", "leader", code=code, on=on)
    assert set(stored().values()) == {"both"}
    city.posting("leader", Post.RESIDENT_LEADER).delete()
    assert reclassify(city) == 2
    assert set(stored().values()) == {"cross_body"}


def test_a_unit_that_changes_sector_takes_its_later_acts_along(city):
    for code, on in (("早", EARLY), ("晚", LATE)):
        save_activity(city, "U2", "leader", code=code, on=on)
    unit = city.units["U2"]
    Placement.objects.filter(unit=unit).update(until_on=MIDDLE)
    Placement.objects.create(
        commission=city.commission, unit=unit, sector=city.sectors["政法"], from_on=MIDDLE
    )
    assert reclassify(city, unit_ids=[unit.pk]) == 1
    assert stored() == {"早": "cross_body", "晚": "outside"}


def test_only_those_named_are_looked_at(city):
    save_activity(city, "U2", "leader", code="甲")
    save_activity(city, "U2", "member", code="乙")
    Charge.objects.all().delete()
    assert reclassify(city, official_ids=[city.people["leader"].pk]) == 1
    assert stored() == {"甲": "outside", "乙": "cross_body"}
    assert reclassify(city, unit_ids=[city.units["U2"].pk]) == 1


def test_a_change_leaves_one_record_with_its_count_and_none_leaves_none(city):
    for _number in range(3):
        save_activity(city, "U2", "leader member")
    Charge.objects.all().delete()
    assert reclassify(city) == 6
    assert renewed() == [6]
    assert reclassify(city) == 0
    assert renewed() == [6]


def test_all_is_done_in_chunks_however_small(city, monkeypatch):
    monkeypatch.setattr(capacities, "CHUNK", 2)
    for _number in range(5):
        save_activity(city, "U2", "leader")
    Charge.objects.all().delete()
    assert reclassify(city) == 5
    assert renewed() == [5]


def test_another_commission_is_left_alone(city, other_city):
    save_activity(city, "U2", "leader", code="我")
    save_activity(other_city, "U2", "leader", code="他")
    Charge.objects.all().delete()
    assert reclassify(city) == 1
    assert stored() == {"我": "outside", "他": "cross_body"}


def test_the_act_that_changes_the_structure_classes_anew_in_its_own_transaction(city):
    """The hook is registered, and its record stands in the chain beside the act that called it."""
    from paizhu.organization.actions import postings

    save_activity(city, "U2", "leader", on=LATE)
    assert capacities.renew in changes._callbacks
    posting = city.posting("leader", Post.LEADER)
    postings.end_posting(posting=posting, until_on=MIDDLE, by=city.looker("office"))
    assert Participation.objects.get().capacity == "outside"
    assert renewed() == [1]


def test_a_structure_loaded_once_answers_as_the_single_question_does(city):
    structure = structure_of(city.commission)
    for name in ("leader", "member", "resident", "deputy", "contact"):
        official = city.people[name]
        for unit in city.units.values():
            for on in (date(2014, 1, 1), ON):
                asked = capacity_of(official, unit, on)
                assert structure.capacity(official.pk, unit.pk, on) == asked
