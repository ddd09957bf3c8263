"""What happens on the way to an opinion: word of a matter, the decision about it, the activity, its record."""

from django.utils import timezone

from paizhu.exchange.actions.playing.stage import Act, Scene
from paizhu.exchange.demonstration.script import day, moment
from paizhu.kernel import clock
from paizhu.oversight.actions import (
    activities,
    joint_work,
    notice_changes,
    notice_decisions,
    notices,
    records,
)
from paizhu.oversight.actions.activities import ActivityDraft
from paizhu.oversight.actions.joint_work import JointWorkDraft
from paizhu.oversight.actions.notices import NoticeDraft
from paizhu.oversight.actions.records import AgendaDraft
from paizhu.oversight.models import MatterNotice, Subject


def _send(scene: Scene) -> None:
    more = scene.more
    draft = NoticeDraft(
        code="",
        unit_id=scene.unit.pk,
        matter=more["matter"],
        title=more["title"],
        happens_at=timezone.make_aware(moment(more["happens"])),
        sender_id=scene.by.official_id,
        sent_at=clock.now(),
        place=more.get("place", ""),
        agenda=more.get("agenda", ""),
        attending=more.get("attending", ""),
        urgent_reason=more.get("urgent", ""),
    )
    commission = scene.stage.commission
    scene.kept["notice"] = notices.send(commission=commission, draft=draft, by=scene.by)


def _word(scene: Scene) -> MatterNotice:
    return scene.kept["notice"]


def _read(scene: Scene) -> None:
    notice_decisions.note_read(notice=_word(scene), by=scene.by)


def _attend(scene: Scene) -> None:
    people = scene.officials(*scene.more["people"])
    notice_decisions.attend(notice=_word(scene), official_ids=people, by=scene.by)


def _not_attend(scene: Scene) -> None:
    notice_decisions.not_attend(notice=_word(scene), reason=scene.beat.text, by=scene.by)


def _decline(scene: Scene) -> None:
    """Read word that came in with the workbook, and decide that nobody goes."""
    scene.kept["notice"] = MatterNotice.objects.get(pk=scene.more["notice"])
    _read(scene)
    _not_attend(scene)


def _propose(scene: Scene) -> None:
    notice_decisions.propose(notice=_word(scene), by=scene.by)


def _postpone(scene: Scene) -> None:
    happens = timezone.make_aware(moment(scene.more["happens"]))
    reason = scene.beat.text
    notice_changes.postpone(notice=_word(scene), happens_at=happens, reason=reason, by=scene.by)


def _cancel(scene: Scene) -> None:
    notice_changes.cancel(notice=_word(scene), reason=scene.beat.text, by=scene.by)


def _take_word_back(scene: Scene) -> None:
    notice_changes.withdraw(notice=_word(scene), reason=scene.beat.text, by=scene.by)


def _activity(scene: Scene) -> None:
    _register(scene, is_sketch=False)


def _sketch(scene: Scene) -> None:
    """Enter in haste; the record is written later."""
    _register(scene, is_sketch=True)


def _register(scene: Scene, *, is_sketch: bool) -> None:
    more, subjects = scene.more, 0
    for name in more.get("subjects", ()):
        subjects |= Subject[name]
    draft = ActivityDraft(
        code="",
        on=day(more["on"]),
        method=more["method"],
        unit_ids=[scene.unit.pk],
        official_ids=scene.officials(*more["people"]),
        group_id=scene.group.pk,
        matter=more.get("matter", ""),
        subjects=int(subjects),
        notice_id=_word(scene).pk if more.get("follows") else None,
        summary=scene.beat.text,
        is_sketch=is_sketch,
    )
    commission = scene.stage.commission
    scene.kept["activity"] = activities.register(commission=commission, draft=draft, by=scene.by)


def _record(scene: Scene) -> None:
    items = [AgendaDraft(**item) for item in scene.more.get("items", ())]
    records.write(
        activity=scene.kept["activity"], given=scene.more["given"], items=items, by=scene.by
    )


def _authorise(scene: Scene) -> None:
    more, stage = scene.more, scene.stage
    draft = JointWorkDraft(
        kind=more["kind"],
        group_ids=[stage.groups[code].pk for code in more["groups"]],
        purpose=scene.beat.text,
        from_on=day(more["first"]),
        until_on=day(more["last"]),
        agreed_by_id=scene.officials(more["agreed"])[0],
        agreed_on=day(more["agreed_on"]),
        unit_ids=[stage.units[name].pk for name in more["units"]],
    )
    joint_work.authorise(commission=stage.commission, draft=draft, by=scene.by)


ACTS: dict[str, Act] = {
    "send": _send,
    "read": _read,
    "attend": _attend,
    "not_attend": _not_attend,
    "decline": _decline,
    "propose": _propose,
    "postpone": _postpone,
    "cancel": _cancel,
    "take_word_back": _take_word_back,
    "activity": _activity,
    "sketch": _sketch,
    "record": _record,
    "authorise": _authorise,
}
