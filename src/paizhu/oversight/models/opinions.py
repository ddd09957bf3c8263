"""Opinions (意见建议): what a group says to a unit, and what became of it."""

from datetime import date
from typing import Self

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, transition

from paizhu.kernel.viewers import Viewer
from paizhu.organization.models import Unit
from paizhu.oversight.models.activities import Activity
from paizhu.oversight.states import OPEN_OPINIONS, OpinionState
from paizhu.tenancy.models import TenantQuerySet, TenantRecord


class OpinionQuerySet(TenantQuerySet):
    """Reads of opinions."""

    def visible_to(self, user: Viewer) -> Self:
        """Who supervises the unit sees its opinions; the unit's contact and head what is addressed to it."""
        mine, powers = self.of(user.commission_id), user.powers
        if powers.sees_commission:
            return mine
        return mine.filter(unit__in=powers.units | powers.contact_units | powers.team_units)

    def overdue_on(self, day: date) -> Self:
        """Restrict to opinions past their deadline and not closed out, as they stood at the day's end."""
        return self.filter(
            Q(due_on__lt=day),
            Q(state__in=OPEN_OPINIONS) | Q(state=OpinionState.CLOSED, closed_on__gt=day),
        )


class Opinion(TenantRecord):
    """What a group says to a unit, with a deadline, followed until it is closed out or not adopted."""

    code = models.CharField(_("opinion code"), max_length=64)
    activity = models.ForeignKey(
        Activity, models.PROTECT, related_name="opinions", verbose_name=_("activity")
    )
    unit = models.ForeignKey(
        Unit,
        models.PROTECT,
        related_name="opinions",
        verbose_name=_("unit"),
        db_index=False,
    )
    content = models.TextField(_("content"), max_length=4000, validators=[MaxLengthValidator(4000)])
    made_on = models.DateField(_("made on"))
    due_on = models.DateField(_("to be put right by"), null=True, blank=True)
    state = FSMField(
        _("state"), default=OpinionState.RAISED, choices=OpinionState.choices, protected=True
    )
    closed_on = models.DateField(_("closed out on"), null=True, blank=True)

    objects = OpinionQuerySet.as_manager()

    class Meta:
        verbose_name = _("opinion")
        verbose_name_plural = _("opinions")
        ordering = ["-made_on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["commission", "code"], name="opinion_code_unique"),
            models.CheckConstraint(
                name="opinion_state_known", condition=Q(state__in=OpinionState.values)
            ),
            models.CheckConstraint(
                name="opinion_closed_has_day",
                condition=Q(state=OpinionState.CLOSED, closed_on__isnull=False)
                | (~Q(state=OpinionState.CLOSED) & Q(closed_on__isnull=True)),
                violation_error_message=_(
                    "A closed-out opinion has a closing day, any other has none."
                ),
            ),
            models.CheckConstraint(
                name="opinion_due_after_made",
                condition=Q(due_on__isnull=True) | Q(due_on__gte=models.F("made_on")),
                violation_error_message=_("The deadline cannot lie before the opinion was made."),
            ),
            models.CheckConstraint(
                name="opinion_closed_after_made",
                condition=Q(closed_on__isnull=True) | Q(closed_on__gte=models.F("made_on")),
                violation_error_message=_("An opinion cannot be closed out before it was made."),
            ),
        ]
        indexes = [
            models.Index(fields=["commission", "-made_on", "-id"], name="opinion_newest"),
            models.Index(fields=["unit", "-made_on", "-id"], name="opinion_unit"),
            models.Index(
                fields=["commission", "made_on", "state", "due_on", "closed_on"],
                name="opinion_figures",
            ),
            models.Index(fields=["commission", "closed_on"], name="opinion_closed"),
            models.Index(fields=["commission", "state", "due_on", "activity"], name="opinion_due"),
        ]

    def __str__(self) -> str:
        return self.code

    def clean_fields(self, exclude=None):
        """Check each field; the state moves by its steps only and cannot be written back as others are."""
        super().clean_fields(exclude={*(exclude or ()), "state"})

    def clean(self):
        """Say in words, and for the field at fault, what the database would refuse."""
        if self.state not in OpinionState.values:
            raise ValidationError(
                _("“%(state)s” is no state of an opinion.") % {"state": self.state}
            )
        if (self.state == OpinionState.CLOSED) is not bool(self.closed_on):
            raise ValidationError(
                {"closed_on": _("A closed-out opinion has a closing day, any other has none.")}
            )
        if self.due_on and self.due_on < self.made_on:
            raise ValidationError(
                {"due_on": _("The deadline cannot lie before the opinion was made.")}
            )
        if self.closed_on and self.closed_on < self.made_on:
            raise ValidationError(
                {"closed_on": _("An opinion cannot be closed out before it was made.")}
            )

    def is_overdue(self, on: date) -> bool:
        """Tell whether the deadline has passed on the day without close-out."""
        return self.due_on is not None and self.due_on < on and self.state in OPEN_OPINIONS

    @transition(
        state,
        OpinionState.RAISED,
        OpinionState.RECTIFYING,
        custom={"verb": _("start putting right")},
    )
    def start(self):
        """The unit has begun to put it right."""

    @transition(
        state,
        [OpinionState.RAISED, OpinionState.RECTIFYING],
        OpinionState.REPORTED,
        custom={"verb": _("report done")},
    )
    def report(self):
        """The unit says that it is done."""

    @transition(
        state, OpinionState.REPORTED, OpinionState.RECTIFYING, custom={"verb": _("send back")}
    )
    def send_back(self):
        """The group does not find it done."""

    @transition(state, OpinionState.REPORTED, OpinionState.CLOSED, custom={"verb": _("close out")})
    def close_out(self, *, on: date):
        """The group confirms it (销号)."""
        self.closed_on = on

    @transition(
        state,
        [OpinionState.RAISED, OpinionState.RECTIFYING],
        OpinionState.DECLINED,
        custom={"verb": _("note as not adopted")},
    )
    def decline(self):
        """The unit does not adopt it."""

    @transition(
        state,
        [OpinionState.CLOSED, OpinionState.DECLINED],
        OpinionState.RECTIFYING,
        custom={"verb": _("reopen")},
    )
    def reopen(self):
        """A later check finds it not put right after all."""
        self.closed_on = None
