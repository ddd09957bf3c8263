"""Who looked at casework how much, for the security auditor: many matters in a short time, and matters of other groups.

Read from the trail alone; the auditor learns numbers of records and of looks, as everywhere in the trail, never what stands in them.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from paizhu.access.models import User
from paizhu.clues.models import READS_ALL, Clue
from paizhu.kernel.viewers import Viewer
from paizhu.trail.models import Event

OPENED = ("clues.viewed", "clues.viewed_for", "clues.printed")
LOOKS = (*OPENED, "clues.searched", "clues.exported")
SHORT = timedelta(hours=1)
MANY = 20
"""Different records opened within an hour that are more than work on them explains. Our own number; no rule sets one."""


@dataclass(frozen=True)
class Reader:
    """One account's looks in the period. `busiest`: most different records opened within an hour, which began at `busiest_at`.

    `outside`: numbers of clues that another group handled, opened by who reads no other group's as part of his post.
    """

    actor_id: int | None
    name: str
    looks: int
    records: int
    searches: int
    taken: int
    busiest: int
    busiest_at: datetime | None
    outside: tuple[str, ...]

    @property
    def is_many(self) -> bool:
        """Whether many records were opened in a short time."""
        return self.busiest >= MANY

    @property
    def is_unusual(self) -> bool:
        """Whether the auditor should ask."""
        return self.is_many or bool(self.outside)


def readers(user: Viewer, days: int) -> list[Reader]:
    """Return who looked at casework in the last days, the unusual first; five queries."""
    since = timezone.now() - timedelta(days=days)
    seen = Event.objects.visible_to(user).filter(
        chain=user.commission_id or 0, act__in=LOOKS, at__gte=since
    )
    rows: dict[tuple, list[Event]] = defaultdict(list)
    for event in seen.order_by("at", "pk").iterator(2000):
        rows[event.actor_id, event.actor_name].append(event)
    groups = _groups_of_clues(user, rows.values())
    own = _own_groups(user, {actor for actor, _name in rows if actor})
    found = [_reader(actor, name, events, groups, own) for (actor, name), events in rows.items()]
    return sorted(found, key=lambda each: (not each.is_unusual, -each.busiest, -each.looks))


def _reader(
    actor: int | None, name: str, events: list[Event], groups: dict, own: dict[int, set[int] | None]
) -> Reader:
    opened = [event for event in events if event.act in OPENED]
    busiest, at = _busiest(opened)
    mine = own.get(actor, set())
    outside = {
        event.subject_label
        for event in opened
        if mine is not None and (group := groups.get(_clue_of(event))) and group not in mine
    }
    return Reader(
        actor_id=actor,
        name=name,
        looks=len(events),
        records=len({_record(event) for event in opened}),
        searches=sum(event.act == "clues.searched" for event in events),
        taken=sum(event.act in ("clues.exported", "clues.printed") for event in events),
        busiest=busiest,
        busiest_at=at,
        outside=tuple(sorted(outside)),
    )


def _busiest(opened: list[Event]) -> tuple[int, datetime | None]:
    """Return the most different records opened within an hour, and when that hour began."""
    best, best_at, first = 0, None, 0
    counted: dict[tuple, int] = defaultdict(int)
    for event in opened:
        counted[_record(event)] += 1
        while event.at - opened[first].at > SHORT:
            leaving = _record(opened[first])
            counted[leaving] -= 1
            if not counted[leaving]:
                del counted[leaving]
            first += 1
        if len(counted) > best:
            best, best_at = len(counted), opened[first].at
    return best, best_at


def _record(event: Event) -> tuple[str, str]:
    return event.subject_kind, event.subject_id


def _clue_of(event: Event) -> int:
    is_clue = event.subject_kind == "clues.clue" and event.subject_id.isdecimal()
    return int(event.subject_id) if is_clue else 0


def _groups_of_clues(user: Viewer, rows: Iterable[list[Event]]) -> dict[int, int | None]:
    """Return which group handles each clue that was opened. Only compared here, never shown."""
    ids = {_clue_of(event) for events in rows for event in events} - {0}
    known = Clue.objects.of(user.commission_id).in_bulk(ids) if ids else {}
    return {pk: clue.group_id for pk, clue in known.items()}


def _own_groups(user: Viewer, actors: set[int]) -> dict[int, set[int] | None]:
    """Return each account's groups; None for who reads the whole commission's clues as part of his post."""
    accounts = User.objects.filter(pk__in=actors, commission_id=user.commission_id)
    return {
        account.pk: None
        if account.powers.commission_posts & READS_ALL
        else set(account.powers.concerned_groups)
        for account in accounts.select_related("official").prefetch_related("administrations")
    }
