"""Activities (监督活动): one act of supervision by one method, at one or more units, by one or more people.

`ActivityUnit` and `Participation` carry the day and the month of their activity, so that figures and the
coverage map are read from one covering index. `Participation.capacity` is computed from the postings in
force on the activity's day and computed anew whenever the structure of that day is corrected; it is
never entered.
"""

from collections.abc import Iterable
from datetime import date
from typing import Self

from django.core.validators import MaxLengthValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from paizhu.kernel.viewers import Viewer
from paizhu.organization.models import Capacity, CompositeGroup, Official, Unit
from paizhu.oversight.models import narrow
from paizhu.oversight.models.narrow import Days, Rows, SpokenOf
from paizhu.oversight.models.notices import MatterNotice
from paizhu.oversight.states import MAJOR_MATTERS, MEETING_METHODS, Matter, Method, Subject
from paizhu.tenancy.models import TenantQuerySet, TenantRecord


class ActivityQuerySet(TenantQuerySet):
    """Reads of activities.

    Whom an activity concerns stands in narrow indexes (unit, day), (official, day), (group, day). So permission and
    the filters by unit, person and capacity are sub-selects there, bounded by the days of `between` when it
    came first, and a ledger of a million activities is never walked to find a group's own.
    """

    _days: Days = (None, None)
    _units: tuple[int, ...] = ()
    """At which units alone it asks already: saying so twice is looked up twice."""

    def _clone(self) -> Self:
        cloned = super()._clone()
        cloned._days, cloned._units = self._days, self._units
        return cloned

    def between(self, first: date | None, last: date | None) -> Self:
        """Restrict to days, both included; None leaves that side open."""
        found = _within(self, (first, last))
        found._days = (first, last)
        return found

    def visible_to(self, user: Viewer) -> Self:
        """The commission's own see all; a group's people those at units they supervise, in its name, and their own.

        A unit's own people see none: what a group noted at a unit is the group's working note.
        """
        if user.powers.sees_commission:
            return self.of(user.commission_id)
        # Units, groups and officials are of one commission each, so theirs are this user's commission's; saying
        # so again would lead the database to walk the whole commission's ledger.
        rows = _seen_by(user)
        return self.filter(SpokenOf(*rows, days=self._days)) if rows else self.none()

    def at_units(self, units: Iterable[int] | models.QuerySet) -> Self:
        """Restrict to activities done at one of these units."""
        if not isinstance(units, models.QuerySet):
            return self._at(tuple(units))
        return self.filter(pk__in=self._bounded(ActivityUnit.objects.filter(unit__in=units)))

    def _at(self, units: tuple[int, ...]) -> Self:
        if units and units == self._units:
            return self
        found = self.filter(SpokenOf(Rows(ActivityUnit, "unit", units), days=self._days))
        found._units = units
        return found

    def visible_at(self, user: Viewer, unit: Unit) -> Self:
        """Restrict to what the user may see at one unit. Everything there is, where the unit is one of his."""
        return (self if _sees_all_at(unit, user) else self.visible_to(user)).at_units([unit.pk])

    def count_in_indexes(
        self,
        user: Viewer,
        at_most: int,
        *,
        unit: Unit | None = None,
        side: narrow.Side | None = None,
    ) -> int | None:
        """Count up to so many of what `visible_to`, or `visible_at`, gives of the days of `between`.

        Nothing else may be asked of it. None where the indexes alone do not tell: where the whole ledger is seen, or only part of a unit's.
        """
        if unit is None:
            rows = None if user.powers.sees_commission else _seen_by(user)
        else:
            rows = (Rows(ActivityUnit, "unit", (unit.pk,)),) if _sees_all_at(unit, user) else None
        return None if rows is None else narrow.count(rows, self._days, side, at_most)

    def with_official(self, official: Official | int) -> Self:
        """Restrict to activities in which this person took part."""
        key = getattr(official, "pk", official)
        return self.filter(SpokenOf(Rows(Participation, "official", (key,)), days=self._days))

    def in_capacity(self, capacity: Capacity, user: Viewer) -> Self:
        """Restrict to activities in which somebody acted in this capacity, as figures count it."""
        counted = [each for each in Capacity if each.counted_as is capacity]
        found = Participation.objects.filter(commission_id=user.commission_id, capacity__in=counted)
        if capacity is Capacity.OUTSIDE and user.powers.sees_commission:
            # Hardly anybody acts outside his capacity: those few are found first, not looked for in each row.
            return self.filter(pk__in=self._bounded(found))
        return self.filter(models.Exists(found.filter(activity=models.OuterRef("pk")).order_by()))

    def to_complete(self) -> Self:
        """Restrict to those entered in haste, whose record is still to be written."""
        return self.filter(is_sketch=True)

    def search(self, text: str) -> Self:
        """Find by code, summary, or a unit's name, code or pinyin initials; every word must be found."""
        found = self
        for word in text.split():
            units = Unit.objects.search(word).order_by().values("pk")
            found = found.filter(
                models.Q(code__icontains=word)
                | models.Q(summary__icontains=word)
                | models.Q(pk__in=self._bounded(ActivityUnit.objects.filter(unit__in=units)))
            )
        return found

    def on_major_matters(self) -> Self:
        """Restrict to meetings on one of the four kinds of major matter (三重一大)."""
        return self.filter(method__in=MEETING_METHODS, matter__in=MAJOR_MATTERS)

    def _bounded(self, rows: models.QuerySet, key: str = "activity_id") -> models.QuerySet:
        """Return the activities that these rows speak of, within the days of this queryset."""
        return _within(rows, self._days).order_by().values(key)


