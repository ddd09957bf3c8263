"""Pages of authorisations of joint work between groups."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from paizhu.kernel import clock
from paizhu.kernel.refusals import refusal
from paizhu.oversight import rules
from paizhu.oversight.actions import joint_work as acts
from paizhu.oversight.forms.joint_work import EndForm, JointWorkForm
from paizhu.oversight.models import JointWork
from paizhu.oversight.tables import joint_work as tables
from paizhu.oversight.views import parts
from paizhu.web import lists, once
from paizhu.web.components import Button
from paizhu.web.templatetags.web import mark


@require_safe
def joint_works(request: HttpRequest) -> HttpResponse:
    """List authorisations of joint work."""
    rules.check_can_see_ledgers(request.user)
    return lists.respond(request, tables.JOINT_WORK)


@require_safe
def joint_work(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one authorisation: who, where, on what, from when to when, who agreed."""
    seen = JointWork.objects.visible_to(request.user).select_related("agreed_by")
    found = get_object_or_404(seen, pk=pk)
    context = {
        "title": found.code,
        "pretitle": found.get_kind_display(),
        "title_mark": mark(tables.state_of(found)),
        "crumbs": _crumbs((found.code, "")),
        "joint_work": found,
        "buttons": [
            Button(
                _("End early"),
                reverse("oversight:joint_work_end", args=[pk]),
                icon="ban",
                refusal=refusal(rules.check_can_end, request.user, found),
            )
        ],
    }
    return render(request, "oversight/joint_work.html", context)


@once.guarded
def joint_work_new(request: HttpRequest) -> HttpResponse:
    """Enter an authorisation that the commission has given."""
    rules.check_can_authorise(request.user)
    today = clock.today()
    given = {"groups": [key for key in request.GET.getlist("groups") if key.isdigit()]}
    form = JointWorkForm(
        request.POST or None,
        user=request.user,
        initial={"from_on": today, "agreed_on": today, **given},
    )
    if form.is_valid():
        given = {"commission": request.user.commission, "draft": form.draft()}
        told = _("The joint work is authorised.")
        if made := parts.carried_out(request, form, acts.authorise, told, **given):
            return redirect("oversight:joint_work", made.pk)
    title = _("Authorise joint work")
    context = {
        "title": title,
        "crumbs": _crumbs((title, "")),
        "form": form,
        "cancel": reverse("oversight:joint_works"),
    }
    return render(request, "oversight/form.html", context)


@once.guarded
def joint_work_end(request: HttpRequest, pk: int) -> HttpResponse:
    """End an authorisation early, with the reason."""
    found = get_object_or_404(JointWork.objects.visible_to(request.user), pk=pk)
    rules.check_can_end(request.user, found)
    form = EndForm(request.POST or None, user=request.user, record=found)
    if form.is_valid():
        told = _("The authorisation is ended.")
        if parts.carried_out(request, form, acts.end, told, **form.given()):
            return redirect("oversight:joint_work", pk)
    cancel, title = reverse("oversight:joint_work", args=[pk]), _("End early")
    context = {
        "title": title,
        "crumbs": _crumbs((found.code, cancel), (title, "")),
        "lead": _("What was done under it until its last day stays authorised."),
        "form": form,
        "cancel": cancel,
    }
    return render(request, "oversight/form.html", context)


def _crumbs(*beyond: tuple) -> list[tuple]:
    return [(_("Joint work between groups"), reverse("oversight:joint_works")), *beyond]
