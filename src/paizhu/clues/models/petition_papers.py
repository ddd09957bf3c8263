"""What hangs on petitions: attachments, what a reporter who gave a name was told, and who keeps away."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from paizhu.clues.models.named import SealedTenantRecord, doer
from paizhu.clues.models.petitions import OfPetitionQuerySet, Petition
from paizhu.clues.models.raised import RaisedRecord
from paizhu.clues.states import RecusalState
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


class PetitionRecusalQuerySet(OfPetitionQuerySet):
    """Reads of who keeps away from petitions."""

    def of_matter(self, petition: Petition) -> Self:
        """Restrict to who keeps away from the petition, from the first that it repeats, or from another repeat of that."""
        root = petition.first_id or petition.pk
        return self.filter(Q(petition=root) | Q(petition__first=root))


class PetitionRecusal(RaisedRecord):
    """回避 from a petition: declared in one step, or demanded and decided (2020 rules, art. 48). One demand waits at a time."""

    petition = models.ForeignKey(
        Petition, models.CASCADE, related_name="recusals", verbose_name=_("petition")
    )

    objects = PetitionRecusalQuerySet.as_manager()

    class Meta(RaisedRecord.Meta):
        verbose_name = _("recusal from a petition")
        verbose_name_plural = _("recusals from petitions")
        constraints = [
            models.UniqueConstraint(
                fields=["petition", "official"],
                condition=Q(state__in=(RecusalState.ASKED, RecusalState.RECUSED)),
                name="petition_recusal_once",
            ),
            models.UniqueConstraint(
                fields=["petition"],
                condition=Q(state=RecusalState.ASKED),
                name="petition_recusal_one_waiting",
            ),
        ]
        indexes = [
            models.Index(fields=["official", "state", "petition"], name="petition_recusal_official")
        ]

    def __str__(self) -> str:
        return f"{self.petition_id}-{self.pk}"
