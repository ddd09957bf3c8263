"""What figures count of clues and talks, and the lists behind the numbers: one condition each, so that they agree.

A clue counts by its latest word: its conclusion where there is one, else its disposition.
"""

from datetime import date
from enum import StrEnum

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum

from paizhu.clues.models import Clue, Conclusion, Disposition, Talk, TalkKind
from paizhu.organization.models import CompositeGroup, Placement


class Counted(StrEnum):
    """What is counted of clues, in the contract's order."""

    RECEIVED = "received"
    ASSIGNED = "assigned"
    VERIFICATION = "preliminary_verification"
    FILED = "case_filed"
    HELD = "held"
    CONCLUDED = "concluded"


CONDITIONS = {
    Counted.RECEIVED: Q(),
    Counted.ASSIGNED: Q(group__isnull=False),
    Counted.VERIFICATION: Q(disposition=Disposition.VERIFICATION),
    Counted.FILED: Q(filed_on__isnull=False),
    Counted.HELD: Q(conclusion=Conclusion.HELD) | Q(conclusion="", disposition=Disposition.HELD),
    Counted.CONCLUDED: Q(conclusion=Conclusion.CONCLUDED)
    | Q(conclusion="", disposition=Disposition.CONCLUDED),
}
BY_RECEIPT = tuple(each for each in Counted if each is not Counted.FILED)


def day_of(counted: str) -> str:
    """Return the day by which a clue falls in a period: a case by its filing, all else by receipt."""
    return "filed_on" if counted == Counted.FILED else "received_on"


def between(
    clues: QuerySet[Clue], counted: str, start: date | None, end: date | None
) -> QuerySet[Clue]:
    """Restrict to the clues that are counted so in a period."""
    days = {"gte": start, "lte": end}
    given = {f"{day_of(counted)}__{way}": day for way, day in days.items() if day}
    return clues.filter(CONDITIONS[Counted(counted)], **given)


def count_clues(clues: QuerySet[Clue], start: date, end: date) -> dict[str, int]:
    """Count the clues of a period. Two queries, each on one range of days."""
    received = between(clues, Counted.RECEIVED, start, end).order_by()
    found = received.aggregate(
        **{each.value: Count("pk", filter=CONDITIONS[each]) for each in BY_RECEIPT}
    )
    found[Counted.FILED.value] = between(clues, Counted.FILED, start, end).order_by().count()
    return {each.value: found[each.value] for each in Counted}


def count_talks(talks: QuerySet[Talk]) -> dict:
    """Count talks of the contract's kinds, and the people by kind. One query."""
    rows = talks.exported().order_by().values_list("kind").annotate(n=Count("pk"), p=Sum("people"))
    found = {kind: (number, people) for kind, number, people in rows}
    kinds = [kind for kind in TalkKind if kind.word]
    return {
        "total": sum(number for number, _people in found.values()),
        "people": {kind.word: found.get(kind.value, (0, 0))[1] for kind in kinds},
    }


def of_group(talks: QuerySet[Talk], group: CompositeGroup | int) -> QuerySet[Talk]:
    """Restrict to talks at units that the group had in its charge on the day."""
    day = OuterRef("held_on")
    placed = Placement.objects.filter(
        Q(until_on__isnull=True) | Q(until_on__gt=day), unit=OuterRef("unit"), from_on__lte=day
    )
    charged = placed.filter(
        Q(sector__charges__until_on__isnull=True) | Q(sector__charges__until_on__gt=day),
        sector__charges__group=group,
        sector__charges__from_on__lte=day,
    )
    return talks.filter(Exists(charged))
