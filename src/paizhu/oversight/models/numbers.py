"""`Numbering`: the last number given in a series, a commission and a year."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from paizhu.oversight.states import Series
from paizhu.tenancy.models import Commission


class Numbering(models.Model):
    """The end of one series of numbers; its row is locked while a number is given, so that none is left out."""

    commission = models.ForeignKey(
        Commission, models.PROTECT, related_name="+", verbose_name=_("commission"), db_index=False
    )
    series = models.CharField(_("series"), max_length=20, choices=Series)
    year = models.PositiveSmallIntegerField(_("year"))
    last = models.PositiveIntegerField(_("last number given"), default=0)

    class Meta:
        verbose_name = _("series of numbers")
        verbose_name_plural = _("series of numbers")
        constraints = [
            models.UniqueConstraint(
                fields=["commission", "series", "year"], name="numbering_unique"
            ),
        ]

    def __str__(self) -> str:
        return Series(self.series).number(self.year, self.last)
