"""Inquiry beyond letters and own talks: delegated talks, spot checks of explanations, the explanation at the meeting on party life."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from paizhu.clues.models.clues import OfClue
from paizhu.clues.models.handling import Approval
from paizhu.clues.models.named import doer
from paizhu.clues.states import LifeMeeting
from paizhu.sealing import SealedTextField


class Delegation(OfClue):
    """委托谈话: the head of the unit's party group talks for the commission, once it is approved (2019 rules, art. 28).

    `received_on`: when the mandate was received, from which day the working days run; `is_signed`: the record bears the signatures.
    """

    delegate = SealedTextField(_("delegated to"), max_length=100)
    text = SealedTextField(_("what is to be asked"), max_length=4000)
    approval = models.OneToOneField(Approval, models.PROTECT, related_name="delegation")
    received_on = models.DateField(_("mandate received on"), null=True, blank=True)
    held_on = models.DateField(_("talk held on"), null=True, blank=True)
    record = SealedTextField(_("record of the talk"), max_length=20000)
    is_signed = models.BooleanField(_("record signed"), default=False)

    class Meta:
        verbose_name = _("delegated talk")
        verbose_name_plural = _("delegated talks")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="delegation_held_after_received",
                condition=Q(held_on__isnull=True) | Q(received_on__isnull=False),
            ),
        ]


class SpotCheck(OfClue):
    """抽查核实: an explanation that was accepted is looked into by somebody who had no part in it (2019 rules, art. 30)."""

    chosen_on = models.DateField(_("chosen on"))
    chosen_by = doer(_("chosen by"))
    checked_on = models.DateField(_("checked on"), null=True, blank=True)
    checked_by = doer(_("checked by"))
    is_true = models.BooleanField(_("the explanation is true"), null=True, blank=True)
    text = SealedTextField(_("what the check found"), max_length=4000)

    class Meta:
        verbose_name = _("spot check")
        verbose_name_plural = _("spot checks")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["clue"], condition=Q(checked_on__isnull=True), name="spot_check_one_open"
            ),
        ]


class Explanation(OfClue):
    """民主生活会说明: whom an inquiry was about explains it at his meeting on party life of this year or the next (2019 rules, art. 31)."""

    kind = models.CharField(_("meeting"), max_length=20, choices=LifeMeeting)
    on = models.DateField(_("explained on"))
    text = SealedTextField(_("what was explained"), max_length=4000)

    class Meta:
        verbose_name = _("explanation at a meeting on party life")
        verbose_name_plural = _("explanations at meetings on party life")
        ordering = ["on", "pk"]
