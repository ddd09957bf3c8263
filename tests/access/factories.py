"""A small commission with somebody in every post and each of the three offices, made directly."""

from datetime import date
from itertools import count

from paizhu.access.models import Administration, User
from paizhu.organization.models import Administration as Office
from paizhu.organization.models import (
    Charge,
    CompositeGroup,
    Official,
    Placement,
    Post,
    Posting,
    Rank,
    ResidentGroup,
    Sector,
    Target,
    Unit,
)
from paizhu.tenancy.models import Commission

START = date(2015, 1, 1)
PASSWORD = "riverbank-lantern-7"
_numbers = count(1)


def commission(code: str = "") -> Commission:
    """Return a new commission."""
    number = next(_numbers)
    return Commission.objects.create(code=code or f"C{number}", name=f"示范市{number}纪委")


def official(home: Commission, name: str = "") -> Official:
    """Return a new official without postings."""
    number = next(_numbers)
    return Official.objects.create(
        commission=home, code=f"P{number:04}", name=name or f"示例{number}", rank=Rank.SECTION_CHIEF
    )


def account(home: Commission, person: Official | None = None, username: str = "", **given) -> User:
    """Return an account in force."""
    number = next(_numbers)
    shown = person.name if person else f"账号{number}"
    user = User(
        commission=home,
        official=person,
        username=username or f"user{number}",
        **{"display_name": shown, "is_active": True, **given},
    )
    user.set_password(PASSWORD)
    user.save()
    return user


def administrator(home: Commission, office: Office, **given) -> User:
    """Return an account that holds one of the three offices."""
    user = account(home, **given)
    Administration.objects.create(commission=home, user=user, office=office, from_on=START)
    return user


class Structure:
    """One sector with two units, the first hosting a resident group; one composite group in charge."""

    def __init__(self, home: Commission):
        self.commission = home
        self.sector = Sector.objects.create(commission=home, name="党群口")
        self.host = self._unit("市甲局")
        self.linked = self._unit("市乙局")
        self.resident_group = ResidentGroup.objects.create(
            commission=home, code="R1", name="驻市甲局纪检组", host=self.host, posts=3
        )
        self.group = CompositeGroup.objects.create(
            commission=home, code="G1", name="党群口综合组", established_on=START
        )
        Charge.objects.create(commission=home, group=self.group, sector=self.sector, from_on=START)

    def _unit(self, name: str) -> Unit:
        unit = Unit.objects.create(commission=self.commission, code=f"U{next(_numbers)}", name=name)
        Placement.objects.create(
            commission=self.commission, unit=unit, sector=self.sector, from_on=START
        )
        return unit

    def place_for(self, post: Post):
        """Return where a posting of this post is held here."""
        return {
            Target.COMMISSION: None,
            Target.UNIT: self.host,
            Target.RESIDENT_GROUP: self.resident_group,
            Target.COMPOSITE_GROUP: self.group,
        }[post.target]

    def holder(self, post: Post, **given) -> User:
        """Return the account of somebody who holds the post today."""
        person = official(self.commission)
        posting = Posting(commission=self.commission, official=person, post=post, from_on=START)
        posting.place = self.place_for(post)
        posting.save()
        return account(self.commission, person, **given)
