"""A commission with units, and somebody who reads lists of them."""

from paizhu.access.models import User
from paizhu.organization.models import Post, Posting, Unit
from paizhu.tenancy.models import Commission
from tests.access import factories as access


def commission(**given) -> Commission:
    home = access.commission()
    for name, value in given.items():
        setattr(home, name, value)
    home.save()
    return home


def office(home: Commission, **given) -> User:
    """Return an account of the commission's office, who sees all units."""
    person = access.official(home, "示例人员")
    Posting.objects.create(commission=home, official=person, post=Post.OFFICE, from_on=access.START)
    return access.account(home, person, **given)


def units(home: Commission, number: int, **given) -> list[Unit]:
    """Insert units U0001, U0002 … whose kinds and headcounts repeat, some of them empty."""
    start = Unit.objects.of(home).count()
    kinds = ["行政机关", "事业单位", ""]
    counts = [None, 12, 45, 12, 230, None, 7]
    return Unit.objects.bulk_create(
        Unit(
            **{
                "commission": home,
                "code": f"U{start + n:04}",
                "name": f"示例单位{start + n}",
                "kind": kinds[n % 3],
                "headcount": counts[n % 7],
                **given,
            }
        )
        for n in range(1, number + 1)
    )
