"""Pages of opinions and of the steps with them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from paizhu.kernel import clock
from paizhu.oversight import rules, tables
from paizhu.oversight.actions import opinions as acts
from paizhu.oversight.forms.opinions import OpinionForm
from paizhu.oversight.models import Activity, Opinion
from paizhu.oversight.tables import marks
from paizhu.oversight.views import moments, parts
from paizhu.rectification import queries as rectification
from paizhu.rectification.panels import light_mark
from paizhu.web import lists, once
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
    seen = Opinion.objects.visible_to(request.user).select_related(
        "unit", "activity", "rectification"
    )
    found = get_object_or_404(seen, pk=pk)
    activity = Activity.objects.visible_to(request.user).filter(pk=found.activity_id).first()
    deadlines = rectification.Deadlines(request.user.commission_id, clock.today())
    context = {
        "title": found.code,
        "pretitle": found.unit.name,
        "crumbs": parts.crumbs("opinions", (found.code, "")),
        "title_mark": mark(marks.state_mark(found)),
        "opinion": found,
        "activity": activity,
        "light": light_mark(deadlines.of(found)),
        "moments": sorted(moments.of_opinion(found), key=lambda each: each.at, reverse=True),
        "buttons": _buttons(found),
    }
    return render(request, "oversight/opinion.html", context)


@once.guarded
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


def _start(activity: Activity) -> dict:
    """Return what the form of a new opinion shows first: the only unit, today, and the suggested deadline."""
    today = clock.today()
    units = list(activity.unit_links.values_list("unit_id", flat=True)[:2])
    return {
        "unit": units[0] if len(units) == 1 else None,
        "made_on": today,
        "due_on": rectification.default_deadline(today, activity.commission_id),
    }


def _buttons(found: Opinion) -> list[Button]:
    """Return the way to what the unit does about it: every further step is taken there."""
    return [
        Button(
            _("To the rectification"),
            found.rectification.get_absolute_url(),
            icon="list-check",
            look="primary",
        )
    ]
