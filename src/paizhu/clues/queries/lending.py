"""Who could work on a clue beside the handling group's own: people whom an authorisation of joint work lends, and groups that could lend.

Source: 2022 rules, art. 17. Conflicts are computed for everybody alike.
"""

from dataclasses import dataclass
from datetime import date

from paizhu.clues.models import Clue
from paizhu.clues.queries import handlers
from paizhu.clues.queries.assigning import Candidate, Person, candidates
from paizhu.organization.models import Official


@dataclass(frozen=True)
class Hands:
    """Who could work on the matter and does not yet. `own`: of the handling group; `lent`: groups whose people are lent, with the number
    of the authorisation; `could`: groups with somebody free whose people only an authorisation would lend.
    """

    own: tuple[Person, ...]
    lent: tuple[Candidate, ...]
    could: tuple[Candidate, ...]

    @property
    def free(self) -> list[Official]:
        """Who of the handling group is free."""
        return [person.official for person in self.own if person.is_free]

    @property
    def free_of_lent(self) -> list[Official]:
        """Who of those lent is free."""
        return [person.official for group in self.lent for person in group.free]


def hands_for(clue: Clue, on: date) -> Hands:
    """Return who could work on a clue on a day, in as many queries as `candidates` takes, and one."""
    working = {member.official_id for member in handlers.team_of(clue)}
    every = [_without(each, working) for each in candidates(clue, on)]
    own = [person for each in every if each.group.pk == clue.group_id for person in each.people]
    at_home = {person.official.pk for person in own}
    others = [_without(each, at_home) for each in every if each.group.pk != clue.group_id]
    return Hands(
        tuple(own),
        tuple(each for each in others if each.joint and each.people),
        tuple(each for each in others if not each.joint and each.free),
    )


def _without(each: Candidate, officials: set[int]) -> Candidate:
    people = tuple(person for person in each.people if person.official.pk not in officials)
    return Candidate(each.group, people, each.is_in_charge, each.joint)
