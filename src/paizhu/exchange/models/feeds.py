"""`FeedAddress`: the private address under which somebody's calendar program reads his diary without signing in.

Only a digest of the address's secret part is kept, so that whoever reads the database learns no address. The secret
has 256 random bits and is shown once.
"""

import secrets
from typing import Self

from cryptography.hazmat.primitives.hashes import SM3, Hash
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from paizhu.access.models import User
from paizhu.kernel.viewers import Viewer
from paizhu.tenancy.models import TenantQuerySet, TenantRecord

BYTES = 32


def new_secret() -> str:
    """Return a fresh secret for an address: 256 random bits, fit for a URL."""
    return secrets.token_urlsafe(BYTES)


def digest_of(secret: str) -> str:
    """Return the SM3 digest of a secret. It is random and long, so that no salt and no slow hash is needed."""
    digest = Hash(SM3())
    digest.update(secret.encode())
    return digest.finalize().hex()


class FeedAddressQuerySet(TenantQuerySet):
    """Reads of feed addresses."""

    def visible_to(self, user: Viewer) -> Self:
        """Everybody sees his own."""
        return self.of(user.commission_id).filter(user_id=user.pk)

    def open(self) -> Self:
        """Restrict to addresses that are not revoked."""
        return self.filter(revoked_at__isnull=True)


class FeedAddress(TenantRecord):
    """One address. `digest`: SM3 of its secret; `last_used_on`: the day on which a program last read it."""

    user = models.ForeignKey(
        User, models.CASCADE, related_name="+", verbose_name=_("account"), db_index=False
    )
    digest = models.CharField(_("digest"), max_length=64, unique=True, editable=False)
    made_at = models.DateTimeField(_("address made"), default=timezone.now, editable=False)
    last_used_on = models.DateField(_("last used"), null=True, blank=True, editable=False)
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True, editable=False)

    objects = FeedAddressQuerySet.as_manager()

    class Meta:
        verbose_name = _("calendar address")
        verbose_name_plural = _("calendar addresses")
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["commission", "user"],
                condition=Q(revoked_at__isnull=True),
                name="feed_address_one_open",
            ),
        ]

    def __str__(self) -> str:
        return str(self.user)
