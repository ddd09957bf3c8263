"""Drafts of casework's forms. A page whose form has long texts says so:

    @once.guarded
    @drafts.drafted
    def petition_new(request): …            # draws its form with `drafts.fill(request, form)` and `{% draft %}` in it

While somebody writes, the form is kept on the server, sealed and the writer's alone; it is offered when he comes back, and thrown
away as soon as the page takes the form (answers it with a redirect). Without script a button keeps it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, wraps
from typing import Any

from django import forms
from django.contrib import messages
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseRedirect,
    JsonResponse,
    QueryDict,
)
from django.shortcuts import redirect
from django.urls import Resolver404, ResolverMatch, resolve
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from paizhu.clues.actions import drafts as acts
from paizhu.clues.models import Draft
from paizhu.clues.queries import drafts as queries
from paizhu.kernel.refusals import Refused

OF, ASKED = "draft_of", "draft"
NOT_KEPT = frozenset({OF, "csrfmiddlewaretoken", "once", "revision"})
BY_SCRIPT = "X-Draft"
View = Callable[..., HttpResponse]


@dataclass(frozen=True)
class Place:
    """Where a draft belongs: the name of the page, and the record it is about (0 for none)."""

    form: str
    about: int

    @classmethod
    def of(cls, match: ResolverMatch) -> "Place":
        """Return the place of an address; words of it, such as a step, belong to the name."""
        numbers = [value for value in match.kwargs.values() if isinstance(value, int)]
        words = [str(value) for value in match.kwargs.values() if not isinstance(value, int)]
        return cls(
            ":".join([match.view_name.removeprefix("clues:"), *words])[:60], next(iter(numbers), 0)
        )


class Kept:
    """The draft of the page that is asked for."""

    def __init__(self, request: HttpRequest):
        self.request, self.place = request, Place.of(request.resolver_match)

    @cached_property
    def found(self) -> Draft | None:
        """What is kept, or None."""
        return queries.draft_of(self.request.user, self.place.form, self.place.about)

    @property
    def is_open(self) -> bool:
        """Whether the reader asked for it."""
        return self.request.method == "GET" and ASKED in self.request.GET and self.found is not None

    @property
    def is_offered(self) -> bool:
        """Whether it is to be offered."""
        return self.request.method == "GET" and not self.is_open and self.found is not None

    def discard(self) -> None:
        """Throw it away."""
        acts.discard(form=self.place.form, about=self.place.about, by=self.request.user)


def drafted(view: View) -> View:
    """Let what is written into a page's form be kept as a draft; see the module."""

    @wraps(view)
    def answered(request: HttpRequest, *given: Any, **named: Any) -> HttpResponse:
        request.draft = Kept(request)
        response = view(request, *given, **named)
        if request.method == "POST" and isinstance(response, HttpResponseRedirect):
            request.draft.discard()
        return response

    answered.takes_drafts = True  # type: ignore[attr-defined]
    return answered


def fill(request: HttpRequest, form: forms.Form) -> forms.Form:
    """Put the draft into a form that shows itself for the first time, where its writer asked for it."""
    if not form.is_bound and request.draft.is_open:
        written = QueryDict(mutable=True)
        for name, values in queries.fields_of(request.draft.found).items():
            written.setlist(name, values)
        for name, field in form.fields.items():
            widget = field.widget
            if not widget.needs_multipart_form and name not in NOT_KEPT:
                form.initial[name] = widget.value_from_datadict(written, {}, form.add_prefix(name))
    return form


@require_POST
def save(request: HttpRequest) -> HttpResponse:
    """Keep what is in a form: sent by the script while somebody writes, or by the button."""
    path, place = _place(request)
    written = {name: values for name, values in request.POST.lists() if name not in NOT_KEPT}
    by_script = BY_SCRIPT in request.headers
    try:
        token = request.POST.get("once", "") if by_script else ""
        acts.save(form=place.form, about=place.about, fields=written, token=token, by=request.user)
    except Refused as refused:
        if by_script:
            return JsonResponse({"told": str(refused)}, status=409)
        raise
    if by_script:
        now = f"{timezone.localtime():%H:%M}"
        return JsonResponse({"told": _("Draft kept at %(time)s, for you alone.") % {"time": now}})
    messages.success(request, _("The draft is kept; only you can read it. It is not sent yet."))
    return redirect(f"{path}?{ASKED}=1")


@require_POST
def drop(request: HttpRequest) -> HttpResponse:
    """Throw a draft away."""
    path, place = _place(request)
    acts.discard(form=place.form, about=place.about, by=request.user)
    messages.success(request, _("The draft is thrown away."))
    return redirect(path)


def _place(request: HttpRequest) -> tuple[str, Place]:
    path = request.POST.get(OF, "")
    try:
        match = resolve(path) if path.startswith("/") and not path.startswith("//") else None
    except Resolver404:
        match = None
    if match is None or not getattr(match.func, "takes_drafts", False):
        raise Http404
    return path, Place.of(match)
