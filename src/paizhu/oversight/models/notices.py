"""Matter notices (重要事项通报): word of a coming or past important matter of a unit, and what a group does about it.

Who in a unit sent word is never shown to that unit, nor can it be derived. Its leadership sees no notice at all; its
contact sees what its own contacts sent (`Channel.UNIT`), as they sent it: `edition` counts only the changes of
those facts, so that neither a reading nor a decision of the group shows in anything the contact reads.
"""

from datetime import datetime
from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_fsm import GET_STATE, FSMField, transition

from paizhu.documents.models import StoredFile
from paizhu.kernel.addresses import address
from paizhu.kernel.viewers import Viewer
from paizhu.organization.models import CompositeGroup, Official, Unit
from paizhu.oversight.states import Matter
from paizhu.oversight.states.notices import OPEN_NOTICES, UNDECIDED, Channel, NoticeState
from paizhu.tenancy.models import TenantQuerySet, TenantRecord


class MatterNoticeQuerySet(TenantQuerySet):
    """Reads of matter notices."""

    def visible_to(self, user: Viewer) -> Self:
        """Who supervises the unit sees its notices; of its own people only the contact, and only the unit's own word.

        Whoever belongs to a unit's leadership or is its contact counts as its own for this, whatever else he holds,
        unless he resides there as its inspector.
        """
        mine, powers = self.of(user.commission_id), user.powers
        own = (powers.team_units | powers.contact_units) - powers.host_units
        seen = Q() if powers.sees_commission else Q(unit__in=powers.units)
        if own:
            seen &= ~Q(unit__in=own)
        if contact := powers.contact_units - powers.host_units:
            seen |= Q(unit__in=contact, channel=Channel.UNIT)
        return mine.filter(seen)

    def supervised_by(self, user: Viewer) -> Self:
        """Restrict to what the user sees as who supervises: not what a unit of his own announced itself.

        How the group decided about those is not for him, so neither are its states, filters and counts.
        """
        powers = user.powers
        own = (powers.team_units | powers.contact_units) - powers.host_units
        return self.visible_to(user).exclude(unit__in=own) if own else self.visible_to(user)

    def undecided(self) -> Self:
        """Restrict to those about which nobody has decided."""
        return self.filter(state__in=UNDECIDED)

    def attended_by(self, officials: list[int] | models.QuerySet) -> Self:
        """Restrict to those that one of these people is to attend."""
        going = NoticeAttendee.objects.filter(official__in=officials, is_assigned=True)
        return self.filter(pk__in=going.order_by().values("notice"))

    def search(self, text: str) -> Self:
        """Find by code, title, or the unit's name."""
        return self.filter(
            models.Q(code__icontains=text)
            | models.Q(title__icontains=text)
            | models.Q(unit__name__icontains=text)
        )


