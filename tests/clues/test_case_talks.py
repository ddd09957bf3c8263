"""Talks: who enters which, what must be in them, who sees them."""

from dataclasses import replace
from datetime import date

import pytest

from paizhu.clues.actions import talks
from paizhu.clues.models import Disposition, Safety, Talk, TalkKind, TeamMember
from paizhu.clues.states import TalkEntry
from paizhu.kernel.refusals import Refused, allowed
from paizhu.organization.models import RecusalGround
from tests.clues.casework import at_work, by
from tests.organization.city import ROLES

pytestmark = pytest.mark.django_db
INTEGRITY, COLLECTIVE = TalkKind.INTEGRITY, TalkKind.COLLECTIVE
REMINDER, INTERVIEW = TalkKind.REMINDER, TalkKind.PETITION_INTERVIEW


def daily(town, *names: str, **given) -> TalkEntry:
    """Return a talk of daily supervision as it is typed."""
    return replace(
        TalkEntry(
            held_on=date(2024, 5, 6),
            kind=INTEGRITY,
            people=1,
            talker_ids=tuple(town.people[name].pk for name in names or ("one",)),
            outcome="已提醒。",
        ),
        **given,
    )


def formal(town, **given) -> TalkEntry:
    """Return a talk of a verification as it is typed, with nothing missing."""
    full = {
        "kind": TalkKind.VERIFICATION, "person_name": "王某某", "place": "谈话室", "transcript": "问：…答：…",
        "seen_to": tuple(Safety.values), "is_transcript_signed": True,
    }  # fmt: skip
    return daily(town, "one", "two", **full | given)


def refused(part: str, article: str = ""):
    return pytest.raises(Refused, match=f"{part}.*{article}" if article else part)


UNITS = {"host": "U1", "linked": "U5", "other": "U4"}
MAY = {
    ("leader", INTEGRITY): {"host", "linked"},
    ("leader", INTERVIEW): {"linked"},
    ("leader", REMINDER): {"linked"},
    ("member", COLLECTIVE): {"host", "linked"},
    ("one", INTEGRITY): {"host", "linked"},
    ("one", INTERVIEW): {"host", "linked"},
    ("liaison", INTEGRITY): set(),
    ("leader_two", INTEGRITY): {"other"},
    ("resident", INTEGRITY): set(),
    ("head", INTEGRITY): set(),
    ("contact", INTEGRITY): set(),
    ("team", INTEGRITY): set(),
    ("cases", INTERVIEW): {"host", "linked", "other"},
    ("petitions", INTERVIEW): set(),
    ("office", INTEGRITY): set(),
    ("auditor", INTEGRITY): set(),
    ("system_admin", INTEGRITY): set(),
    ("operator", INTEGRITY): set(),
    ("nobody", INTEGRITY): set(),
}


@pytest.mark.parametrize(("role", "kind"), MAY)
def test_who_enters_which_talk_where(town, role, kind):
    from paizhu.clues.rules.talks import check_can_hold

    may = {
        name for name, code in UNITS.items() if allowed(check_can_hold, by(town, role), town.units[code], kind, None)
    }  # fmt: skip
    assert may == MAY[role, kind]


@pytest.mark.parametrize("kind", [TalkKind.INQUIRY, TalkKind.VERIFICATION])
def test_a_talk_of_the_work_belongs_to_a_clue(town, kind):
    with refused("belongs to a clue"):
        talks.enter(unit=town.units["U5"], entry=daily(town, kind=kind), by=by(town, "one"))


@pytest.mark.parametrize(
    ("changed", "words", "article"),
    [
        ({"transcript": " "}, "has a transcript", "28"),
        ({"place": ""}, "place is missing", "28"),
        ({"people": 2}, "talked to alone", "28"),
        ({"person_name": ""}, "who was talked to", ""),
        ({"outcome": ""}, "what came of the talk", ""),
        ({"held_on": date(2099, 1, 1)}, "still to come", ""),
        *(
            ({"seen_to": tuple(set(Safety.values) - {word})}, "Not seen to yet", "69")
            for word in Safety
        ),
    ],
)
def test_a_talk_of_a_verification_refuses_whatever_is_missing(town, changed, words, article):
    clue = at_work(town)
    with refused(words, article):
        talks.enter(unit=clue.unit, clue=clue, entry=formal(town, **changed), by=by(town, "one"))


def test_at_least_two_of_the_team_hold_it(town):
    clue = at_work(town)
    one, leader = town.people["one"].pk, town.people["leader"].pk
    with refused("At least 2 people", "42"):
        alone = formal(town, talker_ids=(one,))
        talks.enter(unit=clue.unit, clue=clue, entry=alone, by=by(town, "one"))
    with refused("not on the team", "67"):
        beside = formal(town, talker_ids=(one, leader))
        talks.enter(unit=clue.unit, clue=clue, entry=beside, by=by(town, "one"))


