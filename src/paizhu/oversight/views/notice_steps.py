"""Steps with a matter notice: deciding who attends, offering oneself, changing what was sent; and the times of all."""

from pathlib import Path
from tempfile import NamedTemporaryFile

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from paizhu.oversight import rules
from paizhu.oversight.actions import notice_changes, notice_decisions, notices
from paizhu.oversight.forms.notices import CorrectionForm, DecisionForm, PostponeForm, ReasonForm
from paizhu.oversight.models import MatterNotice
from paizhu.oversight.queries import notice_times
from paizhu.oversight.queries import notices as around
from paizhu.oversight.tables import notice_times as tables
from paizhu.oversight.views import notice_buttons, parts
from paizhu.web import dates, once
from paizhu.web.components import Button

CONTENT = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@once.guarded
def notice_decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Decide who attends, out of those whom capacity, load and diary suggest, or that nobody does."""
    found = parts.notice_read(request, pk)
    rules.check_can_decide(request.user, found)
    form = DecisionForm(
        request.POST or None, candidates=around.candidates(found), initial=_decided(found)
    )
    if form.is_valid() and _decide(request, form, found):
        return redirect("oversight:notice", pk)
    title, back = _("Decide whether somebody attends"), reverse("oversight:notice", args=[pk])
    crumbs = parts.crumbs("notices", (found.code, back), (title, ""))
    context = {"title": title, "crumbs": crumbs, "form": form, "notice": found, "cancel": back}
    return render(request, "oversight/notice_decide.html", context)


def _decide(request: HttpRequest, form: DecisionForm, found: MatterNotice) -> bool:
    """Carry out which of the two decisions the button pressed says."""
    seen = {"notice": found, "seen_revision": form.cleaned_data["revision"]}
    if request.POST.get("decision") == "not_attend":
        act, given = notice_decisions.not_attend, {"reason": form.cleaned_data["reason"]}
        told = _("It is decided that nobody attends.")
    else:
        act, given = notice_decisions.attend, {"official_ids": form.cleaned_data["officials"]}
        told = _("It is decided who attends; they are told.")
    return parts.carried_out(request, form, act, told, **seen, **given) is not None


@require_POST
def notice_propose(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that one could attend oneself."""
    notice_decisions.propose(notice=_found(request, pk), by=request.user)
    messages.success(request, _("Who leads the group sees that you could attend."))
    return redirect("oversight:notice", pk)


@once.guarded
def notice_correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct what was sent, or add papers."""
    found = _found(request, pk)
    rules.check_can_change(request.user, found, "correct")
    form = CorrectionForm(
        request.POST or None, request.FILES or None, user=request.user, record=found
    )
    if form.is_valid():
        given = {"notice": found, "draft": form.draft(), "papers": form.cleaned_data["papers"]}
        given["seen_edition"] = form.seen
        told = _("The notice is corrected.")
        if parts.carried_out(request, form, notice_changes.correct, told, **given):
            return redirect("oversight:notice", pk)
    return _form(request, form, found, _("Correct the notice"))


@once.guarded
def notice_change(request: HttpRequest, pk: int, change: str) -> HttpResponse:
    """Postpone the matter, note that it does not take place, or take word back."""
    if change not in notice_buttons.CHANGES:
        raise Http404
    found = _found(request, pk)
    rules.check_can_change(request.user, found, change)
    kind = PostponeForm if change == "postpone" else ReasonForm
    form = kind(request.POST or None, initial={"edition": found.edition})
    if form.is_valid():
        act, told = getattr(notice_changes, change), _("The notice is changed.")
        if parts.carried_out(request, form, act, told, **form.given(found)):
            return redirect("oversight:notice", pk)
    return _form(request, form, found, notice_buttons.CHANGES[change][0])


@require_safe
def notice_times_page(request: HttpRequest) -> HttpResponse:
    """Show how long word takes to be read, decided about and followed by attendance; or give it as a workbook."""
    rules.check_can_see_ledgers(request.user)
    period = dates.chosen(request.GET)
    found = notice_times.report(request.user, period.start, period.end, _("Total"))
    drawn = tables.tables(found, period)
    if request.GET.get("export") == "xlsx":
        return _workbook(request, drawn, period)
    asked = f"period={period.key}" if period.key else period.query
    export = Button(_("Excel"), f"?{asked}&export=xlsx", icon="file-spreadsheet")
    context = {
        "title": _("Times of matter notices"),
        "crumbs": parts.crumbs("notices", (_("Times"), "")),
        "period": period,
        "columns": tables.columns(),
        "tables": drawn,
        "buttons": [export],
    }
    return render(request, "oversight/notice_times.html", context)


def _workbook(request: HttpRequest, drawn: list[tables.Table], period: dates.Period):
    notices.note_times_exported(
        commission=request.user.commission, start=period.start, end=period.end, by=request.user
    )
    file = NamedTemporaryFile(suffix=".xlsx")  # noqa: SIM115  closed by the response
    tables.write(Path(file.name), drawn)
    file.seek(0)
    name = f"{_('Times of matter notices')} {period.start}–{period.end}.xlsx"
    return FileResponse(file, as_attachment=True, filename=name, content_type=CONTENT)


def _found(request: HttpRequest, pk: int) -> MatterNotice:
    seen = MatterNotice.objects.visible_to(request.user).select_related("unit")
    return get_object_or_404(seen, pk=pk)


def _decided(found: MatterNotice) -> dict:
    """Return what the form of a decision shows first: who goes already, else who proposed himself; the revision."""
    going = found.attendees.filter(is_assigned=True) if not found.is_undecided else None
    ticked = going if going is not None else found.attendees.filter(is_willing=True)
    officials = list(ticked.values_list("official_id", flat=True))
    return {"officials": officials, "revision": found.revision, "reason": found.decision_note}


def _form(request: HttpRequest, form, found: MatterNotice, title) -> HttpResponse:
    back = reverse("oversight:notice", args=[found.pk])
    crumbs = parts.crumbs("notices", (found.code, back), (title, ""))
    context = {"title": title, "crumbs": crumbs, "form": form, "notice": found, "cancel": back}
    return render(request, "oversight/notice_change.html", context | {"submit": title})
