"""What a group arranges for itself: plans, work rules, division of work, joint activities."""

from django.utils import timezone

from paizhu.exchange.actions.playing.stage import Act, Scene
from paizhu.exchange.demonstration.script import day, moment
from paizhu.kernel import clock
from paizhu.organization.models import Official, Unit
from paizhu.oversight.models import Activity
from paizhu.planning import queries
from paizhu.planning.actions import convenings, division, plans, steps, work_rules, works
from paizhu.planning.actions.convenings import ConveningDraft
from paizhu.planning.actions.plans import ItemDraft, PlanDraft
from paizhu.planning.actions.work_rules import RuleDraft
from paizhu.planning.models import Convening


def _draft_plan(scene: Scene) -> None:
    more = scene.more
    draft = PlanDraft(
        kind=more["kind"],
        title=more["title"],
        from_on=day(more["first"]),
        until_on=day(more["last"]),
        aims=scene.beat.text,
    )
    scene.kept[scene.beat.of] = plans.draft_plan(group=scene.group, draft=draft, by=scene.by)


def _add_item(scene: Scene) -> None:
    more = scene.more
    draft = ItemDraft(
        what=more["what"],
        from_on=day(more["first"]),
        until_on=day(more["last"]),
        method=more.get("method", ""),
        unit_ids=[scene.stage.units[name].pk for name in more.get("units", ())],
        responsible_id=scene.officials(more["by"])[0],
    )
    plans.add_item(plan=scene.record, draft=draft, by=scene.by)


def _submit(scene: Scene) -> None:
    steps.submit(plan=scene.record, by=scene.by)


def _send_back(scene: Scene) -> None:
    steps.send_back(plan=scene.record, note=scene.beat.text, by=scene.by)


def _agree(scene: Scene) -> None:
    steps.agree(plan=scene.record, note=scene.beat.text, by=scene.by)


def _talk(scene: Scene) -> None:
    steps.talk(plan=scene.record, note=scene.beat.text, by=scene.by)


def _report(scene: Scene) -> None:
    steps.report(plan=scene.record, text=scene.beat.text, by=scene.by)


def _link(scene: Scene) -> None:
    """Link activities of the group to an item, by the item's place in the plan: the latest that fit."""
    more, plan = scene.more, scene.record
    item = plan.items.get(position=more["place"])
    found = Activity.objects.visible_to(scene.by).filter(
        group=plan.group_id,
        method__in=more["methods"],
        on__gte=plan.from_on,
        on__lte=min(plan.until_on, clock.today()),
    )
    if more["unit"]:
        found = found.at_units([scene.stage.units[more["unit"]].pk])
    for activity in found.order_by("-on", "-pk")[: more["most"]]:
        works.link(item=item, activity=activity, by=scene.by)


def _write_rule(scene: Scene) -> None:
    key = scene.more["key"]
    scene.kept[key] = work_rules.write(group=scene.group, draft=_rule(scene), by=scene.by)


def _revise_rule(scene: Scene) -> None:
    rule = scene.kept[scene.more["key"]]
    work_rules.revise(rule=rule, draft=_rule(scene), by=scene.by)


def _rule(scene: Scene) -> RuleDraft:
    more = scene.more
    return RuleDraft(title=more["title"], text=scene.beat.text, from_on=day(more["from_on"]))


def _divide(scene: Scene) -> None:
    """Divide the work as suggested, and leave out the units named: their gap shows."""
    group, today = scene.group, clock.today()
    found = queries.division_on(group, scene.by, today)
    left_out = {scene.stage.units[name].pk for name in scene.more["leaving"]}
    pairs = {key: pair for key, pair in queries.suggested(found).items() if key not in left_out}
    people = Official.objects.in_bulk({key for pair in pairs.values() for key in pair.people})
    for unit in Unit.objects.filter(pk__in=pairs).order_by("code"):
        pair = pairs[unit.pk]
        division.divide(
            group=group,
            unit=unit,
            principal=people[pair.principal],
            second=people.get(pair.second),
            from_on=today,
            by=scene.by,
        )


def _convene(scene: Scene) -> None:
    more = scene.more
    draft = ConveningDraft(
        title=more["title"],
        starts_at=timezone.make_aware(moment(more["starts"])),
        ends_at=timezone.make_aware(moment(more["ends"])),
        place=more["place"],
        agenda=more["agenda"],
        official_ids=scene.officials(*more["called"]),
    )
    scene.kept[scene.beat.of] = convenings.convene(group=scene.group, draft=draft, by=scene.by)


def _reply(scene: Scene) -> None:
    answer = scene.more["answer"]
    convenings.reply(convening=scene.record, answer=answer, reason=scene.beat.text, by=scene.by)


def _result(scene: Scene) -> None:
    came = scene.officials(*scene.more["came"])
    held: Convening = scene.record
    convenings.enter_result(convening=held, attended=came, result=scene.beat.text, by=scene.by)


ACTS: dict[str, Act] = {
    "draft_plan": _draft_plan,
    "add_item": _add_item,
    "submit_plan_to_liaison": _submit,
    "send_plan_back": _send_back,
    "agree_plan_of_group": _agree,
    "talk_about_plan": _talk,
    "report_plan": _report,
    "link": _link,
    "write_rule": _write_rule,
    "revise_rule": _revise_rule,
    "divide": _divide,
    "convene": _convene,
    "reply": _reply,
    "result": _result,
}