def test_who_has_come_into_a_conflict_talks_no_more(town):
    clue = at_work(town)
    RecusalGround.objects.create(
        commission=town.commission, official=town.people["two"], unit=clue.unit, reason="亲属"
    )
    with refused("must keep away"):
        talks.enter(unit=clue.unit, clue=clue, entry=formal(town), by=by(town, "one"))


@pytest.mark.parametrize("kind", [TalkKind.INQUIRY, INTEGRITY, COLLECTIVE, REMINDER])
def test_a_clue_has_the_talks_of_its_state_only(town, kind):
    clue = at_work(town)
    with pytest.raises(Refused):
        talks.enter(unit=clue.unit, clue=clue, entry=formal(town, kind=kind), by=by(town, "one"))


def test_a_talk_gets_the_next_number_of_its_year(town):
    unit, who = town.units["U5"], by(town, "one")
    made = [talks.enter(unit=unit, entry=daily(town), by=who).code for _ in range(2)]
    assert made == ["TH-2024-0001", "TH-2024-0002"]


def test_nobody_without_a_capacity_talks_at_a_unit(town):
    with refused("no capacity"):
        talks.enter(unit=town.units["U5"], entry=daily(town, "deputy"), by=by(town, "one"))


def test_no_resident_talks_at_home_where_casework_may_stand_behind(town):
    entry = daily(town, "one", "leader", kind=INTERVIEW, person_name="王某某", transcript="…")
    with refused("is resident at"):
        talks.enter(unit=town.units["U1"], entry=entry, by=by(town, "one"))


def seers(town, talk) -> set[str]:
    roles = (*ROLES, "one", "two")
    return {r for r in roles if Talk.objects.visible_to(by(town, r)).filter(pk=talk.pk).exists()}


def test_a_talk_of_a_clue_is_seen_by_who_sees_the_clue(town):
    clue = at_work(town)
    talk = talks.enter(unit=clue.unit, clue=clue, entry=formal(town), by=by(town, "one"))
    expected = {"secretary", "deputy_secretary", "cases", "leader", "liaison", "one", "two"}
    assert seers(town, talk) == expected
    TeamMember.objects.filter(clue=clue, official=town.people["two"]).update(left_on=date.today())
    assert "two" not in seers(town, talk)


def test_an_interview_without_a_clue_is_not_seen_by_who_is_resident_there(town):
    entry = daily(town, "one", "two", kind=INTERVIEW, person_name="王某某", transcript="…")
    talk = talks.enter(unit=town.units["U1"], entry=entry, by=by(town, "one"))
    assert seers(town, talk) == {"secretary", "deputy_secretary", "cases", "liaison", "one", "two"}


def test_an_integrity_talk_is_daily_supervision(town):
    talk = talks.enter(unit=town.units["U1"], entry=daily(town), by=by(town, "one"))
    assert seers(town, talk) == {
        "secretary", "deputy_secretary", "standing", "office", "cases", "leader", "member", "liaison", "one", "two",
    }  # fmt: skip


def test_nobody_sees_the_talk_that_was_held_with_himself_or_a_relative(town):
    entry = daily(town, official_id=town.people["cases"].pk)
    talk = talks.enter(unit=town.units["U5"], entry=entry, by=by(town, "one"))
    assert "cases" not in seers(town, talk)


def test_who_held_it_or_leads_corrects_it_and_casework_stays_casework(town):
    talk = talks.enter(unit=town.units["U5"], entry=daily(town), by=by(town, "one"))
    with refused("Who held the talk corrects it"):
        talks.correct(talk=talk, entry=daily(town), by=by(town, "two"))
    with refused("kind of this talk stays"):
        talks.correct(talk=talk, entry=daily(town, kind=REMINDER), by=by(town, "one"))
    done = talks.correct(talk=talk, entry=daily(town, "two", outcome="已改正"), by=by(town, "one"))
    assert (done.outcome, done.talkers.get().official) == ("已改正", town.people["two"])


def test_a_talk_of_an_inquiry_starts_the_month_for_the_report(town):
    clue = at_work(town, Disposition.INQUIRY)
    entry = formal(town, kind=TalkKind.INQUIRY)
    talks.enter(unit=clue.unit, clue=clue, entry=entry, by=by(town, "one"))
    from paizhu.clues.queries.clocks import clocks_of

    running = {each.key: each.start for each in clocks_of(clue, date.today())}
    assert running["inquiry_report"] == entry.held_on
