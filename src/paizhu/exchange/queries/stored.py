"""What is stored, in the shape of parsed rows: the one form in which export and comparison see it.

References are codes, lists are sorted tuples, so a stored row equals the parsed row of its export.
Every function takes a queryset that the caller has already narrowed (by commission, user or code).
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

from django.db import models
from django.db.models import F, OuterRef, Subquery
from django.db.models.functions import Coalesce

from paizhu.clues.models import Clue, Talk, Talker
from paizhu.exchange.states.sheets import ROW_TYPES
from paizhu.organization.models import (
    Charge,
    CompositeGroup,
    Official,
    Placement,
    Posting,
    RecusalGround,
    ResidentGroup,
    Unit,
)
from paizhu.oversight.models import (
    Activity,
    ActivityUnit,
    MatterNotice,
    Opinion,
    Participation,
    Subject,
)
from paizhu.tenancy.models import Commission

CHUNK = 2000

MODELS: dict[str, type[models.Model]] = {
    "units": Unit,
    "resident_groups": ResidentGroup,
    "composite_groups": CompositeGroup,
    "officials": Official,
    "postings": Posting,
    "recusals": RecusalGround,
    "notices": MatterNotice,
    "activities": Activity,
    "opinions": Opinion,
    "clues": Clue,
    "talks": Talk,
}


def commission_row(commission: Commission) -> tuple:
    """The one row of 机关."""
    higher = commission.higher.code if commission.higher else None
    return ROW_TYPES["commission"](0, commission.code, commission.name, higher)


def rows(key: str, records: models.QuerySet) -> Iterator[tuple]:
    """Yield the rows of one sheet in the order of their codes (postings: by person and day)."""
    return _ROWS[key](records)


def _plain(key: str, *paths: str) -> Callable[[models.QuerySet], Iterator[tuple]]:
    """Rows whose cells are one column each; an empty word is no word."""
    make, fields = ROW_TYPES[key], ROW_TYPES[key]._fields[1:]
    emptied = [place for place, name in enumerate(fields) if name in _WORDS_THAT_MAY_BE_EMPTY]

    def read(records: models.QuerySet) -> Iterator[tuple]:
        for values in records.order_by("code").values_list(*paths).iterator(CHUNK):
            if emptied:
                values = [
                    value or None if i in emptied else value for i, value in enumerate(values)
                ]
            yield make(0, *values)

    return read


_WORDS_THAT_MAY_BE_EMPTY = frozenset({"gender"})


def _units(records: models.QuerySet) -> Iterator[tuple]:
    latest = Placement.objects.filter(unit=OuterRef("pk")).order_by("-from_on")
    placed = records.annotate(sector_now=Subquery(latest.values("sector__name")[:1]))
    make = ROW_TYPES["units"]
    for values in placed.order_by("code").values_list(
        "code", "name", "sector_now", "kind", "headcount", "is_key"
    ):
        yield make(0, *values)


def _composite_groups(records: models.QuerySet) -> Iterator[tuple]:
    charged = defaultdict(list)
    charges = Charge.objects.filter(group__in=records.values("pk"), until_on__isnull=True)
    for group, sector in charges.values_list("group_id", "sector__name"):
        charged[group].append(sector)
    make = ROW_TYPES["composite_groups"]
    for pk, code, name, established_on in records.order_by("code").values_list(
        "pk", "code", "name", "established_on"
    ):
        yield make(0, code, name, tuple(sorted(charged[pk])), established_on)


def _postings(records: models.QuerySet) -> Iterator[tuple]:
    make = ROW_TYPES["postings"]
    placed = records.annotate(
        place=Coalesce(F("unit__code"), F("resident_group__code"), F("composite_group__code"))
    ).order_by("official__code", "from_on", "post", "place")
    for values in placed.values_list("official__code", "post", "place", "from_on", "until_on"):
        yield make(0, *values)


def _recusals(records: models.QuerySet) -> Iterator[tuple]:
    make = ROW_TYPES["recusals"]
    ordered = records.order_by("official__code", "unit__code", "relative__code", "from_on")
    for values in ordered.values_list(
        "official__code", "unit__code", "relative__code", "reason", "from_on", "until_on"
    ):
        yield make(0, *values)


def _activities(records: models.QuerySet) -> Iterator[tuple]:
    fields = (
        "pk",
        "code",
        "on",
        "method",
        "group__code",
        "matter",
        "subjects",
        "notice__code",
        "summary",
    )
    make = ROW_TYPES["activities"]
    for chunk in _chunks(records.order_by("code").values_list(*fields).iterator(CHUNK)):
        ids = [values[0] for values in chunk]
        units = _codes(ActivityUnit, "unit__code", ids)
        people = _codes(Participation, "official__code", ids)
        for pk, code, on, method, group, matter, subjects, notice, summary in chunk:
            yield make(
                0,
                code,
                on,
                method,
                units[pk],
                people[pk],
                group,
                matter or None,
                tuple(subject.value for subject in Subject if subjects & subject),
                notice,
                summary,
            )


def _clues(records: models.QuerySet) -> Iterator[tuple]:
    """Rows of clues; each is opened here, because whom it names lies sealed."""
    make = ROW_TYPES["clues"]
    ordered = records.order_by("code").select_related("unit", "group")
    for chunk in _chunks(ordered.iterator(CHUNK)):
        people = {clue.official_id for clue in chunk} - {None}
        codes = dict(Official.objects.filter(pk__in=people).values_list("pk", "code"))
        for clue in chunk:
            yield make(
                0,
                clue.code,
                clue.received_on,
                clue.source,
                clue.is_named,
                clue.unit.code,
                codes.get(clue.official_id),
                clue.rank,
                clue.summary,
                clue.group.code if clue.group else None,
                clue.assigned_on,
                clue.disposition or None,
                clue.disposed_on,
                clue.conclusion or None,
                clue.filed_on,
            )


def _talks(records: models.QuerySet) -> Iterator[tuple]:
    """Rows of the talks whose kind the contract knows."""
    make = ROW_TYPES["talks"]
    fields = ("pk", "code", "held_on", "kind", "unit__code", "clue__code", "people")
    exported = records.exported().order_by("code").values_list(*fields)
    for chunk in _chunks(exported.iterator(CHUNK)):
        people: dict[int, set[str]] = defaultdict(set)
        talkers = Talker.objects.filter(talk__in=[values[0] for values in chunk])
        for talk, code in talkers.values_list("talk_id", "official__code"):
            people[talk].add(code)
        for pk, code, held_on, kind, unit, clue, count in chunk:
            yield make(0, code, held_on, kind, unit, clue, tuple(sorted(people[pk])), count)


def _codes(links: type[models.Model], path: str, activities: list[int]) -> dict[int, tuple]:
    """Return activity → the codes at the other end of its links, sorted, each once."""
    found: dict[int, set[str]] = {pk: set() for pk in activities}
    for pk, code in links.objects.filter(activity__in=activities).values_list("activity_id", path):
        found[pk].add(code)
    return {pk: tuple(sorted(codes)) for pk, codes in found.items()}


def _chunks(values: Iterable[tuple]) -> Iterator[list[tuple]]:
    chunk: list[tuple] = []
    for each in values:
        chunk.append(each)
        if len(chunk) == CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


_ROWS: dict[str, Callable[[models.QuerySet], Iterator[tuple]]] = {
    "units": _units,
    "resident_groups": _plain("resident_groups", "code", "name", "host__code", "posts"),
    "composite_groups": _composite_groups,
    "officials": _plain("officials", "code", "name", "gender", "rank"),
    "postings": _postings,
    "recusals": _recusals,
    "notices": _plain(
        "notices", "code", "unit__code", "matter", "title", "happens_at", "sender__code", "sent_at"
    ),
    "activities": _activities,
    "opinions": _plain(
        "opinions",
        "code",
        "activity__code",
        "unit__code",
        "content",
        "made_on",
        "due_on",
        "state",
        "closed_on",
    ),
    "clues": _clues,
    "talks": _talks,
}
