"""What the pages of talks choose from: kinds, who may have held one, people on record at a unit."""

from django.db.models import Q, QuerySet

from paizhu.clues.models import (
    OPEN_TALKS,
    Clue,
    ClueState,
    Recusal,
    RecusalState,
    Talk,
    TalkKind,
)
from paizhu.clues.queries import working
from paizhu.kernel import clock
from paizhu.kernel.viewers import Viewer
from paizhu.organization.models import WORKING_COMPOSITE_POSTS, Official, Posting, Unit

DAILY = (TalkKind.INTEGRITY, TalkKind.REMINDER, TalkKind.COLLECTIVE, TalkKind.PETITION_INTERVIEW)
OF_STATE = {
    ClueState.INQUIRING: (TalkKind.INQUIRY, TalkKind.PETITION_INTERVIEW),
    ClueState.VERIFYING: (TalkKind.VERIFICATION, TalkKind.PETITION_INTERVIEW),
    ClueState.CONCLUDED: (TalkKind.REMINDER, TalkKind.PETITION_INTERVIEW),
    ClueState.FILED: (TalkKind.REMINDER,),
    ClueState.TRANSFERRED: (TalkKind.REMINDER,),
}


def kinds_for(clue: Clue | None, talk: Talk | None = None) -> tuple[TalkKind, ...]:
    """Return the kinds that come into question, the likeliest first."""
    if talk is not None:
        own = TalkKind(talk.kind)
        if talk.clue_id:
            return (own,)
        return tuple(kind for kind in DAILY if (kind in OPEN_TALKS) == (own in OPEN_TALKS))
    if clue is not None:
        return OF_STATE.get(ClueState(clue.state), (TalkKind.PETITION_INTERVIEW,))
    return DAILY


def talkers_for(user: Viewer, clue: Clue | None, talk: Talk | None = None) -> QuerySet[Official]:
    """Return who may have held it: the team and the group's people for a clue, else the reader's groups and the case office."""
    today, everybody = clock.today(), Official.objects.of(user.commission_id)
    held = Posting.objects.of(user.commission_id).in_force(today)
    if clue is None and talk is not None:
        clue = talk.clue
    if clue is not None:
        posted = held.filter(composite_group=clue.group_id or 0, post__in=WORKING_COMPOSITE_POSTS)
        wanted = Q(pk__in=working.team(clue).values("official_id"))
        away = Recusal.objects.filter(clue=clue, state=RecusalState.RECUSED)
        everybody = everybody.exclude(pk__in=away.values("official_id"))
    else:
        powers = user.powers
        posted = held.filter(
            Q(composite_group__in=powers.concerned_groups)
            | Q(resident_group__in=powers.resident_groups)
        )
        wanted = Q(pk=getattr(user, "official_id", None) or 0)
    wanted |= Q(pk__in=posted.values("official_id"))
    if talk is not None:
        wanted |= Q(pk__in=talk.talkers.values("official_id"))
    return everybody.filter(wanted).order_by("code")


def people_at(unit: Unit) -> QuerySet[Official]:
    """Return the unit's leadership on record today."""
    return Official.objects.of(unit.commission_id).posted(clock.today(), unit=unit).order_by("code")
