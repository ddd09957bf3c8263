"""One stage after another: what belonged to an earlier one does not count, and who took part in it does not judge or do the next."""

from datetime import timedelta

import pytest

from paizhu.clues.actions import (
    approvals,
    assigning,
    custody,
    dispositions,
    minutes,
    recusals,
    reports,
    talks,
    team,
)
from paizhu.clues.models import (
    Approval,
    Clue,
    Conclusion,
    Disposition,
    Ground,
    Handover,
    Recusal,
    Safety,
    Talk,
    Talker,
    TeamMember,
)
from paizhu.clues.queries import conflicts, handlers, working
from paizhu.clues.states import TalkEntry
from paizhu.kernel import clock
from paizhu.kernel.refusals import Refused
from tests.clues.casework import RECEIVED, at_work, by, decided, matter
from tests.clues.factories import ON, clue_of, petition_of

pytestmark = pytest.mark.django_db


def grounds(clue, official) -> set:
    found = conflicts.grounds_against(Clue.objects.get(pk=clue.pk), [official], clock.today())
    return {each.ground for each in found[official.pk]}


def anew(town, clue) -> Clue:
    """Withdraw the matter and let it be disposed of again on the same day, by the same group's others."""
    assigning.withdraw(clue=clue, text="改派", by=by(town, "cases"))
    custody_ended(clue)
    clue = assigning.assign(
        clue=clue, group=town.groups["Z1"], keeper=town.people["member"], by=by(town, "cases")
    )
    custody.sign(
        handover=Handover.objects.get(clue=clue, signed_at=None, ended_at=None),
        by=by(town, "member"),
    )
    study(town, clue)
    dispositions.propose(
        clue=clue, disposition=Disposition.VERIFICATION, text="拟初核", by=by(town, "member")
    )
    decided(town, clue)
    return Clue.objects.get(pk=clue.pk)


def custody_ended(clue) -> None:
    Handover.objects.filter(clue=clue, signed_at=None).update(ended_at=clock.now())


def study(town, clue) -> None:
    minutes.record(
        clue=clue, step="clue_disposition", held_on=clock.today(), present="全体", text="同意。",
        by=by(town, "member"),
    )  # fmt: skip


def test_a_report_of_the_earlier_group_is_not_offered_to_the_next_on_the_same_day(town):
    clue = at_work(town)
    reports.write(clue=clue, text="经核实。", proposal=Conclusion.CONCLUDED, by=by(town, "one"))
    assert working.report_of(clue) is not None
    clue = anew(town, clue)
    assert clue.disposed_on == clock.today()
    assert working.report_of(clue) is None
    assert clue.reports.count() == 1


def test_a_study_of_the_earlier_group_does_not_count_for_the_next(town):
    clue = clue_of(
        town, "U5", group="Z1", state="assigned", keeper=town.people["member"], received_on=RECEIVED
    )
    study(town, clue)
    assigning.withdraw(clue=clue, text="改派", by=by(town, "cases"))
    custody_ended(clue)
    clue = assigning.assign(
        clue=clue, group=town.groups["Z1"], keeper=town.people["member"], by=by(town, "cases")
    )
    custody.sign(
        handover=Handover.objects.get(clue=clue, signed_at=None, ended_at=None),
        by=by(town, "member"),
    )
    with pytest.raises(Refused, match="minute of the collective study"):
        dispositions.propose(
            clue=clue, disposition=Disposition.HELD, text="暂存", by=by(town, "member")
        )


def talk_of(town, clue, *talkers, kind="petition_interview", held_on=ON, heard="") -> Talk:
    talk = Talk(
        commission=town.commission, clue=clue, unit=clue.unit, code=f"TH-{clue.pk}-{len(talkers)}{kind[:3]}",
        held_on=held_on, kind=kind, people=1,
        official_ref=str(town.people[heard].pk) if heard else "",
    )  # fmt: skip
    talk.save()
    for role in talkers:
        Talker.objects.create(
            commission_id=town.commission.pk, talk=talk, official=town.people[role]
        )
    return talk


@pytest.mark.parametrize(
    ("kind", "decides"),
    [("petition_interview", False), ("verification", False), ("reminder", True)],
)
def test_who_talked_for_a_matter_never_decides_about_it(town, kind, decides):
    clue = matter(town)
    talk_of(town, clue, "liaison", kind=kind)
    asked = Approval.objects.create(
        commission=town.commission, clue=clue, step="inquiry", category="other", level="liaison",
        basis="规则", asked_on=ON,
    )  # fmt: skip
    give = lambda: approvals.decide(approval=asked, approve=True, by=by(town, "liaison"))  # noqa: E731
    if decides:
        give()
        return
    with pytest.raises(Refused, match="does not decide"):
        give()


def test_who_talked_for_it_before_it_was_taken_away_does_not_get_it_again(town):
    clue = matter(town, assigned_on=clock.today())
    talk_of(town, clue, "two", held_on=clock.today() - timedelta(days=1))
    assert grounds(clue, town.people["two"]) == {Ground.EARLIER_HANDLER}
    with pytest.raises(Refused, match="earlier stage"):
        team.join(clue=clue, official=town.people["two"], by=by(town, "leader"))


def test_who_took_the_petition_in_handles_it_at_no_later_stage(town):
    made = petition_of(town, "U5", state="handed_over", registered_by=town.people["two"])
    clue = matter(town, petition=made)
    assert grounds(clue, town.people["two"]) == {Ground.EARLIER_HANDLER}
    assert not grounds(clue, town.people["one"])


def test_who_was_heard_bears_witness_and_leaves_the_matter_at_once(town):
    clue = at_work(town)
    entry = TalkEntry(
        held_on=clock.today(), kind="verification", people=1, person_name="示例", place="谈话室",
        seen_to=tuple(Safety.values), transcript="问答。", outcome="如实陈述。",
        talker_ids=[town.people["one"].pk, town.people["two"].pk],
        official_id=town.people["member"].pk,
    )  # fmt: skip
    talks.enter(unit=clue.unit, entry=entry, clue=clue, by=by(town, "one"))
    assert grounds(clue, town.people["member"]) == {Ground.WITNESS}
    gone = Recusal.objects.get(clue=clue)
    assert (gone.official, gone.ground) == (town.people["member"], Ground.WITNESS)


def test_the_person_concerned_is_heard_and_is_no_witness(town):
    clue = matter(town, official=town.people["nobody"])
    talk_of(town, clue, "one", kind="verification", heard="nobody")
    assert grounds(clue, town.people["nobody"]) == {Ground.SELF}


def test_who_worked_on_the_matter_does_not_review_what_another_did_in_it(town):
    clue = matter(town)
    for name in ("one", "leader"):
        team.join(clue=clue, official=town.people[name], by=by(town, "secretary"))
    recusal = recusals.declare(clue=clue, ground=Ground.OTHER, text="有关联", by=by(town, "one"))
    with pytest.raises(Refused, match="does not review"):
        recusals.review(recusal=recusal, text="无误", by=by(town, "leader"))
    recusals.review(recusal=recusal, text="无误", by=by(town, "cases"))


def test_who_ever_worked_or_talked_is_known(town):
    clue = clue_of(town, "U5", group="Z1", state="verifying")
    TeamMember.objects.create(
        commission=town.commission, clue=clue, official=town.people["one"], joined_on=ON, left_on=ON
    )
    talk_of(town, clue, "two")
    assert handlers.ever_worked(clue) == {town.people["one"].pk, town.people["two"].pk}
