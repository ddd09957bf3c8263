"""Pages of opinions and of the steps with them."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from paizhu.kernel import clock
from paizhu.kernel.refusals import allowed, refusal
from paizhu.oversight import queries, rules, tables
from paizhu.oversight.actions import opinions as acts
from paizhu.oversight.forms.opinions import OpinionForm, StepForm
from paizhu.oversight.models import Activity, Opinion
from paizhu.oversight.tables import marks
from paizhu.oversight.views import moments, parts
from paizhu.web import lists
from paizhu.web.components import Button
from paizhu.web.templatetags.web import mark


@require_safe
def opinions(request: HttpRequest) -> HttpResponse:
    """List opinions."""
    rules.check_can_see_opinions(request.user)
    return lists.respond(request, tables.OPINIONS)


@require_safe
def opinion(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one opinion: what was said, until when, how it stands, what can be done next."""
    seen = Opinion.objects.visible_to(request.user).select_related("unit", "activity")
    found = get_object_or_404(seen, pk=pk)
    activity = Activity.objects.visible_to(request.user).filter(pk=found.activity_id).first()
    deadlines = queries.Deadlines(request.user.commission_id, clock.today())
    context = {
        "title": found.code,
        "pretitle": found.unit.name,
        "crumbs": parts.crumbs("opinions", (found.code, "")),
        "title_mark": mark(marks.state_mark(found)),
        "opinion": found,
        "activity": activity,
        "light": marks.light_mark(deadlines.of(found)),
        "moments": sorted(moments.of_opinion(found), key=lambda each: each.at, reverse=True),
        "buttons": _buttons(request, found),
    }
    return render(request, "oversight/opinion.html", context)


def opinion_new(request: HttpRequest) -> HttpResponse:
    """Give an opinion that came out of an activity, named in the address."""
    rules.check_can_enter(request.user)
    asked = request.GET.get("activity", "")
    key = int(asked) if asked.isdecimal() and len(asked) < 19 else 0
    activity = Activity.objects.visible_to(request.user).filter(pk=key).first()
    if activity is None:
        return render(request, "oversight/opinion_from.html", {"title": _("New opinion")})
    rules.check_can_raise_some(request.user, activity)
    form = OpinionForm(
        request.POST or None, user=request.user, activity=activity, initial=_start(activity)
    )
    if form.is_valid():
        told = _("The opinion is entered.")
        if made := parts.carried_out(request, form, acts.raise_opinion, told, **form.given()):
            return redirect("oversight:opinion", made.pk)
    title, cancel = _("New opinion"), reverse("oversight:activity", args=[activity.pk])
    crumbs = parts.crumbs("activities", (activity.code, cancel), (title, ""))
    context = {"title": title, "form": form, "activity": activity, "cancel": cancel}
    return render(request, "oversight/opinion_form.html", context | {"crumbs": crumbs})


def opinion_step(request: HttpRequest, pk: int, step: str) -> HttpResponse:
    """Take one step with an opinion, after a look at what it means."""
    if step not in rules.STEPS:
        raise Http404
    seen = Opinion.objects.visible_to(request.user).select_related("unit")
    found = get_object_or_404(seen, pk=pk)
    rules.check_can_step(request.user, found, step)
    form = StepForm(request.POST or None, user=request.user, record=found, step=step)
    if form.is_valid():
        act, told = getattr(acts, step), _("The opinion's state is changed.")
        if parts.carried_out(request, form, act, told, **form.given()):
            return redirect("oversight:opinion", pk)
    label, cancel = tables.steps.LABELS[step], reverse("oversight:opinion", args=[pk])
    context = {
        "title": label,
        "crumbs": parts.crumbs("opinions", (found.code, cancel), (label, "")),
        "lead": tables.steps.MEANINGS[step],
        "form": form,
        "opinion": found,
        "submit": label,
        "cancel": cancel,
    }
    return render(request, "oversight/opinion_step.html", context)


def _start(activity: Activity) -> dict:
    """Return what the form of a new opinion shows first: the only unit, today, and the suggested deadline."""
    today = clock.today()
    units = list(activity.unit_links.values_list("unit_id", flat=True)[:2])
    return {
        "unit": units[0] if len(units) == 1 else None,
        "made_on": today,
        "due_on": queries.default_deadline(today, activity.commission_id),
    }


def _buttons(request: HttpRequest, found: Opinion) -> list[Button]:
    """Return the steps that the state allows, each with what stands against this reader's taking it."""
    if not allowed(rules.check_can_enter, request.user):
        return []
    steps = [step for step in rules.STEPS if rules.is_open(found, step)]
    return [
        Button(
            tables.steps.LABELS[step],
            reverse("oversight:opinion_step", args=[found.pk, step]),
            icon=tables.steps.ICONS[step],
            look="primary" if step in tables.steps.FOREMOST else "secondary",
            refusal=refusal(rules.check_can_step, request.user, found, step),
        )
        for step in steps
    ]
