"""What the pages of petitions have alike: finding a record, carrying out an act, a form."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from paizhu.clues.models import Petition
from paizhu.clues.rules.petitions import BelongsAbove
from paizhu.clues.views import drafts
from paizhu.kernel.refusals import Refused


def found(request: HttpRequest, pk: int) -> Petition:
    """Return the petition that the reader may see, or answer that it is not there."""
    records = Petition.objects.visible_to(request.user)
    return get_object_or_404(
        records.select_related("unit", "first", "commission", "registered_by"), pk=pk
    )


def carried_out(
    request: HttpRequest, form: Any, act: Callable[..., Any], told: Any, **given: Any
) -> Any:
    """Carry out an act and tell the reader; None where a refusal became the form's error.

    `BelongsAbove` is raised on: nothing of such a form is shown again.
    """
    try:
        record = act(**given, by=request.user)
    except BelongsAbove:
        raise
    except Refused as refused:
        form.add_error(None, str(refused))
    except ValidationError as fault:
        for name, errors in _by_field(form, fault):
            form.add_error(name, errors)
    else:
        messages.success(request, told)
        return record
    return None


def form_page(
    request: HttpRequest, form: Any, title: Any, cancel: str, **more: Any
) -> HttpResponse:
    """Answer with a form; what was written into it before and not sent is put back where its writer asked for it."""
    if hasattr(request, "draft"):
        drafts.fill(request, form)
    template = more.pop("template", "clues/petitions/form.html")
    return render(request, template, {"title": title, "form": form, "cancel": cancel} | more)


def crumbs(*beyond: tuple[Any, str]) -> list[tuple[Any, str]]:
    """Return the way to a page of petitions."""
    return [(_("Petitions"), reverse("clues:petitions")), *beyond]


def of(petition: Petition, title: Any) -> list[tuple[Any, str]]:
    """Return the way to a page of one petition."""
    return crumbs((petition.code, petition.get_absolute_url()), (title, ""))


def _by_field(form: Any, fault: ValidationError) -> list[tuple[str | None, list[str]]]:
    if not hasattr(fault, "error_dict"):
        return [(None, fault.messages)]
    return [
        (name if name in form.fields else None, errors)
        for name, errors in fault.message_dict.items()
    ]
