"""Closed lists of the structure and the shapes that follow from postings. Plain Python, no database.

Each closed word carries `word`, the Chinese word of the workbook contract.
"""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _

EVER = date(1900, 1, 1)
"""'Since before our records': the start of a placement or charge whose beginning nobody wrote down."""


class Target(StrEnum):
    """What a posting is held at."""

    UNIT = "unit"
    RESIDENT_GROUP = "resident_group"
    COMPOSITE_GROUP = "composite_group"
    COMMISSION = "commission"


class Post(models.TextChoices):
    """职务: the posts that a posting can hold."""

    LIAISON = "liaison", _("Liaison member")
    LEADER = "leader", _("Group leader")
    DEPUTY = "deputy", _("Group deputy leader")
    MEMBER = "member", _("Group member")
    RESIDENT_LEADER = "resident_leader", _("Resident leader")
    RESIDENT_DEPUTY = "resident_deputy", _("Resident deputy leader")
    RESIDENT_MEMBER = "resident_member", _("Resident group member")
    UNIT_HEAD = "unit_head", _("Head of the unit's leadership")
    TEAM_MEMBER = "team_member", _("Leadership team member")
    CONTACT = "contact", _("Unit contact")
    SECRETARY = "secretary", _("Commission secretary")
    DEPUTY_SECRETARY = "deputy_secretary", _("Commission deputy secretary")
    STANDING_MEMBER = "standing_member", _("Standing committee member")
    OFFICE = "office", _("Commission office")
    PETITION_OFFICE = "petition_office", _("Petition office")
    CASE_OFFICE = "case_office", _("Case office")

    @property
    def word(self) -> str:
        """The contract's word."""
        return POST_WORDS[self]

    @property
    def target(self) -> Target:
        """What a posting of this post is held at."""
        return POST_TARGETS[self]


POST_WORDS = {
    Post.LIAISON: "联系常委",
    Post.LEADER: "综合组组长",
    Post.DEPUTY: "综合组副组长",
    Post.MEMBER: "综合组成员",
    Post.RESIDENT_LEADER: "派驻纪检组长",
    Post.RESIDENT_DEPUTY: "派驻纪检组副组长",
    Post.RESIDENT_MEMBER: "派驻纪检组成员",
    Post.UNIT_HEAD: "班子主要负责人",
    Post.TEAM_MEMBER: "班子成员",
    Post.CONTACT: "联络员",
    Post.SECRETARY: "纪委书记",
    Post.DEPUTY_SECRETARY: "纪委副书记",
    Post.STANDING_MEMBER: "纪委常委",
    Post.OFFICE: "纪委办公室",
    Post.PETITION_OFFICE: "信访室",
    Post.CASE_OFFICE: "案管室",
}
WORKING_COMPOSITE_POSTS = frozenset({Post.LEADER, Post.DEPUTY, Post.MEMBER})
"""Who works in a composite group. The liaison member guides it and is not of it."""
RESIDENT_POSTS = frozenset({Post.RESIDENT_LEADER, Post.RESIDENT_DEPUTY, Post.RESIDENT_MEMBER})
TEAM_POSTS = frozenset({Post.UNIT_HEAD, Post.TEAM_MEMBER})
COMMISSION_WIDE_POSTS = frozenset(
    {Post.SECRETARY, Post.DEPUTY_SECRETARY, Post.STANDING_MEMBER, Post.OFFICE}
)
"""Who sees the whole structure and the supervision ledgers of the commission."""
POST_TARGETS = {
    Post.LIAISON: Target.COMPOSITE_GROUP,
    **dict.fromkeys(WORKING_COMPOSITE_POSTS, Target.COMPOSITE_GROUP),
    **dict.fromkeys(RESIDENT_POSTS, Target.RESIDENT_GROUP),
    **dict.fromkeys(TEAM_POSTS, Target.UNIT),
    Post.CONTACT: Target.UNIT,
    **dict.fromkeys(
        (
            Post.SECRETARY,
            Post.DEPUTY_SECRETARY,
            Post.STANDING_MEMBER,
            Post.OFFICE,
            Post.PETITION_OFFICE,
            Post.CASE_OFFICE,
        ),
        Target.COMMISSION,
    ),
}


class Rank(models.TextChoices):
    """职级."""

    COUNTY_CHIEF = "county_chief", _("County level, chief")
    COUNTY_DEPUTY = "county_deputy", _("County level, deputy")
    SECTION_CHIEF = "section_chief", _("Section level, chief")
    SECTION_DEPUTY = "section_deputy", _("Section level, deputy")
    OTHER = "other", _("Other")

    @property
    def word(self) -> str:
        """The contract's word."""
        return RANK_WORDS[self]


