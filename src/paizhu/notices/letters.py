"""What leaves the house: plain mails and signed calls. Number, reason and day; never content, never a name.

A call is a POST of JSON with `X-Paizhu-Timestamp` (seconds) and `X-Paizhu-Signature`, `sha256=` and the HMAC-SHA256 of
timestamp, a dot and the body under the shared secret; `X-Paizhu-Delivery` is the same for a repeated call.
"""

import hashlib
import hmac
import json
import time
from typing import Any
from urllib.request import HTTPRedirectHandler, Request, build_opener

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from paizhu.notices.models import Notice, Sending
from paizhu.notices.states import Channel, NotSent

TIMEOUT = 10  # seconds
IN_DIGEST = 50
"""Notices named in one digest; the rest are counted."""


def send(sending: Sending) -> bool:
    """Send it. Returns False where it is no longer needed. Raises whatever the other side does."""
    if not sending.recipient.is_active:
        return False
    visible = Notice.objects.visible_to(sending.recipient).unread()
    if sending.channel == Channel.DIGEST:
        return _send_digest(sending, visible)
    notice = visible.filter(pk=sending.notice_id).first()
    if notice is None:
        return False
    if sending.channel == Channel.WEBHOOK:
        _call(sending, notice)
        return True
    return _mail(sending, _("%(number)s: for you to look at") % {"number": notice.number}, [notice])


def _send_digest(sending: Sending, visible: Any) -> bool:
    notices = list(visible.order_by("due_on", "made_at")[:IN_DIGEST])
    if not notices:
        return False
    count = visible.count()
    subject = _("%(count)s unread notices") % {"count": count}
    return _mail(sending, subject, notices, more=count - len(notices))


def _mail(sending: Sending, subject: str, notices: list[Notice], more: int = 0) -> bool:
    address = sending.recipient.email
    if not address or not settings.MAIL_URL:
        return False
    context = {"notices": notices, "more": more, "inbox": outside(reverse("notices:inbox"))}
    body = render_to_string("notices/mail.txt", context)
    EmailMessage(subject, body, settings.DEFAULT_FROM_EMAIL, [address]).send()
    return True


def outside(path: str) -> str:
    """Return the full address of a page, or nothing where the installation's own address is not known."""
    return f"{settings.ADDRESS.rstrip('/')}{path}" if settings.ADDRESS else ""


class _Stay(HTTPRedirectHandler):
    """Follows no redirection: what is signed goes to the configured address only."""

    def redirect_request(self, *given: Any) -> None:
        """Refuse."""


def _call(sending: Sending, notice: Notice) -> None:
    if not settings.NOTICE_WEBHOOK.startswith(("https://", "http://")):
        raise NotSent
    said = {
        "recipient": sending.recipient.username,
        "number": notice.number,
        "reason": notice.reason,
        "due_on": notice.due_on.isoformat() if notice.due_on else None,
        "url": outside(reverse("notices:open", args=[notice.pk])) or None,
        "made_at": notice.made_at.isoformat(),
    }
    body = json.dumps(said, ensure_ascii=False).encode()
    stamp = str(int(time.time()))
    headers = {
        "Content-Type": "application/json; charset=utf-8",
        "X-Paizhu-Timestamp": stamp,
        "X-Paizhu-Signature": f"sha256={signature(stamp, body)}",
        "X-Paizhu-Delivery": str(sending.pk),
    }
    request = Request(settings.NOTICE_WEBHOOK, body, headers, method="POST")  # noqa: S310  checked above
    with build_opener(_Stay).open(request, timeout=TIMEOUT) as answer:
        answer.read(1024)


def signature(stamp: str, body: bytes) -> str:
    """Return the HMAC-SHA256 over timestamp, dot and body, in hexadecimal."""
    secret = settings.NOTICE_WEBHOOK_SECRET.encode()
    return hmac.new(secret, f"{stamp}.".encode() + body, hashlib.sha256).hexdigest()
