"""What recusals from clues and from petitions have alike: who, on which ground, how it came about, and what was decided."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from paizhu.clues.models.named import SealedTenantRecord, doer
from paizhu.clues.states import MANDATORY, Ground, RecusalState, Way, told_of
from paizhu.organization.models import Official
from paizhu.sealing import SealedTextField


class RaisedRecord(SealedTenantRecord):
    """回避: a ground raised against somebody in one matter; once recused, the matter does not exist for him.

    `has_worked`: what he did until then is kept, and looked over by another (`reviewed_on`).
    """

    official = models.ForeignKey(
        Official, models.PROTECT, related_name="+", verbose_name=_("official"), db_index=False
    )
    ground = models.CharField(_("ground"), max_length=30, choices=Ground)
    way = models.CharField(
        _("how it came about"), max_length=10, choices=[(w.value, w.value) for w in Way]
    )
    state = models.CharField(
        _("state"), max_length=10, choices=RecusalState, default=RecusalState.ASKED
    )
    text = SealedTextField(_("what was said"), max_length=2000)
    asked_on = models.DateField(_("raised on"))
    asked_by = doer(_("raised by"))
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    decided_by = doer(_("decided by"))
    decision = SealedTextField(_("decision"), max_length=2000)
    has_worked = models.BooleanField(_("had worked on it"), default=False)
    reviewed_on = models.DateField(_("work reviewed on"), null=True, blank=True)
    reviewed_by = doer(_("work reviewed by"))
    review = SealedTextField(_("what the review found"), max_length=4000)

    class Meta:
        abstract = True
        ordering = ["-asked_on", "-pk"]

    @property
    def is_mandatory(self) -> bool:
        """Whether nobody can set the ground aside."""
        return self.ground in MANDATORY

    @property
    def ground_label(self):
        """The ground as it is told: never whether anybody reported, or who bears witness."""
        return told_of(self.ground)

    @property
    def awaits_review(self) -> bool:
        """Whether somebody has still to look over what he did."""
        return self.has_worked and self.state == RecusalState.RECUSED and self.reviewed_on is None
