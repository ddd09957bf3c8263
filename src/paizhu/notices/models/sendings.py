"""`Delivery`: how one account wants to hear of notices; `Sending`: one mail or call to be made, the outbox.

An outbox row holds no text: what is said is made from the notice when it is sent, and only if its recipient may
still see what it is about.
"""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, transition

from paizhu.access.models import User
from paizhu.kernel.viewers import Viewer
from paizhu.notices.models.notices import Notice
from paizhu.notices.states import Channel, MailWish, SendingState
from paizhu.tenancy.models import TenantQuerySet, TenantRecord


class DeliveryQuerySet(TenantQuerySet):
    """Reads of wishes."""

    def visible_to(self, user: Viewer) -> Self:
        """One's own."""
        return self.of(user.commission_id).filter(user_id=user.pk)


class Delivery(TenantRecord):
    """How an account wants to hear of notices by mail. Without a row: at once."""

    user = models.ForeignKey(
        User, models.CASCADE, related_name="+", verbose_name=_("account"), db_index=False
    )
    mail = models.CharField(_("by mail"), max_length=10, choices=MailWish, default=MailWish.AT_ONCE)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        verbose_name = _("wish how to hear of notices")
        verbose_name_plural = _("wishes how to hear of notices")
        constraints = [
            models.UniqueConstraint(fields=["commission", "user"], name="delivery_unique")
        ]

    def __str__(self) -> str:
        return f"{self.user.username}: {self.get_mail_display()}"


class SendingQuerySet(TenantQuerySet):
    """Reads of the outbox."""

    def visible_to(self, user: Viewer) -> Self:
        """The system administrator sees that something could not be sent, and to which account; never what."""
        mine = self.of(user.commission_id)
        return mine if user.powers.is_system_admin else mine.none()

    def due(self, now) -> Self:
        """Restrict to what waits and whose time has come."""
        return self.filter(state=SendingState.WAITING, next_at__lte=now)


class Sending(TenantRecord):
    """One mail, digest or call. `error`: the kind of the last fault, without its words.

    `next_at`: not before; while a worker sends it, some minutes ahead, so that a worker that dies is no loss.
    """

    channel = models.CharField(_("way"), max_length=10, choices=Channel)
    recipient = models.ForeignKey(
        User, models.CASCADE, related_name="+", verbose_name=_("account"), db_index=False
    )
    notice = models.ForeignKey(
        Notice, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("notice")
    )
    on = models.DateField(_("day"), default=timezone.localdate)
    state = FSMField(
        _("state"), default=SendingState.WAITING, choices=SendingState.choices, protected=True
    )
    made_at = models.DateTimeField(_("made"), default=timezone.now, editable=False)
    next_at = models.DateTimeField(_("next attempt"), default=timezone.now)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    error = models.CharField(_("kind of fault"), max_length=120, blank=True)

    objects = SendingQuerySet.as_manager()

    class Meta:
        verbose_name = _("sending")
        verbose_name_plural = _("sendings")
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["commission", "notice", "channel"],
                condition=Q(notice__isnull=False),
                name="sending_once_a_notice_and_way",
            ),
            models.UniqueConstraint(
                fields=["commission", "recipient", "on"],
                condition=Q(channel=Channel.DIGEST),
                name="sending_one_digest_a_day",
            ),
            models.CheckConstraint(
                name="sending_state_known", condition=Q(state__in=SendingState.values)
            ),
            models.CheckConstraint(
                name="sending_ended_has_its_moment",
                condition=Q(state=SendingState.WAITING, ended_at__isnull=True)
                | (~Q(state=SendingState.WAITING) & Q(ended_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="sending_digest_is_about_no_single_notice",
                condition=Q(channel=Channel.DIGEST, notice__isnull=True)
                | (~Q(channel=Channel.DIGEST) & Q(notice__isnull=False)),
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_at"], condition=Q(state=SendingState.WAITING), name="sending_waiting"
            ),
            models.Index(fields=["commission", "-made_at"], name="sending_newest"),
        ]

    def __str__(self) -> str:
        return f"{self.get_channel_display()} {self.pk}"

    def clean_fields(self, exclude=None):
        """Check all fields but the state, which only its transitions may set."""
        super().clean_fields({*(exclude or ()), "state"})

    @transition(
        field=state,
        source=SendingState.WAITING,
        target=SendingState.SENT,
        custom={"verb": _("send")},
    )
    def note_sent(self) -> None:
        """It went out."""
        self.ended_at, self.error = timezone.now(), ""

    @transition(
        field=state,
        source=SendingState.WAITING,
        target=SendingState.DROPPED,
        custom={"verb": _("drop")},
    )
    def drop(self) -> None:
        """It is no longer needed: read, done, or no longer to be seen by its recipient."""
        self.ended_at = timezone.now()

    @transition(
        field=state,
        source=SendingState.WAITING,
        target=SendingState.GIVEN_UP,
        custom={"verb": _("give up")},
    )
    def give_up(self) -> None:
        """It failed as often as is tried."""
        self.ended_at = timezone.now()

    @transition(
        field=state,
        source=SendingState.GIVEN_UP,
        target=SendingState.WAITING,
        custom={"verb": _("try again")},
    )
    def try_again(self) -> None:
        """The fault is mended, says the system administrator."""
        self.ended_at, self.attempts, self.next_at = None, 0, timezone.now()
