"""Many matters written straight into the tables of the large synthetic commission, and who looks at them.

Of the rectifications 2 in 100 are open, in every state; of the notices 2 in 100 are undecided or to be attended.
"""

import random
from collections.abc import Iterable
from datetime import datetime, time, timedelta
from typing import Any

from django.utils import timezone

from benchmarks import large_city
from paizhu.access.models import User
from paizhu.kernel import clock
from paizhu.organization.models import CompositeGroup, Official, Post, Posting, Unit
from paizhu.oversight.models import Matter, MatterNotice, NoticeAttendee, NoticeState
from paizhu.planning.models import PlanKind, PlanState, WorkPlan
from paizhu.rectification.models import OPEN, Rectification, Side, State, Voice
from paizhu.tenancy.models import Commission

ACTIVITIES = 20_000
BATCH = 5_000
OPEN_EVERY = 50
ROLES = ("member", "deputy", "leader", "liaison", "contact", "head", "office", "secretary")
CLIENTS = 8


def make(matters: int, seed: int = 2024) -> Commission:
    """Write the commission with this many matters, three rectifications to two notices, and return it."""
    chance = random.Random(seed)
    commission = large_city.make(min(ACTIVITIES, max(matters // 5, 100)))
    people(commission)
    ground = Ground(commission, chance)
    rectifications(ground, matters * 3 // 5)
    notices(ground, matters * 2 // 5)
    plans(ground)
    return commission


class Ground:
    """Units by group, and who works in each, as `large_city` divides them."""

    def __init__(self, commission: Commission, chance: random.Random):
        self.commission, self.chance, self.today = commission, chance, clock.today()
        self.units = list(Unit.objects.of(commission).order_by("code"))
        self.groups = list(CompositeGroup.objects.of(commission).order_by("code"))
        officials = Official.objects.of(commission).order_by("code")
        self.workers = list(officials[: large_city.RESIDENTS])

    def at(self, number: int) -> tuple[Unit, CompositeGroup, Official]:
        """Return a unit, its group, and somebody of that group."""
        place = number % large_city.UNITS
        group = place % large_city.GROUPS
        worker = self.chance.randrange(5) * large_city.GROUPS + group
        return self.units[place], self.groups[group], self.workers[worker]

    def moment(self, days: int):
        """Return nine o'clock so many days from today."""
        day = self.today + timedelta(days=days)
        return timezone.make_aware(datetime.combine(day, time(9)))


def people(commission: Commission) -> None:
    """Write those whose first screens are measured, and the members who send word."""
    unit = Unit.objects.of(commission).order_by("code")[60]
    for role, post, place in (
        ("contact", Post.CONTACT, {"unit": unit}),
        ("head", Post.UNIT_HEAD, {"unit": unit}),
        ("secretary", Post.SECRETARY, {}),
    ):
        official = Official.objects.create(
            commission=commission, code=f"X-{role}", name=f"合成{role}", initials="hc"
        )
        Posting.objects.create(
            commission=commission,
            official=official,
            post=post,
            from_on=large_city.FIRST_DAY,
            **place,
        )
        account(commission, role, official)
    officials = list(Official.objects.of(commission).filter(code__startswith="P").order_by("code"))
    account(commission, "deputy", officials[large_city.GROUPS])
    account(commission, "liaison", officials[large_city.RESIDENTS])
    for number in range(CLIENTS):
        account(commission, f"sender-{number}", officials[2 * large_city.GROUPS + number])


def account(commission: Commission, name: str, official: Official) -> None:
    """Write an account in force into which nobody signs in by password."""
    User.objects.create(
        username=f"large-{name}", commission=commission, official=official, display_name=name,
        is_active=True, password="!",  # noqa: S106  no password fits
    )  # fmt: skip


def rectifications(ground: Ground, count: int) -> None:
    """Write rectifications, and for each open one a word of both sides."""
    words = []
    for rows in batches(count, lambda number: rectification(ground, number)):
        Rectification.objects.bulk_create(rows)
        words += [
            Voice(
                commission=ground.commission, rectification=row, side=side, step="accept",
                text="合成。", said_at=ground.moment(-3), said_name="合成",
            )
            for row in rows if row.state in OPEN for side in Side.values
        ]  # fmt: skip
    Voice.objects.bulk_create(words, batch_size=BATCH)


def rectification(ground: Ground, number: int) -> Rectification:
    """Return the rectification of that number."""
    unit, group, worker = ground.at(number)
    is_open = number % OPEN_EVERY == 0
    age = ground.chance.randrange(60) if is_open else ground.chance.randrange(60, 3_000)
    issued = ground.today - timedelta(days=age)
    state = OPEN[number // OPEN_EVERY % len(OPEN)] if is_open else State.CLOSED
    closed = None if is_open else issued + timedelta(days=40)
    return Rectification(
        commission=ground.commission, code=f"D{number:07}", source="opinion", unit=unit, group=group,
        keeper=worker, problem="合成整改事项。", issued_on=issued, due_on=issued + timedelta(days=45),
        state=state, since=issued, closed_on=closed,
        recheck_on=closed + timedelta(days=90) if closed else None,
        rechecked_on=closed + timedelta(days=80) if closed and number % 400 else None,
        signed_at=None if is_open and number % 3 else ground.moment(-age),
        signed_by="" if is_open and number % 3 else "合成",
    )  # fmt: skip


def notices(ground: Ground, count: int) -> None:
    """Write notices, and who attends."""
    going = []
    for rows in batches(count, lambda number: notice(ground, number)):
        made = MatterNotice.objects.bulk_create(rows)
        going += [
            NoticeAttendee(
                commission_id=ground.commission.pk, notice=row, is_assigned=True,
                official=ground.at(number)[2],
            )
            for number, row in enumerate(made) if row.state == NoticeState.ATTEND
        ]  # fmt: skip
    NoticeAttendee.objects.bulk_create(going, batch_size=BATCH)


def notice(ground: Ground, number: int) -> MatterNotice:
    """Return the notice of that number."""
    unit, _group, _worker = ground.at(number)
    is_open = number % OPEN_EVERY == 0
    days = ground.chance.randrange(-5, 20) if is_open else -ground.chance.randrange(10, 3_000)
    states = (NoticeState.SENT, NoticeState.READ, NoticeState.ATTEND)
    state = states[number // OPEN_EVERY % 3] if is_open else NoticeState.ATTENDED
    return MatterNotice(
        commission=ground.commission, code=f"DN{number:07}", unit=unit, matter=Matter.PROJECT,
        title="合成重要事项", happens_at=ground.moment(days), sent_at=ground.moment(days - 5),
        state=state, decided_at=ground.moment(days - 4) if state == NoticeState.ATTEND else None,
    )  # fmt: skip


def plans(ground: Ground) -> None:
    """Write four plans a group: submitted, returned, agreed, and agreed long ago."""
    states = (PlanState.SUBMITTED, PlanState.RETURNED)
    WorkPlan.objects.bulk_create(
        WorkPlan(
            commission=ground.commission, code=f"P{number:03}-{state}", group=group, title="合成计划",
            kind=PlanKind.PROPOSAL, from_on=ground.today, until_on=ground.today + timedelta(days=180),
            state=state, submitted_on=ground.today - timedelta(days=number % 9),
            drafted_by=ground.workers[number],
        )
        for number, group in enumerate(ground.groups) for state in states
    )  # fmt: skip


def batches(count: int, make_one: Any) -> Iterable[list]:
    """Yield the rows of these numbers, some thousands at a time."""
    for start in range(0, count, BATCH):
        yield [make_one(number) for number in range(start, min(start + BATCH, count))]
