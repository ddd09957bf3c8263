"""What a unit, or one member of its leadership, was told to put right, and how it stands."""

from datetime import date
from typing import Self

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, transition

from paizhu.kernel.addresses import address
from paizhu.kernel.viewers import Viewer
from paizhu.organization.models import CompositeGroup, Official, Unit
from paizhu.rectification.states import LADDER, OPEN, State
from paizhu.tenancy.models import TenantQuerySet, TenantRecord


def seen_by(user: Viewer, addressee: str = "addressee") -> Q:
    """Return which rectifications a user without the whole commission sees.

    Who supervises the unit sees them all. Of the unit itself: what is addressed to the unit as a whole is seen
    by its contact and leadership; what is addressed to one member, by that member and by the unit's head.
    A record that stands for a rectification, and has its `unit`, says by which path its addressee is found.
    """
    powers, own = user.powers, getattr(user, "official_id", None)
    supervised = Q(unit__in=powers.units | powers.headed_units)
    if not (powers.contact_units or powers.team_units):
        return supervised
    whole = Q(**{f"{addressee}__isnull": True}, unit__in=powers.contact_units | powers.team_units)
    mine = Q(**{addressee: own or 0}, unit__in=powers.team_units)
    return supervised | whole | mine


class RectificationQuerySet(TenantQuerySet):
    """Reads of rectifications."""

    def visible_to(self, user: Viewer) -> Self:
        """The commission's own see all; the rest as `seen_by` says. Administrators see none."""
        mine = self.of(user.commission_id)
        return mine if user.powers.sees_commission else mine.filter(seen_by(user))

    def at_units_of(self, user: Viewer) -> Self:
        """Restrict to those of the units that the user supervises: of these he sees all, so nothing else is asked."""
        return self.of(user.commission_id).filter(unit__in=user.powers.units)

    def open(self) -> Self:
        """Restrict to what is not yet closed out or given up."""
        return self.filter(state__in=OPEN)

    def overdue_on(self, day: date) -> Self:
        """Restrict to what was past its deadline and not closed out at the day's end."""
        return self.filter(
            Q(due_on__lt=day), Q(state__in=OPEN) | Q(state=State.CLOSED, closed_on__gt=day)
        )


