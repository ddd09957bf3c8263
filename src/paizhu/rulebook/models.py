"""What is kept in the database: a commission's own values (`StricterLimit`), and days of the working calendar.

The rules themselves are data files (`packs/`), read by `queries`. Calendar days belong to the platform, not to
a commission: the State Council's list is the same for all.
"""

from datetime import date
from typing import Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from paizhu.kernel.viewers import Viewer
from paizhu.rulebook.states import Measure, quantity
from paizhu.rulebook.states.words import Approver, PersonCategory
from paizhu.tenancy.models import TenantQuerySet, TenantRecord

__all__ = ["Approver", "CalendarDay", "PersonCategory", "SettledYear", "StricterLimit"]


class StricterLimitQuerySet(TenantQuerySet):
    """Reads of a commission's own values."""

    def visible_to(self, user: Viewer) -> Self:
        """Everybody of the commission may know by which clock he is measured."""
        return self.of(user.commission_id)

    def in_force(self, on: date) -> Self:
        """Restrict to values that hold on the day."""
        return self.filter(Q(until_on__isnull=True) | Q(until_on__gt=on), from_on__lte=on)

    def overlapping(self, from_on: date, until_on: date | None) -> Self:
        """Restrict to values that hold on some day from `from_on` up to, but not on, `until_on`."""
        found = self.filter(Q(until_on__isnull=True) | Q(until_on__gt=from_on))
        found = found.exclude(until_on=F("from_on"))
        return found.filter(from_on__lt=until_on) if until_on else found


class StricterLimit(TenantRecord):
    """A commission's own value for a limit of the packs, from a day up to, but not on, another."""

    limit_key = models.CharField(_("time limit or amount"), max_length=60)
    amount = models.PositiveIntegerField(_("value"))
    unit = models.CharField(_("unit of measure"), max_length=20, choices=Measure)
    from_on = models.DateField(_("holds from"))
    until_on = models.DateField(_("holds until"), null=True, blank=True)
    reason = models.CharField(_("reason for it"), max_length=300)

    objects = StricterLimitQuerySet.as_manager()

    class Meta:
        verbose_name = _("value of our own")
        verbose_name_plural = _("values of our own")
        ordering = ["limit_key", "-from_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="own_limit_ends_after_start",
                condition=Q(until_on__isnull=True) | Q(until_on__gte=F("from_on")),
            ),
            models.UniqueConstraint(
                fields=["commission", "limit_key"],
                condition=Q(until_on__isnull=True),
                name="own_limit_one_open",
            ),
        ]
        indexes = [
            models.Index(fields=["commission", "limit_key", "from_on"], name="own_limit_key"),
        ]

    def __str__(self) -> str:
        return f"{self.limit_key}: {self.quantity}"

    @property
    def quantity(self) -> str:
        """The amount with its unit."""
        return quantity(self.amount, self.unit)

    def is_in_force(self, on: date) -> bool:
        """Tell whether the value holds on the day."""
        return self.from_on <= on and (self.until_on is None or on < self.until_on)


class CalendarQuerySet(models.QuerySet):
    """Reads of the working calendar, which is public."""

    def visible_to(self, user: Viewer) -> Self:
        """Everybody sees the calendar."""
        return self.all()


class CalendarDay(models.Model):
    """A day on which people work, or do not, other than the published calendar says."""

    day = models.DateField(_("calendar day"), unique=True)
    is_working_day = models.BooleanField(_("working day"))
    note = models.CharField(_("what day it is"), max_length=100, blank=True)
    revision = models.PositiveIntegerField(default=1, editable=False)

    objects = CalendarQuerySet.as_manager()

    class Meta:
        verbose_name = _("day of the working calendar")
        verbose_name_plural = _("days of the working calendar")
        ordering = ["day"]

    def __str__(self) -> str:
        return self.day.isoformat()

    def get_absolute_url(self) -> str:
        """The year in which the day lies."""
        return f"{reverse('rulebook:calendar')}?year={self.day.year}"


class SettledYear(models.Model):
    """A year whose list of the State Council was entered in full; it is no longer provisional."""

    year = models.PositiveSmallIntegerField(
        _("calendar year"),
        unique=True,
        validators=[MinValueValidator(1949), MaxValueValidator(2199)],
    )
    source = models.CharField(_("source of the list"), max_length=200)

    objects = CalendarQuerySet.as_manager()

    class Meta:
        verbose_name = _("settled year")
        verbose_name_plural = _("settled years")
        ordering = ["year"]

    def __str__(self) -> str:
        return str(self.year)
