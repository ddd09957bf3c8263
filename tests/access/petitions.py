"""Petitions in the table of the matrix: a sample at each place, and the states in which a page makes sense."""

from collections.abc import Callable
from typing import Any

from paizhu.clues.models import (
    Answer,
    ApprovalState,
    Channel,
    Clue,
    ClueState,
    Draft,
    Ground,
    Petition,
    PetitionFile,
    PetitionHandover,
    PetitionRecusal,
    PetitionReturn,
    PetitionState,
    RecusalState,
    Reporter,
    Standing,
    Way,
)
from paizhu.organization.models import Rank


def hang_on(place: Any, number: str, day: Any, noon: Any) -> None:
    """Give the place a petition with a real name in the hands of the case office, and everything that hangs on one."""
    given = {"commission": place.commission}
    naming = {"unit": place.unit, "rank": Rank.SECTION_CHIEF, "person_name": "某某", "since": day}
    place.petition = Petition.objects.create(
        **given, **naming, code=f"XF-{number}", received_on=day, channel=Channel.LETTER,
        standing=Standing.NAMED, text="反映问题", state=PetitionState.HANDED_OVER,
    )  # fmt: skip
    of_it = given | {"petition": place.petition}
    place.reporter = Reporter.objects.create(**of_it, name="某人", contact="电话")
    place.petition_file = PetitionFile.objects.create(**of_it, name="材料.png", file=place.kept)
    place.petition_answer = Answer.objects.create(
        **of_it, is_result=True, told_on=day, way="电话", text="已办结"
    )
    place.petition_handover = PetitionHandover.objects.create(
        **of_it, to_case_office=True, given_by=place.official, given_at=noon,
        signed_by=place.official, signed_at=noon,
    )  # fmt: skip
    place.petition_return = PetitionReturn.objects.create(
        **of_it, reason="无实质内容", asked_on=day, state=ApprovalState.RETURNED, decided_on=day
    )
    place.petition_recusal = PetitionRecusal.objects.create(
        **of_it, official=place.official, ground=Ground.OTHER, way=Way.DEMANDED, text="理由",
        state=RecusalState.REFUSED, asked_on=day, decided_on=day,
    )  # fmt: skip
    place.draft = Draft.objects.create(
        **given, user_id=place.account.pk, form="petition_new", text="{}", saved_at=noon
    )
    place.clue_of_petition = Clue.objects.create(
        **given, **naming, code=f"XS-P-{number}", received_on=day, source="信访举报",
        petition=place.petition, state=ClueState.CONCLUDED, disposed_on=day, summary="摘要",
    )  # fmt: skip


def is_state(state: str) -> Callable[[Any], None]:
    """Put a petition into a state; nothing else of it changes."""

    def put(record: Any) -> None:
        Petition.objects.filter(pk=record.pk).update(state=state)

    return put


def of_petition(*words: str) -> Callable[[Any, str], list]:
    """Return the arguments of a page of a petition: its id and a word."""
    return lambda world, sample: [world.record("petition", sample).pk, *words]
