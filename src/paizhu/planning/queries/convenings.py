"""Joint activities for choosing a time, for the diary, and as appointments of those who are called."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from paizhu.kernel.viewers import Viewer
from paizhu.organization import queries as organization
from paizhu.organization.models import WORKING_COMPOSITE_POSTS, CompositeGroup, Official, Posting
from paizhu.oversight import queries as oversight
from paizhu.oversight.queries import busy
from paizhu.planning.models import Call, Convening, ConveningState, Reply


@dataclass(frozen=True)
class JointActivity:
    """A joint activity as a diary shows it. `officials`: (id, name, reply) of who is called; `mine`: the reader's reply."""

    pk: int
    code: str
    title: str
    starts_at: datetime
    ends_at: datetime
    place: str
    url: str
    state: str
    group_id: int
    officials: tuple[tuple[int, str, str], ...]
    mine: str | None


def joint_activities_between(user: Viewer, first: date, last: date) -> list[JointActivity]:
    """Return the joint activities that touch the days (both included), in order of time; two queries.

    Those of the reader's groups and those he is called to; called-off ones are left out.
    """
    start = timezone.make_aware(datetime.combine(first, time.min))
    end = timezone.make_aware(datetime.combine(last + timedelta(days=1), time.min))
    found = Convening.objects.visible_to(user).filter(starts_at__lt=end, ends_at__gte=start)
    found = found.exclude(state=ConveningState.CANCELLED).order_by("starts_at", "pk")
    own = getattr(user, "official_id", None)
    return [_shaped(each, own) for each in found.prefetch_related("calls__official")]


def _shaped(each: Convening, own: int | None) -> JointActivity:
    calls = list(each.calls.all())
    return JointActivity(
        pk=each.pk,
        code=each.code,
        title=each.title,
        starts_at=each.starts_at,
        ends_at=each.ends_at,
        place=each.place,
        url=each.get_absolute_url(),
        state=each.state,
        group_id=each.group_id,
        officials=tuple((call.official_id, call.official.name, call.reply) for call in calls),
        mine=next((call.reply for call in calls if call.official_id == own), None),
    )


def appointments(
    commission_id: int, official_ids: Collection[int], start: datetime, end: datetime
) -> Iterable[busy.Busy]:
    """Return the joint activities that the officials are called to in that time, as `oversight.queries.busy` asks."""
    calls = Call.objects.of(commission_id).filter(
        official__in=list(official_ids),
        convening__state=ConveningState.CONVENED,
        convening__starts_at__lte=end,
        convening__ends_at__gte=start,
    )
    calls = calls.exclude(reply=Reply.CANNOT).select_related("convening")
    for call in calls.order_by("convening__starts_at"):
        held = call.convening
        yield busy.Busy(call.official_id, held.starts_at, held.code, held.get_absolute_url())


@dataclass(frozen=True)
class Conflict:
    """What stands in the way of somebody's coming."""

    official: Official
    at: datetime
    label: Any
    url: str


def conflicts(
    commission_id: int,
    officials: Iterable[Official],
    starts_at: datetime,
    ends_at: datetime,
    *,
    leaving_out: Convening | None = None,
) -> list[Conflict]:
    """Return what the officials have at that time already: joint activities, and meetings they are to attend."""
    people = {official.pk: official for official in officials}
    if not people:
        return []
    own = leaving_out.get_absolute_url() if leaving_out else None
    found = {}
    for moment in (starts_at, ends_at):
        around = busy.around(commission_id, people, moment, leaving_out=None)
        for key, appointed in around.items():
            for one in appointed:
                if not own or one.url != own:
                    found[(key, one.url or one.at)] = Conflict(
                        people[key], one.at, one.label, one.url
                    )
    return sorted(found.values(), key=lambda each: (each.at, each.official.code))


def callable_officials(group: CompositeGroup, on: date) -> QuerySet[Official]:
    """Return who may be called on the day: the group's own, and people of groups that it works with by authorisation."""
    groups = {group.pk, *allied_groups(group, on)}
    held = Posting.objects.of(group.commission_id).in_force(on)
    held = held.filter(Q(composite_group__in=groups), post__in=WORKING_COMPOSITE_POSTS)
    return Official.objects.of(group.commission_id).filter(pk__in=held.values("official_id"))


def allied_groups(group: CompositeGroup, on: date) -> frozenset[int]:
    """Return the groups with which an authorisation of joint work holds on the day (组组协作)."""
    structure = organization.structure_of(group.commission_id)
    found = oversight.Authorisations(group.commission_id, structure, on, on).all
    together = [one.groups for one in found if group.pk in one.groups and one.holds(on, None)]
    return frozenset().union(*together) - {group.pk}


def called_to(convening: Convening) -> QuerySet[Official]:
    """Return who is called to a joint activity, in order of code."""
    calls = convening.calls.values("official_id")
    return Official.objects.of(convening.commission_id).filter(pk__in=calls).order_by("code")
