"""How the workbook shows itself in the pages of other rooms: as the first step of an empty installation."""

from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from paizhu.exchange import rules
from paizhu.kernel.refusals import allowed


def begin(_request: Any, user: Any) -> str:
    """Draw the way to the workbook's page for who may import."""
    if not allowed(rules.check_can_import, user):
        return ""
    return format_html(
        '<a class="btn btn-primary btn-sm" href="{}">{}</a>',
        reverse("exchange:workbook"),
        _("Upload a workbook"),
    )
