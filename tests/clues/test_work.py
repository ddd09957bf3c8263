"""The work on a clue, gate by gate: each missing thing refuses with its reason and, where there is one, its article."""

from datetime import date, timedelta

import pytest

from paizhu.clues.actions import (
    assigning,
    evidence,
    filing,
    letters,
    measures,
    plans,
    reports,
    team,
)
from paizhu.clues.models import (
    Clue,
    ClueState,
    Conclusion,
    Disposition,
    InquiryOutcome,
    Keeping,
    Report,
    ReportState,
    Signature,
    TeamMember,
)
from paizhu.kernel import clock
from paizhu.kernel.refusals import Refused
from paizhu.organization.models import RecusalGround
from paizhu.rulebook.states.words import PersonCategory
from paizhu.trail.models import Event
from tests.clues.casework import (
    AN_HOUR,
    at_work,
    by,
    decided,
    fresh,
    matter,
    planned,
    studied,
    with_team,
)
from tests.organization.city import ROLES

pytestmark = pytest.mark.django_db
INQUIRY, VERIFICATION = Disposition.INQUIRY, Disposition.VERIFICATION


def refused(part: str, article: str = ""):
    """Expect a refusal with these words, and this article."""
    return pytest.raises(Refused, match=f"{part}.*{article}" if article else part)


# --- team


def test_only_who_leads_the_group_or_decides_forms_the_team(town):
    may = set()
    for role in (*ROLES, "one"):
        clue = matter(town)
        try:
            team.join(clue=clue, official=town.people["two"], by=by(town, role))
        except Refused:
            continue
        may.add(role)
    assert may == {"leader", "secretary", "deputy_secretary", "cases"}


def test_the_first_member_leads_until_another_is_named(town):
    clue = with_team(town)
    second = TeamMember.objects.get(clue=clue, official=town.people["two"])
    assert TeamMember.objects.get(clue=clue, is_lead=True).official == town.people["one"]
    team.lead(clue=clue, member=second, by=by(town, "leader"))
    assert TeamMember.objects.get(clue=clue, is_lead=True).official == town.people["two"]


def test_where_the_lead_leaves_another_member_leads_and_he_sees_nothing_more(town):
    clue = with_team(town)
    lead = TeamMember.objects.get(clue=clue, is_lead=True)
    team.leave(clue=clue, member=lead, because="另有任务", by=by(town, "leader"))
    assert TeamMember.objects.get(clue=clue, is_lead=True).official == town.people["two"]
    assert not Clue.objects.visible_to(by(town, "one")).filter(pk=clue.pk).exists()


def test_who_has_a_conflict_does_not_join(town):
    clue = matter(town)
    RecusalGround.objects.create(
        commission=town.commission, official=town.people["two"], unit=clue.unit, reason="亲属"
    )
    with refused("must keep away"):
        team.join(clue=clue, official=town.people["two"], by=by(town, "leader"))


def test_who_works_elsewhere_joins_only_when_lent(town):
    with refused("does not work in the handling group", "17"):
        team.join(clue=matter(town), official=town.people["deputy"], by=by(town, "leader"))


def test_who_has_decided_never_works_on_the_matter(town):
    clue = planned(town)
    decided(town, clue, role="leader")
    with refused("has decided about this matter", "9"):
        team.join(clue=clue, official=town.people["leader"], by=by(town, "leader"))


def test_who_ever_worked_never_decides(town):
    clue = with_team(town)
    member = TeamMember.objects.get(clue=clue, official=town.people["two"])
    team.join(clue=clue, official=town.people["leader"], by=by(town, "secretary"))
    leading = TeamMember.objects.get(clue=clue, official=town.people["leader"])
    team.leave(clue=clue, member=leading, because="退出", by=by(town, "secretary"))
    assert member.left_on is None
    plans.submit(clue=clue, **AN_HOUR, by=by(town, "one"))
    with refused("ever did, does not decide"):
        decided(town, clue, role="leader")


# --- plan


