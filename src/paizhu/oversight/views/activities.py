"""Pages of activities."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from paizhu.kernel.refusals import allowed, refusal
from paizhu.oversight import queries, rules, tables
from paizhu.oversight.actions import activities as acts
from paizhu.oversight.forms.activities import ActivityForm, initial_of
from paizhu.oversight.models import Activity, MatterNotice, Opinion
from paizhu.oversight.tables.activities import shortened
from paizhu.oversight.views import moments, parts, starting
from paizhu.web import lists, once
from paizhu.web.components import Button


@require_safe
def activities(request: HttpRequest) -> HttpResponse:
    """List activities."""
    rules.check_can_see_ledgers(request.user)
    return lists.respond(request, tables.ACTIVITIES)


@require_safe
def activity(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one activity: facts, people with their capacities, what came of it."""
    seen = Activity.objects.visible_to(request.user).select_related("group", "notice__unit")
    found = get_object_or_404(seen, pk=pk)
    made = Opinion.objects.visible_to(request.user).filter(activity=found).select_related("unit")
    opinions = list(made.order_by("made_on", "pk"))
    tables.opinions.prepare(request, opinions)
    notice = MatterNotice.objects.visible_to(request.user).filter(pk=found.notice_id).first()
    units = [each.unit for each in found.unit_links.select_related("unit").order_by("unit__code")]
    records = tables.records.shown(found)
    context = {
        "title": f"{found.get_method_display()} · {shortened([unit.name for unit in units])}",
        "pretitle": found.code,
        "crumbs": parts.crumbs("activities", (found.code, "")),
        "activity": found,
        "units": units,
        "parts": queries.parts_of(found),
        "opinions": opinions,
        "notice": notice,
        "late": moments.late_of(found),
        "moments": moments.of_activity(found, notice, opinions),
        "records": records,
        "files": found.files.select_related("file", "added_by", "removed_by"),
        "file_refusal": refusal(rules.check_can_attach, request.user, found),
        "buttons": _buttons(request, found, has_record=bool(records)),
    }
    return render(request, "oversight/activity.html", context)


@once.guarded
def activity_new(request: HttpRequest) -> HttpResponse:
    """Enter an activity by hand."""
    rules.check_can_enter(request.user)
    form = ActivityForm(request.POST or None, user=request.user, initial=starting.of(request))
    if form.is_valid():
        given = {"commission": request.user.commission, "draft": form.draft()}
        told = _("The activity is entered.")
        if made := parts.carried_out(request, form, acts.register, told, **given):
            # Who entered what others did is led to it; the record is theirs.
            to_record = "record" in request.POST and allowed(
                rules.check_can_write, request.user, made
            )
            return redirect(f"oversight:activity{'_record' if to_record else ''}", made.pk)
    return _form(request, form, _("New activity"))


@once.guarded
def activity_correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct an activity."""
    found = get_object_or_404(Activity.objects.visible_to(request.user), pk=pk)
    rules.check_can_correct(request.user, found)
    form = ActivityForm(
        request.POST or None, user=request.user, record=found, initial=initial_of(found)
    )
    if form.is_valid():
        given = {"activity": found, "draft": form.draft(), "seen_revision": form.seen}
        if parts.carried_out(request, form, acts.correct, _("The activity is corrected."), **given):
            return redirect("oversight:activity", pk)
    title = _("Correct activity %(code)s") % {"code": found.code}
    return _form(request, form, title, (found.code, reverse("oversight:activity", args=[pk])))


@require_safe
def capacities(request: HttpRequest) -> HttpResponse:
    """Say in which capacity the chosen people would act at the chosen units on the chosen day: a part of the form."""
    rules.check_can_enter(request.user)
    form = ActivityForm(request.GET, user=request.user)
    return render(request, "oversight/capacities.html", {"parts": _preview(request, form)})


def _form(request: HttpRequest, form: ActivityForm, title: str, *beyond: tuple) -> HttpResponse:
    crumbs = parts.crumbs("activities", *beyond)
    context = {
        "title": title,
        "form": form,
        "cancel": crumbs[-1][1],
        "crumbs": [*crumbs, (title, "")],
        "parts": _preview(request, form) if form.is_bound else (),
    }
    return render(request, "oversight/activity_form.html", context)


def _preview(request: HttpRequest, form: ActivityForm) -> list:
    asked = form.asked()
    if asked is None:
        return []
    on, units, officials = asked
    return queries.parts_asked(request.user.commission_id, on, officials, units)


def _buttons(request: HttpRequest, found: Activity, *, has_record: bool) -> list[Button]:
    """Return what can be done with an activity; what was entered in haste is to be completed first."""
    user, first, then = request.user, "primary", "secondary"
    if not found.is_sketch:
        first, then = then, first
    writing = _("Correct the record") if has_record else _("Write the record")
    why_not_correct = refusal(rules.check_can_correct, user, found)
    why_no_opinion = refusal(rules.check_can_raise_some, user, found)
    opinion = f"{reverse('oversight:opinion_new')}?activity={found.pk}"
    buttons = [
        Button(writing, _at(found, "record"), "writing", why_not_correct, first),
        Button(_("Give an opinion"), opinion, "message-report", why_no_opinion, then),
        Button(_("Add attachments"), _at(found, "files"), "files", why_not_correct),
        Button(_("Correct"), _at(found, "correct"), "pencil", why_not_correct),
    ]
    if found.is_sketch and not why_not_correct:
        buttons.append(Button(_("Nothing to add"), _at(found, "complete"), "check", method="post"))
    return buttons


def _at(found: Activity, name: str) -> str:
    return reverse(f"oversight:activity_{name}", args=[found.pk])
