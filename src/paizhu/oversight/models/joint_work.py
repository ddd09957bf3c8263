"""Authorisations of joint work between groups (组组协作授权): which groups, where, on what, from when to when, who agreed.

Source: 《纪检监察机关派驻机构工作规则》 (2022) art. 17: joint work of dispatched bodies is organised by the organ that sends them.
"""

from datetime import date
from typing import Self

from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from paizhu.kernel.viewers import Viewer
from paizhu.organization.models import CompositeGroup, Official, Unit
from paizhu.oversight.states import JointKind, Matter
from paizhu.tenancy.models import TenantQuerySet, TenantRecord


class JointWorkQuerySet(TenantQuerySet):
    """Reads of authorisations."""

    def visible_to(self, user: Viewer) -> Self:
        """The commission's own see all; a group's people those of their groups, and those at units they supervise.

        A unit's own people see none.
        """
        mine, powers = self.of(user.commission_id), user.powers
        if powers.sees_commission:
            return mine
        if not (powers.supervises or powers.guided_groups):
            return mine.none()
        of_groups = JointWork.groups.through.objects.filter(
            compositegroup__in=powers.concerned_groups
        )
        at_units = JointWork.units.through.objects.filter(unit__in=powers.units)
        return mine.filter(
            Q(pk__in=of_groups.values("jointwork")) | Q(pk__in=at_units.values("jointwork"))
        )

    def in_force(self, on: date) -> Self:
        """Restrict to those in force on a day, both ends included."""
        return self.filter(
            Q(ended_on__isnull=True) | Q(ended_on__gte=on), from_on__lte=on, until_on__gte=on
        )

    def search(self, text: str) -> Self:
        """Find by code, purpose, or the name of a group or a named unit."""
        groups = CompositeGroup.objects.search(text).order_by().values("pk")
        units = Unit.objects.search(text).order_by().values("pk")
        return self.filter(
            Q(code__icontains=text)
            | Q(purpose__icontains=text)
            | Q(pk__in=JointWork.groups.through.objects.filter(compositegroup__in=groups).values("jointwork"))
            | Q(pk__in=JointWork.units.through.objects.filter(unit__in=units).values("jointwork"))
        )  # fmt: skip


class JointWork(TenantRecord):
    """One authorisation. `until_on` and `ended_on` are the last days on which it holds.

    Without named units it holds at all units that the groups supervise on the day; without matters, for every kind.
    """

    code = models.CharField(_("authorisation number"), max_length=64)
    kind = models.CharField(_("kind of joint work"), max_length=20, choices=JointKind)
    groups = models.ManyToManyField(
        CompositeGroup, related_name="joint_work", verbose_name=_("groups")
    )
    units = models.ManyToManyField(
        Unit, blank=True, related_name="joint_work", verbose_name=_("units")
    )
    purpose = models.TextField(_("purpose"), max_length=1000, validators=[MaxLengthValidator(1000)])
    from_on = models.DateField(_("from"))
    until_on = models.DateField(_("until"))
    agreed_by = models.ForeignKey(
        Official, models.PROTECT, related_name="+", verbose_name=_("agreed by")
    )
    agreed_on = models.DateField(_("agreed on"))
    ended_on = models.DateField(_("ended early, last day"), null=True, blank=True)
    end_reason = models.TextField(
        _("reason for ending early"),
        max_length=500,
        blank=True,
        validators=[MaxLengthValidator(500)],
    )

    objects = JointWorkQuerySet.as_manager()

    class Meta:
        verbose_name = _("authorisation of joint work")
        verbose_name_plural = _("authorisations of joint work")
        ordering = ["-from_on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["commission", "code"], name="joint_work_code_unique"),
            models.CheckConstraint(
                name="joint_work_ends_after_start", condition=Q(until_on__gte=F("from_on"))
            ),
            models.CheckConstraint(
                name="joint_work_agreed_first", condition=Q(agreed_on__lte=F("from_on"))
            ),
            models.CheckConstraint(
                name="joint_work_end_within",
                condition=Q(ended_on__isnull=True)
                | Q(ended_on__gte=F("from_on"), ended_on__lt=F("until_on")),
            ),
            models.CheckConstraint(
                name="joint_work_end_has_reason",
                condition=Q(ended_on__isnull=True) | ~Q(end_reason=""),
            ),
        ]
        indexes = [
            models.Index(fields=["commission", "-from_on", "-id"], name="joint_work_newest"),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def last_on(self) -> date:
        """The last day on which it holds."""
        return self.until_on if self.ended_on is None else self.ended_on

    @property
    def matter_list(self) -> list[Matter]:
        """The kinds of matter it is limited to, in the list's order; empty for all."""
        named = {line.matter for line in self.matters.all()}
        return [matter for matter in Matter if matter in named]


class JointWorkMatter(models.Model):
    """A kind of matter that an authorisation is limited to."""

    joint_work = models.ForeignKey(JointWork, models.CASCADE, related_name="matters")
    matter = models.CharField(_("kind of matter"), max_length=20, choices=Matter)

    class Meta:
        verbose_name = _("kind of matter of an authorisation")
        verbose_name_plural = _("kinds of matter of authorisations")
        constraints = [
            models.UniqueConstraint(
                fields=["joint_work", "matter"], name="joint_work_matter_unique"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.joint_work_id} — {self.matter}"
