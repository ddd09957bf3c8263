"""What the access room shows in others' pages: the reader's posts and own page, an official's account."""

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from paizhu.access import queries, rules
from paizhu.access.models import User
from paizhu.kernel import clock
from paizhu.kernel.panels import NavigationEntry
from paizhu.kernel.refusals import allowed
from paizhu.organization.models import Official

NAVIGATION = (
    NavigationEntry(
        900,
        gettext_lazy("Administration"),
        gettext_lazy("Waiting to be put in force"),
        "access:waiting",
        "user-check",
        lambda user: allowed(rules.check_can_see_waiting, user),
    ),
    NavigationEntry(
        910,
        gettext_lazy("Administration"),
        gettext_lazy("Accounts"),
        "access:accounts",
        "users",
        lambda user: allowed(rules.check_can_see_accounts, user),
        ("access:account",),
    ),
    NavigationEntry(
        920,
        gettext_lazy("Administration"),
        gettext_lazy("The three administrators"),
        "access:administrators",
        "shield-check",
        lambda user: allowed(rules.check_can_see_administrators, user),
    ),
)


def posts(request: HttpRequest, reader: User) -> SafeString:
    """Draw what the reader is, in a few words, for the frame of each page."""
    grounds = queries.grounds_of(reader, clock.today())
    if not grounds:
        return format_html("{}", _("no posting today"))
    first = grounds[0]
    words = f"{first.place} {first.post}" if first.place else str(first.post)
    more = _(" and %(count)s more") % {"count": len(grounds) - 1} if len(grounds) > 1 else ""
    return format_html("{}{}", words, more)


def menu(request: HttpRequest, reader: User) -> str:
    """Draw the way to the own page for the reader's menu."""
    return render_to_string("access/menu.html", {}, request=request)


def official_account(request: HttpRequest, official: Official) -> str:
    """Draw the official's account on his page, for those who keep accounts."""
    if not allowed(rules.check_can_see_accounts, request.user):
        return ""
    account = User.objects.visible_to(request.user).filter(official=official).first()
    context = {
        "official": official,
        "account": account,
        "can_open": allowed(
            rules.check_can_open_account, request.user, request.user.commission, official
        ),
    }
    return render_to_string("access/official_account.html", context, request=request)