class Rectification(TenantRecord):
    """整改事项: issued to a unit, followed by the group's keeper until it is confirmed (销号) and re-checked."""

    code = models.CharField(_("number"), max_length=64)
    source = models.CharField(_("where it comes from"), max_length=40)
    unit = models.ForeignKey(
        Unit,
        models.PROTECT,
        related_name="rectifications",
        verbose_name=_("unit"),
        db_index=False,
    )
    addressee = models.ForeignKey(
        Official,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("addressed to"),
        db_index=False,
    )
    group = models.ForeignKey(
        CompositeGroup,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="rectifications",
        verbose_name=_("composite group"),
        db_index=False,
    )
    keeper = models.ForeignKey(
        Official,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="kept_rectifications",
        verbose_name=_("followed by"),
        db_index=False,
    )
    problem = models.TextField(
        _("what is to be put right"), max_length=4000, validators=[MaxLengthValidator(4000)]
    )
    issued_on = models.DateField(_("issued on"))
    due_on = models.DateField(_("to be put right by"), null=True, blank=True)
    wanted_on = models.DateField(_("extension asked for, until"), null=True, blank=True)
    state = FSMField(_("state"), default=State.ISSUED, choices=State.choices, protected=True)
    since = models.DateField(_("in this state since"))
    signed_at = models.DateTimeField(_("signed for at"), null=True, blank=True)
    signed_by = models.CharField(_("signed for by"), max_length=200, blank=True)
    closed_on = models.DateField(_("closed out on"), null=True, blank=True)
    recheck_on = models.DateField(_("re-check due on"), null=True, blank=True)
    rechecked_on = models.DateField(_("re-checked on"), null=True, blank=True)
    rung = models.PositiveSmallIntegerField(_("rung of the ladder"), default=0)
    rung_on = models.DateField(_("rung reached on"), null=True, blank=True)

    objects = RectificationQuerySet.as_manager()

    class Meta:
        verbose_name = _("rectification")
        verbose_name_plural = _("rectifications")
        ordering = ["-issued_on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["commission", "code"], name="rectification_code"),
            models.CheckConstraint(name="rectification_state", condition=Q(state__in=State.values)),
            models.CheckConstraint(
                name="rectification_closed_day",
                condition=Q(state=State.CLOSED, closed_on__isnull=False)
                | (~Q(state=State.CLOSED) & Q(closed_on__isnull=True)),
                violation_error_message=_(
                    "What is closed out has a closing day, anything else has none."
                ),
            ),
            models.CheckConstraint(
                name="rectification_days",
                condition=(Q(due_on__isnull=True) | Q(due_on__gte=F("issued_on")))
                & (Q(closed_on__isnull=True) | Q(closed_on__gte=F("issued_on"))),
                violation_error_message=_("A deadline or a close-out cannot lie before the issue."),
            ),
            models.CheckConstraint(
                name="rectification_recheck",
                condition=Q(state=State.CLOSED)
                | Q(recheck_on__isnull=True, rechecked_on__isnull=True),
            ),
            models.CheckConstraint(
                name="rectification_rung",
                condition=Q(rung=0, rung_on__isnull=True)
                | Q(rung__gte=1, rung__lte=len(LADDER), rung_on__isnull=False),
            ),
            models.CheckConstraint(
                name="rectification_signed",
                condition=Q(signed_at__isnull=True, signed_by="")
                | (Q(signed_at__isnull=False) & ~Q(signed_by="")),
            ),
        ]
        indexes = [
            models.Index(fields=["commission", "-issued_on", "-id"], name="rectification_newest"),
            models.Index(fields=["commission", "state", "due_on"], name="rectification_due"),
            models.Index(fields=["unit", "state"], name="rectification_unit"),
            models.Index(fields=["group", "state"], name="rectification_group"),
            models.Index(
                fields=["keeper", "state"],
                name="rectification_keeper",
                condition=Q(keeper__isnull=False),
            ),
            models.Index(
                fields=["addressee"],
                name="rectification_addressee",
                condition=Q(addressee__isnull=False),
            ),
            models.Index(
                fields=["unit", "recheck_on"],
                name="rectification_to_recheck",
                condition=Q(recheck_on__isnull=False, rechecked_on__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.code

    def get_absolute_url(self) -> str:
        """Return the address of its page."""
        return address("rectification:rectification", self.pk)

    @property
    def is_open(self) -> bool:
        """Whether somebody still has a word to say."""
        return self.state in OPEN

    def is_overdue(self, on: date) -> bool:
        """Tell whether the deadline has passed on the day without close-out."""
        return self.due_on is not None and self.due_on < on and self.is_open

    def clean_fields(self, exclude=None):
        """Check each field; the state moves by its steps only and cannot be written back as others are."""
        super().clean_fields(exclude={*(exclude or ()), "state"})

    def clean(self):
        """Say in words, and for the field at fault, what the database would refuse."""
        if self.state not in State.values:
            raise ValidationError(
                _("“%(state)s” is no state of a rectification.") % {"state": self.state}
            )
        if (self.state == State.CLOSED) is not bool(self.closed_on):
            raise ValidationError(
                {"closed_on": _("What is closed out has a closing day, anything else has none.")}
            )
        for name in ("due_on", "closed_on"):
            day = getattr(self, name)
            if day and day < self.issued_on:
                fault = _("A deadline or a close-out cannot lie before the issue.")
                raise ValidationError({name: fault})

    # The unit's steps.

    @transition(state, State.ISSUED, State.PLANNING, custom={"verb": _("accept")})
    def accept(self):
        """The unit takes it on (认领)."""

    @transition(state, State.ISSUED, State.DISPUTED, custom={"verb": _("dispute")})
    def dispute(self):
        """The unit says why it sees the matter otherwise (提出异议)."""

    @transition(state, State.PLANNING, State.PLAN_SUBMITTED, custom={"verb": _("submit the plan")})
    def submit_plan(self):
        """The unit says what it will do, who answers for it, until when."""

    @transition(state, State.RECTIFYING, State.REPORTED, custom={"verb": _("report done")})
    def report(self):
        """The unit says that it is done (报结)."""

    # The group's steps.

    @transition(state, State.DISPUTED, State.PLANNING, custom={"verb": _("uphold")})
    def uphold(self):
        """The group has looked again and insists."""

    @transition(state, State.DISPUTED, State.DECLINED, custom={"verb": _("give way")})
    def withdraw(self):
        """The group has looked again and gives way; nobody follows it any more."""

    @transition(
        state, State.PLAN_SUBMITTED, State.RECTIFYING, custom={"verb": _("agree to the plan")}
    )
    def agree_plan(self):
        """The plan is final: the work begins (先审后改)."""

    @transition(state, State.PLAN_SUBMITTED, State.PLANNING, custom={"verb": _("return the plan")})
    def return_plan(self):
        """The plan is not good enough yet."""

    @transition(state, State.REPORTED, State.CLOSED, custom={"verb": _("confirm and close out")})
    def confirm(self, *, on: date):
        """The group confirms that it is done (销号)."""
        self.closed_on = on

    @transition(state, OPEN, State.CLOSED, custom={"verb": _("lapse with the unit")})
    def lapse(self, *, on: date):
        """The unit is dissolved and nobody follows it: closed out with the reason, and never re-checked."""
        self.closed_on = on

    @transition(state, State.REPORTED, State.RECTIFYING, custom={"verb": _("return the report")})
    def return_report(self):
        """The group does not find it done."""

    @transition(state, State.CLOSED, State.CLOSED, custom={"verb": _("pass the re-check")})
    def pass_recheck(self, *, on: date):
        """Looked at again after a time (回头看): it holds."""
        self.rechecked_on = on

    @transition(
        state,
        [State.CLOSED, State.DECLINED],
        State.RECTIFYING,
        custom={"verb": _("take up again")},
    )
    def reopen(self):
        """A later look finds it not put right after all."""
        self.closed_on = self.recheck_on = self.rechecked_on = None
