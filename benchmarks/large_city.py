"""A large synthetic commission written straight into the tables: sizes are what is measured, not the acts.

1,000 units in 60 sectors, 60 groups, 400 officials, activities spread evenly over ten years.
"""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice

from django.utils import timezone

from paizhu.access.models import User
from paizhu.organization.models import (
    EVER,
    Charge,
    CompositeGroup,
    Official,
    Placement,
    Post,
    Posting,
    Rank,
    ResidentGroup,
    Sector,
    Unit,
)
from paizhu.organization.queries import initials, structure_of
from paizhu.oversight.models import Activity, ActivityUnit, Matter, Method, Opinion, Participation
from paizhu.rectification.models import Rectification
from paizhu.tenancy.models import Commission

FIRST_DAY, DAYS = date(2015, 1, 1), 3652
UNITS, GROUPS, RESIDENTS = 1_000, 60, 300
CHUNK = 20_000


def make(activities: int, seed: int = 2015) -> Commission:
    """Write the commission with this many activities and return it."""
    chance = random.Random(seed)
    commission = Commission.objects.create(code="LARGE", name="大型合成纪委")
    sectors = Sector.objects.bulk_create(
        Sector(commission=commission, name=f"口{n:02}", position=n) for n in range(GROUPS)
    )
    units = Unit.objects.bulk_create(
        Unit(commission=commission, code=f"U{n:04}", name=f"合成市第{n}局", initials=initials(f"合成市第{n}局"),
             is_key=n % 9 == 0)
        for n in range(UNITS)
    )  # fmt: skip
    Placement.objects.bulk_create(
        Placement(commission=commission, unit=unit, sector=sectors[n % GROUPS], from_on=EVER)
        for n, unit in enumerate(units)
    )
    groups = CompositeGroup.objects.bulk_create(
        CompositeGroup(
            commission=commission,
            code=f"Z{n:02}",
            name=f"第{n + 1}综合纪检监察组",
            established_on=FIRST_DAY,
        )
        for n in range(GROUPS)
    )
    Charge.objects.bulk_create(
        Charge(commission=commission, group=group, sector=sector, from_on=FIRST_DAY)
        for group, sector in zip(groups, sectors, strict=True)
    )
    people = _people(commission, units, groups)
    _activities(commission, units, groups, people, activities, chance)
    _opinions(commission, activities // 5, chance)
    return commission


def _people(commission, units, groups) -> list[Official]:
    officials = Official.objects.bulk_create(
        Official(
            commission=commission,
            code=f"P{n:04}",
            name=f"合成{n}",
            initials=f"hc{n}",
            rank=Rank.COUNTY_DEPUTY,
        )
        for n in range(RESIDENTS + GROUPS + 1)
    )
    residents = ResidentGroup.objects.bulk_create(
        ResidentGroup(
            commission=commission, code=f"R{n:03}", name=f"驻第{n}局纪检组", host=units[n], posts=2
        )
        for n in range(RESIDENTS)
    )

    def posting(official, post, **place):
        return Posting(
            commission=commission, official=official, post=post, from_on=FIRST_DAY, **place
        )

    postings = [
        posting(officials[n], Post.RESIDENT_LEADER, resident_group=residents[n])
        for n in range(RESIDENTS)
    ]
    kinds = (Post.LEADER, Post.DEPUTY, Post.MEMBER, Post.MEMBER, Post.MEMBER)
    postings += [
        posting(officials[n], kinds[n // GROUPS], composite_group=groups[n % GROUPS])
        for n in range(RESIDENTS)
    ]
    postings += [
        posting(officials[RESIDENTS + n], Post.LIAISON, composite_group=groups[n])
        for n in range(GROUPS)
    ]
    postings.append(posting(officials[-1], Post.OFFICE))
    Posting.objects.bulk_create(postings)
    for name, official in (
        ("office", officials[-1]),
        ("leader", officials[0]),
        ("member", officials[150]),
    ):
        User.objects.create(
            username=f"large-{name}", commission=commission, official=official, display_name=name,
            is_active=True, password="!",  # noqa: S106  no password fits
        )  # fmt: skip
    return officials[:RESIDENTS]


def _activities(commission, units, groups, people, count, chance) -> None:
    structure = structure_of(commission)
    methods, matters = list(Method), list(Matter)

    def rows() -> Iterator[Activity]:
        for n in range(count):
            method = methods[chance.randrange(len(methods))]
            yield Activity(
                commission=commission,
                code=f"A{n:07}",
                on=FIRST_DAY + timedelta(days=n * DAYS // count),
                method=method,
                matter=matters[chance.randrange(len(matters))] if chance.random() < 0.6 else "",
                group=groups[n % GROUPS],
                subjects=chance.randrange(1, 256),
                summary="合成记录,仅供测速。",
            )

    source, done = rows(), 0
    while chunk := list(islice(source, CHUNK)):
        Activity.objects.bulk_create(chunk, batch_size=5_000)
        links, pairs = [], []
        for number, activity in enumerate(chunk, start=done):
            group = number % GROUPS
            at = {
                chance.randrange(UNITS // GROUPS) * GROUPS + group
                for _ in range(1 + (number % 4 == 0))
            }
            who = {chance.randrange(5) * GROUPS + group for _ in range(1 + number % 2)}
            on, month = activity.on, activity.on.year * 100 + activity.on.month
            shared = {
                "commission_id": commission.pk,
                "activity": activity,
                "on": on,
                "month": month,
            }
            for unit in (units[n] for n in at if n < UNITS):
                links.append(ActivityUnit(unit=unit, **shared))
                for official in (people[n] for n in who):
                    capacity = structure.capacity(official.pk, unit.pk, on).counted_as
                    pairs.append(
                        Participation(official=official, unit=unit, capacity=capacity, **shared)
                    )
        ActivityUnit.objects.bulk_create(links, batch_size=5_000)
        Participation.objects.bulk_create(pairs, batch_size=5_000)
        done += len(chunk)


def _opinions(commission, count, chance) -> None:
    links = ActivityUnit.objects.filter(commission_id=commission.pk).values_list(
        "activity_id", "unit_id", "on"
    )[: count * 2 : 2]
    groups = dict(Activity.objects.of(commission).values_list("pk", "group_id"))
    records, opinions = [], []
    for n, (activity, unit, on) in enumerate(links):
        closed = n % 20 != 0
        given = {
            "commission": commission,
            "code": f"Y{n:07}",
            "unit_id": unit,
            "due_on": on + timedelta(days=60),
            "state": "closed" if closed else "rectifying",
            "closed_on": on + timedelta(days=chance.randrange(10, 90)) if closed else None,
        }
        record = Rectification(
            **given,
            source="opinion",
            group_id=groups[activity],
            problem="合成意见。",
            issued_on=on,
            since=on,
        )
        records.append(record)
        opinions.append(
            Opinion(
                **given,
                activity_id=activity,
                group_id=groups[activity],
                rectification=record,
                content="合成意见。",
                made_on=on,
            )
        )
    Rectification.objects.bulk_create(records, batch_size=5_000)
    for opinion in opinions:
        opinion.rectification_id = opinion.rectification.pk
    Opinion.objects.bulk_create(opinions, batch_size=5_000)


def office_of(commission: Commission) -> User:
    """Return the account that the pages are opened with."""
    return User.objects.get(commission=commission, username="large-office")


def made_at() -> str:
    """Return when this was measured."""
    return timezone.now().date().isoformat()