RANK_WORDS = {
    Rank.COUNTY_CHIEF: "县级正职",
    Rank.COUNTY_DEPUTY: "县级副职",
    Rank.SECTION_CHIEF: "科级正职",
    Rank.SECTION_DEPUTY: "科级副职",
    Rank.OTHER: "其他",
}


class Gender(models.TextChoices):
    """性别."""

    MAN = "man", _("man")
    WOMAN = "woman", _("woman")

    @property
    def word(self) -> str:
        """The contract's word."""
        return {"man": "男", "woman": "女"}[self.value]


class Capacity(models.TextChoices):
    """In which capacity a person acts towards a unit on a day. Always computed, never entered."""

    SAME_BODY = "same_body", _("same-body")
    CROSS_BODY = "cross_body", _("cross-body")
    BOTH = "both", _("same-body and linked")
    OUTSIDE = "outside", _("outside capacity")

    @property
    def counted_as(self) -> "Capacity":
        """Who is resident at a unit acts there in same-body capacity, also when his group is linked to it."""
        return Capacity.SAME_BODY if self is Capacity.BOTH else self


class Administration(models.TextChoices):
    """三员: the three separate administrators. None of them reads casework."""

    SYSTEM_ADMIN = "system_admin", _("System administrator")
    SECURITY_ADMIN = "security_admin", _("Security administrator")
    AUDITOR = "auditor", _("Security auditor")


@dataclass(frozen=True)
class Powers:
    """What a person's postings in force on one day give. Ids of groups and units; empty sets for none.

    `units`: within the person's supervision — own host units, units linked to own groups, and for a
    liaison member the units linked to the groups guided. `supervising_groups`: those that supervise the units
    to which the person belongs.
    """

    on: date
    commission_posts: frozenset[Post] = frozenset()
    led_groups: frozenset[int] = frozenset()
    deputised_groups: frozenset[int] = frozenset()
    member_groups: frozenset[int] = frozenset()
    guided_groups: frozenset[int] = frozenset()
    resident_groups: frozenset[int] = frozenset()
    host_units: frozenset[int] = frozenset()
    team_units: frozenset[int] = frozenset()
    headed_units: frozenset[int] = frozenset()
    contact_units: frozenset[int] = frozenset()
    units: frozenset[int] = frozenset()
    supervising_groups: frozenset[int] = frozenset()
    administration: frozenset[Administration] = field(default_factory=frozenset)
    is_operator: bool = False

    @property
    def groups(self) -> frozenset[int]:
        """Composite groups the person works in, in whatever post."""
        return self.led_groups | self.deputised_groups | self.member_groups

    @property
    def concerned_groups(self) -> frozenset[int]:
        """Composite groups the person works in or guides."""
        return self.groups | self.guided_groups

    @property
    def known_groups(self) -> frozenset[int]:
        """Composite groups the person works in, guides, or is supervised by."""
        return self.concerned_groups | self.supervising_groups

    @property
    def own_units(self) -> frozenset[int]:
        """Units to which the person belongs or where he is resident."""
        return self.team_units | self.contact_units | self.host_units

    @property
    def known_units(self) -> frozenset[int]:
        """Units the person supervises or belongs to."""
        return self.units | self.own_units

    @property
    def sees_commission(self) -> bool:
        """Whether the whole structure and the ledgers of supervision are open to the person."""
        return self.is_operator or bool(self.commission_posts & COMMISSION_WIDE_POSTS)

    @property
    def keeps_structure(self) -> bool:
        """纪委办公室 keeps the structure, the people and the workbook."""
        return self.is_operator or Post.OFFICE in self.commission_posts

    @property
    def supervises(self) -> bool:
        """Whether the person works in a composite or a resident group."""
        return bool(self.groups or self.resident_groups)

    @property
    def is_staff_of_commission(self) -> bool:
        """Anybody of the commission or of its groups; not a unit's own people."""
        return bool(
            self.is_operator
            or self.commission_posts
            or self.concerned_groups
            or self.resident_groups
        )

    @property
    def is_system_admin(self) -> bool:
        """系统管理员: accounts, calendar, settings of the installation."""
        return self.is_operator or Administration.SYSTEM_ADMIN in self.administration

    @property
    def is_security_admin(self) -> bool:
        """安全管理员: puts accounts in force, locks them, resets second factors."""
        return self.is_operator or Administration.SECURITY_ADMIN in self.administration

    @property
    def is_auditor(self) -> bool:
        """安全审计员: reads the trail."""
        return self.is_operator or Administration.AUDITOR in self.administration
