"""What each side said (the dialogue), what proves it, and what the group's people note for themselves."""

from typing import Self

from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from paizhu.documents.models import StoredFile
from paizhu.kernel.viewers import Viewer
from paizhu.organization.models import Official
from paizhu.rectification.models.rectifications import Rectification
from paizhu.rectification.states import Side
from paizhu.tenancy.models import TenantQuerySet, TenantRecord


class SaidQuerySet(TenantQuerySet):
    """Reads of what belongs to a rectification and is open to both sides."""

    def visible_to(self, user: Viewer) -> Self:
        """Seen by who sees the rectification."""
        seen = Rectification.objects.visible_to(user).order_by()
        return self.of(user.commission_id).filter(rectification__in=seen.values("pk"))


class Voice(TenantRecord):
    """One word of one side, kept as it was said. `is_noted`: written down by the group for the unit, from paper."""

    rectification = models.ForeignKey(
        Rectification, models.CASCADE, related_name="voices", verbose_name=_("rectification")
    )
    side = models.CharField(_("side"), max_length=10, choices=Side)
    step = models.CharField(_("step"), max_length=20)
    text = models.TextField(
        _("words"), max_length=4000, blank=True, validators=[MaxLengthValidator(4000)]
    )
    day = models.DateField(_("day concerned"), null=True, blank=True)
    said_at = models.DateTimeField(_("said at"))
    said_by = models.ForeignKey(
        Official, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("said by")
    )
    said_name = models.CharField(_("name"), max_length=200)
    is_noted = models.BooleanField(_("noted by the group for the unit"), default=False)

    objects = SaidQuerySet.as_manager()

    class Meta:
        verbose_name = _("word")
        verbose_name_plural = _("words")
        ordering = ["said_at", "pk"]
        constraints = [
            models.CheckConstraint(name="voice_side", condition=Q(side__in=Side.values)),
        ]

    def __str__(self) -> str:
        return f"{self.rectification_id} · {self.step}"


class Evidence(TenantRecord):
    """A file that goes with a word (整改佐证材料)."""

    rectification = models.ForeignKey(
        Rectification, models.CASCADE, related_name="evidence", verbose_name=_("rectification")
    )
    voice = models.ForeignKey(
        Voice, models.CASCADE, related_name="evidence", verbose_name=_("word")
    )
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", verbose_name=_("file"))

    objects = SaidQuerySet.as_manager()

    class Meta:
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.rectification_id} · {self.file_id}"


class WorkingNoteQuerySet(TenantQuerySet):
    """Reads of working notes."""

    def visible_to(self, user: Viewer) -> Self:
        """The commission's own and who supervises the unit; never who belongs to the unit itself."""
        mine, powers = self.of(user.commission_id), user.powers
        own = powers.team_units | powers.contact_units
        if powers.sees_commission:
            return mine.exclude(rectification__unit__in=own) if own else mine
        return mine.filter(rectification__unit__in=powers.units - own)


class WorkingNote(TenantRecord):
    """A note of the group for itself. The unit never learns of it, nor of how many there are."""

    rectification = models.ForeignKey(
        Rectification, models.CASCADE, related_name="notes", verbose_name=_("rectification")
    )
    text = models.TextField(_("note"), max_length=2000, validators=[MaxLengthValidator(2000)])
    noted_at = models.DateTimeField(_("noted at"))
    noted_name = models.CharField(_("name"), max_length=200)

    objects = WorkingNoteQuerySet.as_manager()

    class Meta:
        verbose_name = _("working note")
        verbose_name_plural = _("working notes")
        ordering = ["-noted_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.rectification_id} · {self.noted_at:%Y-%m-%d}"
