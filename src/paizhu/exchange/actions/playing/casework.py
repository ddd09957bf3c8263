"""Petitions and clues: from the petition office's desk to the archive, through the acts that anybody uses.

What is written stands in the beat; a step that must be refused is tried and fails the story where it is not.
"""

from typing import Any

from paizhu.clues.actions import (
    answers,
    approvals,
    assigning,
    clarifying,
    clues,
    custody,
    dispositions,
    intake,
    minutes,
    petitions,
    plans,
    recusals,
    reports,
    talks,
    team,
)
from paizhu.clues.actions.intake import PetitionFacts
from paizhu.clues.actions.reporters import ReporterFacts
from paizhu.clues.actions.talks import TalkEntry
from paizhu.clues.models import (
    Approval,
    ApprovalState,
    Channel,
    Clue,
    Ground,
    Handover,
    Petition,
    Report,
    Safety,
    Standing,
)
from paizhu.exchange.actions.playing.stage import Act, Scene
from paizhu.kernel import clock
from paizhu.kernel.refusals import Refused
from paizhu.organization.models import Official, Rank


def _petition(scene: Scene) -> None:
    more = scene.more
    named = more.get("reporter")
    facts = PetitionFacts(
        received_on=clock.today(),
        channel=more.get("channel", Channel.LETTER),
        standing=Standing.NAMED if named else Standing.ANONYMOUS,
        unit_id=scene.unit.pk,
        rank=more.get("rank", Rank.SECTION_DEPUTY),
        text=scene.beat.text,
        person_name=more["person"],
        reporter=ReporterFacts(*named) if named else None,
    )
    scene.kept["petition"] = intake.register(
        commission=scene.stage.commission, facts=facts, by=scene.by
    )


def _accept(scene: Scene) -> None:
    petitions.accept(petition=_held_petition(scene), by=scene.by)


def _hand_over(scene: Scene) -> None:
    petitions.hand_over(petition=_held_petition(scene), note=scene.beat.text, by=scene.by)


def _take_petition(scene: Scene) -> None:
    petitions.sign(petition=_held_petition(scene), by=scene.by)


def _tell(scene: Scene) -> None:
    is_result = bool(scene.more.get("result"))
    answers.tell_reporter(
        petition=_held_petition(scene), is_result=is_result, told_on=clock.today(), way="电话", text=scene.beat.text,
        by=scene.by,
    )  # fmt: skip


def _finish(scene: Scene) -> None:
    petitions.finish(petition=_held_petition(scene), by=scene.by)


def _register(scene: Scene) -> None:
    given: dict[str, Any] = {"petition": _held_petition(scene)}
    if "petition" not in scene.kept:
        given = {
            "received_on": clock.today(), "source": "监督中发现", "unit": scene.unit, "rank": Rank.SECTION_CHIEF,
            "person_name": scene.more["person"], "summary": scene.beat.text,
        }  # fmt: skip
    scene.kept["clue"] = clues.register(commission=scene.stage.commission, by=scene.by, **given)


def _assign(scene: Scene) -> None:
    keeper = _person(scene, scene.more["keeper"]) if "keeper" in scene.more else None
    assigning.assign(
        clue=_clue(scene), group=scene.group, keeper=keeper, text=scene.beat.text, by=scene.by
    )


def _is_refused(scene: Scene) -> None:
    """Somebody who must keep away is named as keeper, and refused."""
    try:
        _assign(scene)
    except Refused:
        return
    raise AssertionError(f"{scene.more['keeper']} was not refused")


def _sign_papers(scene: Scene) -> None:
    waiting = Handover.objects.filter(clue=_clue(scene), signed_at__isnull=True)
    for handover in waiting.filter(to_official=scene.by.official_id):
        custody.sign(handover=handover, by=scene.by)


def _study(scene: Scene) -> None:
    minutes.record(
        clue=_clue(scene), step=scene.more["step"], held_on=clock.today(), present=scene.more["present"],
        text=scene.beat.text, by=scene.by,
    )  # fmt: skip


def _propose(scene: Scene) -> None:
    dispositions.propose(
        clue=_clue(scene), disposition=scene.more["word"], text=scene.beat.text, by=scene.by
    )


def _decide(scene: Scene) -> None:
    waiting = Approval.objects.filter(clue=_clue(scene), state=ApprovalState.WAITING).get()
    approvals.decide(approval=waiting, approve=True, text=scene.beat.text, by=scene.by)


def _file(scene: Scene) -> None:
    clues.receive(clue=_clue(scene), by=scene.by)


def _join(scene: Scene) -> None:
    team.join(clue=_clue(scene), official=_person(scene, scene.more["member"]), by=scene.by)


def _plan(scene: Scene) -> None:
    plans.submit(
        clue=_clue(scene),
        text=scene.beat.text,
        talks=scene.more["talks"],
        safety=scene.more["safety"],
        by=scene.by,
    )


def _talk(scene: Scene) -> None:
    more = scene.more
    entry = TalkEntry(
        held_on=clock.today(), kind=more["kind"], people=1, talker_ids=tuple(scene.officials(*more["by"])),
        outcome=more["outcome"], person_name=more["person"], place="市纪委谈话室", seen_to=tuple(Safety.values),
        transcript=scene.beat.text, is_transcript_signed=True,
    )  # fmt: skip
    talks.enter(unit=scene.unit, entry=entry, clue=_clue(scene), by=scene.by)


def _report(scene: Scene) -> None:
    reports.write(clue=_clue(scene), text=scene.beat.text, proposal=scene.more["word"], by=scene.by)


def _sign_report(scene: Scene) -> None:
    reports.sign(clue=_clue(scene), report=_open_report(scene), by=scene.by)


def _submit_report(scene: Scene) -> None:
    reports.submit(clue=_clue(scene), report=_open_report(scene), by=scene.by)


def _leave(scene: Scene) -> None:
    recusals.declare(clue=_clue(scene), ground=Ground.OTHER, text=scene.beat.text, by=scene.by)


def _archive(scene: Scene) -> None:
    clarifying.archive(clue=_clue(scene), by=scene.by)


def _clue(scene: Scene) -> Clue:
    """The story's clue as it stands now."""
    return Clue.objects.select_related("unit", "group").get(pk=scene.kept["clue"].pk)


def _held_petition(scene: Scene) -> Petition | None:
    kept = scene.kept.get("petition")
    return Petition.objects.get(pk=kept.pk) if kept else None


def _open_report(scene: Scene) -> Report:
    return Report.objects.filter(clue=_clue(scene)).latest("pk")


def _person(scene: Scene, part: str) -> Official:
    return scene.stage.official(part, scene.story)


ACTS: dict[str, Act] = {
    "petition": _petition,
    "accept_petition": _accept,
    "hand_petition": _hand_over,
    "take_petition": _take_petition,
    "tell_reporter": _tell,
    "finish_petition": _finish,
    "register_clue": _register,
    "refused": _is_refused,
    "assign_clue": _assign,
    "sign_papers": _sign_papers,
    "study": _study,
    "propose_disposition": _propose,
    "decide_clue": _decide,
    "file_disposition": _file,
    "join_team": _join,
    "plan_work": _plan,
    "talk_of_clue": _talk,
    "write_report": _report,
    "sign_report": _sign_report,
    "submit_report": _submit_report,
    "leave_matter": _leave,
    "archive_clue": _archive,
}
