"""What makes sealed text findable, and drafts that are the writer's alone."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from paizhu.clues.models.named import SealedTenantRecord
from paizhu.kernel.viewers import Viewer
from paizhu.sealing import SealedTextField
from paizhu.tenancy.models import TenantQuerySet


class ClueWord(models.Model):
    """One pair of characters of a clue's sealed text, as a keyed digest of 32 bits (see the decision on search)."""

    commission_id = models.BigIntegerField()
    clue = models.ForeignKey("clues.Clue", models.CASCADE, related_name="+", db_index=False)
    digest = models.BigIntegerField()

    class Meta:
        verbose_name = _("digest of a clue's words")
        verbose_name_plural = _("digests of clues' words")
        constraints = [
            models.UniqueConstraint(fields=["clue", "digest"], name="clue_word_once"),
        ]
        indexes = [
            # Which clues hold a pair; the unique key says whether one clue does.
            models.Index(fields=["digest", "clue"], name="clue_word_found"),
        ]

    def __str__(self) -> str:
        return f"{self.clue_id} — {self.digest}"


class DraftQuerySet(TenantQuerySet):
    """Reads of drafts."""

    def visible_to(self, user: Viewer) -> Self:
        """The writer's alone."""
        return self.of(user.commission_id).filter(user_id=user.pk or 0)


class Draft(SealedTenantRecord):
    """A form of casework that was begun and not sent; sealed, the writer's alone, thrown away once it is sent.

    `form`: the name of the page; `about`: the id of the record it is about, 0 for none. `user_id` has no key: accounts go, drafts with them.
    """

    user_id = models.BigIntegerField()
    form = models.CharField(max_length=60)
    about = models.BigIntegerField(default=0)
    text = SealedTextField(max_length=200000)
    saved_at = models.DateTimeField(_("saved at"))

    objects = DraftQuerySet.as_manager()

    class Meta:
        verbose_name = _("draft")
        verbose_name_plural = _("drafts")
        constraints = [
            models.UniqueConstraint(
                fields=["commission", "user_id", "form", "about"], name="draft_once"
            ),
        ]

    def __str__(self) -> str:
        return self.form
