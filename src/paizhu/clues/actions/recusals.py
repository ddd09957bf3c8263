"""Keeping away (回避): declared in one step, demanded and decided, allowed by the level above, computed from what is on record.

Whoever keeps away is off team and custody at once, and the matter no longer exists for him; what he did stays and is reviewed.
"""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from paizhu.clues import rules
from paizhu.clues.actions import approvals, custody, raising, telling
from paizhu.clues.actions.holding import check_written, held, kept, own
from paizhu.clues.models import (
    Approval,
    ApprovalState,
    Clue,
    Ground,
    PetitionRecusal,
    Recusal,
    RecusalState,
    TeamMember,
    Way,
)
from paizhu.clues.queries import assigning, conflicts, handlers
from paizhu.clues.queries import custody as papers
from paizhu.kernel import acts, clock
from paizhu.kernel.acts import act
from paizhu.kernel.records import check_fresh, save_clean
from paizhu.kernel.refusals import Refused
from paizhu.kernel.viewers import Viewer
from paizhu.organization.models import Official
from paizhu.tenancy.models import Commission
from paizhu.trail import actions as trail

RECUSED = "recused"
LIFT = "lift"


@act
def declare(*, clue: Clue, ground: Ground, text: str, by: Viewer) -> Recusal:
    """Somebody leaves a matter himself, in one step, at once."""
    record = held(clue)
    rules.check_can_declare(by, record)
    check_written(text)
    asked = Recusal.objects.filter(clue=record, official=own(by), state=RecusalState.ASKED).first()
    recusal = asked or _made(record, own(by), ground, Way.DECLARED, text, by)
    _recuse(recusal, record, by)
    return recusal


@act
def demand(*, clue: Clue, official: Official, ground: Ground, text: str, by: Viewer) -> Recusal:
    """Somebody, or a person concerned whose word the case office enters, demands that another keep away: the right level decides."""
    record = held(clue)
    rules.check_can_demand(by, record, official)
    check_written(text)
    recusal = _made(record, official.pk, ground, Way.DEMANDED, text, by)
    save_clean(recusal)
    trail.record("clues.recusal_demanded", record, by=by, code=official.code)
    approvals.ask(clue=record, step="recusal", word=str(recusal.pk), text=text, by=by)
    return recusal


@act
def lift(*, recusal: Recusal, text: str, by: Viewer) -> Approval:
    """The level above is asked to let somebody work on the matter in spite of a ground that can be set aside."""
    clue, record = held(recusal.clue), _held(recusal)
    record.clue = clue
    rules.check_can_lift(by, record)
    check_written(text)
    return approvals.ask(clue=clue, step="recusal", word=f"{LIFT}:{record.pk}", text=text, by=by)


@act
def lift_computed(*, clue: Clue, official: Official, text: str, by: Viewer) -> Approval:
    """The same where the ground was computed and nobody has raised it: it is put on record first."""
    record = held(clue)
    found = conflicts.grounds_against(record, [official], clock.today())[official.pk]
    if not found:
        raise Refused(_("Nothing keeps %(name)s away from this matter.") % {"name": official.name})
    rules.check_can_let_in(by, record)
    for ground in found:
        if ground.is_mandatory:
            raise Refused(_("This ground cannot be set aside by anybody."), basis=ground.basis)
    standing = Recusal.objects.filter(
        clue=record, official=official, state=RecusalState.RECUSED
    ).first()
    if standing is None:
        standing = _made(record, official.pk, found[0].ground, Way.COMPUTED, "", by)
        _recuse(standing, record, by)
    return lift(recusal=standing, text=text, by=by)


@act
def review(*, recusal: Recusal, text: str, seen_revision: int | None = None, by: Viewer) -> Recusal:
    """What somebody did before he left has been looked over by another."""
    clue, record = held(recusal.clue), _held(recusal)
    record.clue = clue
    check_fresh(record, seen_revision)
    rules.check_can_review(by, record)
    check_written(text)
    raising.note_review(record, text, by)
    trail.record("clues.work_reviewed", clue, by=by, code=record.official.code)
    return record


@act
def decided(*, approval: Approval, by: Viewer) -> None:
    """What follows from a decision on recusal: kept away, no ground found, or let in."""
    kind, _sep, key = approval.word.rpartition(":")
    recusal = (
        Recusal.objects.select_for_update(of=("self",))
        .select_related("official")
        .get(clue=approval.clue, pk=key)
    )
    is_approved = approval.state == ApprovalState.APPROVED
    recusal.decision = approval.decision
    if kind == LIFT:
        if is_approved and recusal.state == RecusalState.RECUSED:
            raising.settle(recusal, RecusalState.LIFTED, approval.decided_on, by)
            trail.record("clues.recusal_lifted", approval.clue, by=by, code=recusal.official.code)
        else:
            acts.nothing_to_do()
    elif recusal.state != RecusalState.ASKED:
        acts.nothing_to_do()
    elif is_approved:
        _recuse(recusal, approval.clue, by)
    else:
        _refuse(recusal, approval, by)


def _refuse(recusal: Recusal, approval: Approval, by: Viewer) -> None:
    """No ground was found."""
    raising.settle(recusal, RecusalState.REFUSED, approval.decided_on, by)
    trail.record("clues.recusal_refused", approval.clue, by=by, code=recusal.official.code)