def _seen_by(user: Viewer) -> tuple[Rows, ...]:
    """Return where the activities stand that somebody sees who does not see all: nowhere for a unit's own people."""
    powers, official = user.powers, getattr(user, "official_id", None)
    if not (powers.supervises or powers.guided_groups):
        return ()
    return (
        Rows(ActivityUnit, "unit", powers.units),
        Rows(Participation, "official", (official,) if official else ()),
        Rows(Activity, "group", powers.concerned_groups, key="id"),
    )


def _sees_all_at(unit: Unit, user: Viewer) -> bool:
    is_one = user.powers.sees_commission or unit.pk in user.powers.units
    return is_one and unit.commission_id == user.commission_id


def _within(rows: models.QuerySet, days: Days) -> models.QuerySet:
    bounds = dict(zip(("on__gte", "on__lte"), days, strict=True))
    return rows.filter(**{name: day for name, day in bounds.items() if day is not None})


class Activity(TenantRecord):
    """One act of supervision. `subjects` is a bit set of `Subject`.

    `entered_at`: when somebody entered it by hand; None for what came in with a workbook. `is_sketch`: entered
    in haste, its record still to be written.
    """

    code = models.CharField(_("activity code"), max_length=64)
    on = models.DateField(_("date"))
    method = models.CharField(_("method"), max_length=20, choices=Method)
    group = models.ForeignKey(
        CompositeGroup,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="activities",
        verbose_name=_("composite group"),
        db_index=False,
    )
    matter = models.CharField(_("kind of matter"), max_length=20, choices=Matter, blank=True)
    subjects = models.PositiveSmallIntegerField(_("subjects supervised"), default=0)
    notice = models.ForeignKey(
        MatterNotice,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="activities",
        verbose_name=_("matter notice"),
    )
    summary = models.TextField(
        _("short account"), max_length=4000, blank=True, validators=[MaxLengthValidator(4000)]
    )
    entered_at = models.DateTimeField(_("entered"), null=True, blank=True, editable=False)
    is_sketch = models.BooleanField(_("to be completed"), default=False, editable=False)

    objects = ActivityQuerySet.as_manager()

    class Meta:
        verbose_name = _("activity")
        verbose_name_plural = _("activities")
        ordering = ["-on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["commission", "code"], name="activity_code_unique"),
            models.CheckConstraint(
                name="activity_subjects_known", condition=models.Q(subjects__lt=256)
            ),
        ]
        indexes = [
            models.Index(fields=["commission", "-on", "-id"], name="activity_newest"),
            models.Index(
                # Covers every count of activities by method, matter, group and subject.
                fields=["commission", "on", "method", "matter", "group", "subjects"],
                name="activity_figures",
            ),
            models.Index(fields=["group", "-on", "-id"], name="activity_group"),
            models.Index(
                fields=["commission", "-on", "-id"],
                condition=models.Q(is_sketch=True),
                name="activity_sketch",
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def subject_list(self) -> list[Subject]:
        """The subjects supervised, in the contract's order."""
        return [subject for subject in Subject if self.subjects & subject]


class ActivityUnit(models.Model):
    """A unit at which an activity was done. `month`: year × 100 + month."""

    commission_id = models.BigIntegerField()
    activity = models.ForeignKey(
        Activity, models.CASCADE, related_name="unit_links", db_index=False
    )
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="activity_links", db_index=False)
    on = models.DateField()
    month = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("unit of an activity")
        verbose_name_plural = _("units of activities")
        constraints = [
            models.UniqueConstraint(fields=["activity", "unit"], name="activity_unit_unique"),
        ]
        indexes = [
            models.Index(fields=["unit", "on", "activity"], name="activity_unit_day"),
            models.Index(fields=["commission_id", "month", "unit"], name="activity_unit_map"),
        ]

    def __str__(self) -> str:
        return f"{self.activity_id} — {self.unit_id}"


class Participation(models.Model):
    """One person's part in an activity towards one unit, in a computed capacity."""

    commission_id = models.BigIntegerField()
    activity = models.ForeignKey(
        Activity, models.CASCADE, related_name="participations", db_index=False
    )
    official = models.ForeignKey(
        Official, models.PROTECT, related_name="participations", db_index=False
    )
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False)
    on = models.DateField()
    month = models.PositiveIntegerField()
    capacity = models.CharField(_("capacity"), max_length=12, choices=Capacity)

    class Meta:
        verbose_name = _("participation")
        verbose_name_plural = _("participations")
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "official", "unit"], name="participation_unique"
            ),
        ]
        indexes = [
            # In the order of the map's groups and of the figures' days: neither has to sort.
            models.Index(
                fields=["commission_id", "month", "capacity", "unit"], name="participation_map"
            ),
            models.Index(
                fields=["commission_id", "on", "capacity", "unit"], name="participation_days"
            ),
            models.Index(fields=["official", "on", "activity"], name="participation_official"),
            models.Index(fields=["unit", "on", "capacity"], name="participation_unit"),
        ]

    def __str__(self) -> str:
        return f"{self.activity_id} — {self.official_id} — {self.unit_id}"
