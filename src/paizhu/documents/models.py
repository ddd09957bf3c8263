"""`StoredFile`: one file as it was brought, sealed on the disk, known to the database by its digest.

A file belongs to the record that an upper room hangs it on; that room finds it through its own `visible_to`.
"""

import secrets
from pathlib import Path
from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from paizhu.access.models import User
from paizhu.documents.states import Condition
from paizhu.kernel.viewers import Viewer
from paizhu.tenancy.models import TenantQuerySet, TenantRecord


def _new_key() -> str:
    return secrets.token_hex(16)


class StoredFileQuerySet(TenantQuerySet):
    """Reads of files."""

    def visible_to(self, user: Viewer) -> Self:
        """Nobody reaches a file by itself: the way leads through the record on which it hangs."""
        return self.none()


class StoredFile(TenantRecord):
    """`key`: its name on the disk, at random; `name`: as the reader gets it; `digest`: SM3 of the open bytes.

    `condition`: what the last look at the disk found.
    """

    key = models.CharField(_("key"), max_length=32, default=_new_key, editable=False)
    name = models.CharField(_("file name"), max_length=200)
    type = models.CharField(_("content type"), max_length=120)
    size = models.PositiveBigIntegerField(_("size in bytes"))
    digest = models.CharField(_("digest"), max_length=64)
    kept_at = models.DateTimeField(_("kept"), default=timezone.now, editable=False)
    kept_by = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("kept by"),
        db_index=False,
    )
    condition = models.CharField(
        _("condition"), max_length=10, choices=Condition, default=Condition.WHOLE
    )
    looked_at = models.DateTimeField(_("last look"), null=True, editable=False)

    objects = StoredFileQuerySet.as_manager()

    class Meta:
        verbose_name = _("stored file")
        verbose_name_plural = _("stored files")
        ordering = ["kept_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["commission", "key"], name="stored_file_key_unique"),
            models.CheckConstraint(name="stored_file_not_empty", condition=models.Q(size__gt=0)),
        ]
        indexes = [models.Index(fields=["commission", "looked_at"], name="stored_file_looked_at")]

    def __str__(self) -> str:
        return self.key[:12]

    @property
    def place(self) -> str:
        """Where the sealed bytes belong; moved to another file's place they do not open."""
        return f"documents.stored_file:{self.commission_id}:{self.key}"

    @property
    def path(self) -> Path:
        """Where the sealed bytes lie once the act that kept them is done."""
        return files_folder() / str(self.commission_id) / self.key[:2] / self.key

    @property
    def draft(self) -> Path:
        """Where they lie until then."""
        return incoming_folder() / f"{self.commission_id}-{self.key}"


def files_folder() -> Path:
    """Return the folder of all kept files, outside whatever the server gives away."""
    return Path(settings.MEDIA_ROOT) / "documents"


def incoming_folder() -> Path:
    """Return the folder of files whose act is not done yet; on the same disk, so that moving is one step."""
    return files_folder() / "incoming"
