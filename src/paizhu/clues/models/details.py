"""What is kept of a clue; where it stands, and its steps, are in `clues`."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from paizhu.clues.models.named import NamingRecord, doer
from paizhu.clues.models.petitions import Petition
from paizhu.clues.states import Conclusion, Disposition
from paizhu.organization.models import CompositeGroup
from paizhu.sealing import SealedTextField


class ClueDetails(NamingRecord):
    """问题线索. `keeper`: the handling group's named custodian (2022 rules, art. 37).

    `filed_with_organ_on`: when the disposition was filed with the commission (备案); `reviewed_on`: when a clue held for later
    was last looked at; `taken_up_on`: when it was taken up again, from which day the month for a disposition runs anew. `superior_told_on`: a
    clue about a unit's head and what is done with it are reported upward (2019 rules, art. 22). `due_on`, `due_limit`: the nearest
    limit as `queries.clocks` reckons it, kept so that lists can be ordered and filtered by it.
    """

    code = models.CharField(_("clue code"), max_length=64)
    received_on = models.DateField(_("received on"))
    source = models.CharField(_("source"), max_length=200)
    is_named = models.BooleanField(_("real name"), null=True, blank=True)
    petition = models.ForeignKey(
        Petition,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="clues",
        verbose_name=_("petition"),
    )
    summary = SealedTextField(_("summary"), max_length=4000)
    since = models.DateField(_("in this state since"))
    group = models.ForeignKey(
        CompositeGroup,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="clues",
        verbose_name=_("handling group"),
        db_index=False,
    )
    assigned_on = models.DateField(_("assigned on"), null=True, blank=True)
    keeper = doer(_("kept by"))
    disposition = models.CharField(_("disposition"), max_length=30, choices=Disposition, blank=True)
    disposed_on = models.DateField(_("disposed on"), null=True, blank=True)
    filed_with_organ_on = models.DateField(_("filed with the commission on"), null=True, blank=True)
    conclusion = models.CharField(
        _("conclusion of the verification"), max_length=30, choices=Conclusion, blank=True
    )
    concluded_on = models.DateField(_("concluded on"), null=True, blank=True)
    filed_on = models.DateField(_("case filed on"), null=True, blank=True)
    reviewed_on = models.DateField(_("last looked at on"), null=True, blank=True)
    taken_up_on = models.DateField(_("taken up again on"), null=True, blank=True)
    superior_told_on = models.DateField(
        _("reported to the superior organ on"), null=True, blank=True
    )
    due_on = models.DateField(_("next due on"), null=True, blank=True, editable=False)
    due_limit = models.CharField(max_length=40, blank=True, editable=False)
    archived_on = models.DateField(_("archived on"), null=True, blank=True)

    class Meta:
        abstract = True
