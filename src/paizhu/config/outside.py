"""Ways out of the house: the mail server by one address, and the webhook with its secret."""

from typing import Any
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

PORTS = {"smtp": 25, "smtp+tls": 587, "smtps": 465}


def mail(address: str) -> dict[str, Any]:
    """Return Django's mail settings. Without an address nothing is ever sent. Raises `ImproperlyConfigured`."""
    if not address:
        return {"EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend"}
    if address == "console:":
        return {"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}
    try:
        given = urlsplit(address)
        if given.scheme not in PORTS or not given.hostname:
            raise ValueError(address)
        port = given.port or PORTS[given.scheme]
    except ValueError as fault:
        raise ImproperlyConfigured(
            "PAIZHU_MAIL_URL must look like smtp+tls://user:password@host:587 (or smtp://, smtps://)"
        ) from fault
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": given.hostname,
        "EMAIL_PORT": port,
        "EMAIL_HOST_USER": unquote(given.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(given.password or ""),
        "EMAIL_USE_TLS": given.scheme == "smtp+tls",
        "EMAIL_USE_SSL": given.scheme == "smtps",
        "EMAIL_TIMEOUT": 20,
    }


def check_webhook(address: str, secret: str) -> None:
    """Refuse a webhook without a secret to sign its calls. Raises `ImproperlyConfigured`."""
    if address and not address.startswith(("https://", "http://")):
        raise ImproperlyConfigured("PAIZHU_NOTICE_WEBHOOK must be an https:// or http:// address")
    if address and len(secret) < 16:
        raise ImproperlyConfigured(
            "PAIZHU_NOTICE_WEBHOOK_SECRET must have at least 16 characters: it signs each call"
        )
