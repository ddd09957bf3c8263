"""The dossier of an official (廉政档案): what is entered by hand. The rest is read from the records that feed it."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from paizhu.clues.models.clues import READS_ALL
from paizhu.clues.models.named import NumberedCopy, SealedTenantRecord, doer
from paizhu.clues.models.wall import PERSONS, wall_of
from paizhu.clues.states import DossierPart
from paizhu.kernel.viewers import Viewer
from paizhu.sealing import BlindIndexField, SealedTextField
from paizhu.tenancy.models import TenantQuerySet


class OfDossierQuerySet(TenantQuerySet):
    """Reads of what belongs to dossiers."""

    def visible_to(self, user: Viewer) -> Self:
        """Who decides for the commission and the case office; never one's own dossier or a relative's."""
        mine = self.of(user.commission_id)
        if not user.powers.commission_posts & READS_ALL:
            return mine.none()
        return mine.exclude(official_index__in=wall_of(user).persons)


class OfDossier(SealedTenantRecord):
    """What belongs to a dossier. Whose it is lies sealed and is found by digest, as in clues."""

    official_ref = SealedTextField(editable=False)
    official_index = BlindIndexField(of="official_ref", purpose=PERSONS)

    objects = OfDossierQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(self.pk)


class DossierItem(OfDossier):
    """One entry of a dossier."""

    part = models.CharField(_("part of the dossier"), max_length=20, choices=DossierPart)
    on = models.DateField(_("day"))
    text = SealedTextField(_("content"), max_length=4000)
    entered_by = doer(_("entered by"))

    class Meta:
        verbose_name = _("entry of a dossier")
        verbose_name_plural = _("entries of dossiers")
        ordering = ["-on", "-pk"]
        indexes = [
            models.Index(fields=["commission", "official_index"], name="dossier_item_official"),
        ]


class DossierCopy(NumberedCopy, OfDossier):
    """A numbered print of a dossier."""

    class Meta(NumberedCopy.Meta):
        verbose_name = _("printed copy of a dossier")
        verbose_name_plural = _("printed copies of dossiers")
        constraints = [
            models.UniqueConstraint(
                fields=["commission", "official_index", "number"], name="dossier_copy_number"
            ),
        ]
