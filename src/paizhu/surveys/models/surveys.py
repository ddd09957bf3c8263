"""Surveys: what is asked (frozen once issued), at which units, of which ballot classes with how many tickets."""

from typing import Any, Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, transition

from paizhu.kernel.viewers import Viewer
from paizhu.organization.models import CompositeGroup, Official, Unit
from paizhu.oversight.models import Activity
from paizhu.surveys.states import (
    LEAST_MINIMUM,
    USUAL_MINIMUM,
    SurveyKind,
    SurveyState,
    definitions,
)
from paizhu.tenancy.models import TenantQuerySet, TenantRecord


class OfSurveyQuerySet(TenantQuerySet):
    """Reads of what hangs on a survey: seen by whoever sees the survey."""

    def visible_to(self, user: Viewer) -> Self:
        """Whoever may see the survey."""
        return self.filter(survey__in=Survey.objects.visible_to(user))


class SurveyQuerySet(TenantQuerySet):
    """Reads of surveys."""

    def visible_to(self, user: Viewer) -> Self:
        """The commission's own see all; a group's people those of their group. A unit's people see none here."""
        mine, powers = self.of(user.commission_id), user.powers
        if powers.sees_commission:
            return mine
        return mine.filter(group__in=powers.concerned_groups)

    def open(self) -> Self:
        """What still asks for work: until the results of every unit are published."""
        unpublished = SurveyUnit.objects.filter(published_on__isnull=True).values("survey")
        closed = Q(state=SurveyState.CLOSED, pk__in=unpublished)
        return self.filter(Q(state__in=[SurveyState.DRAFT, SurveyState.ISSUED]) | closed)

    def search(self, text: str) -> Self:
        """Find by code, title, or a unit's name or pinyin initials; every word must be found."""
        found = self
        for word in text.split():
            units = Unit.objects.search(word).order_by().values("pk")
            held = SurveyUnit.objects.filter(unit__in=units).values("survey")
            found = found.filter(
                Q(code__icontains=word) | Q(title__icontains=word) | Q(pk__in=held)
            )
        return found


class Survey(TenantRecord):
    """One survey, one round. `definition`: see `states.definitions`; `fingerprint`: that of the frozen definition.

    `public_key` seals ballots; its private half lies outside the database until the survey is closed. `keeper`: who sees to it in the group. `minimum`: the
    fewest ballots behind any shown figure; together with the definition it is what was promised, and is frozen.
    """

    code = models.CharField(_("survey code"), max_length=64)
    kind = models.CharField(_("kind"), max_length=20, choices=SurveyKind)
    title = models.CharField(_("title"), max_length=200)
    group = models.ForeignKey(
        CompositeGroup,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="surveys",
        verbose_name=_("composite group"),
    )
    definition = models.JSONField(_("definition"))
    version = models.PositiveIntegerField(_("version"), default=1)
    fingerprint = models.CharField(_("fingerprint"), max_length=64, blank=True)
    minimum = models.PositiveSmallIntegerField(
        _("fewest ballots shown"),
        default=USUAL_MINIMUM,
        validators=[MinValueValidator(LEAST_MINIMUM), MaxValueValidator(50)],
    )
    opens_at = models.DateTimeField(_("opens"))
    closes_at = models.DateTimeField(_("closes"))
    state = FSMField(
        _("state"), default=SurveyState.DRAFT, choices=SurveyState.choices, protected=True
    )
    issued_on = models.DateField(_("issued on"), null=True, blank=True)
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
    public_key = models.BinaryField(_("public key"), max_length=32, default=b"", blank=True)
    keeper = models.ForeignKey(
        Official,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="surveys",
        verbose_name=_("seen to by"),
    )
    previous = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="next_rounds",
        verbose_name=_("earlier round"),
    )
    activity = models.ForeignKey(
        Activity,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="surveys",
        verbose_name=_("activity"),
    )

    objects = SurveyQuerySet.as_manager()

    class Meta:
        verbose_name = _("survey")
        verbose_name_plural = _("surveys")
        ordering = ["-opens_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["commission", "code"], name="survey_code_unique"),
            models.CheckConstraint(
                name="survey_state_known", condition=Q(state__in=SurveyState.values)
            ),
            models.CheckConstraint(
                name="survey_minimum_kept", condition=Q(minimum__gte=LEAST_MINIMUM)
            ),
            models.CheckConstraint(
                name="survey_closes_after_opening",
                condition=Q(closes_at__gt=models.F("opens_at")),
                violation_error_message=_("The survey must close after it opens."),
            ),
            models.CheckConstraint(
                name="survey_issued_is_frozen",
                condition=Q(state=SurveyState.DRAFT)
                | Q(state=SurveyState.WITHDRAWN)
                | (Q(issued_on__isnull=False) & ~Q(fingerprint="")),
            ),
        ]
        indexes = [models.Index(fields=["commission", "-opens_at", "-id"], name="survey_newest")]

    def __str__(self) -> str:
        return self.code

    def clean_fields(self, exclude=None):
        """Check each field; the state moves by its steps only."""
        super().clean_fields(exclude={*(exclude or ()), "state"})

    def get_absolute_url(self) -> str:
        """Return the address of its page."""
        return reverse("surveys:survey", args=[self.pk])

    @property
    def asked(self) -> definitions.Definition:
        """The definition, read."""
        return definitions.read(self.definition)

    @transition(state, SurveyState.DRAFT, SurveyState.ISSUED, custom={"verb": _("issue")})
    def issue(self, *, on: Any):
        """From now on nothing of what was promised can change."""
        self.issued_on, self.fingerprint = on, definitions.digest(self.definition)

    @transition(state, SurveyState.ISSUED, SurveyState.CLOSED, custom={"verb": _("close")})
    def close(self, *, on: Any):
        """No ballot is taken any more; the urn is opened."""
        self.closed_on = on

    @transition(state, SurveyState.DRAFT, SurveyState.WITHDRAWN, custom={"verb": _("put away")})
    def withdraw(self):
        """It is not held."""


