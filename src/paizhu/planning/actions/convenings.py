"""What is done with joint activities (集中活动): convened, answered, moved, called off, and their result entered."""

from collections.abc import Collection
from copy import copy

from django.utils import timezone
from django.utils.translation import gettext as _

from paizhu.kernel import acts, clock
from paizhu.kernel.acts import act
from paizhu.kernel.records import changes, check_fresh, save_clean
from paizhu.kernel.refusals import Refused
from paizhu.kernel.viewers import Viewer
from paizhu.notices import actions as notices
from paizhu.organization.models import CompositeGroup, Official
from paizhu.oversight.actions import activities
from paizhu.oversight.actions.activities import ActivityDraft
from paizhu.planning import rules
from paizhu.planning.actions.telling import tell_called
from paizhu.planning.models import Call, Convening, Reply, Series
from paizhu.planning.states import ConveningDraft
from paizhu.tenancy.actions import numbers
from paizhu.trail import actions as trail

TIMES = ("starts_at", "ends_at")


@act
def convene(*, group: CompositeGroup, draft: ConveningDraft, by: Viewer) -> Convening:
    """Call people together. It gets the next number of its year, and everybody who is called is told."""
    rules.convenings.check_can_convene(by, group)
    rules.convenings.check_time(draft.starts_at, draft.ends_at)
    officials = _officials(group, draft.official_ids)
    rules.convenings.check_called(group, officials, draft.starts_at)
    made = Convening(commission_id=group.commission_id, group=group, convened_by_id=by.official_id)
    _fill(made, draft)
    numbers.give(made, Series.CONVENING, timezone.localdate(draft.starts_at).year)
    save_clean(made)
    _call(made, officials, by)
    tell_called(made, [official.pk for official in officials], "planning.convened", by)
    trail.record(
        "planning.convened",
        made,
        by=by,
        group=group.code,
        starts_at=draft.starts_at,
        called=[official.code for official in officials],
    )
    return made


@act
def change(
    *,
    convening: Convening,
    draft: ConveningDraft,
    seen_revision: int | None = None,
    by: Viewer,
) -> Convening:
    """Change what is convened. With another time everybody is asked anew; who is no longer called is told so."""
    convening = _locked(convening, seen_revision)
    rules.convenings.check_can_change(by, convening)
    rules.convenings.check_time(draft.starts_at, draft.ends_at)
    officials = _officials(convening.group, draft.official_ids)
    rules.convenings.check_called(convening.group, officials, draft.starts_at)
    before = copy(convening)
    _fill(convening, draft)
    save_clean(convening)
    is_moved = any(getattr(before, name) != getattr(convening, name) for name in TIMES)
    _recall(convening, officials, is_moved, by)
    found = changes(before, convening, TIMES)
    codes = [official.code for official in officials]
    trail.record("planning.convening_changed", convening, by=by, changes=found, called=codes)
    return convening


@act
def cancel(
    *, convening: Convening, reason: str, seen_revision: int | None = None, by: Viewer
) -> Convening:
    """Call a joint activity off and tell everybody who was called."""
    convening = _locked(convening, seen_revision)
    rules.convenings.check_can_change(by, convening)
    if not reason.strip():
        raise Refused(_("Say why it is called off."))
    convening.cancel(reason=reason.strip())
    save_clean(convening)
    notices.settle(about=convening)
    tell_called(convening, _called(convening), "planning.called_off", by)
    trail.record("planning.convening_called_off", convening, by=by)
    return convening


@act
def reply(*, convening: Convening, answer: str, reason: str = "", by: Viewer) -> Call:
    """Answer a call: one comes, or cannot, with a reason. The same answer again changes nothing."""
    convening = _locked(convening, None)
    call = Call.objects.filter(convening=convening, official=by.official_id).first()
    rules.convenings.check_can_reply(by, call, convening)
    reason = reason.strip() if answer == Reply.CANNOT else ""
    if answer == Reply.CANNOT and not reason:
        raise Refused(_("Say why you cannot come."))
    if (call.reply, call.reason) == (answer, reason):
        acts.nothing_to_do()
        return call
    call.reply, call.reason, call.replied_at = answer, reason, clock.now()
    save_clean(call)
    if answer == Reply.CANNOT:
        tell_called(convening, [convening.convened_by_id], "planning.cannot_come", by)
    trail.record("planning.call_answered", convening, by=by, answer=answer)
    return call


