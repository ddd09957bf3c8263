"""What is due, for whom: papers to sign, decisions to take, limits past or near, filings, reports upward, reviews, held clues.

All of it starts at `visible_to`. A leader finds what is his group's, a member what is his, the case office everything.
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from paizhu.clues.models import (
    ENDED,
    Approval,
    ApprovalState,
    Clue,
    ClueState,
    Disposition,
    Explanation,
    Handover,
    Recusal,
    RecusalState,
    TeamMember,
)
from paizhu.clues.queries.levels import OF_SECRETARY, ON_PAPER
from paizhu.kernel.viewers import Viewer
from paizhu.notices.models import Notice
from paizhu.organization.models import Post
from paizhu.rectification.queries import Deadlines, Light
from paizhu.rulebook.queries import Approver, PersonCategory

SHOWN = 50


@dataclass(frozen=True)
class Due:
    """Querysets, none of them read yet."""

    unsigned: QuerySet[Handover]
    waiting: QuerySet[Approval]
    overdue: QuerySet[Clue]
    near: QuerySet[Clue]
    to_assign: QuerySet[Clue]
    unfiled: QuerySet[Clue]
    upward: QuerySet[Clue]
    reviews: QuerySet[Recusal]
    keeperless: QuerySet[Clue]
    explanations: QuerySet[Clue]


def due(user: Viewer, on: date) -> Due:
    """Return what is due for the user on a day."""
    seen = Clue.objects.visible_to(user).select_related("unit", "group", "keeper")
    own = getattr(user, "official_id", None) or 0
    is_office = Post.CASE_OFFICE in user.powers.commission_posts
    leads = user.powers.led_groups | user.powers.deputised_groups
    acting = seen if is_office else seen.filter(pk__in=_acting(own, leads))
    office = seen if is_office else seen.none()
    soon = Deadlines(user.commission_id, on).last_day(Light.YELLOW)
    handovers = Handover.objects.visible_to(user).filter(
        signed_at__isnull=True, ended_at__isnull=True
    )
    handovers = handovers.select_related("clue__unit", "from_official", "to_official")
    reviews = Recusal.objects.visible_to(user).filter(
        state=RecusalState.RECUSED, has_worked=True, reviewed_on__isnull=True
    )
    if not is_office:
        reviews = reviews.filter(clue__in=_acting(own, leads))
    reviews = reviews.select_related("clue__unit", "official")
    disposed = office.filter(disposed_on__isnull=False).order_by("disposed_on", "pk")
    return Due(
        unsigned=handovers if is_office else handovers.filter(to_official=own),
        waiting=_waiting(user),
        overdue=acting.filter(due_on__lt=on).order_by("due_on", "pk"),
        near=acting.filter(due_on__gte=on, due_on__lte=soon).order_by("due_on", "pk"),
        to_assign=office.in_states(user.commission_id, ClueState.REGISTERED).order_by(
            "received_on", "pk"
        ),
        unfiled=disposed.filter(filed_with_organ_on__isnull=True),
        upward=disposed.filter(category=PersonCategory.UNIT_HEAD, superior_told_on__isnull=True),
        reviews=reviews if is_office or leads else reviews.none(),
        keeperless=office.filter(group__isnull=False, keeper__isnull=True).open(),
        explanations=_unexplained(acting, on).order_by("received_on", "pk"),
    )


def _unexplained(acting: QuerySet[Clue], on: date) -> QuerySet[Clue]:
    """Return what was inquired into this year or last and has ended, and is still to be explained at the meeting on party life."""
    since = date(on.year - 1, 1, 1)
    inquired = Approval.objects.filter(
        step="clue_disposition",
        word=Disposition.INQUIRY,
        state=ApprovalState.APPROVED,
        decided_on__gte=since,
    )
    ended = acting.filter(state__in=(*ENDED, ClueState.ARCHIVED), pk__in=inquired.values("clue_id"))
    return ended.exclude(pk__in=Explanation.objects.values("clue_id"))


def _acting(own: int, leads: frozenset[int]) -> QuerySet:
    """Return the ids of clues for which somebody acts: as leader or deputy, as keeper, on the team. Each from its own index."""
    on_team = TeamMember.objects.filter(official=own, left_on__isnull=True).order_by()
    kept = Clue.objects.filter(keeper=own).order_by().values("pk")
    led = Clue.objects.filter(group__in=leads).order_by().values("pk")
    return led.union(kept, on_team.values("clue_id"))


def _waiting(user: Viewer) -> QuerySet[Approval]:
    """Questions at the user's own level, those that came up to him, and for the case office those decided on paper."""
    powers, own = user.powers, getattr(user, "official_id", None) or 0
    found = Approval.objects.visible_to(user).filter(state=ApprovalState.WAITING)
    told = Notice.objects.filter(kind="clues.asked", recipient=own, done_at__isnull=True)
    reach = Q(clue__in=told.values("about_id"))
    if Post.SECRETARY in powers.commission_posts:
        reach |= Q(level__in=OF_SECRETARY)
    if Post.DEPUTY_SECRETARY in powers.commission_posts:
        reach |= Q(level=Approver.COMMISSION_DEPUTY)
    if Post.CASE_OFFICE in powers.commission_posts:
        reach |= Q(level__in=ON_PAPER)
    reach |= Q(level=Approver.LIAISON, clue__group__in=powers.guided_groups)
    reach |= Q(level=Approver.GROUP_LEADER, clue__group__in=powers.led_groups)
    worked = found.filter(clue__teammembers__official=own)
    apart = found.filter(reach).exclude(asked_by=own).exclude(pk__in=worked.values("pk"))
    return apart.select_related("clue__unit").order_by("asked_on", "pk")


__all__ = ["SHOWN", "Due", "due"]
