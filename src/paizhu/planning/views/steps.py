"""The page of one step with a plan: what it means, what is asked, one press."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from paizhu.kernel import clock
from paizhu.planning import queries, rules
from paizhu.planning.actions import plans, steps
from paizhu.planning.forms.plans import StepForm
from paizhu.planning.models import WorkPlan
from paizhu.planning.tables import steps as words
from paizhu.planning.views import parts
from paizhu.rulebook import queries as rulebook
from paizhu.web import once


@once.guarded
def plan_step(request: HttpRequest, pk: int, step: str) -> HttpResponse:
    """Take one step with a plan."""
    if step not in rules.plans.STEPS:
        raise Http404
    plan = parts.found(request, WorkPlan, pk, "group")
    rules.plans.check_can_step(request.user, plan, step)
    form = StepForm(
        request.POST or None,
        user=request.user,
        record=plan,
        step=step,
        initial=_start(request, plan, step),
    )
    if form.is_valid():
        act = plans.revise if step == "revise" else getattr(steps, step)
        if made := parts.carried_out(request, form, act, words.TOLD[step], **form.given()):
            return redirect("planning:plan", made.pk)
    return _page(request, form, plan, step)


def _page(request: HttpRequest, form: StepForm, plan: WorkPlan, step: str) -> HttpResponse:
    label, cancel = words.LABELS[step], plan.get_absolute_url()
    is_decision = step in rules.plans.DECISIONS
    return parts.form_page(
        request,
        form,
        label,
        cancel,
        crumbs=parts.crumbs("plans", (plan.number, cancel), (label, "")),
        lead=words.MEANINGS[step],
        plan=plan,
        submit=label,
        level=rulebook.level("work_plan", on=clock.today()) if is_decision else None,
        liaisons=queries.liaisons_of(plan.group, clock.today()) if step == "submit" else (),
        template="planning/plan_step.html",
    )


def _start(request: HttpRequest, plan: WorkPlan, step: str) -> dict:
    """Return what the form shows first: the report as the records tell it."""
    if step != "report":
        return {}
    found = queries.progress_of([plan], request.user, clock.today())[plan.pk]
    return {"text": queries.drafted_report(found)}
