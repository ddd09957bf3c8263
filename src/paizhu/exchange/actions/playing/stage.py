"""Who acts in the stories: parts filled from the postings in force at each moment, by account where there is one."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any

from paizhu.access import queries as access
from paizhu.access.models import User
from paizhu.exchange.demonstration.script import Beat, Story
from paizhu.exchange.demonstration.units import UNITS
from paizhu.kernel import clock
from paizhu.kernel.viewers import Viewer
from paizhu.organization import queries as organization
from paizhu.organization.models import CompositeGroup, Official, Post, Posting, Powers, Unit
from paizhu.tenancy.models import Commission

GROUP_POSTS = {"leader": Post.LEADER, "deputy": Post.DEPUTY, "liaison": Post.LIAISON}
UNIT_POSTS = {"contact": Post.CONTACT, "head": Post.UNIT_HEAD}
COMMISSION_POSTS = {
    "office": Post.OFFICE,
    "secretary": Post.SECRETARY,
    "petitions": Post.PETITION_OFFICE,
    "cases": Post.CASE_OFFICE,
}
FULL_NAMES = {line.name: line.full_name for lines in UNITS.values() for line in lines}


@dataclass(frozen=True)
class Player:
    """An official who acts in a story and has no account of his own in the demonstration."""

    official: Official
    powers: Powers
    pk: None = None

    @property
    def official_id(self) -> int:
        """The official's database id."""
        return self.official.pk

    @property
    def commission_id(self) -> int:
        """The commission of the demonstration."""
        return self.official.commission_id

    @property
    def trail_name(self) -> str:
        """How the trail names him."""
        return self.official.name


class Stage:
    """The city while stories are played in it. Postings are read once: no story changes them."""

    def __init__(self, commission: Commission):
        self.commission = commission
        by_name = {unit.name: unit for unit in Unit.objects.of(commission)}
        self.units = {short: by_name[full] for short, full in FULL_NAMES.items() if full in by_name}
        self.groups = {group.code: group for group in CompositeGroup.objects.of(commission)}
        self._powers: dict[tuple[int, date], Powers] = {}

    @cached_property
    def _postings(self) -> list[Posting]:
        held = Posting.objects.of(self.commission).select_related("official", "resident_group")
        return list(held.order_by("from_on", "pk"))

    @cached_property
    def _accounts(self) -> dict[int, User]:
        users = User.objects.filter(commission=self.commission, official__isnull=False)
        return {user.official_id: user for user in users.select_related("official")}

    def official(self, who: str, story: Story) -> Official:
        """Return who plays a part today. Raises `LookupError` where nobody does."""
        today = clock.today()
        for posting in self._postings:
            if posting.is_in_force(today) and self._fits(posting, who, story):
                return posting.official
        raise LookupError(f"{who}, {story.unit or story.group}, {today}")

    def group_of(self, unit: Unit, on: date) -> int:
        """Return the composite group that supervises a unit on a day."""
        return self.structure.groups_of_unit(unit.pk, on)[0]

    @cached_property
    def structure(self) -> organization.Structure:
        """The dated structure, read once."""
        return organization.structure_of(self.commission)

    def _fits(self, posting: Posting, who: str, story: Story) -> bool:
        unit = self.units.get(story.unit)
        if who in GROUP_POSTS:
            group = self.groups[story.group]
            return posting.post == GROUP_POSTS[who] and posting.composite_group_id == group.pk
        if who in COMMISSION_POSTS:
            return posting.post == COMMISSION_POSTS[who]
        if who == "resident" or who in self.units:
            host = unit if who == "resident" else self.units[who]
            resident = posting.resident_group
            return posting.post == Post.RESIDENT_LEADER and resident.host_id == host.pk
        if unit is None or posting.unit_id != unit.pk:
            return False
        return posting.post == UNIT_POSTS.get(who) or posting.official.name == who

    def player(self, who: str, story: Story) -> Viewer:
        """Return who acts: an account with today's powers, an official without one, or the system itself."""
        if who == "system":
            return access.machine(self.commission)
        official = self.official(who, story)
        powers = self._powers_today(official)
        account = self._accounts.get(official.pk)
        if account is None:
            return Player(official, powers)
        account.powers = powers  # what an account object has looked up holds for one day
        return account

    def _powers_today(self, official: Official) -> Powers:
        key = (official.pk, clock.today())
        if key not in self._powers:
            self._powers[key] = organization.powers_of(official, clock.today())
        return self._powers[key]


@dataclass
class Scene:
    """One beat being played. `kept`: what the story has made so far, by name."""

    stage: Stage
    story: Story
    beat: Beat
    by: Viewer
    kept: dict[str, Any] = field(default_factory=dict)

    @property
    def more(self) -> dict[str, Any]:
        """What the beat says besides its text."""
        return dict(self.beat.more)

    @property
    def unit(self) -> Unit:
        """The story's unit, or the one that the beat names."""
        return self.stage.units[self.beat.more.get("there", self.story.unit)]

    @property
    def group(self) -> CompositeGroup:
        """The story's group."""
        return self.stage.groups[self.story.group]

    @property
    def record(self) -> Any:
        """What the thread of the beat is about."""
        return self.kept[self.beat.of]

    def officials(self, *parts: str) -> list[int]:
        """Return the ids of the officials who play the parts today."""
        return [self.stage.official(part, self.story).pk for part in parts]


Act = Callable[[Scene], Any]


def on_stage(moment: datetime) -> Any:
    """Stand at the moment of a beat."""
    return clock.standing_on(moment)
