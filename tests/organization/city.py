"""A small city with somebody in every post, as pytest fixtures for any room's tests.

| unit          | sector | resident there                                                          |
| U1 市甲局 ★   | 党群   | R1 (3 posts): `leader` leads, `member` is deputy                         |
| U2 市乙局     | 党群   | head `head`, contact `contact`                                           |
| U3 市丙局 ★   | 政法   | R2 (4 posts): `leader_two` leads, `resident` is a member of R2 alone     |
| U4 市丁局     | 政法   | leadership team member `team`                                            |
| U5 市戊局     | 党群   |                                                                          |

Z1 has charge of 党群: `leader` leads, `member` is a member, `liaison` guides. Z2 has charge of 政法: `leader_two` leads,
`deputy` is deputy (resident nowhere). Of the commission: `secretary`, `deputy_secretary`, `standing`, `office`,
`petitions`, `cases`. `nobody` has no posting. Groups since `REFORM`, residents since 2013, the rest since 2014. ★ key unit.
"""

from dataclasses import dataclass, field
from datetime import date

import pytest

from paizhu.access.models import Administration, User
from paizhu.organization.models import (
    Administration as Office,
)
from paizhu.organization.models import (
    CompositeGroup,
    Official,
    Post,
    Posting,
    ResidentGroup,
    Sector,
    Unit,
)
from paizhu.organization.queries import powers_of
from paizhu.organization.states import Powers
from paizhu.tenancy.models import Commission
from tests.organization import factories
from tests.organization.factories import REFORM
from tests.standing import standing

RESIDENT_SINCE, BEFORE = date(2013, 1, 1), date(2014, 1, 1)
PLACES = (
    ("leader", Post.RESIDENT_LEADER, "R1", RESIDENT_SINCE),
    ("leader", Post.LEADER, "Z1", REFORM),
    ("member", Post.RESIDENT_DEPUTY, "R1", RESIDENT_SINCE),
    ("member", Post.MEMBER, "Z1", REFORM),
    ("liaison", Post.LIAISON, "Z1", REFORM),
    ("leader_two", Post.RESIDENT_LEADER, "R2", RESIDENT_SINCE),
    ("leader_two", Post.LEADER, "Z2", REFORM),
    ("resident", Post.RESIDENT_MEMBER, "R2", RESIDENT_SINCE),
    ("deputy", Post.DEPUTY, "Z2", REFORM),
    ("head", Post.UNIT_HEAD, "U2", BEFORE),
    ("contact", Post.CONTACT, "U2", BEFORE),
    ("team", Post.TEAM_MEMBER, "U4", BEFORE),
    ("secretary", Post.SECRETARY, "", BEFORE),
    ("deputy_secretary", Post.DEPUTY_SECRETARY, "", BEFORE),
    ("standing", Post.STANDING_MEMBER, "", BEFORE),
    ("office", Post.OFFICE, "", BEFORE),
    ("petitions", Post.PETITION_OFFICE, "", BEFORE),
    ("cases", Post.CASE_OFFICE, "", BEFORE),
)
PEOPLE = (*dict.fromkeys(name for name, *_rest in PLACES), "nobody")
ADMINISTRATORS = {
    "system_admin": Office.SYSTEM_ADMIN,
    "security_admin": Office.SECURITY_ADMIN,
    "auditor": Office.AUDITOR,
}
ROLES = (*PEOPLE, *ADMINISTRATORS, "operator")


@dataclass(frozen=True)
class Looker:
    """A viewer without an account: what `visible_to` and the acts ask of anybody."""

    commission_id: int | None
    powers: Powers
    official_id: int | None = None
    pk: int | None = None
    trail_name: str = "测试"


@dataclass
class City:
    """The commission with its records by code, and the people by the words of the table above."""

    commission: Commission
    sectors: dict[str, Sector] = field(default_factory=dict)
    units: dict[str, Unit] = field(default_factory=dict)
    residents: dict[str, ResidentGroup] = field(default_factory=dict)
    groups: dict[str, CompositeGroup] = field(default_factory=dict)
    people: dict[str, Official] = field(default_factory=dict)
    accounts: dict[str, User] = field(default_factory=dict)

    def place(self, code: str):
        """Return the unit or group of a code; None for the commission itself."""
        return {**self.units, **self.residents, **self.groups}.get(code)

    def posting(self, name: str, post: Post) -> Posting:
        """Return somebody's posting."""
        return Posting.objects.get(official=self.people[name], post=post)

    def looker(self, role: str, on: date = REFORM) -> Looker:
        """Return the viewer of a role, with the powers of a day."""
        if role == "operator":
            return Looker(self.commission.pk, Powers(on=on, is_operator=True))
        if role in ADMINISTRATORS:
            office = frozenset({ADMINISTRATORS[role]})
            return Looker(self.commission.pk, Powers(on=on, administration=office))
        official = self.people[role]
        return Looker(self.commission.pk, powers_of(official, on), official.pk)

    def user(self, role: str) -> User:
        """Return the account in force of a role, opened when first asked for."""
        if role not in self.accounts:
            self.accounts[role] = User.objects.create(
                commission=self.commission,
                official=self.people.get(role),
                username=f"{self.commission.code}-{role}".lower(),
                display_name=role,
                is_active=True,
            )
            if role in ADMINISTRATORS:
                Administration.objects.create(
                    commission=self.commission,
                    user=self.accounts[role],
                    office=ADMINISTRATORS[role],
                    from_on=BEFORE,
                )
        return self.accounts[role]


def build(code: str = "JW") -> City:
    """Write the city of the table above."""
    city = City(factories.CommissionFactory(code=code))
    for position, name in enumerate(("党群", "政法"), start=1):
        city.sectors[name] = factories.SectorFactory(
            commission=city.commission, name=name, position=position
        )
    for number, (sign, sector, is_key) in enumerate(
        [("甲", "党群", True), ("乙", "党群", False), ("丙", "政法", True), ("丁", "政法", False), ("戊", "党群", False)],
        start=1,
    ):  # fmt: skip
        city.units[f"U{number}"] = factories.UnitFactory(
            commission=city.commission,
            code=f"U{number}",
            name=f"市{sign}局",
            sector=city.sectors[sector],
            is_key=is_key,
        )
    for number, host, posts in ((1, "U1", 3), (2, "U3", 4)):
        city.residents[f"R{number}"] = factories.ResidentGroupFactory(
            host=city.units[host], code=f"R{number}", posts=posts
        )
    for number, sector in ((1, "党群"), (2, "政法")):
        city.groups[f"Z{number}"] = factories.CompositeGroupFactory(
            commission=city.commission,
            code=f"Z{number}",
            name=f"{sector}口综合纪检监察组",
            sectors=[city.sectors[sector]],
        )
    for number, name in enumerate(PEOPLE, start=1):
        city.people[name] = factories.OfficialFactory(
            commission=city.commission, code=f"P{number:02}", name=f"示例{name}"
        )
    for name, post, where, since in PLACES:
        factories.PostingFactory(
            official=city.people[name], post=post, place=city.place(where), from_on=since
        )
    return city


standing_city, city = standing(build)
"""The small city, built once for a module."""


@pytest.fixture
def other_city(db) -> City:
    """Return a like city of another commission, of which nothing may ever be seen."""
    return build("ANOTHER")
