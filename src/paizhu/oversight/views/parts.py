"""What the pages share: carrying an act out from a form, so that nothing typed is lost."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from paizhu.kernel.refusals import Refused
from paizhu.oversight.actions import notice_decisions
from paizhu.oversight.models import MatterNotice
from paizhu.oversight.queries.notices import is_of_unit


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


def notice_read(request: HttpRequest, pk: int) -> MatterNotice:
    """Return a notice that the reader may see; the first of each group to open it is kept. 404 where he may not."""
    seen = MatterNotice.objects.visible_to(request.user)
    seen = seen.select_related("unit", "sender", "decided_by")
    found = get_object_or_404(seen, pk=pk)
    if is_of_unit(request.user, found.unit_id):
        return found
    is_first = notice_decisions.note_read(notice=found, by=request.user)
    return seen.get(pk=pk) if is_first else found


def _by_field(form: Any, fault: ValidationError) -> list[tuple[str | None, list[str]]]:
    """Return the faults with the form's field that each belongs to, None for the whole form."""
    if not hasattr(fault, "error_dict"):
        return [(None, fault.messages)]
    return [
        (name if name in form.fields else None, errors)
        for name, errors in fault.message_dict.items()
    ]


def crumbs(name: str, *beyond: tuple[Any, str]) -> list[tuple[Any, str]]:
    """Return the way to a page: its ledger, what lies between, and the page itself."""
    titles = {
        "activities": _("Activities"),
        "opinions": _("Opinions"),
        "notices": _("Matter notices"),
    }
    return [(titles[name], reverse(f"oversight:{name}")), *beyond]
