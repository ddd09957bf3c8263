"""What the pages of clues share: finding one, leaving the trace of the look, carrying an act out so that nothing typed is lost."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from paizhu.clues.actions import looking
from paizhu.clues.models import Clue
from paizhu.kernel.refusals import Refused

RELATED = ("unit", "commission", "group", "keeper", "petition")


def found(request: HttpRequest, pk: int) -> Clue:
    """Return the clue that the reader may see, or answer that it is not there."""
    seen = Clue.objects.visible_to(request.user).select_related(*RELATED)
    record = get_object_or_404(seen, pk=pk)
    record.known_to = request.user
    return record


def opened(request: HttpRequest, pk: int) -> Clue:
    """Return the clue for a page that shows what it is about, and leave the trace of the look."""
    record = found(request, pk)
    if request.method in ("GET", "HEAD"):
        looking.view(record=record, by=request.user)
    return record


def carried_out(
    request: HttpRequest, form: Any, act: Callable[..., Any], told: Any, **given: Any
) -> Any:
    """Carry out an act and tell the reader; what stands against it becomes the form's error. Returns what the act made, or None."""
    try:
        made = act(**given, by=request.user)
    except Refused as refused:
        form.add_error(None, str(refused))
    except ValidationError as fault:
        for name, errors in _by_field(form, fault):
            form.add_error(name, errors)
    else:
        messages.success(request, told)
        return made or True
    return None


def _by_field(form: Any, fault: ValidationError) -> list[tuple[str | None, list[str]]]:
    if not hasattr(fault, "error_dict"):
        return [(None, fault.messages)]
    return [
        (name if name in form.fields else None, errors)
        for name, errors in fault.message_dict.items()
    ]


def form_page(
    request: HttpRequest, form: Any, title: Any, record: Clue | None = None, **more: Any
) -> HttpResponse:
    """Answer with a form about a clue, or about a new one."""
    way = [(record.code, record.get_absolute_url())] if record else []
    context = {
        "title": title,
        "crumbs": crumbs(*way, (title, "")),
        "form": form,
        "record": record,
        "submit": title,
        "cancel": record.get_absolute_url() if record else reverse("clues:clues"),
    }
    return render(request, "clues/clues/form.html", context | more)


def crumbs(*beyond: tuple[Any, str]) -> list[tuple[Any, str]]:
    """Return the way to a page: the ledger, what lies between, and the page itself."""
    return [(_("Clues"), reverse("clues:clues")), *beyond]


def after(request: HttpRequest, record: Clue) -> str:
    """Return where a step leads: the clue's page, or the ledger where the clue no longer exists for the reader."""
    request.user.__dict__.pop("_casework_wall", None)
    is_there = Clue.objects.visible_to(request.user).filter(pk=record.pk).exists()
    return record.get_absolute_url() if is_there else reverse("clues:clues")
