"""Records of the structure, made directly. Without words they are invented; each stands in one commission."""

from datetime import date

import factory
from factory.django import DjangoModelFactory

from paizhu.organization.models import (
    EVER,
    Charge,
    CompositeGroup,
    Official,
    Placement,
    Post,
    Posting,
    Rank,
    RecusalGround,
    ResidentGroup,
    Sector,
    Unit,
)
from paizhu.organization.queries import initials
from paizhu.tenancy.models import Commission

REFORM = date(2015, 3, 1)
"""The day on which the groups of the tests are established."""


class CommissionFactory(DjangoModelFactory):
    """A commission."""

    class Meta:
        model = Commission

    code = factory.Sequence(lambda number: f"JW{number}")
    name = factory.Sequence(lambda number: f"示例{number}市纪委监察局")


class _Record(DjangoModelFactory):
    class Meta:
        abstract = True

    commission = factory.SubFactory(CommissionFactory)


class SectorFactory(_Record):
    """A sector."""

    class Meta:
        model = Sector

    name = factory.Sequence(lambda number: f"第{number}口")
    position = factory.Sequence(lambda number: number)


class UnitFactory(_Record):
    """A unit; `sector=…` places it there since ever, or `since=…`. Without one it is placed nowhere."""

    class Meta:
        model = Unit
        skip_postgeneration_save = True

    class Params:
        since = EVER

    code = factory.Sequence(lambda number: f"U{number:04}")
    name = factory.Sequence(lambda number: f"市示例{number}局")
    initials = factory.LazyAttribute(lambda unit: initials(unit.name))

    @factory.post_generation
    def sector(unit, create, sector, **given):
        if create and sector is not None:
            Placement.objects.create(
                commission=unit.commission, unit=unit, sector=sector, **{"from_on": EVER, **given}
            )


class PlacementFactory(_Record):
    """A unit's place in a sector."""

    class Meta:
        model = Placement

    commission = factory.SelfAttribute("unit.commission")
    from_on = EVER


class ResidentGroupFactory(_Record):
    """A resident group; say its `host`."""

    class Meta:
        model = ResidentGroup

    commission = factory.SelfAttribute("host.commission")
    host = factory.SubFactory(UnitFactory)
    code = factory.Sequence(lambda number: f"R{number:03}")
    name = factory.LazyAttribute(lambda group: f"驻{group.host.name}纪检组")
    posts = 3


class CompositeGroupFactory(_Record):
    """A composite group; `sectors=[…]` puts them into its charge from its establishment."""

    class Meta:
        model = CompositeGroup
        skip_postgeneration_save = True

    code = factory.Sequence(lambda number: f"Z{number:02}")
    name = factory.Sequence(lambda number: f"第{number}综合纪检监察组")
    established_on = REFORM

    @factory.post_generation
    def sectors(group, create, sectors, **given):
        for sector in (create and sectors) or ():
            Charge.objects.create(
                commission=group.commission,
                group=group,
                sector=sector,
                from_on=group.established_on,
            )


class ChargeFactory(_Record):
    """A sector in a group's charge."""

    class Meta:
        model = Charge

    commission = factory.SelfAttribute("group.commission")
    from_on = factory.SelfAttribute("group.established_on")


class OfficialFactory(_Record):
    """A person without postings."""

    class Meta:
        model = Official

    code = factory.Sequence(lambda number: f"P{number:04}")
    name = factory.Sequence(lambda number: f"示例{number}")
    initials = factory.LazyAttribute(lambda official: initials(official.name, is_person=True))
    rank = Rank.COUNTY_DEPUTY


class PostingFactory(_Record):
    """A posting; `place` is the unit or group where the post is held."""

    class Meta:
        model = Posting

    commission = factory.SelfAttribute("official.commission")
    official = factory.SubFactory(OfficialFactory)
    post = Post.OFFICE
    from_on = REFORM

    @classmethod
    def _create(cls, model_class, *args, place=None, **given):
        posting = model_class(*args, **given)
        posting.place = place
        posting.save()
        return posting


class RecusalGroundFactory(_Record):
    """A ground of recusal; say `unit` or `relative`."""

    class Meta:
        model = RecusalGround

    commission = factory.SelfAttribute("official.commission")
    official = factory.SubFactory(OfficialFactory)
    reason = "曾在该单位任职"
