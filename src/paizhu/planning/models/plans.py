"""Work plans and proposals (工作计划、工作打算) of a group, and the steps of each on its way to the liaison member.

Source of the way: the reform's own account, “汇报联系常委同意后即可实施”, not through the host unit's party group.
"""

from datetime import date
from typing import Self

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, transition

from paizhu.kernel.addresses import address
from paizhu.kernel.viewers import Viewer
from paizhu.organization.models import CompositeGroup, Official
from paizhu.planning.states import PlanKind, PlanState, PlanStepKind
from paizhu.tenancy.models import TenantQuerySet, TenantRecord

DECIDED = (PlanState.AGREED, PlanState.REPORTED, PlanState.REPLACED)
"""States of a plan that the liaison member has agreed to."""


class WorkPlanQuerySet(TenantQuerySet):
    """Reads of plans."""

    def visible_to(self, user: Viewer) -> Self:
        """The group's own people see its plans; its liaison member and the commission's own once submitted.

        A posting at a supervised unit, the host unit among them, opens nothing here.
        """
        mine, powers = self.of(user.commission_id), user.powers
        handed_in = Q(submitted_on__isnull=False) & ~Q(state=PlanState.DRAFT)
        if powers.sees_commission:
            return mine.filter(handed_in | Q(group__in=powers.groups))
        return mine.filter(
            Q(group__in=powers.groups) | (handed_in & Q(group__in=powers.guided_groups))
        )

    def waiting(self) -> Self:
        """Restrict to those on which the liaison member has still to decide."""
        return self.filter(state=PlanState.SUBMITTED)

    def unreported(self, on: date) -> Self:
        """Restrict to those in force whose last day has passed without a report on completion."""
        return self.filter(state=PlanState.AGREED, until_on__lt=on)

    def search(self, text: str) -> Self:
        """Find by number, title, aims, or what an item says; every word must be found."""
        found = self
        for word in text.split():
            saying = WorkPlan.objects.filter(items__what__icontains=word)
            found = found.filter(
                Q(code__icontains=word)
                | Q(title__icontains=word)
                | Q(aims__icontains=word)
                | Q(group__name__icontains=word)
                | Q(pk__in=saying.order_by().values("pk"))
            )
        return found

    def standing(self) -> Self:
        """Restrict to plans that are neither withdrawn nor replaced by a revision."""
        return self.exclude(state__in=[PlanState.WITHDRAWN, PlanState.REPLACED])