class MatterNotice(TenantRecord):
    """Word of a matter. Late and after-the-fact notices are taken in and show as late.

    `announced_for`: when the matter was to take place before it was first postponed; lead times are measured by it.
    `change_reason`: why it was postponed, cancelled or withdrawn last.
    """

    code = models.CharField(_("notice code"), max_length=64)
    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="notices", verbose_name=_("unit"), db_index=False
    )
    matter = models.CharField(_("kind of matter"), max_length=20, choices=Matter)
    title = models.CharField(_("matter"), max_length=300)
    happens_at = models.DateTimeField(_("takes place"))
    announced_for = models.DateTimeField(_("first announced for"), null=True, blank=True)
    place = models.CharField(_("place"), max_length=200, blank=True)
    agenda = models.TextField(_("agenda"), max_length=2000, blank=True)
    attending = models.CharField(_("who takes part"), max_length=500, blank=True)
    urgent_reason = models.CharField(_("why it is urgent"), max_length=300, blank=True)
    sender = models.ForeignKey(
        Official, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("sent by")
    )
    channel = models.CharField(
        _("way of word"), max_length=10, choices=Channel, default=Channel.GROUP
    )
    sent_at = models.DateTimeField(_("sent"))
    edition = models.PositiveSmallIntegerField(default=1, editable=False)
    state = FSMField(
        _("state"), default=NoticeState.SENT, choices=NoticeState.choices, protected=True
    )
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True, editable=False)
    decided_by = models.ForeignKey(
        Official,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("decided by"),
    )
    decision_note = models.CharField(_("reason of the decision"), max_length=500, blank=True)
    change_reason = models.CharField(_("reason of the change"), max_length=300, blank=True)

    objects = MatterNoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("matter notice")
        verbose_name_plural = _("matter notices")
        ordering = ["-happens_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["commission", "code"], name="notice_code_unique"),
            models.CheckConstraint(
                name="notice_state_known", condition=Q(state__in=NoticeState.values)
            ),
            models.CheckConstraint(
                name="notice_channel_known", condition=Q(channel__in=Channel.values)
            ),
            models.CheckConstraint(
                name="notice_decision_has_time",
                condition=~Q(state__in=(NoticeState.ATTEND, NoticeState.NOT_ATTEND))
                | Q(decided_at__isnull=False),
                violation_error_message=_("A decision has its time."),
            ),
        ]
        indexes = [
            models.Index(fields=["commission", "-happens_at", "-id"], name="notice_time"),
            models.Index(fields=["unit", "-happens_at", "-id"], name="notice_unit"),
            models.Index(fields=["commission", "state", "happens_at"], name="notice_state"),
        ]

    def __str__(self) -> str:
        return self.code

    def get_absolute_url(self) -> str:
        """Return the address of the notice's page."""
        return address("oversight:notice", self.pk)

    def clean_fields(self, exclude=None):
        """Check each field; the state moves by its steps only and cannot be written back as others are."""
        super().clean_fields(exclude={*(exclude or ()), "state"})

    def clean(self):
        """Say in words what the database would refuse."""
        if self.state in (NoticeState.ATTEND, NoticeState.NOT_ATTEND) and not self.decided_at:
            raise ValidationError(_("A decision has its time."))

    @property
    def is_after_the_fact(self) -> bool:
        """Whether word came only after the matter had taken place."""
        return self.sent_at > self.expected_at

    @property
    def expected_at(self) -> datetime:
        """When the matter was to take place as word came first; a lead time is measured by it."""
        return self.announced_for or self.happens_at

    @property
    def is_undecided(self) -> bool:
        """Whether it waits for a decision."""
        return self.state in UNDECIDED

    @transition(state, NoticeState.SENT, NoticeState.READ, custom={"verb": _("read")})
    def read(self):
        """Somebody of the group, other than who sent it, has opened it."""

    @transition(state, OPEN_NOTICES, NoticeState.ATTEND, custom={"verb": _("decide to attend")})
    def attend(self, *, at: datetime, official_id: int | None):
        """The group sends somebody; deciding again changes who."""
        self.decided_at, self.decided_by_id, self.decision_note = at, official_id, ""

    @transition(
        state, OPEN_NOTICES, NoticeState.NOT_ATTEND, custom={"verb": _("decide not to attend")}
    )
    def not_attend(self, *, at: datetime, official_id: int | None, reason: str):
        """The group sends nobody, and says why."""
        self.decided_at, self.decided_by_id, self.decision_note = at, official_id, reason

    @transition(
        state, OPEN_NOTICES, NoticeState.ATTENDED, custom={"verb": _("record the activity")}
    )
    def record(self):
        """An activity that followed it is on record."""

    @transition(
        state,
        NoticeState.ATTENDED,
        GET_STATE(
            lambda notice: NoticeState.ATTEND if notice.decided_at else NoticeState.READ,
            states=[NoticeState.ATTEND, NoticeState.READ],
        ),
        custom={"verb": _("take the record away")},
    )
    def unrecord(self):
        """No activity follows it any more, after a correction."""

    @transition(state, OPEN_NOTICES, NoticeState.WITHDRAWN, custom={"verb": _("withdraw")})
    def withdraw(self):
        """It was sent by mistake."""

    @transition(state, OPEN_NOTICES, NoticeState.CANCELLED, custom={"verb": _("note as cancelled")})
    def cancel(self):
        """The matter does not take place."""


class NoticeReading(models.Model):
    """When the first of a composite group, other than who sent it, opened a notice."""

    commission_id = models.BigIntegerField()
    notice = models.ForeignKey(
        MatterNotice, models.CASCADE, related_name="readings", db_index=False
    )
    group = models.ForeignKey(CompositeGroup, models.PROTECT, related_name="+", db_index=False)
    official = models.ForeignKey(Official, models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField(_("read"))

    class Meta:
        verbose_name = _("reading of a notice")
        verbose_name_plural = _("readings of notices")
        constraints = [
            models.UniqueConstraint(fields=["notice", "group"], name="notice_reading_first"),
        ]

    def __str__(self) -> str:
        return f"{self.notice_id} — {self.group_id}"


class NoticeAttendee(models.Model):
    """Somebody who is to attend a matter (`is_assigned`), or who says that he could."""

    commission_id = models.BigIntegerField()
    notice = models.ForeignKey(
        MatterNotice, models.CASCADE, related_name="attendees", db_index=False
    )
    official = models.ForeignKey(
        Official, models.PROTECT, related_name="notices_to_attend", db_index=False
    )
    is_assigned = models.BooleanField(_("is to attend"), default=False)
    is_willing = models.BooleanField(_("proposed himself"), default=False)

    class Meta:
        verbose_name = _("person at a matter")
        verbose_name_plural = _("people at matters")
        constraints = [
            models.UniqueConstraint(fields=["notice", "official"], name="notice_attendee_unique"),
        ]
        indexes = [
            models.Index(fields=["official", "notice"], name="notice_attendee_official"),
        ]

    def __str__(self) -> str:
        return f"{self.notice_id} — {self.official_id}"


class NoticePaper(models.Model):
    """A file that came with word of a matter; seen by whoever sees the notice."""

    commission_id = models.BigIntegerField()
    notice = models.ForeignKey(MatterNotice, models.CASCADE, related_name="papers", db_index=False)
    file = models.OneToOneField(StoredFile, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("paper of a notice")
        verbose_name_plural = _("papers of notices")
        constraints = [
            models.UniqueConstraint(fields=["notice", "file"], name="notice_paper_unique"),
        ]

    def __str__(self) -> str:
        return f"{self.notice_id} — {self.file_id}"
