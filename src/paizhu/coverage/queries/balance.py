"""The balance of the reform: institutions, posts and people before and after it, on one day.

"Before" is the same day without composite groups: what the resident groups alone are and hold. So the
comparison shows what the reform itself changed and nothing that time changed beside it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from paizhu.coverage.queries.day import Coverage, Posts
from paizhu.organization.models import Official, ResidentGroup
from paizhu.organization.models.dated import in_force_on
from paizhu.organization.queries import Structure
from paizhu.tenancy.models import Commission


@dataclass(frozen=True)
class Change:
    """A number before and after."""

    before: int
    after: int

    @property
    def added(self) -> int:
        """After less before."""
        return self.after - self.before


@dataclass(frozen=True)
class Person:
    """An official by id, code and name."""

    pk: int
    code: str
    name: str


@dataclass(frozen=True)
class Establishment:
    """A resident group: its posts (编制数) and the people who hold a resident posting in it on the day."""

    pk: int
    code: str
    name: str
    host_name: str
    posts: int
    people: int

    @property
    def is_over(self) -> bool:
        """Whether more people are posted there than there are posts."""
        return self.people > self.posts


@dataclass(frozen=True)
class Composition:
    """A composite group: how many members hold a resident posting too, and who does not."""

    pk: int
    code: str
    name: str
    double: int
    without: tuple[Person, ...]

    @property
    def members(self) -> int:
        """All who work in the group."""
        return self.double + len(self.without)


@dataclass(frozen=True)
class Balance:
    """The whole proof. `institutions`: bodies with posts of their own; composite groups have none."""

    on: date
    institutions: Change
    composite_groups: int
    posts: Posts
    people: Change
    overseen: Change
    from_outside: Change
    establishments: tuple[Establishment, ...]
    compositions: tuple[Composition, ...]
    units: int

    @property
    def holds(self) -> bool:
        """Whether the reform added no institution, no post and nobody (不增加机构、编制、人员)."""
        return not (self.institutions.added or self.posts.added or self.people.added)

    @property
    def additions(self) -> tuple[Person, ...]:
        """Who holds a group posting without a resident one, each once."""
        found = {person.pk: person for one in self.compositions for person in one.without}
        return tuple(found.values())


def balance_of(coverage: Coverage, structure: Structure, commission: Commission) -> Balance:
    """Return the balance behind a coverage that was read for somebody who sees the whole commission.

    Two queries beside the coverage's own.
    """
    on = coverage.on
    resident_people = {pk for people in structure.residents(on).values() for pk in people}
    group_people = {pk for group in coverage.groups for pk in group.members}
    establishments = _establishments(commission, on)
    names = _people(group_people - resident_people)
    return Balance(
        on=on,
        institutions=Change(len(establishments), len(establishments)),
        composite_groups=len(coverage.groups),
        posts=coverage.posts,
        people=Change(len(resident_people), len(resident_people | group_people)),
        overseen=Change(coverage.same_body, coverage.covered),
        from_outside=Change(0, coverage.cross_body),
        establishments=establishments,
        compositions=tuple(
            Composition(
                pk=group.pk,
                code=group.code,
                name=group.name,
                double=len(group.members & resident_people),
                without=tuple(names[pk] for pk in sorted(group.members - resident_people)),
            )
            for group in coverage.groups
        ),
        units=len(coverage.units),
    )


def _establishments(commission: Commission, on: date) -> tuple[Establishment, ...]:
    posted = Count("postings__official", distinct=True, filter=in_force_on(on, "postings__"))
    rows = ResidentGroup.objects.of(commission).housed(on).order_by("code").annotate(people=posted)
    return tuple(
        Establishment(*row)
        for row in rows.values_list("pk", "code", "name", "host__name", "posts", "people")
    )


def _people(officials: set[int]) -> Mapping[int, Person]:
    rows = Official.objects.filter(pk__in=officials).values_list("pk", "code", "name")
    return {pk: Person(pk, code, name) for pk, code, name in rows}
