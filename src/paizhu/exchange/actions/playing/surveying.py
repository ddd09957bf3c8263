"""Surveys in the stories: designed, issued, answered through the public door's act, closed, sorted, fed back, published."""

from copy import deepcopy
from decimal import Decimal
from random import Random
from typing import Any

from django.utils import timezone

from paizhu.exchange.actions.playing.stage import Act, Scene
from paizhu.exchange.demonstration.ballots import Hand
from paizhu.exchange.demonstration.script import day, moment
from paizhu.kernel import clock
from paizhu.organization.models import Official, Post
from paizhu.surveys.actions import ballots, designing, holding, voices
from paizhu.surveys.actions.designing import ClassDraft, SurveyDraft, UnitDraft
from paizhu.surveys.models import SurveyUnit, Voice
from paizhu.surveys.queries import door, packs

CLASSES = (("A", "领导", 40), ("B", "中层", 30), ("C", "职工", 30))
TEAM = (Post.UNIT_HEAD, Post.TEAM_MEMBER)


def _design(scene: Scene) -> None:
    more, today = scene.more, clock.today()
    definition = deepcopy(packs.packs()[more["pack"]]) | {"title": more["title"]}
    if items := more.get("items"):
        _judge_by_items(definition, items)
    team = Official.objects.posted(today, unit=scene.unit.pk, post__in=TEAM).order_by("code")
    unit = UnitDraft(scene.unit.pk, more["tickets"], list(team.values_list("name", flat=True)))
    given = SurveyDraft(
        definition=definition,
        opens_at=timezone.make_aware(moment(more["opens"])),
        closes_at=timezone.make_aware(moment(more["closes"])),
        group_id=scene.group.pk,
        classes=[ClassDraft(key, name, Decimal(weight)) for key, name, weight in CLASSES],
        units=[unit],
    )
    commission = scene.stage.commission
    survey = designing.draft(commission=commission, given=given, by=scene.by)
    scene.kept[scene.beat.of] = survey


def _judge_by_items(definition: dict, items: tuple[str, ...]) -> None:
    """Judge each member by each item, after the judgement as a whole."""
    section = next(s for s in definition["sections"] if s["title"] == "班子成员")
    whole = section["questions"][0]
    keyed = [{"key": f"i{number}", "label": item} for number, item in enumerate(items, start=1)]
    by_items = whole | {"key": "by_items", "title": "对班子成员逐项评价：", "items": keyed}
    section["questions"].append(by_items)


def _issue(scene: Scene) -> None:
    scene.kept[scene.beat.of] = holding.issue(survey=scene.record, by=scene.by)


def _answer(scene: Scene) -> None:
    """Print slips, and let all but a few of them be answered; who answers nobody knows, not even the story."""
    more, random = scene.more, Random(scene.more["seed"])  # noqa: S311  a story, the same each time
    held = _unit(scene)
    printed = holding.print_slips(held=held, counts=_printed(scene, held), by=scene.by)
    worst = held.members[1]["key"] if more.get("to_worst") else ""
    advice, to_worst = list(more["advice"]), list(more.get("to_worst", ()))
    for drawn, codes in reversed(printed):
        for code in codes:
            texts = {"advice": advice.pop()} if advice else {}
            if to_worst and not advice:
                texts[f"to.{worst}"] = to_worst.pop()
            entrance = door.entrance(code)
            given = Hand(drawn.key, random, worst).fill(entrance.form.form, texts)
            ballots.cast(entrance, given)


def _printed(scene: Scene, held: SurveyUnit) -> dict[str, int]:
    """How many slips are drawn; the others stay to be printed by whoever looks around."""
    unused = scene.more["unused"]
    planned = held.allocations.select_related("ballot_class")
    return {a.ballot_class.key: a.tickets - unused[a.ballot_class.key] for a in planned}


def _close(scene: Scene) -> None:
    scene.kept[scene.beat.of] = holding.close(survey=scene.record, by=scene.by)


def _reword(scene: Scene) -> None:
    voice = _text(scene, "original")
    voices.keep(
        voice=voice,
        wording=scene.beat.text,
        theme=scene.more["theme"],
        addressee=voice.addressee,
        by=scene.by,
    )


def _merge(scene: Scene) -> None:
    voices.merge(voice=_text(scene, "original"), into=_text(scene, "into"), by=scene.by)


def _drop(scene: Scene) -> None:
    voices.drop(voice=_text(scene, "original"), reason=scene.beat.text, by=scene.by)


def _feed_back(scene: Scene) -> None:
    """Feed a text back; the thread goes on with what is to be put right."""
    voice = _text(scene, "original")
    fed = voices.feed_back(voice=voice, due_on=day(scene.more["due"]), by=scene.by)
    scene.kept[scene.beat.of] = fed.opinion.rectification


def _publish(scene: Scene) -> None:
    voices.publish(held=_unit(scene), by=scene.by)


def _unit(scene: Scene) -> SurveyUnit:
    units = SurveyUnit.objects.select_related("survey__commission", "unit")
    return units.get(survey=scene.kept["survey"])


def _text(scene: Scene, name: str) -> Voice:
    found: Any = Voice.objects.filter(survey_unit__survey=scene.kept["survey"])
    return found.get(original=scene.more[name])


ACTS: dict[str, Act] = {
    "design_survey": _design,
    "issue_survey": _issue,
    "answer_survey": _answer,
    "close_survey": _close,
    "reword_text": _reword,
    "merge_text": _merge,
    "drop_text": _drop,
    "feed_text_back": _feed_back,
    "publish_results": _publish,
}
