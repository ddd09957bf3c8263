"""The reporter wall: what casework does not exist for a person, whatever his post.

A matter about a unit does not exist for anyone of that unit's leadership, its resident leader and its contact included, nor for
whoever was there within the period that counts; a matter about a person not for himself nor for his relatives; and no matter
from which somebody is recused exists for him. Whom a matter names is sealed; the wall compares keyed digests. Sources: 2020 rules on
petitions, art. 47 and 48; 2019 rules, art. 65 and 67.
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from paizhu.clues.states import RecusalState
from paizhu.kernel import clock, protection
from paizhu.kernel.viewers import Viewer
from paizhu.organization.models import Posting, RecusalGround
from paizhu.rulebook import queries as rulebook

PERSONS = "clues.official"
"""The purpose under which records digest whom they name."""


@dataclass(frozen=True)
class Wall:
    """What is hidden from one person on a day. Ids of units; digests of officials.

    `units`: where he is resident, in the leadership, or the contact. `former`: where he was, or declared a tie; a matter there is open
    to him once the level above has allowed it. `persons`: himself and his relatives; `kin`: their ids, for what lies under other keys.
    """

    official_id: int | None
    units: frozenset[int] = frozenset()
    former: frozenset[int] = frozenset()
    persons: frozenset[str] = frozenset()
    kin: frozenset[int] = frozenset()

    def hidden(self, recusals: type, prefix: str = "") -> Q:
        """Return the condition of what he must not see of records with `unit` and `official_index`.

        `recusals`: the model of recusals; `prefix`: the path from the record to its clue, ending in `__`.
        """
        mine = recusals.objects.filter(official=self.official_id or 0)
        recused = mine.filter(state=RecusalState.RECUSED).values("clue_id")
        lifted = mine.filter(state=RecusalState.LIFTED).values("clue_id")
        key = f"{prefix}pk" if not prefix else f"{prefix[:-2]}_id"
        return (
            Q(**{f"{prefix}unit__in": self.units})
            | (Q(**{f"{prefix}unit__in": self.former}) & ~Q(**{f"{key}__in": lifted}))
            | Q(**{f"{prefix}official_index__in": self.persons})
            | Q(**{f"{key}__in": recused})
        )


def wall_of(user: Viewer) -> Wall:
    """Return the wall of a user today; a few queries, the first time in a request."""
    kept = getattr(user, "_casework_wall", None)
    if kept is None:
        kept = _built(user, clock.today())
        if hasattr(user, "__dict__"):
            user.__dict__["_casework_wall"] = kept
    return kept


def _built(user: Viewer, on: date) -> Wall:
    own, powers = getattr(user, "official_id", None), user.powers
    if own is None:
        return Wall(None)
    now = powers.host_units | powers.team_units | powers.contact_units
    ties = list(
        RecusalGround.objects.of(user.commission_id)
        .in_force(on)
        .filter(Q(official=own) | Q(relative=own))
        .values_list("official_id", "relative_id", "unit_id")
    )
    kin = {
        own,
        *(person for holder, relative, _unit in ties for person in (holder, relative) if relative),
    }
    former = units_of(own, user.commission_id, on) | {
        unit for holder, _r, unit in ties if unit and holder == own
    }
    return Wall(own, now, frozenset(former - now), digests_of(kin), frozenset(kin))


def units_of(official_id: int, commission_id: int, on: date) -> set[int]:
    """Return the units at which an official is or was posted within the period that counts for recusal."""
    limit = rulebook.limits_on(on, commission_id).get("recusal_look_back")
    held = Posting.objects.of(commission_id).filter(official=official_id, from_on__lte=on)
    if limit is not None:
        since = limit.due(on).on
        held = held.filter(Q(until_on__isnull=True) | Q(until_on__gt=since))
    rows = held.values_list("unit_id", "resident_group__host_id")
    return {unit for pair in rows for unit in pair if unit}


def digests_of(officials: set[int]) -> frozenset[str]:
    """Return the digests of officials under every key of the ring."""
    return frozenset(
        digest
        for official in officials
        for digest in protection.indexes_of(str(official), purpose=PERSONS)
    )
