"""When a posting ends, what its holder owes goes to somebody in the same act."""

from datetime import date, timedelta

import pytest

from paizhu.access.jobs import hand_over
from paizhu.jobs.queries import named
from paizhu.kernel import clock
from paizhu.kernel.refusals import Refused
from paizhu.organization.actions import people
from paizhu.organization.models import Post, Posting
from paizhu.organization.queries import open_matters
from paizhu.organization.queries.open_matters import Matter, OpenMatters
from paizhu.organization.tables.handovers import standing, to_hand_over
from paizhu.trail.models import Event
from tests.organization.factories import OfficialFactory, PostingFactory

END = date(2015, 7, 1)
BEFORE = date(2015, 6, 20)


@pytest.fixture
def owed(monkeypatch):
    """Matters owned by official ids: `owed.owners[label] = official id`."""

    class Owed:
        owners: dict = {}

        def of(self, posting, user):
            return [
                Matter(label)
                for label, owner in self.owners.items()
                if owner == posting.official_id
            ]

        def hand_over(self, *, posting, to, by):
            moved = [label for label, owner in self.owners.items() if owner == posting.official_id]
            self.owners |= dict.fromkeys(moved, to.pk)
            return len(moved)

    kept = Owed()
    kept.owners = {}
    kind = OpenMatters("tests.owed", "未结", kept.of, kept.hand_over)
    monkeypatch.setattr(open_matters, "_kinds", {kind.key: kind})
    return kept


def test_a_posting_whose_holder_owes_does_not_end_without_a_successor(city, owed):
    owed.owners["甲"] = city.people["member"].pk
    posting = city.posting("member", Post.MEMBER)
    with pytest.raises(Refused, match="1"):
        people.end_posting(posting=posting, until_on=END, by=city.looker("office"))
    posting.refresh_from_db()
    assert posting.until_on is None
    assert not Event.objects.exists()


def test_the_successor_takes_everything_over_in_the_ending_act(city, owed):
    owed.owners |= dict.fromkeys("甲乙", city.people["member"].pk) | {
        "丙": city.people["deputy"].pk
    }
    given = {"posting": city.posting("member", Post.MEMBER), "until_on": END}
    people.end_posting(**given, successor=city.people["leader"], by=city.looker("office"))
    leader = city.people["leader"].pk
    assert owed.owners == {"甲": leader, "乙": leader, "丙": city.people["deputy"].pk}
    told = [event.act for event in Event.objects.order_by("sequence")]
    assert told == ["organization.matters_handed_over", "organization.posting_ended"]


@pytest.mark.parametrize("name", ["member", "deputy", "contact", "nobody"])
def test_who_does_not_work_there_cannot_take_over(city, owed, name):
    owed.owners["甲"] = city.people["member"].pk
    with pytest.raises(Refused):
        people.end_posting(
            posting=city.posting("member", Post.MEMBER),
            until_on=END,
            successor=city.people[name],
            by=city.looker("office"),
        )
    assert owed.owners["甲"] == city.people["member"].pk


def test_the_office_may_say_that_nobody_follows_then_the_head_of_the_place_takes_over(city, owed):
    owed.owners["甲"] = city.people["member"].pk
    given = {"posting": city.posting("member", Post.MEMBER), "until_on": END, "to_head": True}
    people.end_posting(**given, by=city.looker("office"))
    assert owed.owners["甲"] == city.people["leader"].pk
    given["posting"] = city.posting("leader", Post.LEADER)
    with pytest.raises(Refused):
        people.end_posting(**given, by=city.looker("office"))


def test_who_holds_the_same_post_afterwards_is_suggested_before_who_heads_the_place(city):
    posting = city.posting("member", Post.MEMBER)
    assert open_matters.suggested(posting, END) == city.people["leader"]
    follower = OfficialFactory(commission=city.commission)
    PostingFactory(official=follower, post=Post.MEMBER, place=city.groups["Z1"], from_on=END)
    assert open_matters.suggested(posting, END) == follower
    assert open_matters.suggested(posting, date(2015, 6, 30)) == city.people["leader"]


def test_a_resident_s_matters_may_go_to_who_supervises_the_host_from_outside(city):
    found = open_matters.candidates(city.posting("leader", Post.RESIDENT_LEADER), END)
    assert set(found) == {city.people["member"]}
    found = open_matters.candidates(city.posting("resident", Post.RESIDENT_MEMBER), END)
    assert set(found) == {city.people["leader_two"], city.people["deputy"]}


def test_who_rotates_to_another_post_in_the_same_group_keeps_his_matters(city, owed):
    owed.owners["甲"] = city.people["member"].pk
    group = city.groups["Z1"]
    given = {"posting": city.posting("member", Post.MEMBER), "from_on": END}
    people.rotate(**given, post=Post.DEPUTY, place=group, by=city.looker("office"))
    assert owed.owners["甲"] == city.people["member"].pk


def test_a_rotation_to_another_place_hands_over(city, owed):
    owed.owners["甲"] = city.people["member"].pk
    given = {
        "posting": city.posting("member", Post.MEMBER),
        "post": Post.MEMBER,
        "place": city.groups["Z2"],
        "from_on": END,
    }
    with pytest.raises(Refused):
        people.rotate(**given, by=city.looker("office"))
    people.rotate(**given, successor=city.people["leader"], by=city.looker("office"))
    assert owed.owners["甲"] == city.people["leader"].pk


