"""Delegated talks, spot checks, explanations at meetings: who, when, by whose leave, and what follows."""

from datetime import date, timedelta

import pytest
from django.test import Client

from paizhu.clues.actions import inquiring, reports
from paizhu.clues.models import (
    Approval,
    ApprovalState,
    Clue,
    ClueState,
    Disposition,
    Ground,
    InquiryOutcome,
    Report,
    SpotCheck,
    TeamMember,
)
from paizhu.clues.queries import conflicts, dossier, due, working
from paizhu.clues.queries.clocks import clocks_of
from paizhu.kernel import clock
from paizhu.kernel.refusals import Refused
from tests.clues.casework import RECEIVED, at_work, by, decided, matter
from tests.clues.handling import let_in
from tests.organization.city import ROLES

pytestmark = pytest.mark.django_db
INQUIRY = Disposition.INQUIRY
EVERYBODY = (*ROLES, "one", "two")


def asked(town, clue, role="one"):
    given = {"delegate": "某局党组书记", "text": "请就反映的问题谈话。"}
    return inquiring.delegate(clue=clue, **given, by=by(town, role))


def mandated(town, clue, approve=True, role="secretary"):
    item = asked(town, clue)
    decided(town, clue, approve=approve, role=role)
    item.refresh_from_db()
    return inquiring.mandate(clue=clue, item=item, on=clock.today(), by=by(town, "one"))


def record(town, clue, item, **given):
    given = {"on": clock.today(), "record": "问答如下。", "is_signed": True} | given
    return inquiring.record(clue=clue, item=item, **given, by=by(town, "one"))


def test_only_the_team_asks_to_delegate_a_talk(town):
    clue = at_work(town, INQUIRY)
    assert let_in(town, lambda role: asked(town, clue, role), EVERYBODY) == {"one", "two"}


def test_no_talk_is_delegated_to_the_head_about_himself_nor_before_the_plan(town):
    with pytest.raises(Refused, match="no talk is delegated to him"):
        asked(town, at_work(town, INQUIRY, category="unit_head"))
    bare = matter(town, INQUIRY)
    TeamMember.objects.create(
        commission=town.commission, clue=bare, official=town.people["one"], joined_on=RECEIVED
    )
    with pytest.raises(Refused, match="begins with a plan"):
        asked(town, bare)


@pytest.mark.parametrize("state", set(ClueState) - {ClueState.INQUIRING})
def test_talks_are_delegated_in_an_inquiry_only(town, state):
    clue = at_work(town, INQUIRY)
    Clue.objects.filter(pk=clue.pk).update(state=state, filed_on=RECEIVED)
    with pytest.raises(Refused):
        asked(town, clue)


def test_no_mandate_without_the_approval_of_its_level(town):
    clue = at_work(town, INQUIRY)
    item = asked(town, clue)
    with pytest.raises(Refused, match="before it is approved"):
        inquiring.mandate(clue=clue, item=item, on=clock.today(), by=by(town, "one"))
    with pytest.raises(Refused):
        mandated(town, clue)


def test_the_fifteen_working_days_run_from_the_receipt_of_the_mandate_until_the_talk(town):
    clue = at_work(town, INQUIRY)
    item = mandated(town, clue)
    (found,) = [each for each in clocks_of(clue, clock.today()) if each.key == "delegated_talk"]
    assert found.start == clock.today()
    assert found.days == 15
    record(town, clue, item)
    keys = {each.key for each in clocks_of(clue, clock.today())}
    assert "delegated_talk" not in keys
    assert "inquiry_report" in keys


@pytest.mark.parametrize(
    ("given", "words"),
    [({"record": " "}, "transcript"), ({"is_signed": False}, "signatures of both")],
)
def test_the_record_says_something_and_is_signed(town, given, words):
    clue = at_work(town, INQUIRY)
    item = mandated(town, clue)
    with pytest.raises(Refused, match=words):
        record(town, clue, item, **given)


def report(town, clue, proposal=InquiryOutcome.ACCEPTED) -> Report:
    made = reports.write(clue=clue, text="情况属实。", proposal=proposal, by=by(town, "one"))
    for name in ("one", "two"):
        reports.sign(clue=clue, report=made, by=by(town, name))
    return made


def test_a_delegated_talk_hears_the_person_and_one_that_is_out_stops_the_report(town):
    clue = at_work(town, INQUIRY)
    item = mandated(town, clue)
    made = report(town, clue)
    with pytest.raises(Refused, match="not held yet"):
        reports.submit(clue=clue, report=made, by=by(town, "one"))
    record(town, clue, item)
    reports.submit(clue=clue, report=made, by=by(town, "one"))


def accepted(town) -> Clue:
    """Return a matter whose explanation was accepted."""
    clue = at_work(town, INQUIRY, official=town.people["nobody"])
    Approval.objects.create(
        commission=town.commission, clue=clue, step="clue_disposition", word=INQUIRY, category="other",
        level="liaison", basis="规则", asked_on=RECEIVED, state=ApprovalState.APPROVED,
        decided_on=clue.disposed_on,
    )  # fmt: skip
    record(town, clue, mandated(town, clue))
    reports.submit(clue=clue, report=report(town, clue), by=by(town, "one"))
    decided(town, clue)
    return Clue.objects.get(pk=clue.pk)


