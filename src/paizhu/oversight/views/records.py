"""Pages of the record of an activity and of its attachments."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from paizhu.documents import queries as documents
from paizhu.oversight import rules
from paizhu.oversight.actions import files as file_acts
from paizhu.oversight.actions import records as acts
from paizhu.oversight.forms.records import (
    FilesForm,
    RemoveFileForm,
    form_of,
    initial_items,
    items_of,
)
from paizhu.oversight.models import RECORDS, SHAPES, Activity, ActivityFile, Method
from paizhu.oversight.states import Shape
from paizhu.oversight.tables.activities import shortened
from paizhu.oversight.views import parts
from paizhu.web import once

ADD_LINE = "add_line"
"""The button that asks, without script, for one more line of the agenda."""


@once.guarded
def record(request: HttpRequest, pk: int) -> HttpResponse:
    """Write the record of an activity in the form that fits its method."""
    found = get_object_or_404(Activity.objects.visible_to(request.user), pk=pk)
    rules.check_can_write(request.user, found)
    shape = SHAPES[Method(found.method)]
    model = RECORDS[shape]
    stored = model.objects.visible_to(request.user).of_activity(found).first() or model(
        commission=request.user.commission, activity=found
    )
    form = form_of(shape)(request.POST or None, user=request.user, instance=stored)
    items = _items(request, found, stored) if shape is Shape.MEETING else None
    if ADD_LINE not in request.POST and form.is_valid() and (items is None or items.is_valid()):
        given = {"activity": found, "shape": shape, **form.given()}
        given["items"] = items.drafts() if items else ()
        if parts.carried_out(request, form, acts.write, _("The record is written."), **given):
            return redirect("oversight:activity", pk)
    return render(request, "oversight/record_form.html", _context(found, form, items))


def _context(found: Activity, form: Any, items: Any) -> dict:
    cancel, title = reverse("oversight:activity", args=[found.pk]), _("Record of the activity")
    units = [link.unit.name for link in found.unit_links.select_related("unit").order_by("unit")]
    return {
        "title": title,
        "pretitle": f"{found.get_method_display()} · {found.on:%Y-%m-%d} · {shortened(units)}",
        "crumbs": parts.crumbs("activities", (found.code, cancel), (title, "")),
        "form": form,
        "items": items,
        "cancel": cancel,
    }


def _items(request: HttpRequest, found: Activity, stored: Any) -> Any:
    """Return the agenda's lines: as sent, with one more where asked, as stored, or the notice's matter to begin with."""
    if request.method == "POST":
        data = request.POST.copy()
        if ADD_LINE in data and data.get("items-TOTAL_FORMS", "").isdecimal():
            data["items-TOTAL_FORMS"] = str(int(data["items-TOTAL_FORMS"]) + 1)
        data["items-INITIAL_FORMS"] = "0"
        return items_of(data, [], 0)
    known = initial_items(stored.items.all() if stored.pk else ())
    if not known and found.notice_id:
        known = [{"title": found.notice.title, "matter": found.notice.matter}]
    return items_of(None, known or [{"matter": found.matter}], 0)


@require_POST
def complete(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark what was entered in haste as complete."""
    found = get_object_or_404(Activity.objects.visible_to(request.user), pk=pk)
    rules.check_can_complete(request.user, found)
    acts.mark_complete(activity=found, by=request.user)
    return redirect("oversight:activity", pk)


@once.guarded
def files_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Hang files on an activity."""
    found = get_object_or_404(Activity.objects.visible_to(request.user), pk=pk)
    rules.check_can_attach(request.user, found)
    form = FilesForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        told, given = _("The files are added."), {"uploads": form.cleaned_data["files"]}
        if parts.carried_out(request, form, file_acts.attach, told, activity=found, **given):
            return redirect("oversight:activity", pk)
    return _file_page(request, found, form, _("Add attachments"))


@require_safe
def file(request: HttpRequest, pk: int, file: int) -> HttpResponse:
    """Give an attachment to who may see its activity; the trail says who took it."""
    seen = ActivityFile.objects.visible_to(request.user).filter(activity=pk, file__isnull=False)
    found = get_object_or_404(seen.select_related("file", "activity"), pk=file)
    file_acts.note_opened(file=found, by=request.user)
    return documents.answer(found.file, request=request)


@once.guarded
def file_remove(request: HttpRequest, pk: int, file: int) -> HttpResponse:
    """Remove an attachment, with the reason."""
    seen = ActivityFile.objects.visible_to(request.user).filter(activity=pk)
    found = get_object_or_404(seen.select_related("activity"), pk=file)
    rules.check_can_remove(request.user, found)
    form = RemoveFileForm(request.POST or None)
    if form.is_valid():
        given = {"file": found, "reason": form.cleaned_data["reason"]}
        if parts.carried_out(request, form, file_acts.remove, _("The file is removed."), **given):
            return redirect("oversight:activity", pk)
    return _file_page(request, found.activity, form, _("Remove “%(name)s”") % {"name": found.name})


def _file_page(request: HttpRequest, found: Activity, form: Any, title: str) -> HttpResponse:
    cancel = reverse("oversight:activity", args=[found.pk])
    context = {
        "title": title,
        "crumbs": parts.crumbs("activities", (found.code, cancel), (title, "")),
        "form": form,
        "cancel": cancel,
    }
    return render(request, "oversight/form.html", context)
