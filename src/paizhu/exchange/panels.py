"""How exchange shows itself in other rooms' pages: the workbook as a first step, the calendar feed in one's account."""

from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from paizhu.exchange import rules
from paizhu.exchange.models import FeedAddress
from paizhu.kernel.refusals import allowed


def feed(request: Any, user: Any) -> str:
    """Draw, in one's own account page, the way to the address of the calendar feed."""
    if not allowed(rules.check_can_have_feed, user):
        return ""
    context = {"known": FeedAddress.objects.visible_to(user).open().first()}
    return render_to_string("exchange/feed_panel.html", context, request=request)


def begin(_request: Any, user: Any) -> str:
    """Draw the way to the workbook's page for who may import."""
    if not allowed(rules.check_can_import, user):
        return ""
    return format_html(
        '<a class="btn btn-primary btn-sm" href="{}">{}</a>',
        reverse("exchange:workbook"),
        _("Upload a workbook"),
    )
