"""Who looked at casework how much, for the security auditor: many matters in a short time, and matters of other groups.

Read from the trail alone; the auditor learns numbers of records and of looks, as everywhere in the trail, never what stands in them.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone

from paizhu.access.models import User
from paizhu.clues.models import READS_ALL, Clue, Talk, TeamMember
from paizhu.kernel.viewers import Viewer
from paizhu.organization.models import Posting
from paizhu.trail.models import Event

DOSSIERS = ("clues.dossier_opened", "clues.dossier_printed")
TAKEN = ("clues.exported", "clues.printed", "clues.dossier_printed", "clues.petition_letter")
OPENED = (
    "clues.viewed", "clues.viewed_for", "clues.printed", "clues.petition_file_opened", "clues.reporter_opened", *DOSSIERS,
)  # fmt: skip
LOOKS = (*OPENED, "clues.searched", "clues.exported", "clues.petition_letter")
MOVED = ("clues.assigned", "clues.withdrawn")
"""What changes which group has a clue."""
SHORT = timedelta(hours=1)
MANY = 20
"""Different records opened within an hour that are more than work on them explains. Our own number; no rule sets one."""


@dataclass(frozen=True)
class Reader:
    """One account's looks in the period. `busiest`: most different records opened within an hour, which began at `busiest_at`.

    `outside`: numbers of clues, and of talks of clues, that another group had when they were opened, by somebody who neither worked on them
    nor read all as part of his post.
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
    """Return who looked at casework in the last days, the unusual first; nine queries, however many looked."""
    since = timezone.now() - timedelta(days=days)
    seen = Event.objects.visible_to(user).filter(
        chain=user.commission_id or 0, act__in=LOOKS, at__gte=since
    )
    rows: dict[tuple, list[Event]] = defaultdict(list)
    for event in seen.order_by("at", "pk").iterator(2000):
        rows[event.actor_id, event.actor_name].append(event)
    apart = _Apart(user, {actor for actor, _name in rows if actor}, rows.values())
    found = [_reader(actor, name, events, apart) for (actor, name), events in rows.items()]
    return sorted(found, key=lambda each: (not each.is_unusual, -each.busiest, -each.looks))


def _reader(actor: int | None, name: str, events: list[Event], apart: "_Apart") -> Reader:
    opened = [event for event in events if event.act in OPENED]
    busiest, at = _busiest(opened)
    outside = {event.subject_label for event in opened if apart.is_outside(actor, event)}
    return Reader(
        actor_id=actor,
        name=name,
        looks=len(events),
        records=len({_record(event) for event in opened}),
        searches=sum(event.act == "clues.searched" for event in events),
        taken=sum(event.act in TAKEN for event in events),
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
    if event.act in DOSSIERS:
        return "dossier", str(event.detail.get("code", ""))
    return event.subject_kind, event.subject_id


class _Apart:
    """Which group had a clue, and to which groups somebody belonged, when a look was taken. Only compared here, never shown."""

    def __init__(self, user: Viewer, actors: set[int], rows: Iterable[list[Event]]):
        opened = [event for events in rows for event in events]
        self.talks = self._clues_of_talks(user, opened)
        keys = {self._clue(event) for event in opened} - {0}
        self.clues = Clue.objects.of(user.commission_id).select_related("group").in_bulk(keys)
        self.moves: dict[int, list[tuple[datetime, str]]] = defaultdict(list)
        moved = Event.objects.visible_to(user).filter(
            chain=user.commission_id or 0, act__in=MOVED, subject_kind="clues.clue",
            subject_id__in=[str(key) for key in keys],
        )  # fmt: skip
        for event in moved.order_by("at", "pk"):
            code = str(event.detail.get("group", "")) if event.act == "clues.assigned" else ""
            self.moves[int(event.subject_id)].append((event.at, code))
        self._read_people(user, actors)

    def is_outside(self, actor: int | None, event: Event) -> bool:
        """Tell whether a look was at a matter that another group had, by nobody who worked on it."""
        clue, day = self.clues.get(self._clue(event)), timezone.localdate(event.at)
        official = self.officials.get(actor or 0)
        if clue is None or official is None:
            return False
        group = self._group(clue, event.at)
        if not group or (official, clue.pk) in self.worked:
            return False
        mine = [where for where, first, last in self.posts[official] if first <= day < last]
        return None not in mine and group not in mine

    def _group(self, clue: Clue, at: datetime) -> str:
        """Return the code of the group that had it then; what the trail does not say stands with the clue."""
        before = [code for moved, code in self.moves[clue.pk] if moved <= at]
        if before:
            return before[-1]
        return clue.group.code if clue.group and not self.moves[clue.pk] else ""

    def _read_people(self, user: Viewer, actors: set[int]) -> None:
        accounts = User.objects.filter(pk__in=actors, commission_id=user.commission_id)
        self.officials = dict(accounts.values_list("pk", "official_id"))
        people = set(self.officials.values()) - {None}
        self.posts: dict[int, list[tuple[str | None, date, date]]] = defaultdict(list)
        held = Posting.objects.of(user.commission_id).filter(official__in=people)
        for official, post, group, first, last in held.values_list(
            "official_id", "post", "composite_group__code", "from_on", "until_on"
        ):
            if post in READS_ALL or group:
                where = None if post in READS_ALL else group
                self.posts[official].append((where, first, last or date.max))
        members = TeamMember.objects.filter(official__in=people, clue__in=self.clues)
        self.worked = set(members.values_list("official_id", "clue_id"))

    def _clues_of_talks(self, user: Viewer, opened: list[Event]) -> dict[int, int]:
        keys = {int(each.subject_id) for each in opened if each.subject_kind == "clues.talk"}
        talks = Talk.objects.of(user.commission_id).filter(pk__in=keys, clue__isnull=False)
        return dict(talks.values_list("pk", "clue_id"))

    def _clue(self, event: Event) -> int:
        if not event.subject_id.isdecimal():
            return 0
        key = int(event.subject_id)
        return {"clues.clue": key, "clues.talk": self.talks.get(key, 0)}.get(event.subject_kind, 0)
