"""Who may not touch a clue, and why: computed from postings, declared ties, the report itself and what was raised before.

Whether somebody reported the matter, or bears witness, is never told: those grounds, and kinship, are worded alike (`told_of`).
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from paizhu.clues.models import (
    MANDATORY,
    Clue,
    Ground,
    Recusal,
    RecusalState,
    Reporter,
    Talk,
    Talker,
    TalkKind,
    TeamMember,
    units_of,
)
from paizhu.clues.models.wall import PERSONS
from paizhu.clues.queries import shown
from paizhu.clues.states import told_of
from paizhu.kernel import protection
from paizhu.kernel.protection import Ring
from paizhu.organization.models import Official, Posting, RecusalGround
from paizhu.rulebook import queries as rulebook

WITHDRAWN = "withdrawn"
"""Why somebody left a team when the matter was taken from his group to be done anew by others."""
REPORTERS = "clues.reporter_official"
WITNESSED = (TalkKind.INQUIRY, TalkKind.VERIFICATION, TalkKind.PETITION_INTERVIEW)
"""Talks in which somebody is heard about the matter."""


@dataclass(frozen=True)
class Found:
    """One ground against one official. `detail`: the words for people; `basis`: the article."""

    ground: Ground
    detail: str
    is_mandatory: bool
    basis: str


def grounds_against(
    clue: Clue, officials: Iterable[Official | int], on: date
) -> dict[int, list[Found]]:
    """Return the grounds against each of the officials on a day; who has none has an empty list. Nine queries at most.

    What the level above has allowed is left out, unless the ground is one that nobody can set aside. A page that shows the clue asks
    once for its reader and the whole team.
    """
    keys = {getattr(each, "pk", each) for each in officials}
    if not shown.is_begun(clue):
        return _grounds(clue, keys, on)
    known = shown.kept(clue, ("grounds", on), dict)
    if missing := keys - known.keys():
        team = {member.official_id for member in shown.rows(clue, TeamMember)}
        reader = {getattr(getattr(clue, "known_to", None), "official_id", None)}
        known |= _grounds(clue, (missing | team | reader) - {None}, on)
    return {key: known[key] for key in keys}


def _grounds(clue: Clue, keys: set[int], on: date) -> dict[int, list[Found]]:
    grounds: dict[int, set[Ground]] = defaultdict(set)
    for source in (_posted, _tied, _of_report, _heard, _handled_before):
        for official, ground in source(clue, keys, on):
            grounds[official].add(ground)
    raised, lifted = _raised(clue, keys)
    for official, ground in raised:
        grounds[official].add(ground)
    bases = _bases(clue)
    order = list(Ground)
    return {
        key: [
            Found(ground, str(told_of(ground)), ground in MANDATORY, bases(ground))
            for ground in sorted(grounds[key], key=order.index)
            if ground in MANDATORY or key not in lifted
        ]
        for key in keys
    }


def _posted(clue: Clue, keys: set[int], on: date):
    """Resident there, of the unit's leadership or staff, or there within the period that counts."""
    at_unit = Q(unit=clue.unit_id) | Q(resident_group__host=clue.unit_id)
    held = Posting.objects.of(clue.commission_id).filter(
        at_unit, official__in=keys, from_on__lte=on
    )
    since = _look_back(clue, on)
    for official, unit, until in held.values_list("official_id", "unit_id", "until_on"):
        if until is None or until > on:
            yield official, Ground.LEADERSHIP if unit else Ground.RESIDENT
        elif since is None or until > since:
            yield official, Ground.FORMER_POST


def _look_back(clue: Clue, on: date) -> date | None:
    limit = rulebook.limits_on(on, clue.commission_id).get("recusal_look_back")
    return limit.due(on).on if limit else None


def _tied(clue: Clue, keys: set[int], on: date):
    """The person himself, his relatives from either side, and who declared a tie to the unit."""
    accused = clue.official_id
    if accused in keys:
        yield accused, Ground.SELF
    ties = RecusalGround.objects.of(clue.commission_id).in_force(on)
    wanted = Q(official__in=keys, unit=clue.unit_id)
    if accused:
        wanted |= Q(official__in=keys, relative=accused) | Q(official=accused, relative__in=keys)
    for official, relative, unit in ties.filter(wanted).values_list(
        "official_id", "relative_id", "unit_id"
    ):
        if unit:
            yield official, Ground.DECLARED_TIE
        else:
            yield relative if official == accused else official, Ground.NEAR_RELATIVE