def test_an_imported_end_hands_over_to_who_would_be_suggested_or_refuses(city, owed):
    owed.owners["甲"] = city.people["member"].pk
    held = city.posting("member", Post.MEMBER)
    group = city.groups["Z1"].pk
    ended = people.PostingDraft(held.official_id, Post.MEMBER, group, held.from_on, END)
    people.save_postings(commission=city.commission, drafts=[ended], by=city.looker("operator"))
    assert owed.owners["甲"] == city.people["leader"].pk
    held = city.posting("leader", Post.LEADER)
    alone = people.PostingDraft(held.official_id, Post.LEADER, group, held.from_on, END)
    with pytest.raises(Refused):
        people.save_postings(commission=city.commission, drafts=[alone], by=city.looker("operator"))


def test_a_posting_entered_by_mistake_is_withdrawn_with_its_matters_handed_over(city, owed):
    owed.owners["甲"] = city.people["member"].pk
    people.withdraw_posting(posting=city.posting("member", Post.MEMBER), by=city.looker("office"))
    assert owed.owners["甲"] == city.people["leader"].pk


@pytest.fixture
def ahead(city, owed):
    """The member of Z1 owes something, and his posting ends on END, a day that still lies ahead; the office says so."""
    owed.owners["甲"] = city.people["member"].pk
    return city, owed


def on(day, function, **given):
    with clock.standing_on(day):
        return function(**given)


def settle(city, day):
    return on(day, hand_over, commission=city.commission)


def end_later(city, **given):
    posting = city.posting("member", Post.MEMBER)
    return on(
        BEFORE, people.end_posting, posting=posting, until_on=END, by=city.looker("office"), **given
    )


def test_a_hand_over_dated_later_takes_effect_on_that_day(ahead):
    city, owed = ahead
    deputy = OfficialFactory(commission=city.commission)
    PostingFactory(
        official=deputy, post=Post.DEPUTY, place=city.groups["Z1"], from_on=date(2015, 1, 1)
    )
    posting = end_later(city, successor=deputy)
    assert owed.owners["甲"] == city.people["member"].pk
    assert (posting.successor, posting.handed_over_on) == (deputy, None)
    assert settle(city, END - timedelta(days=1)) == 0
    assert owed.owners["甲"] == city.people["member"].pk
    assert settle(city, END) == 1
    assert owed.owners["甲"] == deputy.pk
    posting.refresh_from_db()
    assert posting.handed_over_on == END
    assert settle(city, END) == 0


def test_a_day_ahead_needs_a_successor_too_while_matters_are_open(ahead):
    city, _owed = ahead
    with pytest.raises(Refused):
        end_later(city)
    assert not city.posting("member", Post.MEMBER).until_on


def test_what_comes_to_somebody_before_his_last_day_is_handed_over_as_well(city, owed):
    end_later(city)  # he owes nothing yet
    owed.owners["乙"] = city.people["member"].pk
    assert settle(city, END + timedelta(days=2)) == 1  # also where the job comes late
    assert owed.owners["乙"] == city.people["leader"].pk


def test_where_the_one_named_has_gone_too_who_would_be_suggested_takes_over(ahead):
    city, owed = ahead
    deputy = OfficialFactory(commission=city.commission)
    held = PostingFactory(
        official=deputy, post=Post.DEPUTY, place=city.groups["Z1"], from_on=date(2015, 1, 1)
    )
    end_later(city, successor=deputy)
    held.delete()
    settle(city, END)
    assert owed.owners["甲"] == city.people["leader"].pk


def test_where_nobody_is_there_it_stays_open_and_the_office_sees_it(ahead):
    city, owed = ahead
    end_later(city, to_head=True)
    Posting.objects.filter(official=city.people["leader"]).delete()
    assert settle(city, END) == 0
    assert owed.owners["甲"] == city.people["member"].pk
    with clock.standing_on(END):
        (listed,) = to_hand_over(city.looker("office"))
        assert str(standing(listed).label) == "尚无人接手"
    PostingFactory(
        official=city.people["nobody"], post=Post.LEADER, place=city.groups["Z1"], from_on=END
    )
    assert settle(city, END) == 1
    assert owed.owners["甲"] == city.people["nobody"].pk
    assert not to_hand_over(city.looker("office"))


def test_a_later_end_taken_back_hands_nothing_over(ahead):
    city, owed = ahead
    posting = end_later(city, to_head=True)
    draft = people.PostingDraft(
        posting.official_id, Post.MEMBER, city.groups["Z1"].pk, posting.from_on, None
    )
    on(BEFORE, people.correct_posting, posting=posting, draft=draft, by=city.looker("office"))
    assert settle(city, END) == 0
    assert owed.owners["甲"] == city.people["member"].pk


def test_an_imported_end_ahead_hands_over_on_its_day(ahead):
    city, owed = ahead
    held = city.posting("member", Post.MEMBER)
    draft = people.PostingDraft(
        held.official_id, Post.MEMBER, city.groups["Z1"].pk, held.from_on, END
    )
    on(
        BEFORE, people.save_postings, commission=city.commission, drafts=[draft],
        by=city.looker("operator"),
    )  # fmt: skip
    assert owed.owners["甲"] == city.people["member"].pk
    assert settle(city, END) == 1


def test_the_hand_over_of_the_day_is_a_due_job(ahead):
    city, owed = ahead
    end_later(city, to_head=True)
    with clock.standing_on(END):
        assert named("organization.hand_over").run(city.commission) == 1
    (event,) = Event.objects.filter(act="organization.matters_handed_over")
    assert owed.owners["甲"] == city.people["leader"].pk
    assert event.actor_id is None
