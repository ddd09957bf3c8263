"""Officials (人员), their dated postings (任职) and grounds of recusal (回避)."""

from datetime import date
from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from paizhu.kernel.addresses import address
from paizhu.kernel.viewers import Viewer
from paizhu.organization.models.dated import DatedQuerySet, DatedRecord, ends_after_start
from paizhu.organization.models.groups import CompositeGroup, ResidentGroup
from paizhu.organization.models.units import Unit
from paizhu.organization.states import EVER, Gender, Post, Rank, Target
from paizhu.tenancy.models import TenantQuerySet, TenantRecord


class OfficialQuerySet(TenantQuerySet):
    """Reads of officials."""

    def visible_to(self, user: Viewer) -> Self:
        """The commission's own see all; others the people of their groups and of the units they see, and themselves.

        Who keeps accounts sees the people, because accounts are opened for them.
        """
        mine, powers = self.of(user.commission_id), user.powers
        if powers.sees_commission or powers.is_system_admin or powers.is_security_admin:
            return mine
        known = Posting.objects.visible_to(user).order_by().values("official_id")
        return mine.filter(Q(pk__in=known) | Q(pk=getattr(user, "official_id", None)))

    def search(self, text: str) -> Self:
        """Find by Chinese name, code, or pinyin initials."""
        return self.filter(
            Q(name__icontains=text) | Q(code__icontains=text) | Q(initials__contains=text.lower())
        )

    def posted(self, on: date, **where) -> Self:
        """Restrict to who holds a posting on the day that fits: `posted(on, unit=12)`, `posted(on, post="leader")`."""
        postings = Posting.objects.in_force(on).filter(**where)
        return self.filter(pk__in=postings.values("official_id"))


class Official(TenantRecord):
    """人员: a person who holds postings. Exists without an account."""

    code = models.CharField(_("person code"), max_length=64)
    name = models.CharField(_("full name"), max_length=60)
    initials = models.CharField(max_length=60, blank=True, editable=False)
    gender = models.CharField(_("gender"), max_length=10, choices=Gender, blank=True)
    rank = models.CharField(_("rank"), max_length=20, choices=Rank)

    objects = OfficialQuerySet.as_manager()

    class Meta:
        verbose_name = _("official")
        verbose_name_plural = _("officials")
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(fields=["commission", "code"], name="official_code_unique"),
        ]
        indexes = [models.Index(fields=["commission", "name"], name="official_name")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Return the address of the person's page."""
        return address("organization:official", self.pk)


class PostingQuerySet(DatedQuerySet):
    """Reads of postings."""

    def to_hand_over(self) -> Self:
        """Restrict to those with an end whose holder's open matters have not been handed over yet."""
        return self.filter(until_on__isnull=False, handed_over_on__isnull=True)

    def visible_to(self, user: Viewer) -> Self:
        """A posting is seen by who sees the unit, host unit or group it is held at, and by its holder.

        Who keeps accounts sees all of them, because an account gives what its holder's postings give.
        """
        mine, powers = self.of(user.commission_id), user.powers
        if powers.sees_commission or powers.is_system_admin or powers.is_security_admin:
            return mine
        return mine.filter(
            Q(unit__in=powers.known_units)
            | Q(resident_group__host__in=powers.known_units)
            | Q(composite_group__in=powers.known_groups)
            | Q(official=getattr(user, "official_id", None))
        )


class Posting(DatedRecord):
    """任职: an official holds a post somewhere, from a day up to, but not on, another.

    `successor`, `to_head`: who takes the open matters over on the day of the end, as the office said beforehand.
    `handed_over_on`: when that was done, or nothing was left to hand over.
    """

    official = models.ForeignKey(
        Official, models.CASCADE, related_name="postings", verbose_name=_("official")
    )
    post = models.CharField(_("post"), max_length=20, choices=Post)
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="postings", verbose_name=_("unit")
    )
    resident_group = models.ForeignKey(
        ResidentGroup,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="postings",
        verbose_name=_("resident group"),
    )
    composite_group = models.ForeignKey(
        CompositeGroup,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="postings",
        verbose_name=_("composite group"),
    )
    successor = models.ForeignKey(
        Official,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("who takes the open matters over"),
    )
    to_head = models.BooleanField(_("open matters go to who heads the place"), default=False)
    handed_over_on = models.DateField(
        _("open matters handed over on"), null=True, blank=True, editable=False
    )

    objects = PostingQuerySet.as_manager()

    class Meta:
        verbose_name = _("posting")
        verbose_name_plural = _("postings")
        ordering = ["-from_on", "pk"]
        constraints = [
            ends_after_start("posting_ends_after_start"),
            models.CheckConstraint(
                name="posting_target_fits_post",
                condition=Q(
                    post__in=[p for p in Post if p.target is Target.COMMISSION],
                    unit__isnull=True,
                    resident_group__isnull=True,
                    composite_group__isnull=True,
                )
                | Q(
                    post__in=[p for p in Post if p.target is Target.UNIT],
                    unit__isnull=False,
                    resident_group__isnull=True,
                    composite_group__isnull=True,
                )
                | Q(
                    post__in=[p for p in Post if p.target is Target.RESIDENT_GROUP],
                    unit__isnull=True,
                    resident_group__isnull=False,
                    composite_group__isnull=True,
                )
                | Q(
                    post__in=[p for p in Post if p.target is Target.COMPOSITE_GROUP],
                    unit__isnull=True,
                    resident_group__isnull=True,
                    composite_group__isnull=False,
                ),
                violation_error_message=_("This post is not held at such a place."),
            ),
            models.UniqueConstraint(
                "commission",
                "official",
                "post",
                Coalesce("unit", 0),
                Coalesce("resident_group", 0),
                Coalesce("composite_group", 0),
                "from_on",
                name="posting_start_unique",
            ),
        ]
        indexes = [
            models.Index(fields=["commission", "post", "from_on"], name="posting_post"),
            models.Index(
                fields=["commission", "until_on"],
                condition=Q(until_on__isnull=False, handed_over_on__isnull=True),
                name="posting_to_hand_over",
            ),
            models.Index(fields=["official", "from_on"], name="posting_official"),
        ]

    def __str__(self) -> str:
        return f"{self.official} — {self.get_post_display()}" + (
            f" ({self.place})" if self.place else ""
        )

    @property
    def place(self) -> Unit | ResidentGroup | CompositeGroup | None:
        """Where the post is held; None for posts of the commission itself."""
        return self.unit or self.resident_group or self.composite_group

    @place.setter
    def place(self, where: Unit | ResidentGroup | CompositeGroup | None) -> None:
        self.unit = where if isinstance(where, Unit) else None
        self.resident_group = where if isinstance(where, ResidentGroup) else None
        self.composite_group = where if isinstance(where, CompositeGroup) else None


