"""Who sees what is addressed to the unit, and what is addressed to one member of its leadership; and who answers."""

import pytest

from paizhu.kernel.refusals import Refused
from paizhu.organization.models import Post
from paizhu.oversight.models import Opinion
from paizhu.rectification.models import Evidence, Measure, Rectification, Voice
from paizhu.rectification.queries import people, waiting
from tests.organization.city import ROLES
from tests.organization.factories import REFORM, PostingFactory
from tests.oversight.factories import ON
from tests.rectification.factories import add_measure, in_state, issued, take

WHOLE = {"secretary", "deputy_secretary", "standing", "office", "operator"}
OF_GROUP = {"leader", "member", "liaison"}


@pytest.fixture
def addressed(city):
    """A matter addressed to `nobody`, made a member of the leadership of U2 beside its head."""
    member = city.people["nobody"]
    PostingFactory(official=member, post=Post.TEAM_MEMBER, place=city.units["U2"], from_on=REFORM)
    record = issued(city)
    Rectification.objects.filter(pk=record.pk).update(addressee=member)
    return Rectification.objects.get(pk=record.pk)


def seeing(city, model) -> set[str]:
    return {role for role in ROLES if model.objects.visible_to(city.looker(role)).exists()}


@pytest.mark.parametrize(
    ("unit", "seen"),
    [
        ("U1", WHOLE | OF_GROUP),
        ("U2", WHOLE | OF_GROUP | {"head", "contact"}),
        ("U3", WHOLE | {"leader_two", "deputy", "resident"}),
        ("U4", WHOLE | {"leader_two", "deputy", "team"}),
    ],
)
def test_what_is_addressed_to_the_unit_is_seen_by_its_people_and_its_supervisors(
    city, other_city, unit, seen
):
    issued(city, unit)
    for model in (Rectification, Opinion):
        assert seeing(city, model) == seen
    assert not Rectification.objects.visible_to(other_city.looker("office")).exists()


def test_what_is_addressed_to_one_member_is_seen_by_him_and_the_head_not_by_the_contact(
    city, addressed
):
    for model in (Rectification, Opinion):
        assert seeing(city, model) == WHOLE | OF_GROUP | {"head", "nobody"}


def test_what_hangs_on_a_matter_is_seen_with_it(city, addressed):
    add_measure(addressed)
    take(city, addressed, "accept")
    for model in (Voice, Measure):
        assert seeing(city, model) == WHOLE | OF_GROUP | {"head", "nobody"}
    assert not seeing(city, Evidence)


@pytest.mark.parametrize("role", ["head", "nobody"])
def test_the_member_addressed_or_the_head_answers(city, addressed, role):
    assert take(city, addressed, "accept", role).state == "planning"


def test_the_contact_does_not_answer_for_a_member_and_is_told_why(city, addressed):
    with pytest.raises(Refused, match="班子成员个人"):
        take(city, addressed, "accept", "contact")


def test_who_left_the_leadership_no_longer_sees_what_was_addressed_to_him(city, addressed):
    posting = city.posting("nobody", Post.TEAM_MEMBER)
    posting.until_on = ON
    posting.save()
    later = city.looker("nobody", ON)
    assert not Rectification.objects.visible_to(later).exists()


def test_word_of_a_members_matter_goes_to_him_and_the_head(city, addressed):
    told = {city.people[name].pk for name in ("head", "nobody")}
    assert people.speakers(addressed, ON) == told
    assert people.speakers(issued(city), ON) == {
        city.people[name].pk for name in ("head", "contact")
    }


def test_what_waits_for_whom(city):
    mine, theirs = in_state(issued(city), "reported"), in_state(issued(city), "planning")
    Rectification.objects.update(group=city.groups["Z1"])

    def waits(role):
        return set(waiting(city.looker(role), ON).mine.values_list("pk", flat=True))

    assert waits("contact") == waits("head") == {theirs.pk}
    assert waits("leader") == {mine.pk}
    assert waits("member") == waits("team") == set()
    Rectification.objects.filter(pk=mine.pk).update(keeper=city.people["member"])
    assert waits("member") == {mine.pk}
    assert waits("leader") == set()


@pytest.mark.parametrize("model", [Rectification, Opinion])
def test_of_the_units_that_somebody_supervises_he_sees_all(addressed, city, other_city, model):
    """So `at_units_of` need not ask again what he sees, and gives neither more nor less."""
    for unit in ("U1", "U3", "U4"):
        issued(city, unit)
        issued(other_city, unit)
    for role in ROLES:
        looker = city.looker(role)
        seen = model.objects.visible_to(looker).filter(unit__in=looker.powers.units)
        found = model.objects.all().at_units_of(looker).order_by("pk")
        assert list(found) == list(seen.order_by("pk")), role
