"""Sectors (口), units (市直单位), and the dated placement of each unit in exactly one sector."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _

from paizhu.kernel.addresses import address
from paizhu.kernel.viewers import Viewer
from paizhu.organization.models.dated import (
    DatedQuerySet,
    DatedRecord,
    ends_after_start,
    in_force_on,
)
from paizhu.tenancy.models import TenantQuerySet, TenantRecord


class SectorQuerySet(TenantQuerySet):
    """Reads of sectors."""

    def visible_to(self, user: Viewer) -> Self:
        """A sector is known to everybody who sees a unit that is or was in it; empty ones to the commission's own."""
        mine = self.of(user.commission_id)
        if user.powers.sees_commission:
            return mine
        return mine.filter(pk__in=Placement.objects.visible_to(user).order_by().values("sector_id"))


class Sector(TenantRecord):
    """口: units of one kind of business."""

    name = models.CharField(_("name"), max_length=60)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    objects = SectorQuerySet.as_manager()

    class Meta:
        verbose_name = _("sector")
        verbose_name_plural = _("sectors")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["commission", "name"], name="sector_name_unique"),
        ]

    def __str__(self) -> str:
        return self.name


class UnitQuerySet(TenantQuerySet):
    """Reads of units."""

    def visible_to(self, user: Viewer) -> Self:
        """The commission's own see all; a group's people those they supervise; a unit's people their own."""
        mine, powers = self.of(user.commission_id), user.powers
        if powers.sees_commission:
            return mine
        return mine.filter(pk__in=powers.known_units)

    def with_sector(self, on: date) -> Self:
        """Annotate `sector_id`, `sector_name` and `sector_position` as placed on the day."""
        placement = Placement.objects.filter(unit=OuterRef("pk")).in_force(on)
        return self.annotate(
            sector_id=Subquery(placement.values("sector_id")[:1]),
            sector_name=Subquery(placement.values("sector__name")[:1]),
            sector_position=Subquery(placement.values("sector__position")[:1]),
        )

    def in_sector(self, sector: "Sector | int", on: date) -> Self:
        """Restrict to units placed in the sector on the day."""
        return self.filter(
            pk__in=Placement.objects.in_force(on).filter(sector=sector).values("unit_id")
        )

    def linked_to(self, groups: Any, on: date) -> Self:
        """Restrict to the units that composite groups supervise on the day (监督联系单位).

        `groups`: one group or its id, or several, also as a query of ids.
        """
        several = groups if isinstance(groups, Iterable | QuerySet) else [groups]
        charged = Sector.objects.filter(in_force_on(on, "charges__"), charges__group__in=several)
        placed = Placement.objects.in_force(on).filter(sector__in=charged.values("pk"))
        return self.filter(pk__in=placed.values("unit_id"))

    def standing(self, on: date) -> Self:
        """Restrict to units that are not dissolved on the day."""
        return self.filter(Q(dissolved_on__isnull=True) | Q(dissolved_on__gt=on))

    def search(self, text: str) -> Self:
        """Find by Chinese name, also a former one, code, or pinyin initials."""
        formerly = FormerName.objects.filter(name__icontains=text).values("unit_id")
        return self.filter(
            Q(name__icontains=text)
            | Q(code__icontains=text)
            | Q(initials__contains=text.lower())
            | Q(pk__in=formerly)
        )


class Unit(TenantRecord):
    """市直单位: a supervised body. `initials` are the pinyin initials of its name, for search.

    `dissolved_on`: the first day on which it is no more; `successor`: the unit into which it was merged, if any.
    """

    code = models.CharField(_("unit code"), max_length=64)
    name = models.CharField(_("unit name"), max_length=200)
    initials = models.CharField(max_length=200, blank=True, editable=False)
    kind = models.CharField(_("nature of the unit"), max_length=60, blank=True)
    headcount = models.PositiveIntegerField(_("staff"), null=True, blank=True)
    is_key = models.BooleanField(_("key unit"), default=False)
    dissolved_on = models.DateField(_("dissolved on"), null=True, blank=True)
    successor = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="predecessors",
        verbose_name=_("merged into"),
    )

    objects = UnitQuerySet.as_manager()

    class Meta:
        verbose_name = _("unit")
        verbose_name_plural = _("units")
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(fields=["commission", "code"], name="unit_code_unique"),
            models.CheckConstraint(
                name="unit_merged_is_dissolved",
                condition=Q(successor__isnull=True) | Q(dissolved_on__isnull=False),
            ),
            models.CheckConstraint(
                name="unit_is_not_its_own_successor",
                condition=Q(successor__isnull=True) | ~Q(successor=models.F("id")),
            ),
        ]
        indexes = [models.Index(fields=["commission", "name"], name="unit_name")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Return the address of the unit's page."""
        return address("organization:unit", self.pk)

    def stands(self, on: date) -> bool:
        """Tell whether the unit is not dissolved on the day."""
        return self.dissolved_on is None or on < self.dissolved_on


class FormerNameQuerySet(TenantQuerySet):
    """Reads of former names."""

    def visible_to(self, user: Viewer) -> Self:
        """Known to who sees the unit."""
        mine = self.of(user.commission_id)
        if user.powers.sees_commission:
            return mine
        return mine.filter(unit__in=Unit.objects.visible_to(user).values("pk"))


class FormerName(TenantRecord):
    """A name that a unit bore up to, but not on, a day (更名)."""

    unit = models.ForeignKey(
        Unit, models.CASCADE, related_name="former_names", verbose_name=_("unit")
    )
    name = models.CharField(_("unit name"), max_length=200)
    until_on = models.DateField(_("day of the end"))

    objects = FormerNameQuerySet.as_manager()

    class Meta:
        verbose_name = _("former name")
        verbose_name_plural = _("former names")
        ordering = ["unit", "until_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["commission", "unit", "until_on"], name="former_name_one_a_day"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class PlacementQuerySet(DatedQuerySet):
    """Reads of placements."""

    def visible_to(self, user: Viewer) -> Self:
        """Where a unit is placed is seen by who sees the unit."""
        mine = self.of(user.commission_id)
        if user.powers.sees_commission:
            return mine
        return mine.filter(unit__in=user.powers.known_units)


class Placement(DatedRecord):
    """A unit's place in one sector, in force from a day; at most one on any day (also guarded by triggers)."""

    unit = models.ForeignKey(
        Unit, models.CASCADE, related_name="placements", verbose_name=_("unit")
    )
    sector = models.ForeignKey(
        Sector, models.PROTECT, related_name="placements", verbose_name=_("sector")
    )

    objects = PlacementQuerySet.as_manager()

    class Meta:
        verbose_name = _("placement")
        verbose_name_plural = _("placements")
        ordering = ["unit", "from_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["commission", "unit", "from_on"], name="placement_start_unique"
            ),
            models.UniqueConstraint(
                fields=["commission", "unit"],
                condition=Q(until_on__isnull=True),
                name="placement_one_open",
            ),
            ends_after_start("placement_ends_after_start"),
        ]

    def __str__(self) -> str:
        return f"{self.unit} — {self.sector}"
