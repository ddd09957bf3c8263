"""Work rules of a group (工作制度): titled texts whose versions follow one another by day."""

from typing import Self

from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from paizhu.kernel.viewers import Viewer
from paizhu.organization.models import CompositeGroup, Official
from paizhu.tenancy.models import TenantQuerySet, TenantRecord


class GroupsOwnQuerySet(TenantQuerySet):
    """Reads of a group's own arrangements."""

    def visible_to(self, user: Viewer) -> Self:
        """The group, its liaison member and the commission's own; nobody by a posting at a supervised unit."""
        mine, powers = self.of(user.commission_id), user.powers
        if powers.sees_commission:
            return mine
        return mine.filter(group__in=powers.concerned_groups)


class WorkRuleQuerySet(GroupsOwnQuerySet):
    """Reads of work rules."""

    def in_force(self, on) -> Self:
        """Restrict to the versions that hold on the day."""
        ends = Q(until_on__isnull=True) | Q(until_on__gt=on)
        return self.filter(ends, from_on__lte=on)

    def latest(self) -> Self:
        """Restrict to the last version of each rule."""
        later = WorkRule.objects.filter(
            commission=models.OuterRef("commission"),
            code=models.OuterRef("code"),
            version__gt=models.OuterRef("version"),
        )
        return self.filter(~models.Exists(later))

    def search(self, text: str) -> Self:
        """Find by number, title or words; every word must be found."""
        found = self
        for word in text.split():
            found = found.filter(
                Q(code__icontains=word) | Q(title__icontains=word) | Q(text__icontains=word)
            )
        return found


class WorkRule(TenantRecord):
    """One version of a rule, in force from a day up to, but not on, another. Versions share their number."""

    code = models.CharField(_("rule number"), max_length=64)
    version = models.PositiveSmallIntegerField(_("version"), default=1)
    group = models.ForeignKey(
        CompositeGroup, models.PROTECT, related_name="work_rules", verbose_name=_("composite group")
    )
    title = models.CharField(_("title"), max_length=200)
    text = models.TextField(
        _("wording"), max_length=20_000, validators=[MaxLengthValidator(20_000)]
    )
    from_on = models.DateField(_("in force from"))
    until_on = models.DateField(_("day of the end"), null=True, blank=True)
    written_by = models.ForeignKey(
        Official, models.PROTECT, related_name="+", verbose_name=_("written by")
    )

    objects = WorkRuleQuerySet.as_manager()

    class Meta:
        verbose_name = _("work rule")
        verbose_name_plural = _("work rules")
        ordering = ["code", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["commission", "code", "version"], name="work_rule_version_unique"
            ),
            models.CheckConstraint(
                name="work_rule_ends_after_start",
                condition=Q(until_on__isnull=True) | Q(until_on__gt=models.F("from_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code}-{self.version}"

    def get_absolute_url(self) -> str:
        """Return the address of the version's page."""
        return reverse("planning:work_rule", args=[self.pk])

    def is_in_force(self, on) -> bool:
        """Tell whether it holds on the day."""
        return self.from_on <= on and (self.until_on is None or on < self.until_on)
