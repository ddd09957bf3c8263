"""Items of a plan, and the activities that carry them out: progress is counted from these links, never typed."""

from typing import Self

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from paizhu.kernel.viewers import Viewer
from paizhu.organization.models import Official, Unit
from paizhu.oversight.models import Activity, Method
from paizhu.planning.models.plans import WorkPlan
from paizhu.tenancy.models import TenantQuerySet, TenantRecord


class OfPlanQuerySet(TenantQuerySet):
    """Reads of what belongs to a plan. `PLAN`: the way to it."""

    PLAN = "plan"

    def visible_to(self, user: Viewer) -> Self:
        """Who sees the plan sees what belongs to it."""
        seen = WorkPlan.objects.visible_to(user).order_by().values("pk")
        return self.of(user.commission_id).filter(**{f"{self.PLAN}__in": seen})


class PlanItem(TenantRecord):
    """One item: what is done, by which method, where, from when to when (both days included), who answers for it.

    `origin`: the item of the version before, whose activities it takes over once it is agreed.
    """

    plan = models.ForeignKey(
        WorkPlan, models.CASCADE, related_name="items", verbose_name=_("work plan")
    )
    origin = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="heirs",
        verbose_name=_("taken from"),
    )
    position = models.PositiveSmallIntegerField(_("position"))
    what = models.TextField(
        _("what is to be done"), max_length=1000, validators=[MaxLengthValidator(1000)]
    )
    method = models.CharField(_("method"), max_length=20, choices=Method, blank=True)
    units = models.ManyToManyField(
        Unit, blank=True, related_name="plan_items", verbose_name=_("units")
    )
    from_on = models.DateField(_("first day"))
    until_on = models.DateField(_("last day"))
    responsible = models.ForeignKey(
        Official,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="plan_items",
        verbose_name=_("responsible member"),
    )

    objects = OfPlanQuerySet.as_manager()

    class Meta:
        verbose_name = _("item of a plan")
        verbose_name_plural = _("items of plans")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "position"], name="plan_item_position_unique"),
            models.CheckConstraint(
                name="plan_item_ends_after_start", condition=Q(until_on__gte=F("from_on"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.plan}·{self.position}"

    def clean(self):
        """Say in words what the database would refuse."""
        if self.from_on and self.until_on and self.until_on < self.from_on:
            raise ValidationError({"until_on": _("The last day cannot lie before the first.")})


class PlanWorkQuerySet(OfPlanQuerySet):
    """Reads of links."""

    PLAN = "item__plan"


class PlanWork(TenantRecord):
    """An activity that carries out an item."""

    item = models.ForeignKey(
        PlanItem, models.CASCADE, related_name="works", verbose_name=_("item of a plan")
    )
    activity = models.ForeignKey(
        Activity, models.PROTECT, related_name="plan_works", verbose_name=_("activity")
    )
    linked_on = models.DateField(_("linked on"))

    objects = PlanWorkQuerySet.as_manager()

    class Meta:
        verbose_name = _("activity of an item")
        verbose_name_plural = _("activities of items")
        ordering = ["activity__on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["item", "activity"], name="plan_work_once"),
        ]

    def __str__(self) -> str:
        return f"{self.item} — {self.activity}"
