"""Filters that the three ledgers have alike: from a day to a day."""

from datetime import date, datetime, time, timedelta
from typing import Any

import django_filters as filters
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class DaysFilter(filters.FilterSet):
    """From a day to a day, both included. `DAYS`: parameter → (field, lookup, label)."""

    DAYS: dict[str, tuple[str, str, Any]] = {}
    DAY = filters.DateFilter

    @classmethod
    def get_filters(cls) -> dict:
        """Add the days, some of whose names are words of Python."""
        found = super().get_filters()
        for name, (field, lookup, label) in cls.DAYS.items():
            found[name] = cls.DAY(label=label, field_name=field, lookup_expr=lookup)
        return found


class DayOfMoment(filters.DateFilter):
    """A day, compared with a moment: from its first instant (`gte`), or up to its last (`lte`), read from an index."""

    def filter(self, found: QuerySet, day: date | None) -> QuerySet:
        """Restrict to moments from the day on, or up to its end."""
        if day is None:
            return found
        begin = timezone.make_aware(datetime.combine(day, time.min))
        if self.lookup_expr == "gte":
            return found.filter(**{f"{self.field_name}__gte": begin})
        return found.filter(**{f"{self.field_name}__lt": begin + timedelta(days=1)})


def days(field: str) -> dict[str, tuple[str, str, Any]]:
    """Return `from` and `to` for a field."""
    return {"from": (field, "gte", _("From")), "to": (field, "lte", _("To"))}