class RecusalGroundQuerySet(TenantQuerySet):
    """Reads of grounds of recusal."""

    def in_force(self, on: date) -> Self:
        """Restrict to grounds that hold on the day; one without dates holds always."""
        return self.filter(
            Q(from_on__isnull=True) | Q(from_on__lte=on),
            Q(until_on__isnull=True) | Q(until_on__gt=on),
        )

    def visible_to(self, user: Viewer) -> Self:
        """Kept by the office; otherwise known to the person concerned only."""
        mine = self.of(user.commission_id)
        if user.powers.keeps_structure:
            return mine
        return mine.filter(official=getattr(user, "official_id", None))


class RecusalGround(TenantRecord):
    """回避: why an official must keep away from a unit, or from matters of another official."""

    official = models.ForeignKey(
        Official, models.CASCADE, related_name="recusal_grounds", verbose_name=_("official")
    )
    unit = models.ForeignKey(
        Unit, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("unit")
    )
    relative = models.ForeignKey(
        Official,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("related person"),
    )
    reason = models.CharField(_("ground"), max_length=200)
    from_on = models.DateField(_("first day"), null=True, blank=True)
    until_on = models.DateField(_("day of the end"), null=True, blank=True)

    objects = RecusalGroundQuerySet.as_manager()

    class Meta:
        verbose_name = _("ground of recusal")
        verbose_name_plural = _("grounds of recusal")
        ordering = ["official", "pk"]
        constraints = [
            models.CheckConstraint(
                name="recusal_one_of_unit_and_relative",
                condition=Q(unit__isnull=False, relative__isnull=True)
                | Q(unit__isnull=True, relative__isnull=False),
                violation_error_message=_("Name either a unit or a related person."),
            ),
            models.CheckConstraint(
                name="recusal_ends_after_start",
                condition=Q(until_on__isnull=True)
                | Q(from_on__isnull=True)
                | Q(until_on__gt=models.F("from_on")),
                violation_error_message=_("The end must be later than the beginning."),
            ),
            models.UniqueConstraint(
                "commission",
                "official",
                Coalesce("unit", 0),
                Coalesce("relative", 0),
                Coalesce("from_on", EVER),
                name="recusal_start_unique",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.official} — {self.unit or self.relative}"

    def clean(self):
        """Nobody is his own relative."""
        if self.relative_id and self.relative_id == self.official_id:
            raise ValidationError({"relative": _("Nobody recuses himself from himself.")})
