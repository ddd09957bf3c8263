"""What petitions and clues have alike: the unit in the open, whom they name under seal."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from paizhu.clues.models.wall import PERSONS
from paizhu.organization.models import Official, Rank, Unit
from paizhu.rulebook.models import PersonCategory
from paizhu.sealing import BlindIndexField, SealedModel, SealedTextField
from paizhu.tenancy.models import TenantRecord

NAMES, NUMBERS = "clues.name", "clues.id_number"
"""One purpose each for all records, so that a name is looked for in petitions and clues alike."""


def doer(label: str) -> models.ForeignKey:
    """Return a field for the official who took a step, empty until somebody has."""
    return models.ForeignKey(
        Official, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=label
    )


class SealedTenantRecord(SealedModel, TenantRecord):
    """A record of a commission with sealed fields."""

    class Meta:
        abstract = True


class NamingRecord(SealedTenantRecord):
    """A record about somebody of a unit.

    `person_name`, `person_number`: name and identity number as they were given. `official_ref`: the id of the official on record whom
    it means, under seal like the name; `official_index` is what the wall compares.
    """

    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="+", verbose_name=_("unit concerned"), db_index=False
    )
    rank = models.CharField(_("rank of the person concerned"), max_length=20, choices=Rank)
    category = models.CharField(
        _("category of the person concerned"),
        max_length=30,
        choices=PersonCategory,
        default=PersonCategory.OTHER,
    )
    person_name = SealedTextField(_("person concerned"), max_length=60)
    person_index = BlindIndexField(of="person_name", purpose=NAMES)
    person_number = SealedTextField(_("identity number"), max_length=40)
    number_index = BlindIndexField(of="person_number", purpose=NUMBERS)
    official_ref = SealedTextField(editable=False)
    official_index = BlindIndexField(of="official_ref", purpose=PERSONS)

    class Meta:
        abstract = True

    @property
    def official_id(self) -> int | None:
        """The id of the official on record, or None."""
        return int(self.official_ref) if self.official_ref else None

    @property
    def official(self) -> Official | None:
        """The official on record; one query."""
        found = Official.objects.of(self.commission_id)
        return found.filter(pk=self.official_id).first() if self.official_ref else None

    @official.setter
    def official(self, official: Official | None) -> None:
        self.official_ref = str(official.pk) if official else ""
        if official and not self.person_name:
            self.person_name = official.name


class NumberedCopy(SealedTenantRecord):
    """A print with its running number, so that each sheet names its reader (编号打印). Of what it is one, the kind says."""

    number = models.PositiveIntegerField(_("copy number"))
    printed_at = models.DateTimeField(_("printed at"))
    printed_by = doer(_("printed by"))

    class Meta:
        abstract = True
        ordering = ["number"]
