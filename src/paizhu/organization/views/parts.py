"""What the pages share: the day asked for, finding a record, carrying an act out from a form."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from paizhu.kernel import clock
from paizhu.kernel.refusals import Refused, allowed
from paizhu.organization import rules
from paizhu.web import dates


def day_of(request: HttpRequest) -> date:
    """Return the day of the address, or today."""
    return dates.day(request.GET, "on", clock.today())


def found(request: HttpRequest, model: type[Model], pk: int, *related: str) -> Any:
    """Return the record that the user may see, or answer that it is not there."""
    records = model.objects.visible_to(request.user)
    return get_object_or_404(records.select_related(*related) if related else records, pk=pk)


def keeps(request: HttpRequest) -> bool:
    """Tell whether the reader keeps the structure, and so is offered its buttons."""
    return allowed(rules.check_can_keep_structure, request.user)


def carried_out(
    request: HttpRequest, form: Any, act: Callable[..., Any], told: str, **given: Any
) -> bool:
    """Carry out an act for a valid form and tell the reader; what stands against it becomes the form's error."""
    try:
        act(**given, by=request.user)
    except Refused as refused:
        form.add_error(None, str(refused))
    except ValidationError as fault:
        form.add_error(None, fault.messages)
    else:
        messages.success(request, told)
        return True
    return False


def form_page(
    request: HttpRequest, form: Any, title: str, cancel: str, **more: Any
) -> HttpResponse:
    """Answer with a form. `submit`: the button's word; `crumbs`, `lead`, `look` and a `template` of its own."""
    template = more.pop("template", "organization/form.html")
    context = {
        "title": title,
        "form": form,
        "cancel": cancel,
        "crumbs": more.pop("crumbs", []),
        **more,
    }
    return render(request, template, context)
