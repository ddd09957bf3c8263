"""Which reminders went out, so that none goes out twice, whichever worker comes first."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from paizhu.kernel.viewers import Viewer
from paizhu.rectification.models.rectifications import Rectification
from paizhu.rectification.states import Reminded
from paizhu.tenancy.models import TenantQuerySet, TenantRecord


class ReminderQuerySet(TenantQuerySet):
    """Reads of reminders."""

    def visible_to(self, user: Viewer) -> Self:
        """Seen by who sees the rectification."""
        seen = Rectification.objects.visible_to(user).order_by()
        return self.of(user.commission_id).filter(rectification__in=seen.values("pk"))


class Reminder(TenantRecord):
    """A reminder that went out: of what, for which day (an extension begins anew), on which rung of the ladder."""

    rectification = models.ForeignKey(
        Rectification, models.CASCADE, related_name="reminders", verbose_name=_("rectification")
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Reminded)
    for_day = models.DateField(_("for the day"))
    rung = models.PositiveSmallIntegerField(_("rung of the ladder"), default=0)
    sent_on = models.DateField(_("sent on"))

    objects = ReminderQuerySet.as_manager()

    class Meta:
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")
        ordering = ["-sent_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["rectification", "kind", "for_day", "rung"], name="reminder_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rectification_id} · {self.kind} · {self.for_day}"
