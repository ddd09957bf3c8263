"""Pages of joint activities."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from paizhu.kernel.refusals import allowed, refusal
from paizhu.organization.models import CompositeGroup
from paizhu.oversight.models import Activity
from paizhu.planning import queries, rules, tables
from paizhu.planning.actions import convenings as acts
from paizhu.planning.forms import convenings as forms
from paizhu.planning.models import Call, Convening, ConveningState, Reply
from paizhu.planning.tables import marks
from paizhu.planning.views import parts
from paizhu.web import lists, once
from paizhu.web.components import Button
from paizhu.web.templatetags.web import mark


@require_safe
def convenings(request: HttpRequest) -> HttpResponse:
    """List joint activities."""
    rules.check_can_see_planning(request.user)
    return lists.respond(request, tables.CONVENINGS)


@require_safe
def convening(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one joint activity: what, when, where, who comes, what came of it."""
    found = parts.found(request, Convening, pk, "group", "convened_by")
    calls = Call.objects.visible_to(request.user).filter(convening=found).select_related("official")
    calls = list(calls)
    mine = next((c for c in calls if c.official_id == request.user.official_id), None)
    activity = Activity.objects.visible_to(request.user).filter(pk=found.activity_id).first()
    for call in calls:
        call.mark = marks.reply_mark(call)
    context = {
        "title": found.title,
        "pretitle": f"{found.code} · {found.group.name}",
        "title_mark": mark(marks.convening_mark(found)),
        "crumbs": parts.crumbs("convenings", (found.code, "")),
        "convening": found,
        "calls": calls,
        "mine": mine,
        "activity": activity,
        "answers": _answers(request, found, mine),
        "buttons": _buttons(request, found),
    }
    return render(request, "planning/convening.html", context)


@once.guarded
def convening_new(request: HttpRequest) -> HttpResponse:
    """Call people together."""
    rules.convenings.check_can_convene(request.user)
    group = _group_asked(request)
    form = forms.ConveningForm(
        request.POST or None, user=request.user, group=group, initial=forms.usual(group)
    )
    if form.is_valid():
        given = {"group": form.cleaned_data["group"], "draft": form.draft()}
        told = _("Everybody who is called is told.")
        if made := parts.carried_out(request, form, acts.convene, told, **given):
            return redirect("planning:convening", made.pk)
    return _form(request, form, _("Convene a joint activity"), reverse("planning:convenings"))


@once.guarded
def convening_change(request: HttpRequest, pk: int) -> HttpResponse:
    """Move a joint activity, or change what is convened."""
    found = parts.found(request, Convening, pk, "group")
    rules.convenings.check_can_change(request.user, found)
    given = {"user": request.user, "record": found, "group": found.group}
    form = forms.ConveningForm(request.POST or None, **given, initial=forms.initial_of(found))
    if form.is_valid():
        asked = {"convening": found, "draft": form.draft(), "seen_revision": form.seen}
        if parts.carried_out(
            request, form, acts.change, _("Saved; who is called is told."), **asked
        ):
            return redirect("planning:convening", pk)
    return _form(request, form, _("Move or change"), found.get_absolute_url(), found)


@require_safe
def conflicts(request: HttpRequest) -> HttpResponse:
    """Say what the chosen people have at the chosen time already: a part of the form."""
    rules.convenings.check_can_convene(request.user)
    form = forms.ConveningForm(request.GET, user=request.user, group=_group_asked(request))
    kept = Convening.objects.visible_to(request.user).filter(pk=_number(request, "convening"))
    return render(request, "planning/conflicts.html", _conflicts(form, kept.first()))


