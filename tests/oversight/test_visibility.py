"""Who knows of which activity, opinion and notice: one truth for pages, lists, counts and exports."""

import pytest

from paizhu.organization.models import Post
from paizhu.oversight.models import Activity, MatterNotice, Opinion
from tests.organization.city import ROLES
from tests.organization.factories import REFORM, PostingFactory
from tests.oversight.factories import ON, save_activity, save_notice, save_opinion

WHOLE = {"secretary", "deputy_secretary", "standing", "office", "operator"}
Z1, Z2 = {"U1", "U2", "U5"}, {"U3", "U4"}
SUPERVISED = {
    "leader": Z1, "member": Z1, "liaison": Z1, "leader_two": Z2, "deputy": Z2, "resident": {"U3"},
    **dict.fromkeys(WHOLE, Z1 | Z2),
}  # fmt: skip
OWN = {"head": {"U2"}, "contact": {"U2"}, "team": {"U4"}}


@pytest.fixture
def ledgers(city, other_city):
    """Something at each unit, by the office's own people, and the like in another commission."""
    for place in (city, other_city):
        for unit in place.units:
            save_activity(place, unit, "office", code=f"看A-{unit}")
            save_notice(place, unit, code=f"看N-{unit}")
            save_opinion(place, unit, code=f"看O-{unit}")
    return city


def seen(model, letter, city, role):
    records = model.objects.visible_to(city.looker(role))
    assert not records.exclude(commission=city.commission).exists()
    codes = records.filter(code__startswith=f"看{letter}").values_list("code", flat=True)
    return {code.removeprefix(f"看{letter}-") for code in codes}


def test_each_role_knows_of_the_units_it_supervises(ledgers):
    for role in ROLES:
        expected = SUPERVISED.get(role, set())
        assert seen(Activity, "A", ledgers, role) == expected, role
        assert seen(MatterNotice, "N", ledgers, role) == expected, role


def test_a_units_own_people_know_of_opinions_to_it_and_of_nothing_else(ledgers):
    for role in ROLES:
        expected = SUPERVISED.get(role) or OWN.get(role, set())
        assert seen(Opinion, "O", ledgers, role) == expected, role


def test_somebody_who_is_nobody_sees_nothing(ledgers):
    from tests.organization.city import Looker, Powers

    stranger = Looker(None, Powers(on=REFORM))
    for model in (Activity, MatterNotice, Opinion):
        assert not model.objects.visible_to(stranger).exists()


def test_ones_own_acts_stay_visible_wherever_they_were(city):
    mine = save_activity(city, "U3", "leader")
    assert list(Activity.objects.visible_to(city.looker("leader"))) == [mine]
    assert not Activity.objects.visible_to(city.looker("member")).exists()


def test_what_was_done_in_the_groups_name_stays_visible_to_its_people(city):
    ours = save_activity(city, "U3", "leader_two", group_id=city.groups["Z1"].pk)
    for role in ("leader", "member", "liaison"):
        assert list(Activity.objects.visible_to(city.looker(role))) == [ours]


def test_an_activity_known_for_several_reasons_is_known_once(city):
    save_activity(city, "U1 U2", "leader member", group_id=city.groups["Z1"].pk)
    assert Activity.objects.visible_to(city.looker("leader")).count() == 1


def test_a_resident_leader_who_sits_in_the_units_leadership_reads_as_supervisor(city):
    PostingFactory(official=city.people["resident"], post=Post.TEAM_MEMBER, place=city.units["U3"])
    activity = save_activity(city, "U3", "leader_two")
    assert list(Activity.objects.visible_to(city.looker("resident"))) == [activity]


def test_bounding_the_days_first_gives_the_same_as_bounding_them_last(ledgers):
    for role in (*SUPERVISED, "contact", "nobody"):
        user = ledgers.looker(role)
        early = Activity.objects.between(ON, ON).visible_to(user)
        late = Activity.objects.visible_to(user).filter(on=ON)
        assert set(early) == set(late), role
        assert not Activity.objects.between(None, REFORM).visible_to(user).exists()


def test_asking_for_one_unit_gives_what_is_visible_there_and_no_more(ledgers, other_city):
    for role in ("leader", "leader_two", "resident", "office", "contact", "nobody"):
        user = ledgers.looker(role)
        for unit in (*ledgers.units.values(), other_city.units["U1"]):
            asked = set(Activity.objects.visible_at(user, unit))
            assert asked == set(Activity.objects.visible_to(user).at_units([unit.pk])), role


def test_the_condition_of_narrow_indexes_holds_inside_other_queries_and_is_the_same_for_the_same(
    ledgers,
):
    """It is written by hand: it must also stand in a sub-select, in its opposite, and beside itself."""
    user, unit = ledgers.looker("leader"), ledgers.units["U1"]
    seen = Activity.objects.visible_to(user)
    assert set(Activity.objects.filter(pk__in=seen.values("pk"))) == set(seen)
    others = Activity.objects.of(ledgers.commission).exclude(pk__in=seen.values("pk"))
    assert set(others) == set(Activity.objects.of(ledgers.commission)) - set(seen)
    assert set(seen.at_units([unit.pk]) | seen.at_units([])) == set(seen.at_units([unit.pk]))
    assert not Activity.objects.at_units([]).exists()
