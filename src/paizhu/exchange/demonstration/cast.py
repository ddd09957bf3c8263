"""Who signs in to the demonstration city, as what, and what is worth looking at."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from paizhu.organization.models import Administration, Post

PASSWORD = "wanglan-yanshi"  # noqa: S105  everybody may know it: all records are invented
GROUP = "ZH3"  # 工交: the largest group, with a rotation and a vacancy in its year
UNIT = "望澜市交通运输局"


@dataclass(frozen=True)
class Part:
    """One account to be opened: for whoever holds the post at the place, or for an administrator."""

    username: str
    role: Any
    hint: Any
    post: Post | None = None
    place: str = ""
    office: Administration | None = None


PARTS = (
    Part(
        "bangongshi",
        _("Commission office (纪委办公室)"),
        _("coverage, the map, figures, summaries of the groups, joint work, the workbook"),
        Post.OFFICE,
    ),
    Part(
        "shuji",
        _("Commission secretary (纪委书记)"),
        _("the whole commission at a glance; questions about clues to be decided"),
        Post.SECRETARY,
    ),
    Part(
        "lianxi",
        _("Liaison member (联系常委) of the third group"),
        _("a plan that waits for an answer, a proposal to talk about, the group that he guides"),
        Post.LIAISON,
        GROUP,
    ),
    Part(
        "zuzhang",
        _("Leader (组长) of the third group"),
        _(
            "whom to send to which meeting, what waits for confirmation, joint activities, division of work, "
            "an appraisal that is closed out, a questionnaire that is open"
        ),
        Post.LEADER,
        GROUP,
    ),
    Part(
        "fuzuzhang",
        _("Deputy leader (副组长) of the third group"),
        _("the same, and the own host unit"),
        Post.DEPUTY,
        GROUP,
    ),
    Part(
        "zuyuan",
        _("Member of the third group (组员), resident leader (派驻纪检组长)"),
        _(
            "double capacity: calls to answer, plans of units to judge, words sent from the host unit"
        ),
        Post.MEMBER,
        GROUP,
    ),
    Part(
        "lianluo",
        _("Contact (联络员) of the transport bureau"),
        _("what the unit owes: overdue, to accept, to plan, to report done"),
        Post.CONTACT,
        UNIT,
    ),
    Part(
        "juzhang",
        _("Head of the leadership (班子主要负责人) of the transport bureau"),
        _("only what is addressed to the own unit"),
        Post.UNIT_HEAD,
        UNIT,
    ),
    Part(
        "xinfang",
        _("Petition office (信访室)"),
        _(
            "petitions: registering, handing over, answers that are due; who reported, with a reason"
        ),
        Post.PETITION_OFFICE,
    ),
    Part(
        "anguan",
        _("Case office (案管室)"),
        _("all clues: what is to be assigned, limits that run, the workbook with clues and talks"),
        Post.CASE_OFFICE,
    ),
    Part(
        "xitong",
        _("System administrator (系统管理员)"),
        _("accounts; no casework"),
        office=Administration.SYSTEM_ADMIN,
    ),
    Part(
        "anquan",
        _("Security administrator (安全管理员)"),
        _("puts accounts in force; no casework"),
        office=Administration.SECURITY_ADMIN,
    ),
    Part(
        "shenji",
        _("Security auditor (安全审计员)"),
        _("the trail and its proof; no casework"),
        office=Administration.AUDITOR,
    ),
)