class WorkPlan(TenantRecord):
    """One version of a plan. Versions share their number; `previous` is the one that this one revises.

    `from_on`, `until_on`: first and last day. `talk_on`: when the liaison member asked to talk, until he decides.
    """

    code = models.CharField(_("plan number"), max_length=64)
    version = models.PositiveSmallIntegerField(_("version"), default=1)
    previous = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="revisions",
        verbose_name=_("revises"),
    )
    group = models.ForeignKey(
        CompositeGroup, models.PROTECT, related_name="work_plans", verbose_name=_("composite group")
    )
    kind = models.CharField(_("kind of plan"), max_length=20, choices=PlanKind)
    title = models.CharField(_("title"), max_length=200)
    from_on = models.DateField(_("first day"))
    until_on = models.DateField(_("last day"))
    aims = models.TextField(
        _("aims and approach"), max_length=4000, blank=True, validators=[MaxLengthValidator(4000)]
    )
    state = FSMField(_("state"), default=PlanState.DRAFT, choices=PlanState.choices, protected=True)
    drafted_by = models.ForeignKey(
        Official, models.PROTECT, related_name="+", verbose_name=_("drafted by")
    )
    submitted_on = models.DateField(_("submitted on"), null=True, blank=True)
    talk_on = models.DateField(_("talk asked for on"), null=True, blank=True)
    decided_on = models.DateField(_("agreed on"), null=True, blank=True)
    decided_by = models.ForeignKey(
        Official,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("agreed by"),
    )
    reported_on = models.DateField(_("reported on"), null=True, blank=True)
    report = models.TextField(
        _("report on completion"),
        max_length=8000,
        blank=True,
        validators=[MaxLengthValidator(8000)],
    )

    objects = WorkPlanQuerySet.as_manager()

    class Meta:
        verbose_name = _("work plan")
        verbose_name_plural = _("work plans")
        ordering = ["-from_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["commission", "code", "version"], name="work_plan_version_unique"
            ),
            models.UniqueConstraint(
                fields=["previous"],
                condition=~Q(state=PlanState.WITHDRAWN),
                name="work_plan_one_revision",
            ),
            models.CheckConstraint(
                name="work_plan_state_known", condition=Q(state__in=PlanState.values)
            ),
            models.CheckConstraint(
                name="work_plan_ends_after_start", condition=Q(until_on__gte=F("from_on"))
            ),
            models.CheckConstraint(
                name="work_plan_agreed_by_somebody",
                condition=Q(state__in=DECIDED, decided_on__isnull=False, decided_by__isnull=False)
                | (~Q(state__in=DECIDED) & Q(decided_on__isnull=True, decided_by__isnull=True)),
            ),
            models.CheckConstraint(
                name="work_plan_submitted_has_day",
                condition=Q(state__in=[PlanState.DRAFT, PlanState.WITHDRAWN])
                | Q(submitted_on__isnull=False),
            ),
            models.CheckConstraint(
                name="work_plan_reported_has_day",
                condition=~Q(state=PlanState.REPORTED) | Q(reported_on__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["commission", "-from_on", "-id"], name="work_plan_newest"),
            models.Index(fields=["commission", "state", "submitted_on"], name="work_plan_waiting"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def number(self) -> str:
        """The number as people say it: with the version from the second on."""
        return self.code if self.version == 1 else f"{self.code}-{self.version}"

    def get_absolute_url(self) -> str:
        """Return the address of the plan's page."""
        return address("planning:plan", self.pk)

    def clean_fields(self, exclude=None):
        """Check each field; the state moves by its steps only and cannot be written back as others are."""
        super().clean_fields(exclude={*(exclude or ()), "state"})

    def clean(self):
        """Say in words what the database would refuse."""
        if self.from_on and self.until_on and self.until_on < self.from_on:
            raise ValidationError({"until_on": _("The last day cannot lie before the first.")})

    @transition(
        state,
        [PlanState.DRAFT, PlanState.RETURNED],
        PlanState.SUBMITTED,
        custom={"verb": _("submit to the liaison member")},
    )
    def submit(self, *, on: date):
        """The leader hands it to the liaison member."""
        self.submitted_on, self.talk_on = on, None

    @transition(
        state, PlanState.SUBMITTED, PlanState.DRAFT, custom={"verb": _("take back to change")}
    )
    def take_back(self):
        """The leader takes it back before a decision."""
        self.talk_on = None

    @transition(state, PlanState.SUBMITTED, PlanState.SUBMITTED, custom={"verb": _("ask to talk")})
    def talk(self, *, on: date):
        """The liaison member asks to talk about it first; nothing is decided."""
        self.talk_on = on

    @transition(state, PlanState.SUBMITTED, PlanState.AGREED, custom={"verb": _("agree")})
    def agree(self, *, on: date, official: Official):
        """The liaison member agrees: the group may carry it out."""
        self.decided_on, self.decided_by, self.talk_on = on, official, None

    @transition(
        state, PlanState.SUBMITTED, PlanState.RETURNED, custom={"verb": _("return with reasons")}
    )
    def send_back(self):
        """The liaison member returns it."""
        self.talk_on = None

    @transition(
        state, PlanState.AGREED, PlanState.REPORTED, custom={"verb": _("report completion")}
    )
    def report_done(self, *, on: date, text: str):
        """The leader reports what came of it."""
        self.reported_on, self.report = on, text

    @transition(
        state,
        [PlanState.DRAFT, PlanState.SUBMITTED, PlanState.RETURNED],
        PlanState.WITHDRAWN,
        custom={"verb": _("withdraw the plan")},
    )
    def withdraw(self):
        """The group gives it up before it is agreed."""
        self.talk_on = None

    @transition(
        state,
        PlanState.AGREED,
        PlanState.REPLACED,
        custom={"verb": _("be replaced by an agreed revision")},
    )
    def replace(self):
        """A later version has been agreed."""


class PlanStepQuerySet(TenantQuerySet):
    """Reads of steps."""

    def visible_to(self, user: Viewer) -> Self:
        """Who sees the plan sees its steps."""
        seen = WorkPlan.objects.visible_to(user).order_by().values("pk")
        return self.of(user.commission_id).filter(plan__in=seen)


class PlanStep(TenantRecord):
    """One step of a plan: who took it when, and what he said (reasons of a return, matter of a talk)."""

    plan = models.ForeignKey(
        WorkPlan, models.CASCADE, related_name="steps", verbose_name=_("work plan")
    )
    kind = models.CharField(_("step"), max_length=20, choices=PlanStepKind)
    official = models.ForeignKey(
        Official, models.PROTECT, null=True, related_name="+", verbose_name=_("official")
    )
    at = models.DateTimeField(_("when"), default=timezone.now)
    note = models.TextField(
        _("words"), max_length=1000, blank=True, validators=[MaxLengthValidator(1000)]
    )

    objects = PlanStepQuerySet.as_manager()

    class Meta:
        verbose_name = _("step of a plan")
        verbose_name_plural = _("steps of plans")
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="plan_return_has_reason",
                condition=~Q(kind=PlanStepKind.SEND_BACK) | ~Q(note=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.plan} — {self.get_kind_display()}"
