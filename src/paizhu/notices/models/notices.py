"""`Notice`: word to one official that something waits for him, or that he should know of it.

Nothing of the matter is kept here but its number: whoever reads the database's notices learns no casework.
"""

from collections.abc import Iterable
from typing import Any, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from paizhu.kernel.viewers import Viewer
from paizhu.notices.states import SUBJECTS, Standing, reason_of
from paizhu.organization.models import Official
from paizhu.tenancy.models import TenantQuerySet, TenantRecord
from paizhu.tenancy.queries import statements

UNSETTLED = {"read_at__isnull": True, "done_at__isnull": True}
IN_STANDING = {
    Standing.UNREAD: Q(**UNSETTLED),
    Standing.WAITING: Q(done_at__isnull=True, read_at__isnull=False),
    Standing.DONE: Q(done_at__isnull=False),
}


class NoticeQuerySet(TenantQuerySet):
    """Reads of notices."""

    def visible_to(self, user: Viewer) -> Self:
        """One's own, as long as the reader may see what they are about: asked row by row, in the database.

        The subject is looked up for the reader's few notices rather than the other way round, so that it costs the
        same for any number of matters.
        """
        return self.addressed_to(user).filter(still_seen(user, SUBJECTS))

    def visible_among_told(self, user: Viewer) -> Self:
        """Restrict as `visible_to` does, asking only about kinds of records that occur among one's own: one query when it is called.

        For a page that shows nothing but notices: the whole question takes longer to put together than to answer.
        """
        official = getattr(user, "official_id", None)
        told = TOLD_OF(user.commission_id, official) if official else []
        seen = still_seen(user, (label for label in told if label in SUBJECTS))
        return self.addressed_to(user).filter(seen)

    def addressed_to(self, user: Viewer) -> Self:
        """One's own, whether or not what they are about may still be seen: for this room alone."""
        official = getattr(user, "official_id", None)
        if official is None:
            return self.none()
        return self.of(user.commission_id).filter(recipient_id=official)

    def unread(self) -> Self:
        """Restrict to those neither opened nor settled."""
        return self.filter(**UNSETTLED)

    def about(self, record: Any) -> Self:
        """Restrict to those about one record."""
        return self.of(record.commission_id).filter(
            about_label=record._meta.label_lower, about_id=record.pk
        )


def still_seen(user: Viewer, labels: Iterable[str]) -> Q:
    """Return the condition that a record of these kinds still exists for the reader; those of other kinds do not."""
    seen = Q(pk__in=[])
    for label in labels:
        known = SUBJECTS[label].visible(user).order_by().filter(pk=OuterRef("about_id"))
        seen |= Q(about_label=label) & Exists(known)
    return seen


class Notice(TenantRecord):
    """`about_label` and `about_id` name the record; no foreign key, because records of every upper room can be meant.

    `read_at`: opened or marked read; `done_at`: the matter needs the recipient no more.
    """

    recipient = models.ForeignKey(
        Official, models.PROTECT, related_name="+", verbose_name=_("recipient"), db_index=False
    )
    kind = models.CharField(_("kind of notice"), max_length=80)
    number = models.CharField(_("number of the matter"), max_length=64)
    due_on = models.DateField(_("due by"), null=True, blank=True)
    url = models.CharField(_("address"), max_length=300)
    about_label = models.CharField(_("kind of matter told of"), max_length=80)
    about_id = models.BigIntegerField(_("matter told of"))
    made_at = models.DateTimeField(_("came"), default=timezone.now, editable=False)
    read_at = models.DateTimeField(_("when read"), null=True, blank=True, editable=False)
    done_at = models.DateTimeField(_("done"), null=True, blank=True, editable=False)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["commission", "recipient", "kind", "about_label", "about_id", "due_on"],
                condition=Q(**UNSETTLED),
                name="notice_never_doubles",
            ),
            models.UniqueConstraint(
                fields=["commission", "recipient", "kind", "about_label", "about_id"],
                condition=Q(**UNSETTLED, due_on__isnull=True),
                name="notice_without_a_day_never_doubles",
            ),
            models.CheckConstraint(
                name="notice_leads_into_the_house", condition=Q(url__startswith="/")
            ),
        ]
        indexes = [
            models.Index(
                fields=["commission", "recipient"], condition=Q(**UNSETTLED), name="notice_unread"
            ),
            models.Index(fields=["commission", "recipient", "-made_at"], name="notice_inbox"),
            models.Index(fields=["commission", "about_label", "about_id"], name="notice_about"),
            models.Index(fields=["commission", "recipient", "about_label"], name="notice_told_of"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"

    @property
    def standing(self) -> Standing:
        """Unread, waiting or done."""
        if self.done_at:
            return Standing.DONE
        return Standing.WAITING if self.read_at else Standing.UNREAD

    @property
    def reason(self) -> str:
        """Why it came, in the reader's language."""
        return reason_of(self.kind, self.number, self.due_on)


TOLD_OF = statements.Read(
    lambda commission, official: (
        Notice.objects.of(commission)
        .filter(recipient=official)
        .order_by()
        .values_list("about_label", flat=True)
        .distinct()
    ),
    int,
    int,
)
"""Of which kinds of records an official was told."""
