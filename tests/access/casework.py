"""A clue for the matrix at each place: assigned to the place's group, with a question that waits and papers under way."""

from datetime import date

from paizhu.clues.models import (
    Approval,
    Clue,
    Extension,
    Ground,
    Handover,
    Minute,
    Petition,
    PetitionState,
    Reconciliation,
    Recusal,
    RecusalState,
    Reminder,
    TeamMember,
)
from paizhu.organization.models import Rank

NAMING = {"rank": Rank.SECTION_CHIEF, "category": "other", "person_name": "某人"}


def hang_on(place, number: str, day: date, noon) -> None:
    """Give the place, an object of the world, a petition, a clue, and what belongs to a clue."""
    given = {"commission": place.commission}
    place.handed_petition = _in_state(
        Petition(
            **given, **NAMING, code=f"XF-C-{number}", received_on=day, channel="letter", standing="anonymous",
            unit=place.unit, text="反映。", since=day,
        ),
        PetitionState.HANDED_OVER,
    )  # fmt: skip
    place.clue = clue = _in_state(
        Clue(
            **given, **NAMING, code=f"XS-{number}", received_on=day, source="信访举报", unit=place.unit,
            summary="反映。", since=day, group=place.group, assigned_on=day,
        ),
        "assigned",
    )  # fmt: skip
    of_clue = {**given, "clue": clue}
    asked = {"category": "other", "level": "group_leader", "basis": "规则", "asked_on": day}
    place.approval = Approval.objects.create(**of_clue, step="inquiry", **asked)
    granted = Approval.objects.create(
        **of_clue, step="first_extension", **asked, state="approved", decided_on=day
    )
    place.case_minute = Minute.objects.create(
        **of_clue, step="clue_disposition", held_on=day, present="组长", text="研究。"
    )
    place.case_extension = Extension.objects.create(
        **of_clue, limit="assigned_item", number=1, until_on=day, approval=granted
    )
    place.case_reminder = Reminder.objects.create(**of_clue, key="near", for_day=day, sent_on=day)
    place.handover = Handover.objects.create(**of_clue, to_official=place.official, given_at=noon)
    place.case_recusal = Recusal.objects.create(
        **of_clue, official=place.official, ground=Ground.OTHER, way="declared", state=RecusalState.RECUSED,
        asked_on=day, has_worked=True,
    )  # fmt: skip
    place.case_member = TeamMember.objects.create(
        **of_clue, official=place.official, joined_on=day, left_on=day
    )
    until = day.replace(day=1 + Reconciliation.objects.filter(group=place.group).count())
    place.reconciliation = Reconciliation.objects.create(
        **given, group=place.group, until_on=until, made_on=day
    )


def _in_state(record, state: str):
    record.__dict__["state"] = state
    record.save()
    return record
