"""Accounts (`User`) and the dated appointments of the three administrators (`Administration`).

An account has no roles: what it may do follows from its official's postings (`organization`).
"""

from datetime import date
from functools import cached_property
from typing import Self

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from paizhu.access.states import AccountState
from paizhu.kernel import clock
from paizhu.kernel.viewers import Viewer
from paizhu.organization import queries as organization
from paizhu.organization.models import Administration as Office
from paizhu.organization.models import Official, Posting, Powers
from paizhu.tenancy.models import Commission, TenantQuerySet, TenantRecord

STATE_CONDITIONS = {
    AccountState.WAITING: Q(is_active=False, locked_at__isnull=True),
    AccountState.IN_FORCE: Q(is_active=True),
    AccountState.LOCKED: Q(locked_at__isnull=False),
}


class UserQuerySet(models.QuerySet):
    """Reads of accounts."""

    def visible_to(self, user: Viewer) -> Self:
        """The system and the security administrator see the commission's accounts; others their own."""
        if user.powers.is_system_admin or user.powers.is_security_admin:
            return self.filter(commission_id=user.commission_id, commission__isnull=False)
        return self.filter(pk=user.pk)

    def in_state(self, state: AccountState) -> Self:
        """Restrict to accounts in the state."""
        return self.filter(STATE_CONDITIONS[state])

    def search(self, text: str) -> Self:
        """Find by user name, name shown, or the official's name, code and pinyin initials."""
        return self.filter(
            Q(username__icontains=text)
            | Q(display_name__icontains=text)
            | Q(official__name__icontains=text)
            | Q(official__code__icontains=text)
            | Q(official__initials__contains=text.lower())
        )


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):
    """Finds an account by its user name."""


class User(AbstractBaseUser):
    """An account. `official` is the person whose postings give the powers; an administrator may have none.

    `is_active`: put in force by the security administrator, after the system administrator opened it.
    `prepared_by`: who opened it or linked it last, and so may not also put it in force.
    """

    username = models.CharField(
        _("user name"),
        max_length=60,
        unique=True,
        validators=[UnicodeUsernameValidator()],
        error_messages={"unique": _("This user name is taken.")},
    )
    commission = models.ForeignKey(
        Commission, models.PROTECT, null=True, related_name="+", verbose_name=_("commission")
    )
    official = models.OneToOneField(
        Official,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="account",
        verbose_name=_("official"),
    )
    display_name = models.CharField(_("name shown"), max_length=60)
    is_active = models.BooleanField(_("in force"), default=False)
    locked_at = models.DateTimeField(_("locked"), null=True, blank=True, editable=False)
    prepared_by = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("prepared by"),
    )
    must_change_password = models.BooleanField(_("must change the password"), default=False)
    opened_at = models.DateTimeField(_("opened"), default=timezone.now, editable=False)
    email = models.EmailField(_("mail address"), blank=True)

    objects = UserManager()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["display_name"]
    EMAIL_FIELD = "email"

    class Meta:
        verbose_name = _("account")
        verbose_name_plural = _("accounts")
        ordering = ["username"]
        constraints = [
            # Signing in does not tell capitals from small letters, so two such names would lock both out.
            models.UniqueConstraint(
                Lower("username"),
                name="account_name_unique",
                violation_error_message=_("This user name is taken."),
            ),
            models.CheckConstraint(
                name="account_locked_is_not_in_force",
                condition=Q(locked_at__isnull=True) | Q(is_active=False),
            ),
        ]
        indexes = [models.Index(fields=["commission", "username"], name="account_name")]

    def __str__(self) -> str:
        return f"{self.display_name} ({self.username})" if self.display_name else self.username

    def get_absolute_url(self) -> str:
        """Return the address of the account's page for the administrators."""
        return reverse("access:account", args=[self.pk])

    @property
    def trail_name(self) -> str:
        """How the trail names this person."""
        return str(self)

    @property
    def state(self) -> AccountState:
        """Waiting, in force, or locked."""
        if self.is_active:
            return AccountState.IN_FORCE
        return AccountState.LOCKED if self.locked_at else AccountState.WAITING

    @cached_property
    def powers(self) -> Powers:
        """What today's postings and appointments give; computed once for each request's user object."""
        return self.powers_on(clock.today())

    def powers_on(self, on: date) -> Powers:
        """Return the powers on a day; an account not in force has none."""
        if not self.is_active:
            return Powers(on=on)
        offices = frozenset(Office(a.office) for a in self.appointments if a.is_in_force(on))
        if offices:
            # An administrator keeps the system and reads no casework, whatever else he holds.
            return Powers(on=on, administration=offices)
        return organization.powers_from(self.postings_on(on), on)

    @cached_property
    def appointments(self) -> list["Administration"]:
        """The appointments as one of the three administrators; read once for each request's user object."""
        return list(self.administrations.all())

    def postings_on(self, on: date) -> list[Posting]:
        """Return the official's postings of the day with their places; read once for each request's user object."""
        if on not in self._postings:
            self._postings[on] = organization.postings_in_force(self.official, on)
        return self._postings[on]

    @cached_property
    def _postings(self) -> dict[date, list[Posting]]:
        return {}


class AdministrationQuerySet(TenantQuerySet):
    """Reads of appointments."""

    def visible_to(self, user: Viewer) -> Self:
        """Each of the three administrators sees who holds the three offices; others their own appointments."""
        mine, powers = self.of(user.commission_id), user.powers
        if powers.administration or powers.is_operator:
            return mine
        return mine.filter(user_id=user.pk)

    def not_ended(self, on: date) -> Self:
        """Restrict to appointments that hold on the day or later."""
        return self.filter(Q(until_on__isnull=True) | Q(until_on__gt=on))


class Administration(TenantRecord):
    """Appointment of one of the three administrators (三员), from a day up to, but not on, another."""

    user = models.ForeignKey(
        User, models.PROTECT, related_name="administrations", verbose_name=_("account")
    )
    office = models.CharField(_("office of administration"), max_length=20, choices=Office)
    from_on = models.DateField(_("from"))
    until_on = models.DateField(_("until"), null=True, blank=True)

    objects = AdministrationQuerySet.as_manager()

    class Meta:
        verbose_name = _("appointment of an administrator")
        verbose_name_plural = _("appointments of administrators")
        ordering = ["office", "-from_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["commission", "user"],
                condition=Q(until_on__isnull=True),
                name="administration_one_open_office",
            ),
            models.CheckConstraint(
                name="administration_ends_after_start",
                condition=Q(until_on__isnull=True) | Q(until_on__gte=models.F("from_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} — {self.get_office_display()}"

    def is_in_force(self, on: date) -> bool:
        """Tell whether the appointment holds on the day."""
        return self.from_on <= on and (self.until_on is None or on < self.until_on)