def recuse_computed(clue: Clue, officials: Iterable[int], by: Viewer) -> int:
    """Take from the matter those whom a mandatory ground keeps away, before they could read it. Takes part in the running act."""
    today, count = clock.today(), 0
    found = conflicts.grounds_against(clue, officials, today)
    known = set(
        Recusal.objects.filter(
            clue=clue, official__in=found, state=RecusalState.RECUSED
        ).values_list("official_id", flat=True)
    )
    for official, grounds in sorted(found.items()):
        mandatory = [ground for ground in grounds if ground.is_mandatory]
        if mandatory and official not in known:
            asked = Recusal.objects.filter(
                clue=clue, official=official, state=RecusalState.ASKED
            ).first()
            _recuse(
                asked or _made(clue, official, mandatory[0].ground, Way.COMPUTED, "", by), clue, by
            )
            count += 1
    return count


@act
def keep_away(*, commission: Commission, by: Viewer) -> int:
    """Take from matters under way whoever has come into a post since and must keep away. Returns how many people."""
    count = 0
    named = Clue.objects.of(commission).open().exclude(petition__reporter__official_index="")
    for clue in (
        named.filter(petition__reporter__isnull=False)
        .select_related("group", "unit")
        .order_by("pk")
    ):
        count += recuse_computed(clue, telling.readers(clue) | telling.everybody(clue), by)
    if not count:
        acts.nothing_to_do()
    return count


def follow_petition(clue: Clue, by: Viewer) -> None:
    """Who keeps away from a petition of the matter keeps away from its clue. Takes part in the running act."""
    if clue.petition is None:
        return
    away = PetitionRecusal.objects.of_matter(clue.petition).filter(state=RecusalState.RECUSED)
    standing = Recusal.objects.filter(
        clue=clue, state__in=(RecusalState.ASKED, RecusalState.RECUSED)
    )
    known = {each.official_id: each for each in standing}
    for each in away.order_by("pk"):
        mine = known.get(each.official_id)
        if mine is not None and mine.state == RecusalState.RECUSED:
            continue
        mine = mine or _made(clue, each.official_id, each.ground, Way(each.way), each.text, by)
        known[each.official_id] = mine
        _recuse(mine, clue, by)


def _made(clue: Clue, official: int, ground: str, way: Way, text: str, by: Viewer) -> Recusal:
    of = {"commission_id": clue.commission_id, "clue": clue}
    return raising.made(Recusal, of, official, ground, way, text=text, by=by)


def _recuse(recusal: Recusal, clue: Clue, by: Viewer) -> None:
    """Keep somebody away from now on: off team and custody, his work to be reviewed, a successor named."""
    official = recusal.official_id
    recusal.has_worked = official in handlers.ever_worked(clue) | {clue.keeper_id}
    raising.settle(recusal, RecusalState.RECUSED, clock.today(), by)
    trail.record("clues.recused", clue, by=by, code=recusal.official.code, way=recusal.way)
    _leave_team(clue, official)
    if clue.group_id is None:
        return
    if _replace_keeper(clue, official, by) or recusal.has_worked:
        telling.tell(clue, "recused", telling.heads(clue) | telling.case_office(clue), by)
    if assigning.candidate(clue, clue.group, clock.today()).head is None:
        telling.tell_stranded(clue, by)


def _leave_team(clue: Clue, official: int) -> None:
    """Off the team at once; where he led it, the next one leads."""
    mine = TeamMember.objects.filter(clue=clue, official=official, left_on__isnull=True).first()
    if mine is None:
        return
    led, mine.left_on, mine.left_because, mine.is_lead = mine.is_lead, clock.today(), RECUSED, False
    save_clean(mine)
    following = handlers.team_of(clue)
    if led and following and not any(each.is_lead for each in following):
        following[0].is_lead = True
        save_clean(following[0])


def _replace_keeper(clue: Clue, official: int, by: Viewer) -> bool:
    """Another keeper in his place, and the papers on their way to the one, or to the case office where there is none."""
    waiting = papers.under_way(clue)
    if waiting is not None and official in (waiting.from_official_id, waiting.to_official_id):
        custody.end_under_way(clue)
    is_keeper, is_holder = clue.keeper_id == official, papers.holder_of(clue) == official
    if not (is_keeper or is_holder):
        return False
    successor = successor_for(clue, official)
    if is_keeper:
        clue.keeper = successor
        kept(clue)
        if successor is not None:
            trail.record("clues.kept_by", clue, by=by, code=successor.code)
    was_coming = waiting is not None and waiting.to_official_id == official
    if (is_holder or was_coming) and papers.under_way(clue) is None:
        to = successor.pk if successor else min(telling.case_office(clue), default=None)
        if to is not None and to != papers.holder_of(clue):
            custody.give(clue, to, _("handed on because somebody keeps away"), by)
    return True


def successor_for(clue: Clue, *without: int) -> Official | None:
    """Return who would keep it in somebody's place: free, of the group, the leader first."""
    return next(iter(takers(clue, *without)), None)


def takers(clue: Clue, *without: int) -> list[Official]:
    """Return who may take it over: of the group, kept away by no ground, the leader first; last who has decided about it.

    He keeps it at most: the work itself is never for who has decided.
    """
    people = assigning.candidate(clue, clue.group, clock.today()).free
    decided = handlers.ever_decided(clue)
    found = [person.official for person in people if person.official.pk not in without]
    return sorted(found, key=lambda official: official.pk in decided)


def _held(recusal: Recusal) -> Recusal:
    found = Recusal.objects.select_for_update(of=("self",)).select_related("official")
    return found.get(pk=recusal.pk)


__all__ = [
    "decided",
    "declare",
    "demand",
    "follow_petition",
    "keep_away",
    "lift",
    "lift_computed",
    "recuse_computed",
    "review",
    "successor_for",
    "takers",
]
