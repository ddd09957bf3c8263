"""Summaries that groups have handed in, their figures frozen, and who has read which.

What a summary shows is drawn from the records each time; only the figures as they were handed in are stored, so that
later changes show as a difference (专题述职 and 常委会 rely on figures that stand).
"""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from paizhu.access.models import User
from paizhu.kernel.viewers import Viewer
from paizhu.organization.models import CompositeGroup
from paizhu.reporting.states import Span, SummaryPeriod
from paizhu.tenancy.models import TenantQuerySet, TenantRecord


class SummaryQuerySet(TenantQuerySet):
    """Reads of summaries handed in."""

    def visible_to(self, user: Viewer) -> Self:
        """The commission's own see all; others those of the groups that they work in or guide."""
        mine, powers = self.of(user.commission_id), user.powers
        return mine if powers.sees_commission else mine.filter(group__in=powers.concerned_groups)

    def of_period(self, group: CompositeGroup, period: SummaryPeriod) -> Self:
        """Restrict to one group and period."""
        return self.filter(group=group, span=period.span, start=period.start)


class Summary(TenantRecord):
    """A group's summary of a week or month as handed in. `figures`: name → number; `digest`: SHA-256 of them, see `actions`."""

    group = models.ForeignKey(
        CompositeGroup, models.PROTECT, related_name="summaries", verbose_name=_("composite group")
    )
    span = models.CharField(_("period"), max_length=10, choices=Span)
    start = models.DateField(_("first day of the period"))
    handed_in_at = models.DateTimeField(_("handed in"))
    handed_in_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    figures = models.JSONField(_("figures as handed in"))
    digest = models.CharField(_("digest"), max_length=64)

    objects = SummaryQuerySet.as_manager()

    class Meta:
        verbose_name = _("summary of a group")
        verbose_name_plural = _("summaries of groups")
        ordering = ["-start", "group"]
        constraints = [
            models.UniqueConstraint(
                fields=["commission", "group", "span", "start"], name="summary_unique"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.group.code} {self.start:%Y-%m-%d}"

    @property
    def period(self) -> SummaryPeriod:
        """The week or month."""
        return SummaryPeriod(self.start, Span(self.span))


class ReadingQuerySet(TenantQuerySet):
    """Reads of receipts."""

    def visible_to(self, user: Viewer) -> Self:
        """Who sees a summary sees who has read it."""
        seen = Summary.objects.visible_to(user).order_by().values("pk")
        return self.of(user.commission_id).filter(summary__in=seen)

    def of_summary(self, summary: Summary) -> Self:
        """Restrict to one summary."""
        return self.filter(summary=summary)


class SummaryReading(TenantRecord):
    """回执: that somebody has opened a summary after it was handed in, the first time."""

    summary = models.ForeignKey(Summary, models.CASCADE, related_name="readings")
    reader = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("reader"))
    opened_at = models.DateTimeField(_("read at"))

    objects = ReadingQuerySet.as_manager()

    class Meta:
        verbose_name = _("receipt of a summary")
        verbose_name_plural = _("receipts of summaries")
        ordering = ["opened_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["summary", "reader"], name="summary_reading_unique"),
        ]

    def __str__(self) -> str:
        return f"{self.summary_id} — {self.reader_id}"
