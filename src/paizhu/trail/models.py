"""`Event`, one record of an act, and `ChainHead`, the locked end of each commission's chain.

No foreign keys: the trail survives what it speaks of, and never stands in the way of live data.
Database triggers refuse every change and removal (see the migration that lays the guards).
"""

import json
from functools import cached_property
from typing import Any, Self

from django.db import models
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from paizhu.kernel.viewers import Viewer
from paizhu.trail.states import (
    GENESIS,
    HASHED,
    NUMBERS,
    PLATFORM,
    as_bytes,
    digest,
    framed,
    instant,
    key_of,
)


class EventQuerySet(models.QuerySet):
    """Reads of the trail."""

    def visible_to(self, user: Viewer) -> Self:
        """An auditor (安全审计员) reads the chain of his commission, and the platform's; nobody else any."""
        if not user.powers.is_auditor:
            return self.none()
        return self.filter(chain__in=[user.commission_id or PLATFORM, PLATFORM])

    def history_of(self, subject: models.Model, user: Viewer) -> Self:
        """Who did what to one record and when, newest first: for those who see the whole commission.

        The caller has found the record through its own `visible_to`.
        """
        if not user.powers.sees_commission or not user.commission_id:
            return self.none()
        return self.filter(
            chain=user.commission_id,
            subject_kind=subject._meta.label_lower,
            subject_id=str(subject.pk),
        ).order_by("-at", "-pk")

    def of_chain(self, chain: int) -> Self:
        """One chain; its order is that of the primary key, whatever the other columns say."""
        return self.filter(pk__gt=key_of(chain, 0), pk__lt=key_of(chain + 1, 0))


class Event(models.Model):
    """One act: who, when, what, about which record, with allow-listed details.

    The names of actor and record are kept as they were said on that day. `id` is always given:
    `states.key_of(chain, sequence)`.
    """

    id = models.BigAutoField(primary_key=True)
    chain = models.BigIntegerField(_("chain"))
    sequence = models.BigIntegerField(_("number"))
    at = models.DateTimeField(_("time"))
    actor_id = models.BigIntegerField(_("actor's number"), null=True)
    actor_name = models.CharField(_("actor"), max_length=200)
    act = models.CharField(_("act"), max_length=80)
    subject_kind = models.CharField(_("kind of record"), max_length=80)
    subject_id = models.CharField(_("record"), max_length=64)
    subject_label = models.CharField(_("record's name"), max_length=300)
    detail_text = models.TextField(_("details"), db_column="detail", default="{}")
    previous_hash = models.CharField(_("hash of the record before"), max_length=64)
    hash = models.CharField(_("hash"), max_length=64)

    objects = EventQuerySet.as_manager()

    class Meta:
        verbose_name = _("trail record")
        verbose_name_plural = _("trail records")
        constraints = [
            models.CheckConstraint(
                name="trail_key_is_chain_and_number",
                condition=models.Q(id=F("chain") * NUMBERS + F("sequence")),
            ),
            models.CheckConstraint(
                name="trail_number_in_range",
                condition=models.Q(chain__gte=PLATFORM, sequence__gt=0, sequence__lt=NUMBERS),
            ),
        ]
        # Each ends as the auditor's list is ordered, so that any filter pages without sorting.
        indexes = [
            models.Index(fields=["chain", "at", "id"], name="trail_at"),
            models.Index(fields=["chain", "act", "at", "id"], name="trail_act"),
            models.Index(fields=["chain", "actor_id", "at", "id"], name="trail_actor"),
            models.Index(
                fields=["chain", "subject_kind", "subject_id", "at", "id"], name="trail_subject"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.chain}/{self.sequence} {self.act}"

    @cached_property
    def detail(self) -> dict[str, Any]:
        """The details as they were written: text, whole numbers, truth values, lists, objects.

        What somebody altered so that it is no JSON any more is shown as it is; the check names it.
        """
        try:
            found = json.loads(self.detail_text)
        except ValueError:
            found = None
        return found if isinstance(found, dict) else {"text": self.detail_text}

    def values_hashed(self) -> list[bytes]:
        """Return the ten values as they enter the hash."""
        plain = {name: getattr(self, name) for name in HASHED}
        plain["at"] = instant(self.at)
        return [as_bytes(plain[name]) for name in HASHED]

    def text_hashed(self, previous: str) -> bytes:
        """Return what is hashed where this record follows `previous`."""
        return previous.encode() + framed(self.values_hashed())

    def computed_hash(self, previous: str) -> str:
        """Return the hash this record must carry after `previous`."""
        return digest(previous.encode(), self.values_hashed())


class ChainHead(models.Model):
    """The last record of a chain; its row is locked while records are appended."""

    chain = models.BigIntegerField(primary_key=True)
    sequence = models.BigIntegerField(default=0)
    hash = models.CharField(max_length=64, default=GENESIS)

    class Meta:
        verbose_name = _("end of a chain")
        verbose_name_plural = _("ends of chains")

    def __str__(self) -> str:
        return f"{self.chain}/{self.sequence}"
