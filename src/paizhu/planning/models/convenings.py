"""Joint activities (集中活动): called together by the leader or deputy, with replies, attendance and result.

Source: the reform's “分散办公与集中活动相结合”, convened “由组长、副组长”.
"""

from datetime import datetime
from typing import Self

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, transition

from paizhu.kernel.addresses import address
from paizhu.kernel.viewers import Viewer
from paizhu.organization.models import CompositeGroup, Official
from paizhu.oversight.models import Activity
from paizhu.planning.states import ConveningState, Reply
from paizhu.tenancy.models import TenantQuerySet, TenantRecord


class ConveningQuerySet(TenantQuerySet):
    """Reads of joint activities."""

    def visible_to(self, user: Viewer) -> Self:
        """The group and its liaison member, the commission's own, and who of another group is called."""
        mine, powers = self.of(user.commission_id), user.powers
        if powers.sees_commission:
            return mine
        own = Q(group__in=powers.concerned_groups)
        if not powers.groups:
            return mine.filter(own)
        called = Call.objects.filter(official=getattr(user, "official_id", None))
        return mine.filter(own | Q(pk__in=called.order_by().values("convening_id")))

    def overlapping(self, starts_at: datetime, ends_at: datetime) -> Self:
        """Restrict to those convened that touch the time."""
        return self.filter(
            state=ConveningState.CONVENED, starts_at__lt=ends_at, ends_at__gt=starts_at
        )

    def search(self, text: str) -> Self:
        """Find by number, title, place or agenda; every word must be found."""
        found = self
        for word in text.split():
            found = found.filter(
                Q(code__icontains=word)
                | Q(title__icontains=word)
                | Q(place__icontains=word)
                | Q(agenda__icontains=word)
            )
        return found


class Convening(TenantRecord):
    """One joint activity of a group. `activity`: the entry in the ledger of supervision that its result became."""

    code = models.CharField(_("joint activity number"), max_length=64)
    group = models.ForeignKey(
        CompositeGroup, models.PROTECT, related_name="convenings", verbose_name=_("composite group")
    )
    title = models.CharField(_("what for"), max_length=200)
    starts_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"))
    place = models.CharField(_("place"), max_length=200)
    agenda = models.TextField(
        _("agenda"), max_length=4000, blank=True, validators=[MaxLengthValidator(4000)]
    )
    convened_by = models.ForeignKey(
        Official, models.PROTECT, related_name="+", verbose_name=_("convened by")
    )
    state = FSMField(
        _("state"),
        default=ConveningState.CONVENED,
        choices=ConveningState.choices,
        protected=True,
    )
    reason = models.TextField(
        _("reason for calling it off"),
        max_length=500,
        blank=True,
        validators=[MaxLengthValidator(500)],
    )
    result = models.TextField(
        _("result"), max_length=4000, blank=True, validators=[MaxLengthValidator(4000)]
    )
    activity = models.OneToOneField(
        Activity,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="convening",
        verbose_name=_("activity"),
    )

    objects = ConveningQuerySet.as_manager()

    class Meta:
        verbose_name = _("joint activity")
        verbose_name_plural = _("joint activities")
        ordering = ["-starts_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["commission", "code"], name="convening_code_unique"),
            models.CheckConstraint(
                name="convening_state_known", condition=Q(state__in=ConveningState.values)
            ),
            models.CheckConstraint(
                name="convening_ends_after_start", condition=Q(ends_at__gt=F("starts_at"))
            ),
            models.CheckConstraint(
                name="convening_held_has_result",
                condition=~Q(state=ConveningState.HELD) | ~Q(result=""),
            ),
        ]
        indexes = [
            models.Index(fields=["commission", "-starts_at", "-id"], name="convening_newest"),
        ]

    def __str__(self) -> str:
        return self.code

    def get_absolute_url(self) -> str:
        """Return the address of its page."""
        return address("planning:convening", self.pk)

    def clean_fields(self, exclude=None):
        """Check each field; the state moves by its steps only."""
        super().clean_fields(exclude={*(exclude or ()), "state"})

    def clean(self):
        """Say in words what the database would refuse."""
        if self.starts_at and self.ends_at and self.ends_at <= self.starts_at:
            raise ValidationError({"ends_at": _("It ends after it begins.")})

    @transition(
        state, ConveningState.CONVENED, ConveningState.HELD, custom={"verb": _("enter the result")}
    )
    def hold(self, *, result: str):
        """It took place."""
        self.result = result

    @transition(
        state, ConveningState.CONVENED, ConveningState.CANCELLED, custom={"verb": _("call off")}
    )
    def cancel(self, *, reason: str):
        """It does not take place."""
        self.reason = reason


class CallQuerySet(TenantQuerySet):
    """Reads of calls."""

    def visible_to(self, user: Viewer) -> Self:
        """Who sees the joint activity sees who is called to it."""
        seen = Convening.objects.visible_to(user).order_by().values("pk")
        return self.of(user.commission_id).filter(convening__in=seen)


class Call(TenantRecord):
    """Somebody is called to a joint activity: his reply, and whether he came (None until it is held)."""

    convening = models.ForeignKey(
        Convening, models.CASCADE, related_name="calls", verbose_name=_("joint activity")
    )
    official = models.ForeignKey(
        Official, models.PROTECT, related_name="calls", verbose_name=_("official")
    )
    reply = models.CharField(_("reply"), max_length=10, choices=Reply, default=Reply.OPEN)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    replied_at = models.DateTimeField(_("replied"), null=True, blank=True)
    attended = models.BooleanField(_("was there"), null=True, blank=True)

    objects = CallQuerySet.as_manager()

    class Meta:
        verbose_name = _("call to a joint activity")
        verbose_name_plural = _("calls to joint activities")
        ordering = ["official__code"]
        constraints = [
            models.UniqueConstraint(fields=["convening", "official"], name="call_once"),
            models.CheckConstraint(
                name="call_cannot_has_reason",
                condition=~Q(reply=Reply.CANNOT) | ~Q(reason=""),
            ),
        ]
        indexes = [models.Index(fields=["official", "convening"], name="call_official")]

    def __str__(self) -> str:
        return f"{self.convening} — {self.official}"
