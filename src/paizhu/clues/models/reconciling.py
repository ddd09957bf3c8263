"""Reconciling the ledgers: what the case office has for a group, what the group has, and both signatures (2019 rules, art. 23)."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from paizhu.clues.models.named import SealedTenantRecord, doer
from paizhu.kernel.viewers import Viewer
from paizhu.organization.models import CompositeGroup, Post
from paizhu.sealing import SealedTextField
from paizhu.tenancy.models import TenantQuerySet

RECONCILERS = frozenset({Post.SECRETARY, Post.DEPUTY_SECRETARY, Post.CASE_OFFICE})


class ReconciliationQuerySet(TenantQuerySet):
    """Reads of reconciliations."""

    def visible_to(self, user: Viewer) -> Self:
        """Who decides for the commission, the case office, and the group's leader and deputies. Numbers a person is walled from are not his.

        A signed reconciliation counts whole groups: who must not know of one of them reads his own count on the page, never this record.
        """
        mine, powers = self.of(user.commission_id), user.powers
        if powers.commission_posts & RECONCILERS:
            return mine
        return mine.filter(group__in=powers.led_groups | powers.deputised_groups)


class Reconciliation(SealedTenantRecord):
    """对账: one group's clues at the end of a period, as the case office counted them, signed by both sides.

    `counted`: numbers by state, of papers held, of differences; no code and no name. `difference`: what the group said against it.
    """

    group = models.ForeignKey(
        CompositeGroup,
        models.PROTECT,
        related_name="+",
        verbose_name=_("composite group"),
        db_index=False,
    )
    until_on = models.DateField(_("end of the period"))
    counted = models.JSONField(_("counted"), default=dict)
    made_on = models.DateField(_("drawn up on"))
    made_by = doer(_("drawn up by"))
    signed_on = models.DateField(_("signed by the group on"), null=True, blank=True)
    signed_by = doer(_("signed for the group by"))
    difference = SealedTextField(_("difference found"), max_length=4000)

    objects = ReconciliationQuerySet.as_manager()

    class Meta:
        verbose_name = _("reconciliation")
        verbose_name_plural = _("reconciliations")
        ordering = ["-until_on", "group"]
        constraints = [
            models.UniqueConstraint(fields=["group", "until_on"], name="reconciliation_once"),
            models.CheckConstraint(
                name="reconciliation_signed_by",
                condition=Q(signed_on__isnull=True) | Q(signed_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.group_id}-{self.until_on}"
