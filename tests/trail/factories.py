"""A commission with a trail, somebody who acts, and acts to be recorded."""

from dataclasses import dataclass, field
from datetime import date
from itertools import count
from types import SimpleNamespace
from typing import Any

from paizhu.kernel.acts import act
from paizhu.organization.models import Administration, Powers, Unit
from paizhu.tenancy.models import Commission
from paizhu.trail import actions as trail

_numbers = count(1)

trail.register(
    {
        "test.done": "%(actor)s did something to %(subject)s.",
        "test.counted": "%(actor)s counted %(count)s at %(subject)s (%(nowhere)s).",
    }
)


@dataclass
class Somebody:
    """A viewer that needs no account."""

    commission_id: int | None = None
    pk: int | None = 7
    trail_name: str = "王五 (wangwu)"
    powers: Any = field(default_factory=lambda: Powers(on=date(2015, 6, 1)))


class Nowhere:
    """A record that belongs to no commission."""

    pk = 1
    _meta = SimpleNamespace(label_lower="test.nowhere")

    def __str__(self) -> str:
        return "某处"


def auditor(commission: Commission, **given) -> Somebody:
    powers = Powers(on=date(2015, 6, 1), administration=frozenset({Administration.AUDITOR}))
    return Somebody(commission_id=commission.pk, trail_name="审计员", powers=powers, **given)


def commission(**given) -> Commission:
    number = next(_numbers)
    return Commission.objects.create(
        **{"code": f"TRAIL{number}", "name": f"示范市{number}纪委", **given}
    )


def unit(home: Commission, name: str = "市财政局") -> Unit:
    return Unit.objects.create(commission=home, code=f"U{next(_numbers)}", name=name)


@act
def do(*, subject, times: int = 1, what: str = "test.done", changes=None, by, **detail) -> None:
    for _time in range(times):
        trail.record(what, subject, by=by, changes=changes, **detail)


def chain_of(length: int, **detail) -> Commission:
    """Return a commission whose trail has so many records."""
    home = commission()
    do(subject=unit(home), times=length, by=Somebody(), **detail)
    return home