def test_a_plan_needs_its_team(town):
    clue = matter(town)
    team.join(clue=clue, official=town.people["one"], by=by(town, "leader"))
    with refused("at least 2 people", "42"):
        plans.submit(clue=clue, **AN_HOUR, by=by(town, "one"))


@pytest.mark.parametrize(
    ("part", "words"),
    [("text", "plan of work"), ("talks", "plan of the talks"), ("safety", "safety and emergency")],
)
@pytest.mark.parametrize(("disposition", "article"), [(INQUIRY, "27"), (VERIFICATION, "33")])
def test_a_plan_names_work_talks_and_safety(town, part, words, disposition, article):
    clue = with_team(town, disposition)
    with refused(words, article):
        plans.submit(clue=clue, **AN_HOUR | {part: " "}, by=by(town, "one"))


@pytest.mark.parametrize(
    ("category", "level"),
    [
        (PersonCategory.MANAGED_DEPUTY, "group_leader"),
        (PersonCategory.UNIT_HEAD, "party_committee_head"),
    ],
)
def test_the_level_of_a_verification_follows_the_category(town, category, level):
    clue = planned(town, category=category)
    assert clue.approvals.get().level == level


def test_one_plan_at_a_time_and_a_returned_one_is_written_anew(town):
    clue = planned(town)
    with refused("waits for its decision"):
        plans.submit(clue=clue, **AN_HOUR, by=by(town, "one"))
    decided(town, clue, approve=False)
    plans.submit(clue=clue, **AN_HOUR, by=by(town, "one"))
    decided(town, clue)
    with refused("is approved: work by it"):
        plans.submit(clue=clue, **AN_HOUR, by=by(town, "one"))


LETTER = {"text": "请说明有关情况。", "sent_on": date(2023, 4, 1)}
MEASURE = {"name": "查询", "detail": "账户", "approved_by": "市纪委", "from_on": date(2023, 4, 1)}
ITEM = {"kind": "书证", "what": "账册", "obtained_from": "财务科", "obtained_on": date(2023, 4, 1)}
REPORT = {"text": "反映不实。", "proposal": InquiryOutcome.ACCEPTED}
BEGINNINGS = {
    "letter": (INQUIRY, lambda clue, who: letters.send(clue=clue, **LETTER, by=who)),
    "measure": (VERIFICATION, lambda clue, who: measures.enter(clue=clue, **MEASURE, by=who)),
    "evidence": (VERIFICATION, lambda clue, who: evidence.add(clue=clue, **ITEM, by=who)),
    "report": (INQUIRY, lambda clue, who: reports.write(clue=clue, **REPORT, by=who)),
}


@pytest.mark.parametrize("kind", BEGINNINGS)
def test_nothing_begins_before_the_plan_is_approved(town, kind):
    disposition, act = BEGINNINGS[kind]
    with refused("Work begins with a plan"):
        act(with_team(town, disposition), by(town, "one"))
    with refused("not approved yet"):
        act(planned(town, disposition), by(town, "one"))
    act(at_work(town, disposition), by(town, "one"))


@pytest.mark.parametrize("kind", BEGINNINGS)
def test_only_the_team_works(town, kind):
    disposition, act = BEGINNINGS[kind]
    clue = at_work(town, disposition)
    for role in (*ROLES, "two"):
        if role == "two":
            act(clue, by(town, role))
        else:
            with pytest.raises(Refused):
                act(clue, by(town, role))


# --- letters


def replied(town, clue, **given):
    letter = letters.send(clue=clue, **LETTER, by=by(town, "one"))
    letters.receive(clue=clue, letter=letter, on=date(2023, 4, 4), by=by(town, "one"))
    said = {"on": date(2023, 4, 20), "reply": "情况说明", "is_signed_by_head": True} | given
    return letters.reply(clue=clue, letter=letter, **said, by=by(town, "one"))


def test_a_letter_is_signed_for_before_it_is_answered(town):
    clue = at_work(town, INQUIRY)
    letter = letters.send(clue=clue, **LETTER, by=by(town, "one"))
    with refused("when the letter was signed for", "29"):
        letters.reply(
            clue=clue, letter=letter, on=date(2023, 4, 20), reply="说明", by=by(town, "one")
        )
    with refused("comes first"):
        letters.receive(clue=clue, letter=letter, on=date(2023, 3, 30), by=by(town, "one"))
    with refused("still to come"):
        tomorrow = clock.today() + timedelta(days=1)
        letters.receive(clue=clue, letter=letter, on=tomorrow, by=by(town, "one"))


