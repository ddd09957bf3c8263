"""Forms that are taken once: whoever sends the same form a second time is led to what the first sending made.

Every page drawn by `web/form.html` carries a token (`{% once %}`); a view that makes something takes it with

    @once.guarded
    def notice_new(request): …            # any view that answers a good form with a redirect

The view's acts and the token are stored in one transaction, which the first act begins. A second sending, a double press, a repeat after a lost
connection, is answered by the first one's redirect and changes nothing. A form sent back with faults keeps its token.
A template of one's own writes `{% once %}` inside its `<form method="post">`; a form without it is taken as ever.
"""

import re
from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext as _

from paizhu.kernel import acts
from paizhu.tenancy.models import Sending
from paizhu.tenancy.queries import statements

FIELD = "once"
COOKIE = "paizhu-sent"
"""Tells the browser which form has been taken in, so that it forgets what it kept of it."""
COOKIE_AGE = 600
KEPT = timedelta(days=7)
"""How long a form may lie open in a browser and still be known as sent."""
TOKEN = re.compile(r"[0-9a-f]{32}")

FIRST = statements.Read(
    lambda user, token: Sending.objects.filter(user_id=user, token=token).values_list(
        "url", flat=True
    ),
    int,
    str,
)
"""Where the first sending of a form led."""

View = Callable[..., HttpResponse]


class _Sent(Exception):
    """Somebody, at the same moment, has sent the same form."""


class OneTransaction:
    """`with OneTransaction() as all_of_it:` one transaction of the acts done inside, and of what is stored after `begin`.

    The first act begins it, so that nobody waits while a form is read and checked. Where that act fails, nothing
    is left of it and the next one begins anew; where the block fails, nothing is left of any.
    """

    def __init__(self) -> None:
        self._transaction: Any = None

    def __enter__(self) -> "OneTransaction":
        self._token = acts.together.set(self)
        return self

    def __exit__(self, *fault: Any) -> None:
        acts.together.reset(self._token)
        self._end(*fault)

    def begin(self) -> None:
        """Begin the transaction unless it has begun."""
        if self._transaction is None:
            self._transaction = transaction.atomic()
            self._transaction.__enter__()

    def of_act(self) -> Any:
        """Return what an act runs in: the transaction that it begins, or a part of the one that has begun."""
        return _Beginning(self) if self._transaction is None else transaction.atomic()

    def _end(self, *fault: Any) -> None:
        if self._transaction is not None:
            ending, self._transaction = self._transaction, None
            ending.__exit__(*fault)


class _Beginning:
    """The first act of several: it needs no savepoint, since before it there is nothing to go back to."""

    def __init__(self, together: OneTransaction):
        self._together = together

    def __enter__(self) -> None:
        self._together.begin()

    def __exit__(self, kind: Any, *fault: Any) -> None:
        if kind is not None:
            self._together._end(kind, *fault)


def token(request: HttpRequest) -> str:
    """Return the token of a form: a fresh one, or the one that came with faults."""
    sent = request.POST.get(FIELD, "")
    return sent if TOKEN.fullmatch(sent) else uuid4().hex


def guarded(view: View) -> View:
    """Let a view take each form once; see the module's docstring."""

    @wraps(view)
    def answered(request: HttpRequest, *given: Any, **named: Any) -> HttpResponse:
        sent = request.POST.get(FIELD, "") if request.method == "POST" else ""
        if not TOKEN.fullmatch(sent):
            return view(request, *given, **named)
        response = _led_on(request, sent) or _taken(request, sent, view, given, named)
        if isinstance(response, HttpResponseRedirect):
            response.set_cookie(
                COOKIE, sent, COOKIE_AGE, secure=request.is_secure(), samesite="Lax"
            )
        return response

    return answered


def _taken(
    request: HttpRequest, sent: str, view: View, given: tuple, named: dict
) -> HttpResponse | None:
    try:
        with OneTransaction() as all_of_it:
            response = view(request, *given, **named)
            if isinstance(response, HttpResponseRedirect):
                all_of_it.begin()
                _store(request, sent, response.url)
    except _Sent:
        return _led_on(request, sent)
    return response


def _store(request: HttpRequest, sent: str, url: str) -> None:
    """Store the token as the last thing of the transaction, which does not outlive a second sending."""
    now = timezone.now()
    try:
        statements.insert([Sending(user_id=request.user.pk, token=sent, url=url[:500], at=now)])
    except IntegrityError as taken:
        raise _Sent from taken
    if sent.startswith("00"):
        Sending.objects.filter(at__lt=now - KEPT).delete()


def _led_on(request: HttpRequest, sent: str) -> HttpResponse | None:
    """Return the redirect of the first sending, or None where there was none."""
    url = next(iter(FIRST(request.user.pk, sent)), None)
    if url is None:
        return None
    list(messages.get_messages(request))  # what a second attempt has said is not so
    messages.info(request, _("This form was taken in already; nothing was done twice."))
    return HttpResponseRedirect(url)
