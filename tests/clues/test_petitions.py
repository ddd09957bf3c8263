"""The steps of a petition: every role × every step, every state × every step, custody, repeats, giving back, finishing."""

from datetime import date, timedelta

import pytest

from paizhu.clues.actions import answers, petition_recusals, petitions, reporters
from paizhu.clues.models import (
    ApprovalState,
    ClueState,
    Conclusion,
    Disposition,
    Ground,
    Petition,
    PetitionHandover,
    PetitionRecusal,
    PetitionReturn,
    PetitionState,
    RecusalState,
    Standing,
    Way,
)
from paizhu.clues.queries import outcomes
from paizhu.clues.queries.petitions import level_of
from paizhu.clues.rules.petitions import STEPS
from paizhu.clues.states.facts import Step
from paizhu.kernel.refusals import Refused
from paizhu.notices.models import Notice
from paizhu.organization.models import Post, Posting
from tests.clues.factories import ON, clue_of, colleague, named, petition_of, registered
from tests.organization.city import ROLES

pytestmark = pytest.mark.django_db
S = PetitionState
LATER, EARLIER = ON + timedelta(days=1), date(2014, 1, 1)

UNDER_WAY = (S.REGISTERED, S.ACCEPTED, S.NOT_ACCEPTED, S.REPEATED, S.HANDED_OVER)

TAKEN = {
    Step.ACCEPT: lambda p, by, first: petitions.accept(petition=p, by=by),
    Step.REFUSE: lambda p, by, first: petitions.refuse(petition=p, reason="no_substance", by=by),
    Step.FORWARD: lambda p, by, first: petitions.forward(petition=p, to="市公安局", by=by),
    Step.LINK: lambda p, by, first: petitions.link(petition=p, first=first, by=by),
    Step.UNLINK: lambda p, by, first: petitions.unlink(petition=p, by=by),
    Step.HAND_OVER: lambda p, by, first: petitions.hand_over(petition=p, note="原件一份", by=by),
    Step.SIGN: lambda p, by, first: petitions.sign(petition=p, by=by),
    Step.ASK_RETURN: lambda p, by, first: petitions.ask_return(
        petition=p, reason="没有实质内容", by=by
    ),
    Step.DECIDE_RETURN: lambda p, by, first: petitions.decide_return(
        petition=p, approve=True, by=by
    ),
    Step.FINISH: lambda p, by, first: petitions.finish(petition=p, by=by),
    Step.UNVERIFIABLE: lambda p, by, first: reporters.find_unverifiable(petition=p, by=by),
    Step.KEEP_AWAY: lambda p, by, first: petition_recusals.declare(
        petition=p, ground=Ground.INTEREST, text="有利害关系", by=by
    ),
    Step.ASK_AWAY: lambda p, by, first: petition_recusals.demand(
        petition=p, official=colleague(p.commission), ground=Ground.OTHER, text="举报人提出", by=by
    ),
    Step.DECIDE_AWAY: lambda p, by, first: petition_recusals.decide(
        petition=p, approve=True, by=by
    ),
    Step.REVIEW: lambda p, by, first: petition_recusals.review(petition=p, text="无不当", by=by),
}
TAKERS = {
    Step.SIGN: {"cases"},
    Step.ASK_RETURN: {"cases"},
    Step.DECIDE_RETURN: {"deputy_secretary", "secretary"},
    Step.DECIDE_AWAY: {"deputy_secretary", "secretary"},
}
"""Who takes a step; the petition office where nothing is said."""
LEADS = {
    (S.REGISTERED, Step.ACCEPT): S.ACCEPTED,
    (S.REGISTERED, Step.REFUSE): S.NOT_ACCEPTED,
    (S.REGISTERED, Step.FORWARD): S.FORWARDED,
    (S.ACCEPTED, Step.FORWARD): S.FORWARDED,
    (S.REGISTERED, Step.LINK): S.REPEATED,
    (S.ACCEPTED, Step.LINK): S.REPEATED,
    (S.REPEATED, Step.UNLINK): S.REGISTERED,
    (S.ACCEPTED, Step.HAND_OVER): S.HANDED_OVER,
    (S.HANDED_OVER, Step.SIGN): S.HANDED_OVER,
    (S.ACCEPTED, Step.SIGN): S.ACCEPTED,
    (S.HANDED_OVER, Step.ASK_RETURN): S.HANDED_OVER,
    (S.HANDED_OVER, Step.DECIDE_RETURN): S.ACCEPTED,
    (S.HANDED_OVER, Step.FINISH): S.ANSWERED,
    (S.REGISTERED, Step.UNVERIFIABLE): S.REGISTERED,
    (S.ACCEPTED, Step.UNVERIFIABLE): S.ACCEPTED,
    **{(state, step): state for state in UNDER_WAY for step in (Step.KEEP_AWAY, Step.ASK_AWAY)},
    **{(state, step): state for state in S for step in (Step.DECIDE_AWAY, Step.REVIEW)},
}
"""The whole table: from where a step leads where. Everything else is refused."""


