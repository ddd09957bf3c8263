"""Addresses of signing in: those pages of django-allauth that this system has a use for, and no others.

Signing up, mail addresses, social accounts and password mails have no address here and so answer 404.
"""

from allauth.account import views as account
from allauth.mfa.base import views as second_factor
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from django.urls import path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from django.views.generic import RedirectView


def _page(view, title: str):
    """Return one of django-allauth's pages under our title."""
    return view.as_view(extra_context={"title": title})


urlpatterns = [
    path("", _page(account.LoginView, _("Sign in")), name="account_login"),
    path("out/", _page(account.LogoutView, _("Sign out?")), name="account_logout"),
    path(
        "not-in-force/",
        _page(account.AccountInactiveView, _("Account not in force")),
        name="account_inactive",
    ),
    path(
        "again/",
        _page(account.ReauthenticateView, _("Your password, please")),
        name="account_reauthenticate",
    ),
    path(
        "password/",
        _page(account.PasswordChangeView, _("Change the password")),
        name="account_change_password",
    ),
    path(
        "code/",
        _page(second_factor.AuthenticateView, _("Second factor")),
        name="mfa_authenticate",
    ),
    path(
        "code/again/",
        _page(second_factor.ReauthenticateView, _("Your code, please")),
        name="mfa_reauthenticate",
    ),
    path("second-factor/", RedirectView.as_view(url=reverse_lazy("access:me")), name="mfa_index"),
    path(
        "second-factor/set-up/",
        _page(totp.ActivateTOTPView, _("Set up the second factor")),
        name="mfa_activate_totp",
    ),
    path(
        "second-factor/remove/",
        _page(totp.DeactivateTOTPView, _("Remove the second factor")),
        name="mfa_deactivate_totp",
    ),
    path(
        "second-factor/codes/",
        _page(codes.ViewRecoveryCodesView, _("Recovery codes")),
        name="mfa_view_recovery_codes",
    ),
    path(
        "second-factor/codes/new/",
        _page(codes.GenerateRecoveryCodesView, _("Make new recovery codes")),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "second-factor/codes/file/",
        codes.download_recovery_codes,
        name="mfa_download_recovery_codes",
    ),
]
