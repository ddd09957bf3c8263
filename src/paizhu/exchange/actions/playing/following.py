"""What becomes of an opinion: both voices, measures, deadlines, close-out, re-check, reminders."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from paizhu.exchange.actions.playing.stage import Act, Scene
from paizhu.exchange.demonstration.script import day
from paizhu.kernel import clock
from paizhu.organization.models import Official
from paizhu.oversight.actions import opinions
from paizhu.rectification.actions import deadlines, keeping, measures, reminding, steps
from paizhu.rectification.models import Measure, Rectification

PAPER = "{name}\n\n{text}\n\n（演示材料，单位、人员和内容均为虚构。）\n"


def _opinion(scene: Scene) -> None:
    named = scene.more.get("addressee")
    opinion = opinions.raise_opinion(
        activity=scene.kept["activity"],
        unit=scene.unit,
        content=scene.beat.text,
        made_on=clock.today(),
        due_on=_day(scene, "due"),
        addressee=scene.stage.official(named, scene.story) if named else None,
        by=scene.by,
    )
    scene.kept[scene.beat.of] = opinion.rectification


def _known(scene: Scene) -> None:
    """Take up an opinion that came in with the workbook: the unit's of that day, or the one named."""
    found = Rectification.objects.of(scene.stage.commission)
    if key := scene.more.get("record"):
        scene.kept[scene.beat.of] = found.get(pk=key)
    else:
        scene.kept[scene.beat.of] = found.get(unit=scene.unit, issued_on=day(scene.more["made"]))


def _step(name: str) -> Act:
    def play(scene: Scene) -> None:
        given: dict[str, Any] = {"text": scene.beat.text}
        if paper := scene.more.get("file"):
            text = PAPER.format(name=paper.removesuffix(".txt"), text=scene.beat.text)
            given["files"] = [SimpleUploadedFile(paper, text.encode())]
        if due_on := _day(scene, "due"):
            given["due_on"] = due_on
        getattr(steps, name)(rectification=scene.record, by=scene.by, **given)

    return play


def _sign(scene: Scene) -> None:
    deadlines.sign(rectification=scene.record, by=scene.by)


def _ask_extension(scene: Scene) -> None:
    _put_off(deadlines.ask_extension, scene)


def _extend(scene: Scene) -> None:
    _put_off(deadlines.extend, scene)


def _put_off(act: Any, scene: Scene) -> None:
    act(rectification=scene.record, until=_day(scene, "until"), text=scene.beat.text, by=scene.by)


def _measure(scene: Scene) -> None:
    more = scene.more
    measures.add(
        rectification=scene.record,
        what=more["what"],
        leader=more["leader"],
        staff=more.get("staff", ""),
        until_on=day(more["until"]),
        by=scene.by,
    )


def _strike(scene: Scene) -> None:
    """Strike off the measure at a place of the plan, counted from one."""
    listed = Measure.objects.filter(rectification=scene.record).order_by("pk")
    measures.strike(measure=listed[scene.more["place"] - 1], on=day(scene.more["on"]), by=scene.by)


def _give(scene: Scene) -> None:
    keeper = Official.objects.get(pk=scene.officials(scene.more["to"])[0])
    keeping.give(rectification=scene.record, keeper=keeper, by=scene.by)


def _note(scene: Scene) -> None:
    keeping.note(rectification=scene.record, text=scene.beat.text, by=scene.by)


def _remind(scene: Scene) -> None:
    """Let the daily round of reminders come by, as its due job does."""
    for ids in reminding.due_to_remind(scene.stage.commission, clock.today()):
        reminding.remind(commission=scene.stage.commission, ids=ids, by=scene.by)


def _day(scene: Scene, name: str) -> Any:
    return day(scene.more[name]) if scene.more.get(name) else None


STEPS = (
    "accept",
    "dispute",
    "submit_plan",
    "report",
    "uphold",
    "withdraw",
    "agree_plan",
    "return_plan",
    "confirm",
    "return_report",
    "pass_recheck",
    "reopen",
)
ACTS: dict[str, Act] = {name: _step(name) for name in STEPS} | {
    "opinion": _opinion,
    "known": _known,
    "sign": _sign,
    "ask_extension": _ask_extension,
    "extend": _extend,
    "measure": _measure,
    "strike": _strike,
    "give": _give,
    "note": _note,
    "remind": _remind,
}
