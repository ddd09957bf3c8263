"""The lists of units and of sectors, as they are today."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import django_filters
from django.db.models import Count, OuterRef, Subquery
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from paizhu.kernel import clock
from paizhu.organization.models import Charge, Placement, Post, ResidentGroup, Sector, Unit
from paizhu.organization.queries import groups
from paizhu.organization.tables import parts
from paizhu.web.components import Button, Empty, Mark, Tone
from paizhu.web.lists import Column, Kind, ListPage, code_column


class UnitFilter(django_filters.FilterSet):
    """By sector, by group, key units, host units."""

    sector = parts.sector_filter()
    group = parts.group_filter()
    key = django_filters.ChoiceFilter(
        label=_("Key unit"), choices=[("1", _("yes")), ("0", _("no"))], method="that_are_key"
    )
    host = django_filters.ChoiceFilter(
        label=_("Hosts a resident group"),
        choices=[("1", _("yes")), ("0", _("no"))],
        method="that_host",
    )

    class Meta:
        model = Unit
        fields: list[str] = []

    def in_sector(self, found, name, value):
        """Restrict to units placed in the sector today."""
        return found.in_sector(value, clock.today())

    def of_group(self, found, name, value):
        """Restrict to units linked to the group today."""
        return found.linked_to(value, clock.today())

    def that_are_key(self, found, name, value):
        """Restrict to key units, or to the others."""
        return found.filter(is_key=value == "1")

    def that_host(self, found, name, value):
        """Restrict to units with a resident group, or without."""
        hosts = ResidentGroup.objects.visible_to(self.request.user).values("host_id")
        return found.filter(pk__in=hosts) if value == "1" else found.exclude(pk__in=hosts)


def prepare(request: Any, units: Sequence[Unit]) -> None:
    """Look up the groups and the residents of a page of units at once; three queries."""
    today, user = clock.today(), request.user
    charges = Charge.objects.visible_to(user).in_force(today)
    charged = defaultdict(list)
    for sector, name in charges.order_by("group__code").values_list("sector_id", "group__name"):
        charged[sector].append(name)
    keys = [unit.pk for unit in units]
    residents = groups.residents_at(keys, user, today)
    lodging = defaultdict(list)
    for group in ResidentGroup.objects.visible_to(user).filter(host__in=keys).order_by("code"):
        lodging[group.host_id].append(group.name)
    for unit in units:
        here = residents.get(unit.pk, ())
        unit.group_names = parts.joined(charged[unit.sector_id])
        unit.resident_groups_here = parts.joined(lodging[unit.pk])
        unit.resident_leaders = parts.joined(
            posting.official.name for posting in here if posting.post == Post.RESIDENT_LEADER
        )


def buttons(request: Any) -> list[Button]:
    """Offer the sectors to look at, and to enter a unit to who may."""
    ways = [Button(_("Sectors"), reverse("organization:sectors"), icon="layout-grid")]
    return [*ways, *parts.new_button(_("Enter a unit"), "organization:unit_new")(request)]


def key_mark(unit: Unit) -> Mark | None:
    """Mark a key unit, or one that is no more."""
    if unit.dissolved_on is not None:
        return Mark(_("dissolved"), Tone.NEUTRAL)
    return Mark(_("key unit"), Tone.BLUE) if unit.is_key else None


UNITS = ListPage(
    name="organization.units",
    title=_("Units"),
    queryset=lambda user: Unit.objects.visible_to(user).with_sector(clock.today()),
    columns=(
        code_column(_("Unit code")),
        Column("name", _("Unit name"), order=("initials", "code"), link=Unit.get_absolute_url),
        Column("sector", _("Sector"), value="sector_name", order=("sector_position", "code")),
        Column("group", _("Composite group"), value="group_names"),
        Column("resident_leader", _("Resident leader"), value="resident_leaders"),
        Column("is_key", _("Key unit"), value=key_mark, kind=Kind.STATE),
        Column("headcount", _("Staff"), order="headcount", kind=Kind.NUMBER),
        Column("kind", _("Nature of the unit"), order="kind", hidden=True),
        Column("resident_group", _("Resident group"), value="resident_groups_here", hidden=True),
    ),
    default_order="code",
    filterset=UnitFilter,
    search=lambda found, text: found.search(text),
    search_hint=_("Name, code or pinyin initials"),
    empty=Empty(
        _("No units yet."),
        hint=_("The workbook brings them all at once; single ones can be entered here."),
        icon="building",
        button=parts.first_button(_("Enter a unit"), "organization:unit_new"),
    ),
    buttons=buttons,
    prepare=prepare,
    on_export=parts.noted(_("Units")),
)


def prepare_sectors(request: Any, sectors: Sequence[Sector]) -> None:
    """Look up the groups in charge of a page of sectors at once; one query."""
    charges = Charge.objects.visible_to(request.user).in_force(clock.today())
    charged = defaultdict(list)
    for sector, name in charges.order_by("group__code").values_list("sector_id", "group__name"):
        charged[sector].append(name)
    for sector in sectors:
        sector.group_names = parts.joined(charged[sector.pk])


def _sectors(user: Any) -> Any:
    today = clock.today()
    placed = Placement.objects.visible_to(user).in_force(today).filter(sector=OuterRef("pk"))
    counted = placed.order_by().values("sector").annotate(number=Count("pk"))
    return Sector.objects.visible_to(user).annotate(units=Subquery(counted.values("number")))


SECTORS = ListPage(
    name="organization.sectors",
    title=_("Sectors"),
    lead=_(
        "Every unit is in exactly one sector; a composite group has charge of one or more sectors."
    ),
    queryset=_sectors,
    columns=(
        Column("position", _("Position"), order="position", kind=Kind.NUMBER),
        Column(
            "name",
            _("Sector"),
            order="name",
            link=lambda sector: f"{reverse('organization:units')}?sector={sector.pk}",
        ),
        Column("units", _("Units"), kind=Kind.NUMBER),
        Column("group", _("Composite group in charge"), value="group_names"),
        Column(
            "ways",
            _("Keep"),
            template="organization/cells/sector.html",
            visible=lambda user: user.powers.keeps_structure,
        ),
    ),
    default_order="position",
    search=("name",),
    search_hint=_("Sector name"),
    empty=Empty(
        _("No sectors yet."), hint=_("A sector comes with its first unit."), icon="layout-grid"
    ),
    prepare=prepare_sectors,
    template="organization/list.html",
    on_export=parts.noted(_("Sectors")),
)
