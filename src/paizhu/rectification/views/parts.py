"""What the pages share: finding a matter, carrying an act out from a form so that nothing typed is lost."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from paizhu.kernel.refusals import Refused
from paizhu.rectification.models import Measure, Rectification


def found(request: HttpRequest, pk: int) -> Rectification:
    """Return the rectification that the reader may see, or answer that it is not there."""
    seen = Rectification.objects.visible_to(request.user)
    related = ("unit", "commission", "addressee", "group", "keeper")
    return get_object_or_404(seen.select_related(*related), pk=pk)


def found_measure(request: HttpRequest, record: Rectification, pk: int) -> Measure:
    """Return a measure of the matter."""
    seen = Measure.objects.visible_to(request.user).select_related("rectification__unit")
    return get_object_or_404(seen, rectification=record, pk=pk)


def carried_out(
    request: HttpRequest, form: Any, act: Callable[..., Any], told: Any, **given: Any
) -> bool:
    """Carry out an act and tell the reader; what stands against it becomes the form's error."""
    try:
        act(**given, by=request.user)
    except Refused as refused:
        form.add_error(None, str(refused))
    except ValidationError as fault:
        for name, errors in _by_field(form, fault):
            form.add_error(name, errors)
    else:
        messages.success(request, told)
        return True
    return False


def _by_field(form: Any, fault: ValidationError) -> list[tuple[str | None, list[str]]]:
    if not hasattr(fault, "error_dict"):
        return [(None, fault.messages)]
    return [
        (name if name in form.fields else None, errors)
        for name, errors in fault.message_dict.items()
    ]


def form_page(
    request: HttpRequest, record: Rectification, form: Any, title: Any, **more: Any
) -> HttpResponse:
    """Answer with a form about a matter."""
    context = {
        "title": title,
        "crumbs": crumbs((record.code, record.get_absolute_url()), (title, "")),
        "form": form,
        "record": record,
        "submit": title,
        "cancel": record.get_absolute_url(),
    }
    return render(request, "rectification/form.html", context | more)


def crumbs(*beyond: tuple[Any, str]) -> list[tuple[Any, str]]:
    """Return the way to a page: the list, what lies between, and the page itself."""
    return [(_("Rectifications"), reverse("rectification:rectifications")), *beyond]
