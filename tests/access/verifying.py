"""The work on the matrix's clues: one of each record, talks and a dossier at each place, and who opens their pages."""

from datetime import date

from paizhu.clues.models import (
    Approval,
    Clarification,
    Consultation,
    Delegation,
    DossierCopy,
    DossierItem,
    Evidence,
    Explanation,
    Keeping,
    Letter,
    Material,
    Measure,
    Plan,
    PrintedCopy,
    Report,
    Signature,
    SpotCheck,
    Talk,
    TalkCopy,
    TeamMember,
    Trial,
)
from paizhu.organization.models import Post, Posting
from tests.access import factories


def hang_on(place, number: str, day: date, noon) -> None:
    """Give the place what the work on its clue leaves behind."""
    given = {"commission": place.commission}
    of_clue = {**given, "clue": place.clue}
    place.case_worker = TeamMember.objects.create(**of_clue, official=place.official, joined_on=day)
    place.case_plan = Plan.objects.create(
        **of_clue, is_verification=False, text="方案", written_on=day
    )
    place.case_letter = Letter.objects.create(**of_clue, sent_on=day, text="请说明。")
    place.case_measure = Measure.objects.create(
        **of_clue, name="查询", approved_by="市纪委", from_on=day
    )
    material = Material.objects.create(**of_clue, file=place.kept, name="账册", added_on=day)
    place.case_evidence = Evidence.objects.create(
        **of_clue, number=1, kind="书证", what="账册", obtained_on=day, keeper=place.official, material=material
    )  # fmt: skip
    place.case_material = material
    place.case_keeping = Keeping.objects.create(
        **of_clue, evidence=place.case_evidence, official=place.official, since=noon
    )
    place.case_report = Report.objects.create(
        **of_clue, is_verification=False, text="属实。", proposal="accepted", state="approved", written_on=day
    )  # fmt: skip
    place.case_signature = Signature.objects.create(
        **of_clue, report=place.case_report, official=place.official, signed_at=noon
    )
    place.case_printedcopy = PrintedCopy.objects.create(**of_clue, number=1, printed_at=noon)
    place.case_consultation = Consultation.objects.create(**of_clue, asked_on=day)
    asked = Approval.objects.create(
        **of_clue, step="clarification", category="other", level="commission_head", basis="规则",
        asked_on=day, state="approved", decided_on=day,
    )  # fmt: skip
    place.case_clarification = Clarification.objects.create(**of_clue, approval=asked, text="澄清")
    mandate = Approval.objects.create(
        **of_clue, step="delegated_talk", category="other", level="commission_head", basis="规则",
        asked_on=day, state="approved", decided_on=day,
    )  # fmt: skip
    place.case_delegation = Delegation.objects.create(
        **of_clue, delegate="某书记", text="谈话", approval=mandate
    )
    place.case_spotcheck = SpotCheck.objects.create(**of_clue, chosen_on=day)
    place.case_explanation = Explanation.objects.create(
        **of_clue, kind="democratic", on=day, text="说明"
    )
    place.case_trial = Trial.objects.create(**of_clue, accepted_on=day)
    talk = {**given, "unit": place.unit, "held_on": day, "people": 1, "person_name": "某人"}
    place.daily_talk = Talk.objects.create(**talk, code=f"TH-{number}", kind="integrity")
    place.talk_copy = TalkCopy.objects.create(
        **given, talk=place.daily_talk, number=1, printed_at=noon
    )
    place.case_talk = Talk.objects.create(
        **talk, code=f"TH-C-{number}", kind="verification", clue=place.clue
    )
    place.interview = Talk.objects.create(**talk, code=f"TH-I-{number}", kind="petition_interview")
    place.team_official = factories.official(place.commission, f"班子{number}"[:30])
    Posting.objects.create(
        **given, official=place.team_official, post=Post.TEAM_MEMBER, unit=place.unit,
        from_on=factories.START,
    )  # fmt: skip
    place.dossier_copy = DossierCopy.objects.create(
        **given, official_ref=str(place.team_official.pk), number=1, printed_at=noon
    )
    place.dossier_item = DossierItem.objects.create(
        **given, official_ref=str(place.team_official.pk), part="other", on=day, text="材料"
    )