def test_the_receipt_starts_the_working_days_of_the_reply(town):
    clue = at_work(town, INQUIRY)
    letter = letters.send(clue=clue, **LETTER, by=by(town, "one"))
    letters.receive(clue=clue, letter=letter, on=date(2023, 4, 4), by=by(town, "one"))
    fresh(clue)
    assert (clue.due_limit, clue.due_on) == (
        "disposition_filing",
        clue.due_on,
    ) or clue.due_limit == "inquiry_reply"


def test_a_reply_bears_the_signature_of_the_hosts_head(town):
    with refused("without his signature it goes back", "29"):
        replied(town, at_work(town, INQUIRY), is_signed_by_head=False)


@pytest.mark.parametrize("category", [PersonCategory.UNIT_HEAD, PersonCategory.MANAGED_DEPUTY])
def test_a_reply_of_or_about_the_head_comes_without_his_signature(town, category):
    clue = at_work(town, INQUIRY, category=category)
    said = {} if category == PersonCategory.UNIT_HEAD else {"concerns_head": True}
    letter = letters.send(clue=clue, **LETTER, **said, by=by(town, "one"))
    letters.receive(clue=clue, letter=letter, on=date(2023, 4, 4), by=by(town, "one"))
    done = letters.reply(
        clue=clue, letter=letter, on=date(2023, 4, 20), reply="说明", by=by(town, "one")
    )
    assert done.concerns_head
    assert done.replied_on


# --- measures and evidence


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"approved_by": ""}, "who approved"),
        ({"name": ""}, "Name the measure"),
        ({"until_on": date(2023, 3, 1)}, "ends after it begins"),
        ({"from_on": date(2099, 1, 1)}, "still to come"),
    ],
)
def test_a_measure_is_approved_by_somebody_and_has_its_days(town, changed, words):
    clue = at_work(town)
    with refused(words):
        measures.enter(clue=clue, **MEASURE | changed, by=by(town, "one"))


def test_the_ledger_is_filed_as_a_whole_and_what_ends_is_filed_anew(town):
    clue = at_work(town)
    measure = measures.enter(clue=clue, **MEASURE, by=by(town, "one"))
    assert measures.file(clue=clue, by=by(town, "one")) == 1
    with refused("filed already", "39"):
        measures.file(clue=clue, by=by(town, "one"))
    measure.refresh_from_db()
    measures.end(clue=clue, measure=measure, on=date(2023, 5, 1), by=by(town, "one"))
    assert measures.file(clue=clue, by=by(town, "one")) == 1


def test_evidence_is_numbered_and_always_in_somebodys_keeping(town):
    clue = at_work(town)
    first = evidence.add(clue=clue, **ITEM, by=by(town, "one"))
    second = evidence.add(clue=clue, **ITEM, by=by(town, "two"))
    assert (first.number, second.number) == (1, 2)
    evidence.take_over(clue=clue, item=first, by=by(town, "two"))
    kept = Keeping.objects.filter(evidence=first).values_list("official__name", flat=True)
    assert list(kept) == ["示例one", "示例two"]
    with refused("keep this item already"):
        evidence.take_over(clue=clue, item=first, by=by(town, "two"))
    with refused("Who keeps the item gives it back"):
        evidence.give_back(clue=clue, item=first, on=date(2023, 5, 1), by=by(town, "one"))
    evidence.give_back(clue=clue, item=first, on=date(2023, 5, 1), by=by(town, "two"))
    with refused("given back already"):
        evidence.take_over(clue=clue, item=first, by=by(town, "one"))


# --- reports


def written(town, clue, proposal) -> Report:
    return reports.write(clue=clue, text="经核实……", proposal=proposal, by=by(town, "one"))


def signed(town, clue, report) -> None:
    for name in ("one", "two"):
        reports.sign(clue=clue, report=report, by=by(town, name))