@require_POST
def convening_come(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer that one comes: one press."""
    found = parts.found(request, Convening, pk, "group")
    told = _("Your answer is noted: you come.")
    parts.done(request, acts.reply, told, convening=found, answer=Reply.COMING)
    return redirect("planning:convening", pk)


@once.guarded
def convening_cannot(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer that one cannot come, and why."""
    found = parts.found(request, Convening, pk, "group")
    mine = Call.objects.visible_to(request.user).filter(convening=found)
    own = mine.filter(official=request.user.official_id).first()
    rules.convenings.check_can_reply(request.user, own, found)
    form = forms.CannotForm(request.POST or None, user=request.user)
    if form.is_valid():
        given = {"convening": found, "answer": Reply.CANNOT, **form.cleaned_data}
        told = _("Your answer is noted.")
        if parts.carried_out(request, form, acts.reply, told, **given):
            return redirect("planning:convening", pk)
    return _simple(request, form, _("Cannot come"), found)


@once.guarded
def convening_cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Call a joint activity off."""
    found = parts.found(request, Convening, pk, "group")
    rules.convenings.check_can_change(request.user, found)
    form = forms.CallOffForm(request.POST or None, user=request.user, record=found)
    if form.is_valid():
        given = {"reason": form.cleaned_data["reason"], "seen_revision": form.seen}
        told = _("It is called off; everybody who was called is told.")
        if parts.carried_out(request, form, acts.cancel, told, convening=found, **given):
            return redirect("planning:convening", pk)
    return _simple(request, form, _("Call off"), found)


@once.guarded
def convening_result(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter who came and what came of it; it becomes an activity in the same step."""
    found = parts.found(request, Convening, pk, "group", "commission")
    rules.convenings.check_can_enter_result(request.user, found)
    start = _coming(found)
    form = forms.ResultForm(request.POST or None, user=request.user, record=found, initial=start)
    if form.is_valid():
        given = {
            "attended": [official.pk for official in form.cleaned_data["attended"]],
            "result": form.cleaned_data["result"],
            "draft": form.draft(),
            "seen_revision": form.seen,
        }
        told = _("The result is entered.")
        if parts.carried_out(request, form, acts.enter_result, told, convening=found, **given):
            return redirect("planning:convening", pk)
    return _simple(request, form, _("Enter the result"), found)


def _coming(found: Convening) -> dict[str, Any]:
    came = found.calls.exclude(reply=Reply.CANNOT).values_list("official_id", flat=True)
    return {"attended": list(came), "is_activity": True}


def _number(request: HttpRequest, name: str) -> int:
    asked = request.GET.get(name, "") or request.POST.get(name, "")
    return int(asked) if asked.isdecimal() and len(asked) < 19 else 0


def _group_asked(request: HttpRequest) -> CompositeGroup:
    """Return the group that convenes: the one asked for, or the first that the reader leads."""
    powers = request.user.powers
    mine = CompositeGroup.objects.visible_to(request.user)
    mine = mine.filter(pk__in=powers.led_groups | powers.deputised_groups).order_by("code")
    return mine.filter(pk=_number(request, "group")).first() or mine.first()


def _conflicts(form: forms.ConveningForm, kept: Convening | None = None) -> dict[str, Any]:
    asked = form.asked() if form.is_bound else None
    if asked is None:
        return {"conflicts": None}
    starts, ends, officials = asked
    commission = form.user.commission_id
    found = queries.conflicts(commission, officials, starts, ends, leaving_out=kept)
    return {"conflicts": [(each, timezone.localtime(each.at)) for each in found]}


def _form(
    request: HttpRequest, form, title: str, cancel: str, found: Convening | None = None
) -> HttpResponse:
    crumbs = parts.crumbs("convenings", *([(found.code, cancel)] if found else []), (title, ""))
    more = _conflicts(form, found) | {"convening": found, "crumbs": crumbs}
    return parts.form_page(
        request,
        form,
        title,
        cancel,
        **more,
        submit=_("Save") if found else _("Convene"),
        template="planning/convening_form.html",
    )


def _simple(request: HttpRequest, form, title: str, found: Convening) -> HttpResponse:
    cancel = found.get_absolute_url()
    crumbs = parts.crumbs("convenings", (found.code, cancel), (title, ""))
    lead = f"{found.title} · {timezone.localtime(found.starts_at):%Y-%m-%d %H:%M}"
    return parts.form_page(request, form, title, cancel, crumbs=crumbs, lead=lead, submit=title)


def _answers(request: HttpRequest, found: Convening, mine: Call | None) -> list[Button]:
    """Return the two answers of who is called."""
    if mine is None or found.state != ConveningState.CONVENED:
        return []
    come = reverse("planning:convening_come", args=[found.pk])
    cannot = reverse("planning:convening_cannot", args=[found.pk])
    answers = []
    if mine.reply != Reply.COMING:
        answers.append(Button(_("I come"), come, icon="check", look="primary", method="post"))
    if mine.reply != Reply.CANNOT:
        answers.append(Button(_("I cannot come"), cannot, icon="x"))
    return answers


def _buttons(request: HttpRequest, found: Convening) -> list[Button]:
    user = request.user
    if found.group_id not in user.powers.groups or found.state != ConveningState.CONVENED:
        return []
    if not allowed(rules.convenings.check_can_convene, user, found.group):
        return []
    entered = refusal(rules.convenings.check_can_enter_result, user, found)
    url = {
        name: reverse(f"planning:convening_{name}", args=[found.pk])
        for name in ("result", "change", "cancel")
    }
    return [
        Button(
            _("Enter the result"), url["result"], icon="checks", look="primary", refusal=entered
        ),
        Button(_("Move or change"), url["change"], icon="calendar-time"),
        Button(_("Call off"), url["cancel"], icon="calendar-off"),
    ]
