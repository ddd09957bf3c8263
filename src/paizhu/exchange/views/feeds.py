"""The calendar feed: the page where one makes and revokes its address, and the file itself, read without sign-in."""

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from paizhu.exchange import rules
from paizhu.exchange.actions import feeds as acts
from paizhu.exchange.models import FeedAddress
from paizhu.exchange.queries import feeds as queries
from paizhu.kernel.refusals import allowed

READS = 120
"""Readings that one address of the network may ask for within `WINDOW` seconds."""
WINDOW = 600


@require_safe
def own_feed(request: HttpRequest) -> HttpResponse:
    """Show whether one has an address, and when it was last used."""
    return _page(request)


@require_POST
def make_feed(request: HttpRequest) -> HttpResponse:
    """Make an address, in place of an older one, and show it this once."""
    secret = acts.make_address(by=request.user)
    return _page(request, request.build_absolute_uri(reverse("exchange:feed", args=[secret])))


@require_POST
def revoke_feed(request: HttpRequest) -> HttpResponse:
    """End one's address."""
    rules.check_can_have_feed(request.user)
    acts.revoke_address(by=request.user)
    messages.success(
        request, _("The address is revoked: nobody reads the diary under it any more.")
    )
    return redirect("exchange:own_feed")


@login_not_required
@require_safe
def feed(request: HttpRequest, secret: str) -> HttpResponse:
    """Give the calendar file of an address. An unknown, revoked or locked one is not there."""
    if _is_too_often(request):
        return HttpResponse(status=429, headers={"Retry-After": str(WINDOW), "Cache-Control": KEPT})
    address = queries.address_of(secret)
    if address is None or not allowed(rules.check_can_have_feed, address.user):
        raise Http404
    acts.note_used(address=address, by=address.user)
    headers = {"Cache-Control": KEPT, "Content-Disposition": 'inline; filename="paizhu.ics"'}
    content = "text/calendar; charset=utf-8"
    return HttpResponse(queries.calendar_of(address.user), content_type=content, headers=headers)


KEPT = "private, no-store"


def _page(request: HttpRequest, address: str = "") -> HttpResponse:
    rules.check_can_have_feed(request.user)
    context = {
        "title": _("Diary in a calendar program"),
        "crumbs": [(_("My account"), reverse("access:me")), (_("Diary in a calendar program"), "")],
        "known": FeedAddress.objects.visible_to(request.user).open().first(),
        "address": address,
    }
    response = render(request, "exchange/feed.html", context)
    response["Cache-Control"] = KEPT
    return response


def _is_too_often(request: HttpRequest) -> bool:
    """Count the readings of a network address, so that nobody tries secrets out or wears the server down."""
    key = f"feed:{get_adapter().get_client_ip(request)}"
    if cache.add(key, 1, WINDOW):
        return False
    try:
        return cache.incr(key) > READS
    except ValueError:  # it ran out between the two
        return False