def _of_report(clue: Clue, keys: set[int], on: date):
    """Who reported it, and the relatives of who did, through digests under the reporters' own keys."""
    if clue.petition_id is None:
        return
    digests = _reporters(clue)
    if not digests:
        return
    pairs = list(
        RecusalGround.objects.of(clue.commission_id)
        .in_force(on)
        .filter(relative__isnull=False)
        .filter(Q(official__in=keys) | Q(relative__in=keys))
        .values_list("official_id", "relative_id")
    )
    near = {person for pair in pairs for person in pair}
    reporters = {
        key
        for key in keys | near
        if digests & set(protection.indexes_of(str(key), purpose=REPORTERS, ring=Ring.REPORTERS))
    }
    for key in reporters & keys:
        yield key, Ground.REPORTER
    for pair in pairs:
        for one, other in (pair, pair[::-1]):
            if other in reporters and one in keys and one not in reporters:
                yield one, Ground.NEAR_RELATIVE


def _reporters(clue: Clue) -> set[str]:
    """Return the digests of who reported the matter: its petition, and all that repeat it or that it repeats; one query."""
    own = Q(petition=clue.petition_id)
    first = Q(petition__first=clue.petition_id)
    whole = Q(petition__repeats=clue.petition_id) | Q(petition__first__repeats=clue.petition_id)
    found = Reporter.objects.filter(own | first | whole).exclude(official_index="")
    return set(found.values_list("official_index", flat=True))


def _handled_before(clue: Clue, keys: set[int], on: date):
    """Who took its petition in; who worked on it or talked for it before it was taken away to be done anew, or on an earlier report of the
    same matter that has ended.
    """
    if clue.petition_id and clue.petition.registered_by_id in keys:
        yield clue.petition.registered_by_id, Ground.EARLIER_HANDLER
    for official in (_of_earlier_hands(clue, on) | _of_earlier_report(clue)) & keys:
        yield official, Ground.EARLIER_HANDLER


def _of_earlier_hands(clue: Clue, on: date) -> set[int]:
    since, team = clue.assigned_on or on, shown.rows(clue, TeamMember)
    talked = {each.official_id for each in shown.talkers(clue) if each.talk.held_on < since}
    return talked | {each.official_id for each in team if each.left_because == WITHDRAWN}


def _of_earlier_report(clue: Clue) -> set[int]:
    if not (clue.petition_id and (first := clue.petition.first_id)):
        return set()
    chain = Clue.objects.filter(Q(petition=first) | Q(petition__first=first)).exclude(pk=clue.pk)
    over = chain.filter(concluded_on__isnull=False).order_by().values("pk")
    worked = TeamMember.objects.filter(clue__in=over).order_by().values_list("official_id")
    heard_by = Talker.objects.filter(talk__clue__in=over).order_by().values_list("official_id")
    return {official for (official,) in worked.union(heard_by)}


def _heard(clue: Clue, keys: set[int], on: date):
    """Who was talked to in the matter bears witness in it, unless it is about himself."""
    heard = (talk for talk in shown.rows(clue, Talk) if talk.kind in WITNESSED)
    digests = {talk.official_index for talk in heard} - {""}
    if not digests:
        return
    accused = clue.official_id
    for key in keys - {accused}:
        if digests & set(protection.indexes_of(str(key), purpose=PERSONS)):
            yield key, Ground.WITNESS


def _raised(clue: Clue, keys: set[int]) -> tuple[list[tuple[int, Ground]], set[int]]:
    """What was raised in this matter and stands or is to be decided; and whom the level above lets in."""
    raised, lifted = [], set()
    for each in shown.rows(clue, Recusal):
        if each.official_id not in keys:
            continue
        if each.state in (RecusalState.RECUSED, RecusalState.ASKED):
            raised.append((each.official_id, Ground(each.ground)))
        elif each.state == RecusalState.LIFTED:
            lifted.add(each.official_id)
    return raised, lifted - {official for official, _ground in raised}


def _bases(clue: Clue):
    """Return the function that names the article of a ground, by the rules of the clue's day."""
    pack = rulebook.pack_on(clue.received_on)
    general = pack.closed_list("recusal_grounds").basis
    try:
        former = pack.limit("recusal_look_back").basis
    except rulebook.NotKnownThen:
        former = general
    return lambda ground: former if ground == Ground.FORMER_POST else general


__all__ = ["WITHDRAWN", "Found", "grounds_against", "units_of"]
