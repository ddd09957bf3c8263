"""Filters that the lists of clues and talks share with the figures: the days, and what is counted, so that a number and its list agree."""

from datetime import date
from typing import Any

import django_filters as filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from paizhu.clues.models import Clue, ClueState, Talk, TalkKind
from paizhu.clues.queries import counting
from paizhu.clues.queries.counting import Counted
from paizhu.kernel import clock
from paizhu.organization.models import CompositeGroup, Sector, Unit
from paizhu.web import choices

WORDS = {
    Counted.RECEIVED: _("received in the period"),
    Counted.ASSIGNED: _("received and assigned"),
    Counted.VERIFICATION: _("received and verified"),
    Counted.FILED: _("case filed in the period"),
    Counted.HELD: _("received and held for later"),
    Counted.CONCLUDED: _("received and concluded"),
}


class _Counted(filters.FilterSet):
    """From a day to a day, both included, at a unit or in a sector. `to` says as of which day a sector has its units."""

    unit = choices.RecordFilter("organization.unit", label=_("Unit"))
    sector = choices.VisibleFilter("organization.sector", label=_("Sector"), method="in_sector")

    @classmethod
    def get_filters(cls) -> dict:
        """Add the days, one of whose names is a word of Python."""
        found = super().get_filters()
        found["from"] = filters.DateFilter(field_name="from", label=_("From"), method="in_days")
        found["to"] = filters.DateFilter(field_name="to", label=_("To"), method="in_days")
        return found

    def in_sector(self, found: QuerySet, _name: str, sector: Sector) -> QuerySet:
        """About units placed in the sector on the last day asked for."""
        on: date = self.form.cleaned_data.get("to") or clock.today()
        units = Unit.objects.of(self.request.user.commission_id).in_sector(sector, on)
        return found.filter(unit__in=units.order_by().values("pk"))


class CountedClues(_Counted):
    """Filters of the clue ledger that figures use."""

    group = choices.VisibleFilter("organization.composite_group", label=_("Handling group"))
    state = choices.WordsFilter(label=_("State"), choices=ClueState)
    counted = filters.ChoiceFilter(
        label=_("Counted as"),
        choices=list(WORDS.items()),
        method="as_counted",
    )

    class Meta:
        model = Clue
        fields: list[str] = []

    def in_days(self, found: QuerySet, name: str, on: date) -> QuerySet:
        """By receipt, or by filing where cases filed are asked for."""
        day = counting.day_of(self.form.cleaned_data.get("counted") or Counted.RECEIVED)
        return found.filter(**{f"{day}__{'gte' if name == 'from' else 'lte'}": on})

    def as_counted(self, found: QuerySet, _name: str, counted: str) -> QuerySet:
        """What the figures count so."""
        return counting.between(found, counted, None, None)


class CountedTalks(_Counted):
    """Filters of the list of talks that figures use."""

    group = choices.VisibleFilter(
        "organization.composite_group",
        label=_("Group in charge"),
        method="in_charge",
    )
    kind = choices.WordsFilter(label=_("Kind of talk"), choices=TalkKind)
    counted = filters.ChoiceFilter(
        label=_("Counted as"),
        choices=[("talks", _("kinds of the figures only"))],
        method="as_counted",
    )

    class Meta:
        model = Talk
        fields: list[str] = []

    def in_days(self, found: QuerySet, name: str, on: date) -> QuerySet:
        """By the day of the talk."""
        return found.filter(**{f"held_on__{'gte' if name == 'from' else 'lte'}": on})

    def in_charge(self, found: QuerySet, _name: str, group: CompositeGroup) -> QuerySet:
        """At units of the group's charge on the day."""
        return counting.of_group(found, group)

    def as_counted(self, found: Any, _name: str, _value: str) -> QuerySet:
        """The kinds of the contract."""
        return found.exported()
