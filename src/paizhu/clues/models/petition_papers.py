"""What hangs on petitions: attachments, and what a reporter who gave a name was told."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from paizhu.clues.models.named import SealedTenantRecord, doer
from paizhu.clues.models.petitions import OfPetitionQuerySet, Petition
from paizhu.documents.models import StoredFile
from paizhu.sealing import SealedTextField


class PetitionFile(SealedTenantRecord):
    """An attachment. The stored file bears a neutral name; how it was called is sealed."""

    petition = models.ForeignKey(
        Petition, models.CASCADE, related_name="files", verbose_name=_("petition")
    )
    file = models.OneToOneField(StoredFile, models.PROTECT, related_name="+")
    name = SealedTextField(_("file name"), max_length=200)

    objects = OfPetitionQuerySet.as_manager()

    class Meta:
        verbose_name = _("attachment of a petition")
        verbose_name_plural = _("attachments of petitions")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.petition_id}-{self.pk}"


class Answer(SealedTenantRecord):
    """What a named reporter was told: that it is accepted, and the result (2020 rules, art. 26 and 27).

    `objection`: what the reporter said against it, minuted; `evidence`: what he brought that is new.
    """

    petition = models.ForeignKey(
        Petition, models.CASCADE, related_name="answers", verbose_name=_("petition")
    )
    is_result = models.BooleanField(_("tells the result"))
    told_on = models.DateField(_("told on"))
    way = models.CharField(_("way"), max_length=100)
    told_by = doer(_("told by"))
    text = SealedTextField(_("what was told"), max_length=4000)
    objection = SealedTextField(_("objection, minuted"), max_length=4000)
    evidence = SealedTextField(_("new evidence"), max_length=4000)

    objects = OfPetitionQuerySet.as_manager()

    class Meta:
        verbose_name = _("answer to a reporter")
        verbose_name_plural = _("answers to reporters")
        ordering = ["told_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["petition"], condition=Q(is_result=False), name="answer_accepted_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.petition_id}-{self.pk}"
