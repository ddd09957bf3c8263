"""A reporter who gives his name later: his clue counts as named, he is answered from that day, whoever is near leaves; never the other way round."""

from dataclasses import replace
from datetime import timedelta

import pytest

from paizhu.clues.actions import clues, reporters
from paizhu.clues.models import Clue, Petition, Recusal, Standing
from paizhu.clues.queries import answers
from paizhu.kernel import clock
from paizhu.kernel.refusals import Refused
from paizhu.organization.models import RecusalGround
from paizhu.rectification.queries import Deadlines
from paizhu.trail.models import Event
from tests.clues.factories import REPORTER, clue_of, petition_of
from tests.organization.city import City

pytestmark = pytest.mark.django_db


def matter(city: City, **given) -> Clue:
    """Return a clue from an anonymous petition of half a year ago."""
    long_ago = clock.today() - timedelta(days=180)
    made = petition_of(city, "U5", state="handed_over", received_on=long_ago, since=long_ago)
    return clue_of(city, "U5", petition=made, is_named=False, group="Z1", state="assigned", **given)


def name_given(city: City, clue: Clue, **given) -> Petition:
    facts = replace(REPORTER, **given)
    reporters.enter(petition=clue.petition, facts=facts, by=city.looker("petitions"))
    return Petition.objects.get(pk=clue.petition_id)


def test_the_clue_counts_as_named_and_the_act_is_on_record_without_the_name(city):
    clue = matter(city)
    name_given(city, clue)
    assert Clue.objects.get(pk=clue.pk).is_named
    assert Event.objects.filter(act="clues.became_named").count() == 1
    assert "赵举报" not in repr(list(Event.objects.values()))


def test_the_days_for_the_answer_run_from_the_day_of_the_name(city):
    clue, today = matter(city), clock.today()
    petition = name_given(city, clue)
    assert petition.named_on == today
    (due,) = answers.due_of(petition, [], [], Deadlines(city.commission.pk, today))
    assert (due.start, due.due_on > today) == (today, True)
    seen = Petition.objects.visible_to(city.looker("petitions"))
    assert answers.owing(seen, city.looker("petitions")).get() == petition
    assert not answers.overdue(seen, city.looker("petitions"), today).exists()
    later = today + timedelta(days=60)
    assert answers.overdue(seen, city.looker("petitions"), later).get() == petition


def test_another_name_in_place_of_the_first_starts_no_days_anew(city):
    clue = matter(city)
    Petition.objects.filter(pk=clue.petition_id).update(standing=Standing.NAMED)
    clue = Clue.objects.get(pk=clue.pk)
    assert name_given(city, clue, name="钱另一").named_on is None


def test_the_kin_of_who_gives_his_name_leaves_the_matter_at_once(city):
    clue = matter(city)
    RecusalGround.objects.create(
        commission=city.commission,
        official=city.people["leader"],
        relative=city.people["nobody"],
        reason="配偶",
    )
    name_given(city, clue, official_id=city.people["nobody"].pk)
    assert Recusal.objects.get(clue=clue).official == city.people["leader"]
    assert not Clue.objects.visible_to(city.looker("leader")).filter(pk=clue.pk).exists()


@pytest.mark.parametrize("is_named", [False, None])
def test_a_named_clue_never_becomes_anonymous(city, is_named):
    clue = matter(city)
    name_given(city, clue)
    with pytest.raises(Refused, match="实名"):
        clues.correct(clue=clue, is_named=is_named, by=city.looker("cases"))
    assert Clue.objects.get(pk=clue.pk).is_named


def test_what_was_said_of_the_name_without_a_petition_is_corrected_freely(city):
    clue = clue_of(city, "U5", is_named=True)
    clues.correct(clue=clue, is_named=False, by=city.looker("cases"))
    assert Clue.objects.get(pk=clue.pk).is_named is False
