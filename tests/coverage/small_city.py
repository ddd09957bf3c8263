"""A city small enough to count by hand, and the few calls that write records into it.

Structure (from days inclusive, until days exclusive):

| unit        | sector | resident group (posts) | resident there                                  |
| U1 教育局 ★ | 党群   | R1 (3)                 | P1 leader, P3 deputy                            |
| U2 财政局   | 党群   |                        |                                                 |
| U3 规划局 ★ | 综合   | R2 (2)                 | P2 leader until 2015-07-01                      |
| U4 统计局   | 综合   |                        |                                                 |
| U5 林业局   | 农林   | R3 (2)                 | P4 leader                                       |
| U6 新设局   | none   |                        |                                                 |

Z1 has charge of 党群: P1 leader, P3 member, P6 liaison member. Z2 has charge of 综合: P2 leader until
2015-07-01, P5 member (resident nowhere), no liaison member. Both from 2015-03-01. Nobody has 农林. ★ key unit.
"""

from dataclasses import dataclass, field
from datetime import date

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
from paizhu.organization.queries import structure_of
from paizhu.oversight.models import Activity, ActivityUnit, Method, Opinion, Participation
from paizhu.tenancy.models import Commission
from tests.rectification.factories import standing_for

REFORM = date(2015, 3, 1)
ROTATION = date(2015, 7, 1)


@dataclass
class City:
    """A commission and its records by code."""

    commission: Commission
    sectors: dict[str, Sector] = field(default_factory=dict)
    units: dict[str, Unit] = field(default_factory=dict)
    residents: dict[str, ResidentGroup] = field(default_factory=dict)
    groups: dict[str, CompositeGroup] = field(default_factory=dict)
    officials: dict[str, Official] = field(default_factory=dict)

    def unit(self, code: str, name: str, sector: str | None, **more) -> Unit:
        """Write a unit, placed in a sector since ever."""
        unit = Unit.objects.create(commission=self.commission, code=code, name=name, **more)
        if sector:
            self.place(unit, sector)
        self.units[code] = unit
        return unit

    def place(self, unit: Unit, sector: str, from_on: date = EVER) -> None:
        """Place a unit in a sector, made where missing."""
        if sector not in self.sectors:
            self.sectors[sector] = Sector.objects.create(
                commission=self.commission, name=sector, position=len(self.sectors)
            )
        Placement.objects.create(
            commission=self.commission, unit=unit, sector=self.sectors[sector], from_on=from_on
        )

    def resident_group(self, code: str, host: str, posts: int) -> ResidentGroup:
        """Write a resident group."""
        self.residents[code] = ResidentGroup.objects.create(
            commission=self.commission,
            code=code,
            name=f"驻{self.units[host].name}纪检组",
            host=self.units[host],
            posts=posts,
        )
        return self.residents[code]

    def group(self, code: str, *sectors: str, since: date = REFORM) -> CompositeGroup:
        """Write a composite group with the sectors in its charge."""
        group = CompositeGroup.objects.create(
            commission=self.commission, code=code, name=f"{code}综合组", established_on=since
        )
        for sector in sectors:
            Charge.objects.create(
                commission=self.commission, group=group, sector=self.sectors[sector], from_on=since
            )
        self.groups[code] = group
        return group

    def post(self, code: str, post: Post, where: str = "", since=REFORM, until=None) -> Official:
        """Write a posting of an official, made where missing. `where`: code of a unit or group."""
        if code not in self.officials:
            self.officials[code] = Official.objects.create(
                commission=self.commission, code=code, name=f"某{code}", rank=Rank.COUNTY_DEPUTY
            )
        posting = Posting(
            commission=self.commission,
            official=self.officials[code],
            post=post,
            from_on=since,
            until_on=until,
        )
        posting.place = {**self.units, **self.residents, **self.groups}.get(where)
        posting.save()
        return self.officials[code]

    def user(self, code: str) -> User:
        """Return an official's account in force, opened the first time."""
        account, _is_new = User.objects.get_or_create(
            username=f"{self.commission.code}-{code}".lower(),
            defaults={
                "commission": self.commission,
                "official": self.officials[code],
                "display_name": code,
                "is_active": True,
            },
        )
        return account

    def activity(
        self, code: str, on: date, method=Method.MEETING, at=("U2",), by=("P1",), group="Z1", **more
    ) -> Activity:
        """Write an activity with its units and people, each in the capacity of the day."""
        structure = structure_of(self.commission)
        activity = Activity.objects.create(
            commission=self.commission,
            code=code,
            on=on,
            method=method,
            group=self.groups[group] if group else None,
            **more,
        )
        day = {
            "commission_id": self.commission.pk,
            "activity": activity,
            "on": on,
            "month": on.year * 100 + on.month,
        }
        for unit in (self.units[one] for one in at):
            ActivityUnit.objects.create(unit=unit, **day)
            for official in (self.officials[one] for one in by):
                Participation.objects.create(
                    unit=unit,
                    official=official,
                    capacity=structure.capacity(official.pk, unit.pk, on),
                    **day,
                )
        return activity

    def opinion(self, code: str, activity: Activity, unit: str, made_on: date, **more) -> Opinion:
        """Write an opinion of an activity to a unit."""
        given = {
            "commission": self.commission,
            "code": code,
            "unit": self.units[unit],
            "content": "建议完善制度。",
            "made_on": made_on,
            **more,
        }
        return Opinion.objects.create(
            activity=activity, rectification=standing_for(**given), **given
        )


def small_city(code: str = "JW") -> City:
    """Write the city of the table above, without any activity."""
    city = City(Commission.objects.create(code=code, name="某市纪委监察局"))
    city.unit("U1", "教育局", "党群", is_key=True)
    city.unit("U2", "财政局", "党群")
    city.unit("U3", "规划局", "综合", is_key=True)
    city.unit("U4", "统计局", "综合")
    city.unit("U5", "林业局", "农林")
    city.unit("U6", "新设局", None)
    city.resident_group("R1", "U1", 3)
    city.resident_group("R2", "U3", 2)
    city.resident_group("R3", "U5", 2)
    city.group("Z1", "党群")
    city.group("Z2", "综合")
    before = date(2014, 1, 1)
    city.post("P1", Post.RESIDENT_LEADER, "R1", before)
    city.post("P3", Post.RESIDENT_DEPUTY, "R1", before)
    city.post("P2", Post.RESIDENT_LEADER, "R2", before, ROTATION)
    city.post("P4", Post.RESIDENT_LEADER, "R3", before)
    city.post("P1", Post.LEADER, "Z1")
    city.post("P3", Post.MEMBER, "Z1")
    city.post("P6", Post.LIAISON, "Z1")
    city.post("P2", Post.LEADER, "Z2", REFORM, ROTATION)
    city.post("P5", Post.MEMBER, "Z2")
    return city
