"""Resident groups (派驻纪检组), composite groups (综合纪检监察组) and the sectors in a group's charge."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from paizhu.kernel.addresses import address
from paizhu.kernel.viewers import Viewer
from paizhu.organization.models.dated import (
    DatedQuerySet,
    DatedRecord,
    ends_after_start,
)
from paizhu.organization.models.units import Sector, Unit
from paizhu.tenancy.models import TenantQuerySet, TenantRecord


class ResidentGroupQuerySet(TenantQuerySet):
    """Reads of resident groups."""

    def housed(self, on: date) -> Self:
        """Restrict to those whose host unit is not dissolved on the day."""
        return self.filter(Q(host__dissolved_on__isnull=True) | Q(host__dissolved_on__gt=on))

    def visible_to(self, user: Viewer) -> Self:
        """A resident group is seen by who sees its host unit."""
        mine = self.of(user.commission_id)
        if user.powers.sees_commission:
            return mine
        return mine.filter(host__in=user.powers.known_units)

    def search(self, text: str) -> Self:
        """Find by the group's or its host's name, code, or the host's pinyin initials."""
        return self.filter(
            Q(name__icontains=text)
            | Q(code__icontains=text)
            | Q(host__name__icontains=text)
            | Q(host__initials__contains=text.lower())
        )


class ResidentGroup(TenantRecord):
    """派驻纪检组: lives in one host unit; `posts` is its establishment (编制数), which the reform keeps."""

    code = models.CharField(_("group code"), max_length=64)
    name = models.CharField(_("group name"), max_length=200)
    host = models.ForeignKey(
        Unit, models.PROTECT, related_name="resident_groups", verbose_name=_("host unit")
    )
    posts = models.PositiveSmallIntegerField(_("posts"))

    objects = ResidentGroupQuerySet.as_manager()

    class Meta:
        verbose_name = _("resident group")
        verbose_name_plural = _("resident groups")
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(
                fields=["commission", "code"], name="resident_group_code_unique"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Return the address of the group's page."""
        return address("organization:resident_group", self.pk)


class CompositeGroupQuerySet(TenantQuerySet):
    """Reads of composite groups."""

    def visible_to(self, user: Viewer) -> Self:
        """The commission's own see all; others the groups they work in, guide, or are supervised by."""
        mine, powers = self.of(user.commission_id), user.powers
        if powers.sees_commission:
            return mine
        return mine.filter(pk__in=powers.known_groups)

    def search(self, text: str) -> Self:
        """Find by name or code."""
        return self.filter(Q(name__icontains=text) | Q(code__icontains=text))


class CompositeGroup(TenantRecord):
    """综合纪检监察组: sent by the commission to the units of its sectors."""

    code = models.CharField(_("group code"), max_length=64)
    name = models.CharField(_("group name"), max_length=200)
    established_on = models.DateField(_("established on"))

    objects = CompositeGroupQuerySet.as_manager()

    class Meta:
        verbose_name = _("composite group")
        verbose_name_plural = _("composite groups")
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(
                fields=["commission", "code"], name="composite_group_code_unique"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Return the address of the group's page."""
        return address("organization:group", self.pk)


class ChargeQuerySet(DatedQuerySet):
    """Reads of charges."""

    def visible_to(self, user: Viewer) -> Self:
        """What is in a group's charge is seen by who sees the group."""
        mine = self.of(user.commission_id)
        if user.powers.sees_commission:
            return mine
        return mine.filter(group__in=user.powers.known_groups)


class Charge(DatedRecord):
    """A sector in a composite group's charge, in force from a day."""

    group = models.ForeignKey(
        CompositeGroup, models.CASCADE, related_name="charges", verbose_name=_("composite group")
    )
    sector = models.ForeignKey(
        Sector, models.PROTECT, related_name="charges", verbose_name=_("sector")
    )

    objects = ChargeQuerySet.as_manager()

    class Meta:
        verbose_name = _("charge")
        verbose_name_plural = _("charges")
        ordering = ["group", "from_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["commission", "group", "sector", "from_on"], name="charge_start_unique"
            ),
            ends_after_start("charge_ends_after_start"),
        ]

    def __str__(self) -> str:
        return f"{self.group} — {self.sector}"
