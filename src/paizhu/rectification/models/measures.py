"""Measures: the unit's plan as rows, of which its three lists are made (问题、任务、责任清单)."""

from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from paizhu.kernel.viewers import Viewer
from paizhu.rectification.models.rectifications import Rectification
from paizhu.tenancy.models import TenantQuerySet, TenantRecord


class MeasureQuerySet(TenantQuerySet):
    """Reads of measures."""

    def visible_to(self, user: Viewer) -> Self:
        """A measure is seen by who sees the rectification."""
        seen = Rectification.objects.visible_to(user).order_by()
        return self.of(user.commission_id).filter(rectification__in=seen.values("pk"))


class Measure(TenantRecord):
    """One task of a plan: what, who answers for it, who does it, until when; struck off when done (销号)."""

    rectification = models.ForeignKey(
        Rectification, models.CASCADE, related_name="measures", verbose_name=_("rectification")
    )
    what = models.CharField(_("measure"), max_length=500)
    leader = models.CharField(_("responsible leader"), max_length=60)
    staff = models.CharField(_("who does it"), max_length=200, blank=True)
    until_on = models.DateField(_("to be done by"))
    done_on = models.DateField(_("done on"), null=True, blank=True)

    objects = MeasureQuerySet.as_manager()

    class Meta:
        verbose_name = _("measure")
        verbose_name_plural = _("measures")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="measure_what_and_who", condition=~Q(what="") & ~Q(leader="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rectification.code} · {self.pk or '—'}"

    def clean(self):
        """A measure is done within the life of what it belongs to."""
        if self.until_on and self.until_on < self.rectification.issued_on:
            raise ValidationError(
                {"until_on": _("A measure cannot be due before the matter was issued.")}
            )