def test_the_two_lists_of_endings_are_not_mixed(town):
    with refused("no way for this work to end", "35"):
        written(town, at_work(town), InquiryOutcome.AGAIN)
    with refused("no way for this work to end", "30"):
        written(town, at_work(town, INQUIRY), Conclusion.FILING)


def test_every_member_signs_also_who_joined_last(town):
    clue = at_work(town)
    report = written(town, clue, Conclusion.FILING)
    reports.sign(clue=clue, report=report, by=by(town, "one"))
    with refused("Still to sign: 示例two", "35"):
        reports.submit(clue=clue, report=report, by=by(town, "one"))
    reports.sign(clue=clue, report=report, by=by(town, "two"))
    team.join(clue=clue, official=town.people["member"], by=by(town, "leader"))
    with refused("Still to sign: 示例member", "35"):
        reports.submit(clue=clue, report=report, by=by(town, "one"))


def test_nobody_signs_twice_and_nobody_beside_the_team(town):
    clue = at_work(town)
    report = written(town, clue, Conclusion.FILING)
    reports.sign(clue=clue, report=report, by=by(town, "one"))
    with refused("signed this report already"):
        reports.sign(clue=clue, report=report, by=by(town, "one"))
    with refused("on the team"):
        reports.sign(clue=clue, report=report, by=by(town, "leader"))


def test_a_changed_text_voids_what_was_signed(town):
    clue = at_work(town)
    report = written(town, clue, Conclusion.FILING)
    signed(town, clue, report)
    reports.rewrite(
        clue=clue, report=report, text="改", proposal=Conclusion.CONCLUDED, by=by(town, "one")
    )
    assert not Signature.objects.filter(report=report).exists()


def test_nobody_signs_a_text_that_was_changed_meanwhile(town):
    clue = at_work(town)
    report = written(town, clue, Conclusion.FILING)
    seen = report.revision
    reports.rewrite(clue=clue, report=report, text="改", proposal="concluded", by=by(town, "two"))
    with refused("changed this record meanwhile"):
        reports.sign(clue=clue, report=report, seen_revision=seen, by=by(town, "one"))


def test_the_result_of_a_verification_is_studied_collectively_first(town):
    clue = at_work(town)
    report = written(town, clue, Conclusion.FILING)
    signed(town, clue, report)
    with refused("collective study", "10"):
        reports.submit(clue=clue, report=report, by=by(town, "one"))


def submitted(town, clue, proposal) -> Report:
    report = written(town, clue, proposal)
    signed(town, clue, report)
    if clue.disposition == VERIFICATION:
        studied(town, clue, "verification_report")
    reports.submit(clue=clue, report=report, by=by(town, "one"))
    fresh(clue)
    return report


def test_an_inquiry_hears_the_person_and_waits_for_the_answer(town):
    clue = at_work(town, INQUIRY)
    with refused("hears the person", "30"):
        submitted(town, clue, InquiryOutcome.ACCEPTED)
    clue = at_work(town, INQUIRY)
    letters.send(clue=clue, **LETTER, by=by(town, "one"))
    with refused("not answered yet", "29"):
        submitted(town, clue, InquiryOutcome.ACCEPTED)


@pytest.mark.parametrize(
    ("conclusion", "state"),
    [
        (Conclusion.FILING, ClueState.FILING),
        (Conclusion.CONCLUDED, ClueState.CONCLUDED),
        (Conclusion.REMINDER, ClueState.CONCLUDED),
        (Conclusion.HELD, ClueState.HELD),
        (Conclusion.TRANSFERRED, ClueState.TRANSFERRED),
    ],
)
def test_each_conclusion_leads_where_the_rules_say(town, conclusion, state):
    clue = at_work(town)
    submitted(town, clue, conclusion)
    assert clue.state == ClueState.REPORTED
    assert clue.approvals.get(state="waiting").level == "commission_head"
    decided(town, clue)
    assert (clue.state, clue.conclusion) == (state, conclusion)


