"""Dated records: in force from a day up to, but not on, another. Shared by placements, charges, postings."""

from datetime import date, timedelta
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from paizhu.tenancy.models import TenantQuerySet, TenantRecord


def in_force_on(on: date, prefix: str = "") -> Q:
    """Return the condition 'in force on this day', also through a relation (`prefix="postings__"`)."""
    started = Q(**{f"{prefix}from_on__lte": on})
    return started & (Q(**{f"{prefix}until_on__isnull": True}) | Q(**{f"{prefix}until_on__gt": on}))


def last_day(until_on: date) -> date:
    """Return the last day on which something holds that ends with `until_on`, as people say it."""
    return until_on - timedelta(days=1)


class DatedQuerySet(TenantQuerySet):
    """Reads by day."""

    def in_force(self, on: date) -> Self:
        """Restrict to what is in force on the day."""
        return self.filter(in_force_on(on))


class DatedRecord(TenantRecord):
    """A fact with a beginning and, once known, an end (the day from which it no longer holds)."""

    from_on = models.DateField(_("first day"))
    until_on = models.DateField(_("day of the end"), null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        abstract = True

    def is_in_force(self, on: date) -> bool:
        """Tell whether it holds on the day; the last day is not included."""
        return self.from_on <= on and (self.until_on is None or on < self.until_on)


def ends_after_start(name: str) -> models.CheckConstraint:
    """A dated record ends after it begins."""
    return models.CheckConstraint(
        name=name,
        condition=Q(until_on__isnull=True) | Q(until_on__gt=F("from_on")),
        violation_error_message=_("The end must be later than the beginning."),
    )