def fit(city, state: str, step: Step) -> tuple[Petition, Petition]:
    """Return a petition for which nothing but who and where can stand against the step, and an earlier one."""
    first = petition_of(city, "U5")
    standing = Standing.NAMED if step == Step.UNVERIFIABLE else Standing.ANONYMOUS
    made = petition_of(
        city, "U5", state=state, received_on=LATER, standing=standing,
        first=first if state == S.REPEATED else None,
    )  # fmt: skip
    if step == Step.SIGN:
        given(city, made, to_case_office=state != S.ACCEPTED)
    if step == Step.DECIDE_RETURN:
        PetitionReturn.objects.create(
            commission=city.commission, petition=made, reason="无实质内容", asked_on=ON,
            asked_by=city.people["cases"], basis="第17条",
        )  # fmt: skip
    if step in (Step.DECIDE_AWAY, Step.REVIEW):
        is_asked = step == Step.DECIDE_AWAY
        PetitionRecusal.objects.create(
            commission=city.commission, petition=made, official=colleague(city.commission), asked_on=ON,
            ground=Ground.OTHER, way=Way.DEMANDED, text="理由", has_worked=True,
            state=RecusalState.ASKED if is_asked else RecusalState.RECUSED,
        )  # fmt: skip
    if step == Step.FINISH:
        clue_of(city, "U5", state=ClueState.CONCLUDED, petition=made, disposed_on=ON)
    return made, first


def given(city, petition, *, to_case_office: bool, by: str = ""):
    giver = by or ("petitions" if to_case_office else "cases")
    return PetitionHandover.objects.create(
        commission=city.commission, petition=petition, to_case_office=to_case_office,
        given_by=city.people[giver], given_at=f"{ON}T09:00+08:00",
    )  # fmt: skip


@pytest.mark.parametrize("step", Step)
@pytest.mark.parametrize("role", ROLES)
def test_each_step_is_taken_by_its_own_people_and_refused_to_everybody_else(city, role, step):
    state = next(state for state, each in LEADS if each == step)
    if step == Step.SIGN:
        state = S.HANDED_OVER
    made, first = fit(city, state, step)
    takers = TAKERS.get(step, {"petitions"})
    if role in takers:
        TAKEN[step](made, city.looker(role), first)
        return
    with pytest.raises(Refused):
        TAKEN[step](made, city.looker(role), first)
    assert Petition.objects.get(pk=made.pk).state == state


@pytest.mark.parametrize("step", Step)
@pytest.mark.parametrize("state", S)
def test_each_step_leads_where_the_table_says_and_is_refused_elsewhere(city, state, step):
    made, first = fit(city, state, step)
    taker = sorted(TAKERS.get(step, {"petitions"}))[0]
    if step == Step.SIGN and state == S.ACCEPTED:
        taker = "petitions"
    by = city.looker(taker)
    if (state, step) in LEADS:
        TAKEN[step](made, by, first)
        assert Petition.objects.get(pk=made.pk).state == LEADS[state, step]
        return
    with pytest.raises(Refused):
        TAKEN[step](made, by, first)
    assert Petition.objects.get(pk=made.pk).state == state


def test_the_rules_name_every_step():
    assert set(STEPS) == set(Step) == set(TAKEN)


def test_handed_over_it_is_signed_for_by_the_case_office_alone_and_never_by_the_giver(city):
    made, office = registered(city, "U5"), city.looker("petitions")
    petitions.accept(petition=made, by=office)
    petitions.hand_over(petition=made, note="来信原件一份", by=office)
    told = Notice.objects.get(kind="clues.petition_arrived")
    assert (told.recipient, told.number) == (city.people["cases"], made.code)
    with pytest.raises(Refused, match="这一步"):
        petitions.sign(petition=made, by=office)
    with pytest.raises(Refused, match="尚未签收"):
        petitions.ask_return(petition=made, reason="x", by=city.looker("cases"))
    petitions.sign(petition=made, by=city.looker("cases"))
    custody = made.handovers.get()
    assert (custody.given_by, custody.signed_by) == (city.people["petitions"], city.people["cases"])
    assert custody.note == "来信原件一份"
    with pytest.raises(Refused, match="没有待签收"):
        petitions.sign(petition=made, by=city.looker("cases"))


