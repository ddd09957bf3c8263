"""Opinions (意见建议): what a group says to a unit, and what became of it."""

from datetime import date
from typing import Self

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from paizhu.kernel.viewers import Viewer
from paizhu.organization.models import CompositeGroup, Unit
from paizhu.oversight.models.activities import Activity
from paizhu.oversight.states import OPEN_OPINIONS, OpinionState
from paizhu.rectification.models import Rectification, seen_by
from paizhu.tenancy.models import TenantQuerySet, TenantRecord


class OpinionQuerySet(TenantQuerySet):
    """Reads of opinions."""

    def visible_to(self, user: Viewer) -> Self:
        """Who supervises the unit sees its opinions; the unit's own people what is addressed to them (`seen_by`)."""
        mine = self.of(user.commission_id)
        if user.powers.sees_commission:
            return mine
        return mine.filter(seen_by(user, "rectification__addressee"))

    def at_units_of(self, user: Viewer) -> Self:
        """Restrict to those to the units that the user supervises: of these he sees all, so nothing else is asked."""
        return self.of(user.commission_id).filter(unit__in=user.powers.units)

    def overdue_on(self, day: date) -> Self:
        """Restrict to opinions past their deadline and not closed out, as they stood at the day's end."""
        return self.filter(
            Q(due_on__lt=day),
            Q(state__in=OPEN_OPINIONS) | Q(state=OpinionState.CLOSED, closed_on__gt=day),
        )


class Opinion(TenantRecord):
    """What a group says to a unit, with a deadline; what the unit does about it is its `rectification`.

    `state`, `due_on` and `closed_on` are the short word of the rectification, kept by each of its steps; `group` is the
    activity's, so that what is open is counted by group without reading a million activities.
    """

    code = models.CharField(_("opinion code"), max_length=64)
    activity = models.ForeignKey(
        Activity, models.PROTECT, related_name="opinions", verbose_name=_("activity")
    )
    group = models.ForeignKey(
        CompositeGroup,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("composite group"),
        db_index=False,
        editable=False,
    )
    unit = models.ForeignKey(
        Unit,
        models.PROTECT,
        related_name="opinions",
        verbose_name=_("unit"),
        db_index=False,
    )
    rectification = models.OneToOneField(
        Rectification, models.PROTECT, related_name="opinion", verbose_name=_("rectification")
    )
    content = models.TextField(_("content"), max_length=4000, validators=[MaxLengthValidator(4000)])
    made_on = models.DateField(_("made on"))
    due_on = models.DateField(_("to be put right by"), null=True, blank=True)
    state = models.CharField(
        _("state"), max_length=50, default=OpinionState.RAISED, choices=OpinionState
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
            models.Index(fields=["unit", "-made_on", "-id", "commission"], name="opinion_unit"),
            models.Index(
                fields=["commission", "made_on", "state", "due_on", "closed_on"],
                name="opinion_figures",
            ),
            models.Index(fields=["commission", "closed_on"], name="opinion_closed"),
            # What is open, by day: of the commission and of some units, told by the index alone.
            models.Index(
                fields=["commission", "state", "due_on", "id", "group"], name="opinion_due"
            ),
            models.Index(
                fields=["unit", "state", "due_on", "id", "commission"], name="opinion_open"
            ),
        ]

    def __str__(self) -> str:
        return self.code

    def save(self, *args, **kwargs):
        """Take the group of the activity with which it is made."""
        if self._state.adding:
            self.group_id = self.activity.group_id
        super().save(*args, **kwargs)

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

    @property
    def is_open(self) -> bool:
        """Whether it is neither closed out nor given up."""
        return self.state in OPEN_OPINIONS

    def is_overdue(self, on: date) -> bool:
        """Tell whether the deadline has passed on the day without close-out."""
        return self.due_on is not None and self.due_on < on and self.state in OPEN_OPINIONS
