"""How signing in behaves: closed sign-up, plain words, sealed second-factor secrets, and its trail.

The pages are django-allauth's with our templates; which of them can be reached is in `urls.sign_in`.
"""

import time

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.app_settings import REAUTHENTICATION_TIMEOUT
from allauth.account.auth_backends import AuthenticationBackend
from allauth.account.authentication import get_authentication_records
from allauth.core import context
from allauth.mfa import signals
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from paizhu.access import actions, queries, rules
from paizhu.access.models import User
from paizhu.access.states import place_of_factor
from paizhu.kernel import protection
from paizhu.kernel.viewers import Viewer

TOO_MANY = _("Too many failed attempts. Wait ten minutes, or turn to the security administrator.")


class Backend(AuthenticationBackend):
    """The reader of each request, with what every page asks of him; one query."""

    def get_user(self, user_id) -> User | None:
        """Return the account, or None where it may not sign in."""
        user = queries.reader(user_id)
        return user if user and self.user_can_authenticate(user) else None


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are opened by the system administrator; what happens at the door is recorded."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": _("The user name or the password is not right."),
        "incorrect_password": _("The password is not right."),
        "enter_current_password": _("The present password is not right."),
        "incorrect_code": _("The code is not right, or it has been used already."),
        "too_many_login_attempts": TOO_MANY,
        "rate_limited": TOO_MANY,
    }

    def is_open_for_signup(self, request) -> bool:
        """Nobody signs up."""
        return False

    def authentication_failed(self, request, **credentials) -> None:
        """Record it; the user name tried is kept only where it is an account's."""
        user = User.objects.filter(username__iexact=credentials.get("username", "")).first()
        _note_failure(request, user, "password" if user else "unknown")

    def pre_login(self, request, user, **given):
        """Record a sign-in that fails although the password was right."""
        response = super().pre_login(request, user, **given)
        if response:
            _note_failure(request, user, "state")
        return response

    def post_login(self, request, user, **given):
        """Record the sign-in."""
        actions.note_sign_in(user=user, address=self.get_client_ip(request), by=user)
        return super().post_login(request, user, **given)

    def logout(self, request) -> None:
        """Record the sign-out."""
        actions.note_sign_out(user=request.user, by=request.user)
        super().logout(request)

    def clean_password(self, password: str, user=None) -> str:
        """A new password differs from the present one, which somebody else may have given out."""
        if user is not None and user.check_password(password):
            raise ValidationError(_("Choose a password other than the present one."))
        return super().clean_password(password, user)

    def set_password(self, user, password: str) -> None:
        """Change one's own password."""
        actions.change_password(user=user, password=password, by=context.request.user)

    def get_password_change_redirect_url(self, request) -> str:
        """Back to the own page."""
        return reverse("access:me")

    def is_reauthentication_required(self, *, app: str, **given) -> bool:
        """Who signed in a moment ago is not asked for the password a second time."""
        records = get_authentication_records(context.request, context.request.user)
        recent = time.time() - max((record["at"] for record in records), default=0)
        return recent > REAUTHENTICATION_TIMEOUT


class SecondFactorAdapter(DefaultMFAAdapter):
    """Seals the secret of the time-based second factor and the recovery codes' seed."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": AccountAdapter.error_messages["incorrect_code"],
        "cannot_delete_authenticator": _(
            "This installation demands a second factor of you; it cannot be removed."
        ),
    }

    def encrypt(self, text: str) -> str:
        """Seal before storing."""
        return protection.seal(text, place=_place())

    def decrypt(self, encrypted_text: str) -> str:
        """Open after loading. Raises `CannotOpen` for a damaged secret or one of another account."""
        return protection.open_sealed(encrypted_text, place=_place())

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Not where the installation demands it."""
        return not rules.needs_second_factor(authenticator.user)


def _place() -> str:
    """Where the secret belongs whose holder is signed in, or is half-way through signing in."""
    request = context.request
    holder = request.user if request.user.is_authenticated else request._login_stage.login.user
    return place_of_factor(holder.pk)


def connect() -> None:
    """Listen to what the second factor has no adapter hook for. Called once at start."""
    signals.authenticator_added.connect(_on_added, dispatch_uid="access.added")
    signals.authenticator_removed.connect(_on_removed, dispatch_uid="access.removed")
    signals.authenticator_reset.connect(_on_reset, dispatch_uid="access.reset")
    signals.authentication_failed.connect(_on_wrong_code, dispatch_uid="access.wrong_code")


def _on_added(user, authenticator, **given) -> None:
    if authenticator.type == Authenticator.Type.TOTP:
        actions.note_second_factor(user=user, what="set_up", by=user)


def _on_removed(user, authenticator, **given) -> None:
    if authenticator.type == Authenticator.Type.TOTP:
        actions.note_second_factor(user=user, what="removed", by=user)


def _on_reset(user, **given) -> None:
    actions.note_second_factor(user=user, what="codes_made", by=user)


def _on_wrong_code(request, user, **given) -> None:
    _note_failure(request, user, "code")


def _note_failure(request, user: User | None, why: str) -> None:
    by: Viewer = request.user if request.user.is_authenticated else queries.stranger()
    address = AccountAdapter().get_client_ip(request)
    actions.note_failed_sign_in(user=user, why=why, address=address, by=by)
