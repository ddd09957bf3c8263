"""When a posting in a group ends: what its holder kept or worked on goes to another, never to somebody whom a ground keeps away."""

from django.db.models import Q

from paizhu.clues.actions import custody, recusals, telling
from paizhu.clues.actions.holding import kept
from paizhu.clues.models import ENDED, Clue, ClueState, TeamMember
from paizhu.clues.queries import custody as papers
from paizhu.clues.queries import handlers
from paizhu.kernel import acts, clock
from paizhu.kernel.acts import act
from paizhu.kernel.records import save_clean
from paizhu.kernel.viewers import Viewer
from paizhu.organization.models import WORKING_COMPOSITE_POSTS, Official, Posting
from paizhu.organization.queries.open_matters import Matter
from paizhu.tenancy.models import Commission
from paizhu.trail import actions as trail

LEFT = "rotation"


def kept_under(posting: Posting):
    """Return the clues that the holder keeps or works on in the posting's group, and that are not over."""
    found = Clue.objects.of(posting.commission_id)
    if posting.composite_group_id is None:
        return found.none()
    mine = TeamMember.objects.filter(official=posting.official_id, left_on__isnull=True)
    elsewhere = Posting.objects.of(posting.commission_id).in_force(clock.today())
    elsewhere = elsewhere.filter(
        official=posting.official_id, post__in=WORKING_COMPOSITE_POSTS
    ).exclude(pk=posting.pk)
    here = Q(group=posting.composite_group_id)
    # Who was lent works on another group's matter under this posting.
    lent = ~Q(group__in=elsewhere.values("composite_group"))
    found = found.filter(
        Q(keeper=posting.official_id) & here | Q(pk__in=mine.values("clue_id")) & (here | lent)
    )
    return found.exclude(state__in=(*ENDED, ClueState.ARCHIVED)).order_by("pk")


def open_matters_of(posting: Posting, user: Viewer) -> list[Matter]:
    """Return them as the page of the posting's end may name them: only those of which its reader knows.

    Who ends a posting knows of no casework as a rule. What is not named here is passed on in the same act (`hand_over`), unseen.
    """
    seen = Clue.objects.visible_to(user).filter(pk__in=kept_under(posting).values("pk"))
    return [Matter(clue.code, clue.get_absolute_url(), clue.get_state_display()) for clue in seen]


@act
def pass_on_left(*, commission: Commission, by: Viewer) -> int:
    """Pass on what is kept or worked on by somebody who works in no group any more. Returns how many matters."""
    today, count = clock.today(), 0
    working = (
        Posting.objects.of(commission).in_force(today).filter(post__in=WORKING_COMPOSITE_POSTS)
    )
    officials = working.values("official_id")
    left = (
        TeamMember.objects.of(commission)
        .filter(left_on__isnull=True)
        .exclude(official__in=officials)
    )
    clues = (
        Clue.objects.of(commission)
        .filter(group__isnull=False)
        .exclude(state__in=(*ENDED, ClueState.ARCHIVED))
    )
    gone = Q(keeper__isnull=False) & ~Q(keeper__in=officials) | Q(pk__in=left.values("clue_id"))
    for clue in clues.filter(gone).select_related("group", "unit").select_for_update(of=("self",)):
        people = {clue.keeper_id, *left.filter(clue=clue).values_list("official_id", flat=True)} - {
            None
        }
        for leaver in people - set(
            working.filter(official__in=people).values_list("official_id", flat=True)
        ):
            _pass_on(clue, leaver, None, by)
            count += 1
    if not count:
        acts.nothing_to_do()
    return count


@act
def hand_over(*, posting: Posting, to: Official | None, by: Viewer) -> int:
    """Give each to the one named, or where a ground keeps him away to somebody free of the group; with nobody left the case office is told.

    It is also how the act that ends a posting passes on what its actor knows nothing of; then `to` may be nobody.
    """
    count = 0
    for clue in kept_under(posting).select_related("group", "unit").select_for_update(of=("self",)):
        _pass_on(clue, posting.official_id, to, by)
        count += 1
    if not count:
        acts.nothing_to_do()
    return count


def _pass_on(clue: Clue, leaver: int, to: Official | None, by: Viewer) -> None:
    free = recusals.takers(clue, leaver)
    successor = next((each for each in free if to and each.pk == to.pk), free[0] if free else None)
    _leave(clue, leaver, successor)
    holds, is_keeper = papers.holder_of(clue) == leaver, clue.keeper_id == leaver
    waiting = papers.under_way(clue)
    if waiting is not None and leaver in (waiting.from_official_id, waiting.to_official_id):
        custody.end_under_way(clue)
    if is_keeper:
        clue.keeper = successor
        kept(clue)
    trail.record("clues.kept_by", clue, by=by, code=successor.code if successor else "—")
    receiver = successor.pk if successor else min(telling.case_office(clue), default=None)
    if holds and receiver and papers.under_way(clue) is None:
        custody.give(clue, receiver, "", by)
    if successor is None:
        telling.tell_stranded(clue, by)
    else:
        telling.tell(clue, "joined", [successor.pk], by)


def _leave(clue: Clue, leaver: int, successor: Official | None) -> None:
    mine = TeamMember.objects.filter(clue=clue, official=leaver, left_on__isnull=True).first()
    if mine is None:
        return
    led, mine.left_on, mine.left_because, mine.is_lead = mine.is_lead, clock.today(), LEFT, False
    save_clean(mine)
    team = TeamMember.objects.filter(clue=clue, left_on__isnull=True)
    if successor is None or successor.pk in handlers.ever_decided(clue):
        return
    standing = team.filter(official=successor).first()
    if standing is None:
        standing = TeamMember(
            commission_id=clue.commission_id,
            clue=clue,
            official=successor,
            joined_on=clock.today(),
            is_lead=led,
        )
    standing.is_lead = standing.is_lead or led
    save_clean(standing)
