"""`Commission`, the tenant, `TenantRecord`, which every record of a commission derives from, and `Numbering`.

No query crosses a commission: each manager offers `of(commission)` and `visible_to(user)`.
"""

from functools import cache
from typing import Any, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from paizhu.kernel.requests import Kept
from paizhu.kernel.viewers import Viewer

SEEN = Kept("seen_in_request", only_reading=True)
"""What readers may see: an act may change it, so only a request that reads keeps it."""


class Commission(models.Model):
    """A discipline-inspection commission (纪委监察局); may stand under a higher one."""

    code = models.CharField(_("code"), max_length=64, unique=True)
    name = models.CharField(_("name"), max_length=200)
    higher = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="lower",
        verbose_name=_("higher commission"),
    )
    is_demonstration = models.BooleanField(_("demonstration"), default=False)

    class Meta:
        verbose_name = _("commission")
        verbose_name_plural = _("commissions")

    def __str__(self) -> str:
        return self.name


class TenantQuerySet(models.QuerySet):
    """Reads of one commission's records; `visible_to` is the only way from a user to records."""

    def of(self, commission: Commission | int | None) -> Self:
        """Restrict to one commission (record or id); None gives nothing."""
        key = getattr(commission, "pk", commission)
        return self.filter(commission_id=key) if key else self.none()

    def visible_to(self, user: Viewer) -> Self:
        """Restrict to what this user may know of. Each room says how for its records."""
        raise NotImplementedError(f"{self.model.__name__} does not say who may see it")

    @classmethod
    def as_manager(cls) -> models.Manager:
        """Return a manager that puts a reader's condition together once a request."""
        manager = TenantManager.from_queryset(cls)()
        manager._built_with_as_manager = True
        return manager

    as_manager.queryset_only = True  # type: ignore[attr-defined]


class TenantManager(models.Manager):
    """A page asks for what its reader may see of one kind many times; saying so takes Django longer than finding it."""

    def visible_to(self, user: Viewer) -> Any:
        """Return what the queryset says. A request that only reads has it said once for each reader."""
        if self is not self.model._default_manager:
            return self.get_queryset().visible_to(user)
        # The reader is kept along, so that no other one can come to have his id.
        _user, found = SEEN.of(
            (self.model, id(user)), lambda: (user, self.get_queryset().visible_to(user))
        )
        return found.all()


class TenantRecord(models.Model):
    """A record of one commission. `revision` counts saves, so that a stale page is noticed."""

    commission = models.ForeignKey(
        Commission, models.PROTECT, related_name="+", verbose_name=_("commission"), db_index=False
    )
    revision = models.PositiveIntegerField(default=1, editable=False)

    objects = TenantQuerySet.as_manager()

    class Meta:
        abstract = True

    def _get_FIELD_display(self, field: models.Field) -> str:
        """Return the words of a choice, what `get_…_display` calls; Django's own hashes every choice for each record."""
        value = getattr(self, field.attname)
        return str(_words(field).get(value, value)) if value is not None else value


@cache
def _words(field: models.Field) -> dict:
    """Return the words of each choice of a field."""
    return dict(field.flatchoices)


class Numbering(models.Model):
    """The end of one series of numbers; its row is locked while a number is given, so that none is left out.

    `series`: the letters that begin each number, such as JD.
    """

    commission = models.ForeignKey(
        Commission, models.PROTECT, related_name="+", verbose_name=_("commission"), db_index=False
    )
    series = models.CharField(_("series"), max_length=20)
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
        return self.written(self.last)

    def written(self, number: int) -> str:
        """Return a number of the series as people write it, such as JD-2015-0042."""
        return f"{self.series}-{self.year}-{number:04}"


class Sending(models.Model):
    """A form that was taken in, and where its sender was led; kept for some days (`web.once`).

    `user_id`: who sent it, without a key: accounts live above. `url`: an address of this product.
    """

    user_id = models.BigIntegerField()
    token = models.CharField(max_length=32)
    url = models.CharField(max_length=500)
    at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = _("form taken in")
        verbose_name_plural = _("forms taken in")
        constraints = [
            models.UniqueConstraint(fields=["user_id", "token"], name="sending_unique"),
        ]

    def __str__(self) -> str:
        return self.token
