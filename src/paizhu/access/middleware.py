"""What every signed-in request passes: the demand for a new password and for a second factor."""

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django_htmx.http import HttpResponseClientRedirect

from paizhu.access import rules

ALWAYS_OPEN = frozenset(
    {
        "account_logout",
        "account_reauthenticate",
        "mfa_reauthenticate",
        "set_language",
    }
)
"""What somebody who still owes a password or a second factor can reach besides the page that asks for it."""


class AccessMiddleware:
    """Leads who owes something to the page that asks for it, whatever else he asked for."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view, args, kwargs) -> HttpResponse | None:
        """Redirect where something is owed; None lets the request pass. `request.owed` tells the page asked for."""
        if not request.user.is_authenticated or request.resolver_match.view_name in ALWAYS_OPEN:
            return None
        owed = request.owed = demanded(request.user)
        if not owed or owed == request.resolver_match.view_name:
            return None
        if getattr(request, "htmx", False):
            return HttpResponseClientRedirect(reverse(owed))
        return redirect(owed)


def demanded(user) -> str:
    """Return the URL name of the page that asks for what the account owes; empty where nothing."""
    if user.must_change_password:
        return "account_change_password"
    if rules.needs_second_factor(user) and not is_mfa_enabled(user, [Authenticator.Type.TOTP]):
        return "mfa_activate_totp"
    return ""