class BallotClass(TenantRecord):
    """A class of ballots (A 领导 B 中层 C 职工) with its weight in the weighted total."""

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="classes")
    key = models.CharField(_("class"), max_length=8)
    name = models.CharField(_("name"), max_length=60)
    weight = models.DecimalField(
        _("weight"), max_digits=6, decimal_places=2, validators=[MinValueValidator(0)]
    )
    position = models.PositiveSmallIntegerField(default=0)

    objects = OfSurveyQuerySet.as_manager()

    class Meta:
        verbose_name = _("ballot class")
        verbose_name_plural = _("ballot classes")
        ordering = ["survey", "position"]
        constraints = [models.UniqueConstraint(fields=["survey", "key"], name="ballotclass_unique")]

    def __str__(self) -> str:
        return f"{self.key} {self.name}"


class SurveyUnit(TenantRecord):
    """A survey at one unit. `members`: the leadership team to be appraised, `[{"key": "member_1", "name": …}]`.

    `page`: the address of the public page of results, not to be guessed; open from `published_on`.
    """

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="units")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="surveys", verbose_name=_("unit"))
    members = models.JSONField(_("members"), default=list, blank=True)
    page = models.CharField(max_length=32, unique=True)
    published_on = models.DateField(_("published on"), null=True, blank=True)

    objects = OfSurveyQuerySet.as_manager()

    class Meta:
        verbose_name = _("surveyed unit")
        verbose_name_plural = _("surveyed units")
        ordering = ["survey", "pk"]
        constraints = [models.UniqueConstraint(fields=["survey", "unit"], name="surveyunit_unique")]

    def __str__(self) -> str:
        return f"{self.survey.code} {self.unit.code}"


class Allocation(TenantRecord):
    """How many tickets of a class a unit gets."""

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="allocations")
    survey_unit = models.ForeignKey(SurveyUnit, models.CASCADE, related_name="allocations")
    ballot_class = models.ForeignKey(BallotClass, models.CASCADE, related_name="allocations")
    tickets = models.PositiveIntegerField(_("tickets"), validators=[MaxValueValidator(5000)])

    objects = OfSurveyQuerySet.as_manager()

    class Meta:
        verbose_name = _("allocation of tickets")
        verbose_name_plural = _("allocations of tickets")
        constraints = [
            models.UniqueConstraint(
                fields=["survey_unit", "ballot_class"], name="allocation_unique"
            )
        ]

    def __str__(self) -> str:
        return f"{self.survey_unit_id} {self.ballot_class_id}: {self.tickets}"


class TemplateQuerySet(TenantQuerySet):
    """Reads of a commission's own templates."""

    def visible_to(self, user: Viewer) -> Self:
        """Everybody who designs surveys in this commission."""
        powers = user.powers
        if powers.sees_commission or powers.concerned_groups:
            return self.of(user.commission_id)
        return self.none()


class SurveyTemplate(TenantRecord):
    """A template of the commission's own, brought in as JSON. Those that come with the product are in `packs`."""

    name = models.CharField(_("name"), max_length=200)
    definition = models.JSONField(_("definition"))

    objects = TemplateQuerySet.as_manager()

    class Meta:
        verbose_name = _("survey template")
        verbose_name_plural = _("survey templates")
        ordering = ["commission", "name"]
        constraints = [
            models.UniqueConstraint(fields=["commission", "name"], name="surveytemplate_unique")
        ]

    def __str__(self) -> str:
        return self.name
