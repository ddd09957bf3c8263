"""Who works on a matter: joined, made lead, taken off."""

from paizhu.clues import rules
from paizhu.clues.actions import telling
from paizhu.clues.actions.moving import held, made
from paizhu.clues.models import Clue, TeamMember
from paizhu.clues.queries import working
from paizhu.kernel import clock
from paizhu.kernel.acts import act
from paizhu.kernel.records import save_clean
from paizhu.kernel.viewers import Viewer
from paizhu.organization.models import Official
from paizhu.trail import actions as trail


@act
def join(
    *,
    clue: Clue,
    official: Official,
    is_lead: bool = False,
    seen_revision: int | None = None,
    by: Viewer,
) -> TeamMember:
    """Somebody without a conflict joins the team; the first one leads it until another is named."""
    clue = held(clue)
    rules.team.check_can_staff(by, clue)
    today = clock.today()
    rules.team.check_can_join(clue, official, today)
    leads = is_lead or not working.team(clue).filter(is_lead=True).exists()
    if leads:
        _no_lead(clue)
    member = made(TeamMember, clue, official=official, is_lead=leads, joined_on=today)
    telling.tell(clue, "on_team", [official.pk], by)
    trail.record("clues.joined", clue, by=by, code=official.code)
    return member


@act
def lead(
    *, clue: Clue, member: TeamMember, seen_revision: int | None = None, by: Viewer
) -> TeamMember:
    """Another member leads the team."""
    clue = held(clue)
    rules.team.check_can_change_member(by, clue, member)
    _no_lead(clue)
    member.refresh_from_db()
    member.is_lead = True
    save_clean(member)
    trail.record("clues.leads", clue, by=by, code=member.official.code)
    return member


@act
def leave(
    *, clue: Clue, member: TeamMember, because: str, seen_revision: int | None = None, by: Viewer
) -> TeamMember:
    """Somebody leaves the team. What he did stays, and that he did it; he sees the matter no longer."""
    clue = held(clue)
    rules.team.check_can_change_member(by, clue, member)
    rules.teamwork.check_written(because)
    was_lead = member.is_lead
    member.left_on, member.left_because, member.is_lead = clock.today(), because[:30], False
    save_clean(member)
    following = working.team(clue).order_by("pk").first() if was_lead else None
    if following is not None:
        following.is_lead = True
        save_clean(following)
    trail.record("clues.left", clue, by=by, code=member.official.code)
    return member


def _no_lead(clue: Clue) -> None:
    for member in working.team(clue).filter(is_lead=True):
        member.is_lead = False
        save_clean(member)
