"""Forms of the account pages, and django-allauth's forms in our words."""

import logging

from allauth.account import forms as account
from allauth.mfa.base import forms as second_factor
from allauth.mfa.totp import forms as totp
from django import forms
from django.utils.translation import gettext_lazy as _

from paizhu.access.models import User
from paizhu.kernel import protection
from paizhu.web import choices

logger = logging.getLogger(__name__)
FREE_OFFICIAL = "access.official_without_account"


class OpenAccountForm(forms.Form):
    """For whom, and under which user name."""

    official = choices.RecordField(
        FREE_OFFICIAL,
        label=_("Official"),
        help_text=_("People without an account. Type a name, a code or pinyin initials."),
    )
    username = forms.CharField(
        label=_("User name"),
        max_length=60,
        validators=User._meta.get_field("username").validators,
        help_text=_("What the person types to sign in: letters, digits, and @ . + - _"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none"}),
    )

    def __init__(self, *given, user, **options):
        super().__init__(*given, **options)
        self.fields["official"].for_user(user)


class LinkForm(forms.Form):
    """To whom the account is to belong."""

    official = choices.RecordField(
        FREE_OFFICIAL,
        label=_("Official"),
        help_text=_("People without an account. Type a name, a code or pinyin initials."),
    )

    def __init__(self, *given, user, **options):
        super().__init__(*given, **options)
        self.fields["official"].for_user(user)


class LockForm(forms.Form):
    """Why the account is locked."""

    reason = forms.CharField(
        label=_("Reason"), max_length=200, help_text=_("Stands in the trail of acts.")
    )


def _reworded(form: forms.Form, labels: dict) -> None:
    """Say the fields of one of django-allauth's forms in our words, without their placeholders."""
    for name, label in labels.items():
        field = form.fields[name]
        field.label, field.help_text = label, ""
        field.widget.attrs.pop("placeholder", None)


class SignInForm(account.LoginForm):
    """User name and password."""

    def __init__(self, *given, **options):
        super().__init__(*given, **options)
        _reworded(self, {"login": _("User name"), "password": _("Password")})
        self.fields["login"].widget.attrs |= {"autofocus": True, "autocapitalize": "none"}


class ConfirmForm(account.ReauthenticateForm):
    """The password once more."""

    def __init__(self, *given, **options):
        super().__init__(*given, **options)
        _reworded(self, {"password": _("Password")})


class ChangePasswordForm(account.ChangePasswordForm):
    """The present password, and a new one twice."""

    def __init__(self, *given, **options):
        super().__init__(*given, **options)
        _reworded(
            self,
            {
                "oldpassword": _("Present password"),
                "password1": _("New password"),
                "password2": _("New password once more"),
            },
        )
        self.fields["password1"].help_text = _(
            "At least ten characters, not only digits, no common word and nothing like your name."
        )


class _CodeForm(forms.Form):
    """Common to the forms that take a code."""

    def __init__(self, *given, **options):
        super().__init__(*given, **options)
        _reworded(self, {"code": _("Sign-in code")})
        self.fields["code"].widget.attrs |= {"autofocus": True, "inputmode": "numeric"}


class _KnownCodeForm(_CodeForm):
    """Common to the forms that hold a code against the sealed secret."""

    def clean_code(self) -> str:
        """Say plainly where the secret cannot be opened, instead of breaking down."""
        try:
            return super().clean_code()
        except protection.CannotOpen as fault:
            logger.error("a second factor does not open: %s", fault)
            raise forms.ValidationError(
                _("Your second factor cannot be read. Ask the security administrator to reset it.")
            ) from fault


class CodeForm(_KnownCodeForm, second_factor.AuthenticateForm):
    """The second factor's code at sign-in."""


class ConfirmCodeForm(_KnownCodeForm, second_factor.ReauthenticateForm):
    """The second factor's code once more."""


class SetUpForm(_CodeForm, totp.ActivateTOTPForm):
    """The first code of a second factor."""