@pytest.mark.parametrize(
    ("outcome", "state"),
    [
        (InquiryOutcome.ACCEPTED, ClueState.CONCLUDED),
        (InquiryOutcome.FIRST_FORM, ClueState.CONCLUDED),
        (InquiryOutcome.AGAIN, ClueState.INQUIRING),
        (InquiryOutcome.VERIFY, ClueState.VERIFYING),
        (InquiryOutcome.FALSE_ACCUSATION, ClueState.CONCLUDED),
    ],
)
def test_each_outcome_of_an_inquiry_leads_where_the_rules_say(town, outcome, state):
    clue = at_work(town, INQUIRY)
    replied(town, clue)
    submitted(town, clue, outcome)
    decided(town, clue)
    assert clue.state == state


def test_a_false_accusation_is_found_by_a_citys_commission_or_above(town):
    clue = at_work(town, INQUIRY)
    replied(town, clue)
    submitted(town, clue, InquiryOutcome.FALSE_ACCUSATION)
    asked = clue.approvals.get(state="waiting")
    assert (asked.step, asked.level) == ("slander_finding", "city_commission")


@pytest.mark.parametrize("outcome", [InquiryOutcome.AGAIN, InquiryOutcome.VERIFY])
def test_what_goes_on_needs_a_new_plan(town, outcome):
    clue = at_work(town, INQUIRY)
    replied(town, clue)
    submitted(town, clue, outcome)
    decided(town, clue)
    with refused("Work begins with a plan"):
        reports.write(clue=clue, text="…", proposal="concluded", by=by(town, "one"))


def test_a_returned_report_is_changed_signed_and_submitted_anew(town):
    clue = at_work(town)
    report = submitted(town, clue, Conclusion.FILING)
    decided(town, clue, approve=False)
    report.refresh_from_db()
    assert (clue.state, report.state) == (ClueState.VERIFYING, ReportState.RETURNED)
    reports.rewrite(
        clue=clue, report=report, text="补充核实", proposal="concluded", by=by(town, "two")
    )
    signed(town, clue, report)
    with refused("collective study", "10"):
        reports.submit(clue=clue, report=report, by=by(town, "one"))
    studied(town, clue, "verification_report")
    reports.submit(clue=clue, report=report, by=by(town, "one"))
    decided(town, clue)
    assert clue.state == ClueState.CONCLUDED


def test_who_wrote_the_report_does_not_decide_about_it(town):
    clue = with_team(town)
    town.people["secretary_too"] = town.people["secretary"]
    TeamMember.objects.create(
        commission=town.commission, clue=clue, official=town.people["secretary"],
        joined_on=clock.today(), left_on=clock.today(),
    )  # fmt: skip
    plans.submit(clue=clue, **AN_HOUR, by=by(town, "one"))
    with refused("ever did, does not decide"):
        decided(town, clue)


# --- filing


def to_file(town, **given) -> Clue:
    clue = at_work(town, **given)
    submitted(town, clue, Conclusion.FILING)
    decided(town, clue)
    return clue


LEVELS = {
    PersonCategory.UNIT_TEAM: "party_committee_head",
    PersonCategory.SUPERIOR_MANAGED: "party_committee_head",
    PersonCategory.MANAGED_CHIEF: "dispatching_organ",
    PersonCategory.MANAGED_DEPUTY: "group_leader",
    PersonCategory.MANAGED_DEPUTY_SERIOUS: "dispatching_organ",
    PersonCategory.PARTY_ORGANISATION: "dispatching_organ",
    PersonCategory.OTHER: "group_leader",
}
UNCONSULTED = (PersonCategory.UNIT_TEAM, PersonCategory.SUPERIOR_MANAGED)


@pytest.mark.parametrize("category", LEVELS)
def test_the_level_of_filing_follows_the_category(town, category):
    clue = to_file(town, category=category)
    if category not in UNCONSULTED:
        filing.consult(clue=clue, on=clock.today(), by=by(town, "one"))
        filing.answer(clue=clue, on=clock.today(), agrees=True, by=by(town, "one"))
    studied(town, clue, "case_filing")
    filing.ask(clue=clue, text="拟立案", by=by(town, "one"))
    assert clue.approvals.get(state="waiting").level == LEVELS[category]
    decided(town, clue)
    assert (clue.state, clue.filed_on) == (ClueState.FILED, clock.today())


