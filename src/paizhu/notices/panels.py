"""What the notices room shows in others' pages: the bell with the unread count, and the wishes on one's own page."""

from django.http import HttpRequest
from django.template.loader import render_to_string

from paizhu.access.models import User
from paizhu.notices import queries

SHOWN = 99
"""Beyond this the bell only says that there are more."""


def bell(request: HttpRequest, reader: User) -> str:
    """Draw the way to the inbox with how many are unread; nothing for an account that is no official's."""
    if reader.official_id is None:
        return ""
    context = {"count": queries.unread_count(reader, at_most=SHOWN + 1), "most": SHOWN}
    return render_to_string("notices/bell.html", context, request=request)


def wishes(request: HttpRequest, reader: User) -> str:
    """Draw how the reader hears of notices."""
    if reader.official_id is None:
        return ""
    context = {"reader": reader, "wish": queries.mail_wish(reader), "lead": queries.mail_lead()}
    return render_to_string("notices/wishes.html", context, request=request)
