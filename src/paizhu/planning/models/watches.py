"""Division of work (分工): who of a group watches which unit, from when to when."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from paizhu.kernel.viewers import Viewer
from paizhu.organization.models import CompositeGroup, Official, Unit
from paizhu.planning.states import WatchRole
from paizhu.tenancy.models import TenantQuerySet, TenantRecord


class WatchQuerySet(TenantQuerySet):
    """Reads of the division of work."""

    def visible_to(self, user: Viewer) -> Self:
        """The group, its liaison member and the commission's own; nobody by a posting at a supervised unit."""
        mine, powers = self.of(user.commission_id), user.powers
        if powers.sees_commission:
            return mine
        return mine.filter(group__in=powers.concerned_groups)

    def in_force(self, on) -> Self:
        """Restrict to what holds on the day."""
        ends = Q(until_on__isnull=True) | Q(until_on__gt=on)
        return self.filter(ends, from_on__lte=on)


class Watch(TenantRecord):
    """Somebody watches a unit for his group, from a day up to, but not on, another."""

    group = models.ForeignKey(
        CompositeGroup, models.PROTECT, related_name="watches", verbose_name=_("composite group")
    )
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="watches", verbose_name=_("unit"))
    official = models.ForeignKey(
        Official, models.PROTECT, related_name="watches", verbose_name=_("member")
    )
    role = models.CharField(_("role"), max_length=10, choices=WatchRole)
    from_on = models.DateField(_("first day"))
    until_on = models.DateField(_("day of the end"), null=True, blank=True)

    objects = WatchQuerySet.as_manager()

    class Meta:
        verbose_name = _("watch over a unit")
        verbose_name_plural = _("division of work")
        ordering = ["unit", "role", "from_on"]
        constraints = [
            models.CheckConstraint(
                name="watch_ends_after_start",
                condition=Q(until_on__isnull=True) | Q(until_on__gt=models.F("from_on")),
            ),
            models.UniqueConstraint(
                fields=["commission", "group", "unit", "role"],
                condition=Q(until_on__isnull=True),
                name="watch_one_open_in_each_role",
            ),
            models.UniqueConstraint(
                fields=["commission", "group", "unit", "official"],
                condition=Q(until_on__isnull=True),
                name="watch_one_open_of_each_person",
            ),
        ]
        indexes = [models.Index(fields=["official", "until_on"], name="watch_official")]

    def __str__(self) -> str:
        return f"{self.unit} — {self.official}"