def test_before_filing_the_host_is_asked_and_heard(town):
    clue = to_file(town)
    studied(town, clue, "case_filing")
    with refused("asked for his view", "38"):
        filing.ask(clue=clue, text="拟立案", by=by(town, "one"))
    filing.consult(clue=clue, on=clock.today(), by=by(town, "one"))
    with refused("not yet answered", "38"):
        filing.ask(clue=clue, text="拟立案", by=by(town, "one"))


def disagreed(town) -> Clue:
    clue = to_file(town)
    filing.consult(clue=clue, on=clock.today(), by=by(town, "one"))
    with refused("why the host disagrees"):
        filing.answer(clue=clue, on=clock.today(), agrees=False, by=by(town, "one"))
    filing.answer(clue=clue, on=clock.today(), agrees=False, view="情节轻微", by=by(town, "one"))
    return clue


def test_the_host_has_no_veto_the_dispatching_organ_decides(town):
    clue = disagreed(town)
    studied(town, clue, "case_filing")
    with refused("the dispatching organ decides first", "38"):
        filing.ask(clue=clue, text="拟立案", by=by(town, "one"))
    filing.refer(clue=clue, text="意见不一致", by=by(town, "one"))
    asked = clue.approvals.get(state="waiting")
    assert (asked.step, asked.level) == ("host_disagrees", "dispatching_organ")
    decided(town, clue)
    filing.ask(clue=clue, text="拟立案", by=by(town, "one"))
    decided(town, clue)
    assert clue.state == ClueState.FILED


def test_where_the_organ_is_of_the_hosts_view_the_verification_goes_on(town):
    clue = disagreed(town)
    filing.refer(clue=clue, text="意见不一致", by=by(town, "one"))
    decided(town, clue, approve=False)
    assert (clue.state, clue.conclusion) == (ClueState.VERIFYING, "")


@pytest.mark.parametrize("approve", [True, False])
def test_secrecy_lets_the_host_be_informed_afterwards_only_with_the_superiors_consent(
    town, approve
):
    clue = to_file(town)
    studied(town, clue, "case_filing")
    filing.ask_skip(clue=clue, text="涉密", by=by(town, "one"))
    with refused("asked for his view", "38"):
        filing.ask(clue=clue, text="拟立案", by=by(town, "one"))
    decided(town, clue, approve=approve)
    if not approve:
        with refused("asked for his view", "38"):
            filing.ask(clue=clue, text="拟立案", by=by(town, "one"))
        return
    filing.ask(clue=clue, text="拟立案", by=by(town, "one"))
    decided(town, clue)
    done = filing.inform(clue=clue, on=clock.today(), by=by(town, "one"))
    assert done.skipped_by_id
    with refused("entered already"):
        filing.inform(clue=clue, on=clock.today(), by=by(town, "one"))


def test_a_filing_that_is_not_approved_leads_back_to_the_verification(town):
    clue = to_file(town, category=PersonCategory.UNIT_TEAM)
    studied(town, clue, "case_filing")
    filing.ask(clue=clue, text="拟立案", by=by(town, "one"))
    decided(town, clue, approve=False)
    assert clue.state == ClueState.VERIFYING


def test_the_trail_bears_neither_names_nor_what_was_said(town):
    clue = to_file(town)
    filing.consult(clue=clue, on=clock.today(), by=by(town, "one"))
    told = "".join(map(str, Event.objects.values_list("detail_text", "subject_label")))
    assert clue.code in told
    for secret in ("王某某", "收受礼金", "经核实", "先外围"):
        assert secret not in told


def test_who_gets_a_matter_anew_makes_a_plan_of_his_own(town):
    clue = at_work(town)
    assigning.withdraw(clue=clue, text="改由他组办理", by=by(town, "cases"))
    assert not clue.plans.filter(closed_on__isnull=True).exists()
    assert not TeamMember.objects.filter(clue=clue, left_on__isnull=True).exists()
