"""A commission with its office, a member, and the system administrator, made directly."""

from datetime import date

from paizhu.access.models import User
from paizhu.organization.models import Administration, Post
from paizhu.rulebook import actions
from tests.access import factories as access

START = access.START


def commission(code: str = ""):
    """Return a new commission."""
    return access.commission(code)


def office(home) -> User:
    """Return somebody of the commission's office."""
    from paizhu.organization.models import Posting

    person = access.official(home)
    Posting.objects.create(commission=home, official=person, post=Post.OFFICE, from_on=START)
    return access.account(home, person)


def plain(home) -> User:
    """Return somebody of the commission without any posting."""
    return access.account(home, access.official(home))


def system_admin(home) -> User:
    """Return the system administrator."""
    return access.administrator(home, Administration.SYSTEM_ADMIN)


def own_value(home, by, *, limit_key="inquiry_reply", amount=10, unit="working_days", **given):
    """Set a stricter value by the act."""
    given = {"from_on": date(2023, 1, 1), "reason": "本市加严", **given}
    return actions.set_stricter(
        commission=home, limit_key=limit_key, amount=amount, unit=unit, by=by, **given
    )
