"""Tickets, the urn of sealed ballots, and the responses that come out of it. Anonymity is made here.

| record     | carries                                   | does not carry                                     |
| `Ticket`   | unit, class, hash of its code, used mark  | time, number in a row, anything about a person     |
| `Ballot`   | survey, sealed answers of one length      | ticket, unit, class (they are inside), time        |
| `Response` | unit, class, answers without free texts   | ticket, time, order; its key is random             |

Until the survey is closed a ballot is readable to nobody: it is sealed with a public key whose other half lies outside
the database. At the close all ballots are opened, shuffled and written as responses and free texts in one
transaction, the urn is emptied, the tickets are written anew in the order of their hashes, and the key is destroyed.
So a used mark shares with a response neither column nor place nor transaction. See `docs/threat-model.md`.
"""

import secrets
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from paizhu.kernel.viewers import Viewer
from paizhu.surveys.models.surveys import BallotClass, Survey, SurveyUnit
from paizhu.tenancy.models import Commission, TenantQuerySet


def random_key() -> int:
    """Return a key that tells nothing about when or in which order the record came to be."""
    return secrets.randbelow(2**62) + 1


class NobodyQuerySet(TenantQuerySet):
    """Reads of what no person may read one by one."""

    def visible_to(self, user: Viewer) -> Self:
        """Nobody: only the tally reads them."""
        return self.none()


class Ticket(models.Model):
    """One anonymous right to answer. `code_hash` is empty for tickets of a tablet that has not drawn them yet."""

    id = models.BigIntegerField(primary_key=True, default=random_key)
    commission = models.ForeignKey(Commission, models.PROTECT, related_name="+", db_index=False)
    survey = models.ForeignKey(Survey, models.CASCADE, related_name="tickets", db_index=False)
    survey_unit = models.ForeignKey(SurveyUnit, models.CASCADE, related_name="tickets")
    ballot_class = models.ForeignKey(
        BallotClass, models.CASCADE, related_name="tickets", db_index=False
    )
    code_hash = models.CharField(max_length=64, unique=True)
    is_used = models.BooleanField(_("used"), default=False)

    objects = NobodyQuerySet.as_manager()

    class Meta:
        verbose_name = _("ballot ticket")
        verbose_name_plural = _("ballot tickets")
        indexes = [models.Index(fields=["survey", "survey_unit"], name="ticket_survey")]

    def __str__(self) -> str:
        return "·"


class Ballot(models.Model):
    """A sealed ballot in the urn.

    Its survey and commission are those of its ticket, copied by the statement that marks it; the database does not look
    them up once more, for then every ballot of a survey would lock the same two rows.
    """

    id = models.BigIntegerField(primary_key=True, default=random_key)
    commission = models.ForeignKey(
        Commission, models.PROTECT, related_name="+", db_index=False, db_constraint=False
    )
    survey = models.ForeignKey(Survey, models.CASCADE, related_name="ballots", db_constraint=False)
    sealed = models.BinaryField()

    objects = NobodyQuerySet.as_manager()

    class Meta:
        verbose_name = _("sealed ballot")
        verbose_name_plural = _("sealed ballots")

    def __str__(self) -> str:
        return "·"


class Response(models.Model):
    """One opened ballot, without free texts, which are kept apart so that handwriting does not join to choices."""

    id = models.BigIntegerField(primary_key=True, default=random_key)
    commission = models.ForeignKey(Commission, models.PROTECT, related_name="+", db_index=False)
    survey_unit = models.ForeignKey(SurveyUnit, models.PROTECT, related_name="responses")
    ballot_class = models.ForeignKey(
        BallotClass, models.PROTECT, related_name="responses", db_index=False
    )
    answers = models.JSONField()
    verdict = models.CharField(max_length=20)

    objects = NobodyQuerySet.as_manager()

    class Meta:
        verbose_name = _("response")
        verbose_name_plural = _("responses")

    def __str__(self) -> str:
        return "·"
