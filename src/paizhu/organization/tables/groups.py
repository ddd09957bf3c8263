"""The lists of composite groups and of resident groups, as they are today."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

import django_filters
from django.utils.translation import gettext_lazy as _

from paizhu.kernel import clock
from paizhu.organization.models import (
    RESIDENT_POSTS,
    WORKING_COMPOSITE_POSTS,
    Charge,
    CompositeGroup,
    Placement,
    Post,
    Posting,
    ResidentGroup,
    Unit,
)
from paizhu.organization.tables import parts
from paizhu.web.components import Empty
from paizhu.web.lists import Column, Kind, ListPage, code_column


class CompositeGroupFilter(django_filters.FilterSet):
    """By sector."""

    sector = parts.sector_filter()

    class Meta:
        model = CompositeGroup
        fields: list[str] = []

    def in_sector(self, found, name, value):
        """Restrict to groups that have charge of the sector today."""
        charges = Charge.objects.visible_to(self.request.user).in_force(clock.today())
        return found.filter(pk__in=charges.filter(sector=value).values("group_id"))


def _named(postings: Iterable[Posting], *posts: Post) -> str:
    return parts.joined(p.official.name for p in postings if p.post in posts)


def _held(user: Any, **where: Any) -> Iterable[Posting]:
    found = Posting.objects.visible_to(user).in_force(clock.today()).filter(**where)
    return found.select_related("official").order_by("from_on", "pk")


def prepare_composite(request: Any, groups: Sequence[CompositeGroup]) -> None:
    """Look up sectors, people and numbers of units of a page of groups at once; three queries."""
    today, user = clock.today(), request.user
    people, sectors, units = defaultdict(list), defaultdict(list), defaultdict(int)
    for posting in _held(user, composite_group__in=groups):
        people[posting.composite_group_id].append(posting)
    placed = defaultdict(int)
    for sector in (
        Placement.objects.visible_to(user).in_force(today).values_list("sector", flat=True)
    ):
        placed[sector] += 1
    charges = Charge.objects.visible_to(user).in_force(today).filter(group__in=groups)
    for charge in charges.select_related("sector").order_by("sector__position"):
        sectors[charge.group_id].append(charge.sector.name)
        units[charge.group_id] += placed[charge.sector_id]
    for group in groups:
        own = people[group.pk]
        group.sector_names = parts.joined(sectors[group.pk])
        group.unit_count = units[group.pk]
        group.leader_names = _named(own, Post.LEADER)
        group.liaison_names = _named(own, Post.LIAISON)
        group.worker_count = len(
            {p.official_id for p in own if Post(p.post) in WORKING_COMPOSITE_POSTS}
        )


COMPOSITE_GROUPS = ListPage(
    name="organization.groups",
    title=_("Composite groups"),
    lead=_("Sent by the commission to the units of their sectors; built from resident leaders."),
    queryset=lambda user: CompositeGroup.objects.visible_to(user),
    columns=(
        code_column(_("Group code")),
        Column("name", _("Group name"), order="name", link=CompositeGroup.get_absolute_url),
        Column("sectors", _("Sectors in charge"), value="sector_names"),
        Column("units", _("Linked units"), value="unit_count", kind=Kind.NUMBER),
        Column("leader", _("Group leader"), value="leader_names"),
        Column("workers", _("People"), value="worker_count", kind=Kind.NUMBER),
        Column("liaison", _("Liaison member"), value="liaison_names"),
        Column("established_on", _("Established on"), order="established_on", kind=Kind.DATE),
    ),
    default_order="code",
    filterset=CompositeGroupFilter,
    search=lambda found, text: found.search(text),
    search_hint=_("Name or code"),
    empty=Empty(
        _("No composite groups yet."),
        hint=_("A composite group takes charge of sectors; enter the units first."),
        icon="users-group",
        button=parts.first_button(_("Enter a composite group"), "organization:group_new"),
    ),
    buttons=parts.new_button(_("Enter a composite group"), "organization:group_new"),
    prepare=prepare_composite,
    template="organization/groups.html",
    on_export=parts.noted(_("Composite groups")),
)


class ResidentGroupFilter(django_filters.FilterSet):
    """By the host unit, its sector, or the composite group that it is linked to."""

    sector = parts.sector_filter()
    group = parts.group_filter()

    class Meta:
        model = ResidentGroup
        fields: list[str] = []

    def _hosts(self) -> Any:
        return Unit.objects.visible_to(self.request.user)

    def in_sector(self, found, name, value):
        """Restrict to groups whose host unit is in the sector today."""
        return found.filter(host__in=self._hosts().in_sector(value, clock.today()))

    def of_group(self, found, name, value):
        """Restrict to groups whose host unit is linked to the composite group today."""
        return found.filter(host__in=self._hosts().linked_to(value, clock.today()))


def prepare_resident(request: Any, groups: Sequence[ResidentGroup]) -> None:
    """Look up the people of a page of groups at once; one query."""
    people = defaultdict(list)
    for posting in _held(request.user, resident_group__in=groups, post__in=RESIDENT_POSTS):
        people[posting.resident_group_id].append(posting)
    for group in groups:
        group.leader_names = _named(people[group.pk], Post.RESIDENT_LEADER)
        group.worker_count = len({p.official_id for p in people[group.pk]})


RESIDENT_GROUPS = ListPage(
    name="organization.resident_groups",
    title=_("Resident groups"),
    lead=_(
        "Each lives in its host unit; the reform changes neither their posts nor where they are."
    ),
    queryset=lambda user: ResidentGroup.objects.visible_to(user).select_related("host"),
    columns=(
        code_column(_("Group code")),
        Column("name", _("Group name"), order="name", link=ResidentGroup.get_absolute_url),
        Column(
            "host",
            _("Host unit"),
            value="host.name",
            order="host__name",
            link=lambda group: group.host.get_absolute_url(),
        ),
        Column("leader", _("Resident leader"), value="leader_names"),
        Column("posts", _("Posts"), order="posts", kind=Kind.NUMBER),
        Column("workers", _("People"), value="worker_count", kind=Kind.NUMBER),
    ),
    default_order="code",
    filterset=ResidentGroupFilter,
    search=lambda found, text: found.search(text),
    search_hint=_("Name, code, or the host's pinyin initials"),
    empty=Empty(
        _("No resident groups yet."),
        hint=_("A resident group lives in a host unit; enter the unit first."),
        icon="home",
        button=parts.first_button(_("Enter a resident group"), "organization:resident_group_new"),
    ),
    buttons=parts.new_button(_("Enter a resident group"), "organization:resident_group_new"),
    prepare=prepare_resident,
    template="organization/groups.html",
    on_export=parts.noted(_("Resident groups")),
)
