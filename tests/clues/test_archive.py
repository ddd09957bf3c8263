"""Clarification and the archive: what must be in the file before it goes there."""

import pytest

from paizhu.clues.actions import clarifying, letters, reports
from paizhu.clues.models import (
    Answer,
    Approval,
    Clue,
    ClueState,
    Conclusion,
    Disposition,
    Handover,
    InquiryOutcome,
    Minute,
)
from paizhu.clues.queries.archive import checklist
from paizhu.kernel import clock
from paizhu.kernel.refusals import Refused
from tests.clues.casework import RECEIVED, at_work, by, decided, fresh, matter, studied
from tests.clues.factories import petition_of
from tests.organization.city import ROLES

pytestmark = pytest.mark.django_db


def handled(town, clue: Clue) -> Clue:
    """Give a clue what its handling leaves: signed custody, study, approval and filing of the disposition."""
    of_clue = {"commission": town.commission, "clue": clue}
    Handover.objects.create(
        **of_clue, to_official=town.people["one"], given_at=clock.now(), signed_at=clock.now()
    )
    Minute.objects.create(**of_clue, step="clue_disposition", held_on=RECEIVED, present="全体")
    Approval.objects.create(
        **of_clue, step="clue_disposition", category="other", level="group_leader", basis="规则",
        asked_on=RECEIVED, state="approved", decided_on=RECEIVED,
    )  # fmt: skip
    Clue.objects.filter(pk=clue.pk).update(filed_with_organ_on=RECEIVED)
    return fresh(clue)


def concluded(town, proposal: str, **given) -> Clue:
    """Return a matter that ended with the proposal, everything of its handling in the file."""
    is_inquiry = proposal in InquiryOutcome.values
    clue = at_work(town, Disposition.INQUIRY if is_inquiry else Disposition.VERIFICATION, **given)
    if is_inquiry:
        letter = letters.send(clue=clue, text="请说明", sent_on=clock.today(), by=by(town, "one"))
        letters.receive(clue=clue, letter=letter, on=clock.today(), by=by(town, "one"))
        said = {"on": clock.today(), "reply": "说明", "is_signed_by_head": True}
        letters.reply(clue=clue, letter=letter, **said, by=by(town, "one"))
    else:
        studied(town, clue, "verification_report")
    report = reports.write(clue=clue, text="经核实……", proposal=proposal, by=by(town, "one"))
    for name in ("one", "two"):
        reports.sign(clue=clue, report=report, by=by(town, name))
    reports.submit(clue=clue, report=report, by=by(town, "one"))
    decided(town, clue)
    return handled(town, clue)


def missing(clue: Clue) -> list[str]:
    return [str(line.label) for line in checklist(clue) if not line.is_there]


def test_a_complete_file_goes_to_the_archive(town):
    clue = concluded(town, Conclusion.CONCLUDED)
    assert not missing(clue)
    clarifying.archive(clue=clue, by=by(town, "leader"))
    assert fresh(clue).state == ClueState.ARCHIVED
    assert clue.archived_on == clock.today()


GAPS = {
    "every handover signed for": lambda clue: Handover.objects.filter(clue=clue).update(signed_at=None),
    "minute of the collective study of the disposition": lambda clue: Minute.objects.filter(clue=clue, step="clue_disposition").delete(),
    "approval of the disposition": lambda clue: Approval.objects.filter(clue=clue, step="clue_disposition").delete(),
    "disposition filed with the commission": lambda clue: Clue.objects.filter(pk=clue.pk).update(filed_with_organ_on=None),
    "minute of the collective study of the result": lambda clue: Minute.objects.filter(clue=clue, step="verification_report").delete(),
    "approved plan of the work": lambda clue: clue.plans.all().delete(),
}  # fmt: skip


@pytest.mark.parametrize("label", GAPS)
def test_each_gap_keeps_it_from_the_archive_and_is_named(town, label):
    clue = concluded(town, Conclusion.CONCLUDED)
    GAPS[label](clue)
    clue = fresh(clue)
    assert missing(clue) == [label]
    with pytest.raises(Refused, match=f"{label}.*article"):
        clarifying.archive(clue=clue, by=by(town, "leader"))


@pytest.mark.parametrize(
    ("proposal", "label"),
    [
        (Conclusion.REMINDER, "record of the reminder talk"),
        (InquiryOutcome.FIRST_FORM, "record of the reminder talk"),
        (InquiryOutcome.ACCEPTED, "feedback letter to the person concerned"),
    ],
)
def test_what_follows_from_the_ending_belongs_to_the_file(town, proposal, label):
    assert missing(concluded(town, proposal)) == [label]


def test_who_is_told_of_an_accepted_explanation_is_on_record(town):
    clue = concluded(town, InquiryOutcome.ACCEPTED)
    report = clue.reports.get()
    reports.tell(clue=clue, report=report, on=clock.today(), by=by(town, "one"))
    assert not missing(clue)
    with pytest.raises(Refused, match="entered already"):
        reports.tell(clue=clue, report=report, on=clock.today(), by=by(town, "one"))


def test_a_named_reporter_is_told_before_the_file_is_closed(town):
    petition = petition_of(town, "U5")
    clue = concluded(town, Conclusion.CONCLUDED, petition=petition, is_named=True)
    assert missing(clue) == ["reporter told of the result"]
    Answer.objects.create(
        commission=town.commission,
        petition=petition,
        is_result=True,
        told_on=clock.today(),
        way="letter",
    )
    assert not missing(clue)


def test_who_archives(town):
    clue, may = concluded(town, Conclusion.CONCLUDED), set()
    for role in (*ROLES, "one", "two"):
        Clue.objects.filter(pk=clue.pk).update(state=ClueState.CONCLUDED)
        try:
            clarifying.archive(clue=fresh(clue), by=by(town, role))
        except Refused:
            continue
        may.add(role)
    assert may == {"leader", "secretary", "deputy_secretary", "cases"}


# --- clarification

CLEARED = {"way": "当面", "circle": "本单位班子", "text": "经核实，反映失实。"}


def test_a_clarification_is_approved_and_carried_out(town):
    clue = concluded(town, Conclusion.CONCLUDED)
    item = clarifying.clarify(clue=clue, **CLEARED, by=by(town, "one"))
    assert item.approval.level == "commission_head"
    with pytest.raises(Refused, match=r"not approved.*50"):
        clarifying.finish(clue=clue, item=item, on=clock.today(), by=by(town, "one"))
    with pytest.raises(Refused, match="waits for its decision"):
        clarifying.clarify(clue=clue, **CLEARED, by=by(town, "one"))
    decided(town, clue)
    assert missing(clue) == ["clarification carried out"]
    clarifying.finish(clue=clue, item=item, on=clock.today(), by=by(town, "one"))
    assert not missing(clue)


@pytest.mark.parametrize(
    ("part", "words"),
    [("way", "how it is cleared up"), ("circle", "Name the circle.*50"), ("text", "what is told")],
)
def test_a_clarification_names_way_circle_and_words(town, part, words):
    clue = concluded(town, Conclusion.CONCLUDED)
    with pytest.raises(Refused, match=words):
        clarifying.clarify(clue=clue, **CLEARED | {part: " "}, by=by(town, "one"))


def test_only_what_proved_unfounded_is_cleared_up(town):
    clue = concluded(town, Conclusion.REMINDER)
    with pytest.raises(Refused, match=r"proved unfounded.*50"):
        clarifying.clarify(clue=clue, **CLEARED, by=by(town, "one"))
    with pytest.raises(Refused, match="does not allow this step"):
        clarifying.clarify(clue=matter(town), **CLEARED, by=by(town, "leader"))