def test_somebody_of_both_offices_does_not_sign_for_what_he_gave(city):
    Posting.objects.create(
        commission=city.commission,
        official=city.people["petitions"],
        post=Post.CASE_OFFICE,
        from_on=EARLIER,
    )
    made, _first = fit(city, S.ACCEPTED, Step.HAND_OVER)
    petitions.hand_over(petition=made, by=city.looker("petitions"))
    with pytest.raises(Refused, match="移交人"):
        petitions.sign(petition=made, by=city.looker("petitions"))


def test_the_leader_sees_a_petition_only_while_its_return_waits_for_him(city):
    made, _first = fit(city, S.HANDED_OVER, Step.ASK_RETURN)
    leaders = ("secretary", "deputy_secretary")

    def seen() -> set[str]:
        return {r for r in leaders if Petition.objects.visible_to(city.looker(r)).exists()}

    assert not seen()
    petitions.ask_return(petition=made, reason="仅列罪名", by=city.looker("cases"))
    assert seen() == set(leaders)
    assert Notice.objects.filter(kind="clues.petition_return_asked").count() == 2
    petitions.decide_return(
        petition=made, approve=False, text="有具体线索", by=city.looker("deputy_secretary")
    )
    assert not seen()
    assert Petition.objects.get(pk=made.pk).state == S.HANDED_OVER
    assert made.returns.get().state == ApprovalState.RETURNED


def test_it_goes_back_only_with_the_leaders_approval_and_is_signed_for_again(city):
    made, _first = fit(city, S.HANDED_OVER, Step.ASK_RETURN)
    cases, leader, office = (city.looker(r) for r in ("cases", "deputy_secretary", "petitions"))
    petitions.ask_return(petition=made, reason="仅列罪名", by=cases)
    with pytest.raises(Refused, match="已经提请"):
        petitions.ask_return(petition=made, reason="仅列罪名", by=cases)
    petitions.decide_return(petition=made, approve=True, by=leader)
    with pytest.raises(Refused, match="尚未签收"):
        petitions.hand_over(petition=made, by=office)
    petitions.sign(petition=made, by=office)
    petitions.hand_over(petition=made, by=office)
    assert [h.to_case_office for h in made.handovers.all()] == [False, True]


def test_who_asks_does_not_decide(city):
    Posting.objects.create(
        commission=city.commission,
        official=city.people["cases"],
        post=Post.DEPUTY_SECRETARY,
        from_on=EARLIER,
    )
    made, _first = fit(city, S.HANDED_OVER, Step.DECIDE_RETURN)
    with pytest.raises(Refused, match="提出人"):
        petitions.decide_return(petition=made, approve=True, by=city.looker("cases"))


def test_what_is_a_clue_already_does_not_go_back(city):
    made, _first = fit(city, S.HANDED_OVER, Step.ASK_RETURN)
    clue_of(city, "U5", petition=made)
    with pytest.raises(Refused, match="问题线索"):
        petitions.ask_return(petition=made, reason="仅列罪名", by=city.looker("cases"))


@pytest.mark.parametrize(
    ("received", "article"), [(ON.replace(year=2024), "第17条"), (ON, "分管领导")]
)
def test_the_level_of_giving_back_is_that_of_its_day_or_says_that_there_was_none(
    city, received, article
):
    found = level_of(petition_of(city, received_on=received), "return_petition")
    assert found.approver == "commission_deputy"
    assert article.strip("第条") in found.basis


@pytest.mark.parametrize(
    ("first", "told"),
    [
        ("itself", "未找到"),
        ("none", "未找到"),
        ("later", "收到在后"),
        ("repeat", "本身是重复件"),
        ("has repeats", "请先解除"),
    ],
)
def test_a_link_that_makes_no_sense_is_refused(city, first, told):
    made, earlier = fit(city, S.REGISTERED, Step.LINK)
    given_first = {
        "itself": made, "none": None, "has repeats": earlier,
        "later": petition_of(city, received_on=LATER + timedelta(days=3)),
        "repeat": petition_of(city, state=S.REPEATED, first=earlier),
    }[first]  # fmt: skip
    if first == "has repeats":
        petition_of(city, state=S.REPEATED, first=made, received_on=LATER)
    with pytest.raises(Refused, match=told):
        petitions.link(petition=made, first=given_first, by=city.looker("petitions"))