def chosen(town, clue, role="cases"):
    return inquiring.choose(clue=clue, by=by(town, role))


def check(town, clue, item, role="cases", is_true=True):
    given = {"on": clock.today(), "is_true": is_true, "text": "经核实。"}
    return inquiring.check(clue=clue, item=item, **given, by=by(town, role))


def test_the_commission_chooses_and_who_had_no_part_checks(town):
    clue = accepted(town)
    assert let_in(town, lambda role: chosen(town, clue, role), EVERYBODY) == {
        "cases", "secretary", "deputy_secretary",
    }  # fmt: skip
    item = chosen(town, clue)
    # the secretary has approved the report
    assert let_in(town, lambda role: check(town, clue, item, role), EVERYBODY) == {
        "cases", "deputy_secretary",
    }  # fmt: skip


def test_only_an_accepted_explanation_is_checked_and_once_at_a_time(town):
    clue = matter(town, INQUIRY, state=ClueState.CONCLUDED)
    with pytest.raises(Refused, match="that was accepted"):
        chosen(town, clue)
    clue = accepted(town)
    chosen(town, clue)
    with pytest.raises(Refused, match="chosen already"):
        chosen(town, clue)


def test_a_true_explanation_stays_and_an_untrue_one_is_worked_on_anew_by_others(town):
    clue = accepted(town)
    check(town, clue, chosen(town, clue))
    assert Clue.objects.get(pk=clue.pk).state == ClueState.CONCLUDED
    check(town, clue, chosen(town, clue), is_true=False)
    clue = Clue.objects.get(pk=clue.pk)
    assert (clue.state, clue.disposition, clue.taken_up_on) == ("assigned", "", clock.today())
    assert working.report_of(clue) is None
    found = conflicts.grounds_against(clue, [town.people["one"]], clock.today())
    assert [each.ground for each in found[town.people["one"].pk]] == [Ground.EARLIER_HANDLER]
    assert SpotCheck.objects.filter(is_true=False).count() == 1


def explained(town, clue, role="one", on=None):
    given = {"kind": "democratic", "on": on or clock.today(), "text": "已在会上说明。"}
    return inquiring.explain(clue=clue, **given, by=by(town, role))


def test_who_enters_what_was_explained_at_the_meeting(town):
    clue = accepted(town)
    Approval.objects.filter(clue=clue, step="clue_disposition").update(decided_on=clock.today())
    assert let_in(town, lambda role: explained(town, clue, role), EVERYBODY) == {
        "one", "two", "leader", "cases", "secretary", "deputy_secretary",
    }  # fmt: skip


def test_it_is_explained_in_the_year_of_the_inquiry_or_the_next(town):
    clue = accepted(town)
    year = clue.disposed_on.year
    explained(town, clue, on=date(year + 1, 12, 31))
    with pytest.raises(Refused, match="that year or the next"):
        explained(town, clue, on=date(year + 2, 1, 1))
    with pytest.raises(Refused, match="comes first"):
        explained(town, clue, on=clue.disposed_on - timedelta(days=1))
    with pytest.raises(Refused, match="inquired into"):
        explained(town, at_work(town))


def test_all_of_it_stands_in_the_dossier_and_on_the_page(town):
    clue = accepted(town)
    check(town, clue, chosen(town, clue))
    explained(town, clue, on=date(clue.disposed_on.year, 12, 1))
    parts = dossier.parts_of(town.people["nobody"], by(town, "deputy_secretary"), clock.today())
    titles = [str(entry.title) for part in parts for entry in part.entries]
    for said in ("Delegated talk", "Spot check", "Explanation at a meeting"):
        assert any(title.startswith(said) for title in titles), said
    client = Client()
    client.force_login(town.user("cases"))
    page = client.get(clue.get_absolute_url()).content.decode()
    for said in ("某局党组书记", "经核实。", "已在会上说明。"):
        assert said in page


def test_the_level_of_a_delegated_talk_is_the_rule_packs(town):
    clue = at_work(town, INQUIRY)
    item = asked(town, clue)
    assert item.approval.basis
    with pytest.raises(Refused):
        decided(town, clue, role="leader")


def test_what_is_still_to_be_explained_is_due_until_it_was_also_after_the_file_is_closed(town):
    clue = accepted(town)
    Approval.objects.filter(clue=clue, step="clue_disposition").update(decided_on=clock.today())
    due_for = lambda role: list(due.due(by(town, role), clock.today()).explanations)  # noqa: E731
    assert due_for("cases") == due_for("leader") == [clue]
    Clue.objects.filter(pk=clue.pk).update(state=ClueState.ARCHIVED)
    assert due_for("cases") == [clue]
    later = clock.today().replace(year=clock.today().year + 2, day=1)
    assert not due.due(by(town, "cases"), later).explanations
    explained(town, Clue.objects.get(pk=clue.pk))
    assert not due_for("cases")
