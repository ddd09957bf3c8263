"""Pages of the exchange room: the workbook out and in, an import step by step, the list of imports."""

import tempfile
from pathlib import Path

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import HttpResponseClientRefresh

from paizhu.exchange import actions, background, forms, queries, rules, tables
from paizhu.exchange.actions import runs
from paizhu.exchange.models import ImportRun
from paizhu.exchange.views import parts
from paizhu.web import lists

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def workbook(request: HttpRequest) -> HttpResponse:
    """Show the ways of the workbook, and take an uploaded one to its check."""
    rules.check_can_import(request.user)
    form = forms.WorkbookForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        file = form.cleaned_data["workbook"]
        received = runs.receive(
            commission=request.user.commission,
            file_name=file.name,
            chunks=file.chunks(),
            by=request.user,
        )
        background.start(background.check, received)
        return redirect("exchange:run", received.pk)
    context = {
        "title": _("Workbook"),
        "form": form,
        "sheets": parts.sheets(request.user),
        "recent": lists.excerpt(request, tables.IMPORTS, url=reverse("exchange:imports"), limit=5),
    }
    return render(request, "exchange/workbook.html", context)


@require_safe
def template(request: HttpRequest) -> HttpResponse:
    """Give the empty workbook."""
    rules.check_can_import(request.user)
    return _file(queries.write_template, _("Workbook template"))


@require_POST
def export(request: HttpRequest) -> HttpResponse:
    """Give the workbook filled with what the reader may see."""
    commission = request.user.commission
    rules.check_can_export(request.user, commission)

    def write(out: Path) -> None:
        actions.export_workbook(out=out, commission=commission, by=request.user)

    name = f"{commission.name} {timezone.localdate():%Y-%m-%d}"
    return _file(write, name)


@require_safe
def imports(request: HttpRequest) -> HttpResponse:
    """List the imports."""
    rules.check_can_import(request.user)
    return lists.respond(request, tables.IMPORTS)


@require_safe
def run(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one import where it stands: progress, faults, what it would change, what it did."""
    found = background.end_lost(_run(request, pk))
    context = {
        "title": found.file_name,
        "pretitle": _("Import"),
        "run": found,
        **parts.of(request, found),
    }
    return render(request, f"exchange/runs/{parts.TEMPLATES[found.state]}.html", context)


@require_safe
def progress(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the moving part of a running import; once it has ended, the page opens anew."""
    found = background.end_lost(_run(request, pk))
    if not found.is_running:
        return HttpResponseClientRefresh()
    return render(request, "exchange/progress.html", {"run": found, **parts.of(request, found)})


@require_safe
def annotated(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the reader's own workbook back with the faults marked, from a check of this moment."""
    found = _run(request, pk)
    rules.check_can_annotate(request.user, found)

    def write(out: Path) -> None:
        with found.opened() as path:
            checked = queries.check_workbook(path, commission=found.commission, by=request.user)
            queries.annotate(path, checked.faults, out, cells=checked.workbook.cells)

    return _file(write, _("%(file)s with faults marked") % {"file": Path(found.file_name).stem})


@require_POST
def begin(request: HttpRequest, pk: int) -> HttpResponse:
    """Confirm a checked workbook and take it in."""
    begun = runs.begin(run=_run(request, pk), by=request.user)
    background.start(background.take_in, begun)
    return redirect("exchange:run", pk)


@require_POST
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a waiting workbook away."""
    runs.discard(run=_run(request, pk), by=request.user)
    return redirect("exchange:workbook")


def _run(request: HttpRequest, pk: int) -> ImportRun:
    rules.check_can_import(request.user)
    return get_object_or_404(ImportRun.objects.visible_to(request.user), pk=pk)


def _file(write, name: str) -> FileResponse:
    """Answer with a file that is written now and kept nowhere."""
    with tempfile.TemporaryDirectory(prefix="paizhu-") as folder:
        out = Path(folder) / "out.xlsx"
        write(out)
        content = out.open("rb")  # the open file outlives its folder
    return FileResponse(content, as_attachment=True, filename=f"{name}.xlsx", content_type=XLSX)
