"""What became of a filed case: tried by others than who looked into it, decided, announced (2019 rules, art. 54 to 56)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from paizhu.clues.models.clues import OfClue
from paizhu.clues.states import CaseOutcome
from paizhu.organization.models import Official
from paizhu.sealing import SealedTextField


class Trial(OfClue):
    """案件审理. The trial itself is led elsewhere: here stand who tried it, on which days, and with what outcome."""

    accepted_on = models.DateField(_("accepted for trial on"))
    people = models.ManyToManyField(Official, related_name="+", verbose_name=_("tried by"))
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    outcome = models.CharField(_("outcome"), max_length=20, choices=CaseOutcome, blank=True)
    text = SealedTextField(_("decision"), max_length=4000)
    announced_on = models.DateField(_("announced on"), null=True, blank=True)

    class Meta:
        verbose_name = _("trial of a case")
        verbose_name_plural = _("trials of cases")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["clue"], condition=Q(decided_on__isnull=True), name="trial_one_open"
            ),
            models.CheckConstraint(
                name="trial_decided_has_outcome",
                condition=Q(decided_on__isnull=True, outcome="")
                | (Q(decided_on__isnull=False) & ~Q(outcome="")),
            ),
        ]
