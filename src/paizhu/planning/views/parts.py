"""What the pages share: finding a record, carrying an act out from a form, the answer with a form."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from paizhu.kernel.refusals import Refused
from paizhu.organization.models import CompositeGroup
from paizhu.planning import rules


def found(request: HttpRequest, model: type[Model], pk: int, *related: str) -> Any:
    """Return the record that the reader may see, or answer that it is not there."""
    records = model.objects.visible_to(request.user)
    return get_object_or_404(records.select_related(*related) if related else records, pk=pk)


def group_of(request: HttpRequest, pk: int) -> CompositeGroup:
    """Return a group whose arrangements the reader may see."""
    group = found(request, CompositeGroup, pk)
    rules.check_can_see_group(request.user, group)
    return group


def carried_out(
    request: HttpRequest, form: Any, act: Callable[..., Any], told: Any, **given: Any
) -> Any:
    """Carry out an act and tell the reader; returns its record, or None where a refusal became the form's error."""
    try:
        record = act(**given, by=request.user)
    except Refused as refused:
        form.add_error(None, str(refused))
    except ValidationError as fault:
        for name, errors in _by_field(form, fault):
            form.add_error(name, errors)
    else:
        messages.success(request, told)
        return record
    return None


def done(request: HttpRequest, act: Callable[..., Any], told: Any, **given: Any) -> Any:
    """Carry out an act that asks for nothing more; a refusal is told as a message."""
    try:
        record = act(**given, by=request.user)
    except Refused as refused:
        messages.error(request, str(refused))
        return None
    messages.success(request, told)
    return record


def form_page(
    request: HttpRequest, form: Any, title: Any, cancel: str, **more: Any
) -> HttpResponse:
    """Answer with a form. `submit`: the button's word; `template`, `crumbs`, `lead` as the page needs."""
    template = more.pop("template", "planning/form.html")
    context = {"title": title, "form": form, "cancel": cancel} | more
    return render(request, template, context)


def crumbs(name: str, *beyond: tuple[Any, str]) -> list[tuple[Any, str]]:
    """Return the way to a page: its list, what lies between, and the page itself."""
    titles = {
        "plans": _("Work plans"),
        "convenings": _("Joint activities"),
        "divisions": _("Division of work"),
        "work_rules": _("Work rules"),
    }
    return [(titles[name], reverse(f"planning:{name}")), *beyond]


def _by_field(form: Any, fault: ValidationError) -> list[tuple[str | None, list[str]]]:
    if not hasattr(fault, "error_dict"):
        return [(None, fault.messages)]
    return [
        (name if name in form.fields else None, errors)
        for name, errors in fault.message_dict.items()
    ]
