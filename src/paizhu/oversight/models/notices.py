"""Matter notices (重要事项通报): word of a coming or past important matter of a unit."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from paizhu.kernel.viewers import Viewer
from paizhu.organization.models import Official, Unit
from paizhu.oversight.states import Matter
from paizhu.tenancy.models import TenantQuerySet, TenantRecord


class MatterNoticeQuerySet(TenantQuerySet):
    """Reads of matter notices."""

    def visible_to(self, user: Viewer) -> Self:
        """Who supervises the unit sees its notices. Its own people never learn who sent word."""
        mine, powers = self.of(user.commission_id), user.powers
        return mine if powers.sees_commission else mine.filter(unit__in=powers.units)

    def search(self, text: str) -> Self:
        """Find by code, title, or the unit's name."""
        return self.filter(
            models.Q(code__icontains=text)
            | models.Q(title__icontains=text)
            | models.Q(unit__name__icontains=text)
        )


class MatterNotice(TenantRecord):
    """Word of a matter. Late and after-the-fact notices are taken in and show as late."""

    code = models.CharField(_("notice code"), max_length=64)
    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="notices", verbose_name=_("unit"), db_index=False
    )
    matter = models.CharField(_("kind of matter"), max_length=20, choices=Matter)
    title = models.CharField(_("matter"), max_length=300)
    happens_at = models.DateTimeField(_("takes place"))
    sender = models.ForeignKey(
        Official, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("sent by")
    )
    sent_at = models.DateTimeField(_("sent"))

    objects = MatterNoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("matter notice")
        verbose_name_plural = _("matter notices")
        ordering = ["-happens_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["commission", "code"], name="notice_code_unique"),
        ]
        indexes = [
            models.Index(fields=["commission", "-happens_at", "-id"], name="notice_time"),
            models.Index(fields=["unit", "-happens_at", "-id"], name="notice_unit"),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def is_after_the_fact(self) -> bool:
        """Whether word came only after the matter had taken place."""
        return self.sent_at > self.happens_at