def test_a_repeat_of_what_the_case_office_has_is_told_to_it_and_nothing_is_merged(city):
    first = petition_of(city, "U5", state=S.HANDED_OVER)
    made = petition_of(city, "U5", received_on=LATER, text="又反映其他问题。")
    petitions.link(petition=made, first=first, by=city.looker("petitions"))
    assert Notice.objects.get(kind="clues.petition_repeated").number == first.code
    made = Petition.objects.get(pk=made.pk)
    assert (made.text, made.first) == ("又反映其他问题。", first)
    petitions.unlink(petition=made, by=city.looker("petitions"))
    assert Petition.objects.get(pk=made.pk).first is None


def test_no_notice_goes_to_whom_the_petition_does_not_exist_for(city):
    made = petition_of(city, "U5", state=S.ACCEPTED, official=city.people["cases"])
    petitions.hand_over(petition=made, by=city.looker("petitions"))
    assert not Notice.objects.filter(recipient=city.people["cases"]).exists()
    told = {notice.recipient for notice in Notice.objects.all()}
    above = {city.people[role] for role in ("secretary", "deputy_secretary")}
    assert told == above, "those above are told that no case officer may see it"


def test_a_reason_that_its_day_did_not_know_is_refused(city):
    with pytest.raises(Refused, match="理由"):
        petitions.refuse(
            petition=petition_of(city, "U5"), reason="bad_weather", by=city.looker("petitions")
        )


def test_a_stale_page_changes_nothing(city):
    made = petition_of(city, "U5")
    seen = made.revision
    petitions.accept(petition=made, seen_revision=seen, by=city.looker("petitions"))
    with pytest.raises(Refused):
        petitions.forward(petition=made, to="x", seen_revision=seen, by=city.looker("petitions"))


def test_it_is_finished_when_its_clues_have_ended_and_who_gave_a_name_knows(city):
    made, office = named(city, "U5"), city.looker("petitions")
    petitions.accept(petition=made, by=office)
    petitions.hand_over(petition=made, by=office)
    clue = clue_of(city, "U5", state=ClueState.VERIFYING, petition=made)
    with pytest.raises(Refused, match="尚未办结"):
        petitions.finish(petition=made, by=office)
    type(clue).objects.filter(pk=clue.pk).update(state=ClueState.CONCLUDED, concluded_on=ON)
    with pytest.raises(Refused, match="尚未向实名"):
        petitions.finish(petition=made, by=office)
    answers.tell_reporter(
        petition=made,
        is_result=True,
        told_on=made.received_on,
        way="电话",
        text="已办结",
        by=office,
    )
    petitions.finish(petition=made, by=office)
    assert Petition.objects.get(pk=made.pk).state == S.ANSWERED


def test_the_petition_office_reads_state_way_conclusion_and_day_of_a_clue_and_nothing_else(city):
    made = petition_of(city, "U5", state=S.HANDED_OVER)
    clue_of(
        city, "U5", state=ClueState.FILED, petition=made, disposition=Disposition.VERIFICATION,
        disposed_on=ON, conclusion=Conclusion.FILING, concluded_on=ON, filed_on=LATER,
    )  # fmt: skip
    (found,) = outcomes.outcomes_of([made.pk], city.looker("petitions"))[made.pk]
    assert vars(found) == {
        "state": "filed", "disposition": "preliminary_verification",
        "conclusion": "case_filing_proposed", "on": LATER,
    }  # fmt: skip
    blind = [role for role in ROLES if role not in ("petitions", "cases")]
    assert not any(outcomes.outcomes_of([made.pk], city.looker(role)) for role in blind)


def test_a_clue_from_which_the_reader_is_walled_off_is_no_outcome_to_him(city):
    made = petition_of(city, "U5", state=S.HANDED_OVER)
    clue_of(city, "U2", state=ClueState.CONCLUDED, petition=made, official=city.people["petitions"])
    assert not outcomes.outcomes_of([made.pk], city.looker("petitions"))
