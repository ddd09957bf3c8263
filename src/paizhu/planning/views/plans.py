"""Pages of work plans: list, one plan, its head, its print."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from paizhu.kernel import clock
from paizhu.planning import queries, rules, tables
from paizhu.planning.actions import plans as acts
from paizhu.planning.forms.plans import PlanForm, initial_of
from paizhu.planning.models import EDITABLE_PLANS, PlanStep, WorkPlan
from paizhu.planning.tables import marks
from paizhu.planning.views import buttons, parts, stations
from paizhu.rulebook import queries as rulebook
from paizhu.web import lists, once
from paizhu.web.templatetags.web import mark

RELATED = ("group", "drafted_by", "decided_by", "previous")


@require_safe
def plans(request: HttpRequest) -> HttpResponse:
    """List plans."""
    rules.check_can_see_planning(request.user)
    return lists.respond(request, tables.PLANS)


@require_safe
def plan(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one plan: what is next and for whom, its items with progress, its course."""
    found = parts.found(request, WorkPlan, pk, *RELATED)
    steps = PlanStep.objects.visible_to(request.user).filter(plan=found).select_related("official")
    steps = list(steps)
    context = {
        "title": found.title,
        "pretitle": f"{found.number} · {found.group.name}",
        "crumbs": parts.crumbs("plans", (found.number, "")),
        "title_mark": mark(marks.plan_mark(found)),
        "plan": found,
        "moments": stations.moments_of(steps),
        "versions": _versions(request, found),
        "last_words": stations.last_words(found, steps),
        "next": stations.next_step(found, request.user),
        **_on_day(request, found),
        **buttons.of_plan(request, found),
    }
    return render(request, "planning/plan.html", context)


def _on_day(request: HttpRequest, found: WorkPlan) -> dict[str, Any]:
    """Return progress, clock and legal basis as of today."""
    today = clock.today()
    clocks = queries.PlanClocks(found.commission_id, today)
    on_day = queries.progress_of([found], request.user, today)[found.pk]
    return {
        "found": on_day,
        "progress": marks.progress_mark(on_day),
        "waiting": marks.waiting_mark(clocks.of(found)),
        "due_on": clocks.due(found),
        "limit": clocks.limit,
        "level": rulebook.level("work_plan", on=today),
        "is_written": found.state in EDITABLE_PLANS
        and found.group_id in request.user.powers.groups,
    }


def _versions(request: HttpRequest, found: WorkPlan) -> list[WorkPlan]:
    """Return the other versions that the reader may see."""
    same = WorkPlan.objects.visible_to(request.user).filter(code=found.code)
    return list(same.exclude(pk=found.pk).order_by("version"))


@once.guarded
def plan_new(request: HttpRequest) -> HttpResponse:
    """Begin a plan."""
    rules.plans.check_can_draft(request.user)
    form = PlanForm(request.POST or None, user=request.user)
    if form.is_valid():
        given = {"group": form.cleaned_data["group"], "draft": form.draft()}
        told = _("The plan is begun. Now add what is to be done.")
        if made := parts.carried_out(request, form, acts.draft_plan, told, **given):
            return redirect("planning:plan", made.pk)
    title = _("Draft a plan")
    return parts.form_page(
        request,
        form,
        title,
        reverse("planning:plans"),
        crumbs=parts.crumbs("plans", (title, "")),
        submit=_("Go on to the items"),
    )


@once.guarded
def plan_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change the head of a plan."""
    found = parts.found(request, WorkPlan, pk, "group")
    rules.plans.check_can_write(request.user, found)
    form = PlanForm(
        request.POST or None, user=request.user, record=found, initial=initial_of(found)
    )
    if form.is_valid():
        given = {"plan": found, "draft": form.draft(), "seen_revision": form.seen}
        if parts.carried_out(request, form, acts.change_plan, _("Saved."), **given):
            return redirect("planning:plan", pk)
    cancel = found.get_absolute_url()
    crumbs = parts.crumbs("plans", (found.number, cancel), (_("Change"), ""))
    return parts.form_page(request, form, found.title, cancel, crumbs=crumbs)


@require_safe
def plan_print(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a plan as it goes on paper."""
    found = parts.found(request, WorkPlan, pk, *RELATED)
    steps = PlanStep.objects.visible_to(request.user).filter(plan=found).select_related("official")
    steps = list(steps)
    context = {
        "title": found.title,
        "crumbs": parts.crumbs("plans", (found.number, found.get_absolute_url()), (_("Print"), "")),
        "submitted": stations.submission(steps),
        "plan": found,
        "liaisons": queries.liaisons_of(found.group, clock.today()),
        "leaders": queries.leaders_of(found.group, clock.today()),
        "words": stations.last_words(found, steps),
        "found": queries.progress_of([found], request.user, clock.today())[found.pk],
    }
    return render(request, "planning/plan_print.html", context)