@act
def enter_result(
    *,
    convening: Convening,
    attended: Collection[int],
    result: str,
    draft: ActivityDraft | None = None,
    seen_revision: int | None = None,
    by: Viewer,
) -> Convening:
    """Say who came and what came of it. With `draft` that becomes an activity in the ledger in the same step.

    `attended`: ids of officials who were called. Raises `Refused` where somebody was not, or nobody came.
    """
    convening = _locked(convening, seen_revision)
    rules.convenings.check_can_enter_result(by, convening)
    calls = list(convening.calls.all())
    if not result.strip():
        raise Refused(_("Say what came of it."))
    if not set(attended) or set(attended) - {call.official_id for call in calls}:
        raise Refused(_("Tick who came, of those who were called."))
    for call in calls:
        call.attended = call.official_id in set(attended)
        save_clean(call)
    convening.hold(result=result.strip())
    if draft is not None:
        commission = convening.commission
        convening.activity = activities.register(commission=commission, draft=draft, by=by)
    save_clean(convening)
    notices.settle(about=convening)
    _record_result(convening, calls, by)
    return convening


def _record_result(convening: Convening, calls: list[Call], by: Viewer) -> None:
    trail.record(
        "planning.convening_held",
        convening,
        by=by,
        came=sum(bool(call.attended) for call in calls),
        called=len(calls),
        activity=convening.activity.code if convening.activity else None,
    )


def _locked(convening: Convening, seen_revision: int | None) -> Convening:
    found = Convening.objects.select_for_update(of=("self",)).select_related("group", "commission")
    convening = found.get(pk=convening.pk)
    check_fresh(convening, seen_revision)
    return convening


def _fill(convening: Convening, draft: ConveningDraft) -> None:
    for name in ("title", "place", "agenda"):
        setattr(convening, name, getattr(draft, name).strip())
    convening.starts_at, convening.ends_at = draft.starts_at, draft.ends_at


def _officials(group: CompositeGroup, keys) -> list[Official]:
    found = Official.objects.of(group.commission_id).filter(pk__in=keys).order_by("code")
    return list(found)


def _call(convening: Convening, officials: list[Official], by: Viewer) -> None:
    """Call people; who convenes comes himself without being asked."""
    for official in officials:
        is_own = official.pk == by.official_id
        call = Call(commission_id=convening.commission_id, convening=convening, official=official)
        if is_own:
            call.reply, call.replied_at = Reply.COMING, clock.now()
        save_clean(call)


def _recall(convening: Convening, officials: list[Official], is_moved: bool, by: Viewer) -> None:
    """Call who is new, let go who is left out, and ask everybody anew after a move."""
    wanted = {official.pk: official for official in officials}
    held = {call.official_id: call for call in convening.calls.all()}
    gone = sorted(held.keys() - wanted.keys())
    Call.objects.filter(convening=convening, official__in=gone).delete()
    if is_moved:
        notices.settle(about=convening)
        asked = Call.objects.filter(convening=convening).exclude(official=by.official_id)
        asked.update(reply=Reply.OPEN, reason="", replied_at=None)
    tell_called(convening, gone, "planning.called_off", by)
    _call(convening, [wanted[key] for key in wanted.keys() - held.keys()], by)
    told = wanted if is_moved else wanted.keys() - held.keys()
    tell_called(convening, sorted(told), "planning.moved" if is_moved else "planning.convened", by)


def _called(convening: Convening) -> list[int]:
    return list(convening.calls.values_list("official_id", flat=True))
