"""Pages of work rules."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from paizhu.kernel import clock
from paizhu.kernel.refusals import refusal
from paizhu.planning import rules, tables
from paizhu.planning.actions import work_rules as acts
from paizhu.planning.forms.arrangements import EndForm, RuleForm
from paizhu.planning.models import WorkRule
from paizhu.planning.tables import marks
from paizhu.planning.views import parts
from paizhu.web import lists, once
from paizhu.web.components import Button
from paizhu.web.templatetags.web import mark


@require_safe
def work_rules(request: HttpRequest) -> HttpResponse:
    """List the last version of each work rule."""
    rules.check_can_see_planning(request.user)
    return lists.respond(request, tables.WORK_RULES)


@require_safe
def work_rule(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one version of a rule, fit to be printed."""
    found = parts.found(request, WorkRule, pk, "group", "written_by")
    same = WorkRule.objects.visible_to(request.user).filter(code=found.code).exclude(pk=pk)
    context = {
        "title": found.title,
        "pretitle": f"{found.code} · {found.group.name}",
        "title_mark": mark(marks.rule_mark(found)),
        "crumbs": parts.crumbs("work_rules", (found.code, "")),
        "rule": found,
        "versions": same.order_by("-version"),
        "buttons": _buttons(request, found),
    }
    return render(request, "planning/work_rule.html", context)


@once.guarded
def work_rule_new(request: HttpRequest) -> HttpResponse:
    """Write a rule."""
    rules.work_rules.check_can_write(request.user)
    start = {"from_on": clock.today()}
    form = RuleForm(request.POST or None, user=request.user, initial=start)
    if form.is_valid():
        given = {"group": form.cleaned_data["group"], "draft": form.draft()}
        if made := parts.carried_out(request, form, acts.write, _("The rule is written."), **given):
            return redirect("planning:work_rule", made.pk)
    title = _("Write a work rule")
    crumbs = parts.crumbs("work_rules", (title, ""))
    return parts.form_page(request, form, title, reverse("planning:work_rules"), crumbs=crumbs)


@once.guarded
def work_rule_revise(request: HttpRequest, pk: int) -> HttpResponse:
    """Write a new version of a rule."""
    found = parts.found(request, WorkRule, pk, "group")
    rules.work_rules.check_can_revise(request.user, found)
    start = {"title": found.title, "text": found.text, "from_on": clock.today()}
    form = RuleForm(request.POST or None, user=request.user, record=found, initial=start)
    if form.is_valid():
        given = {"rule": found, "draft": form.draft(), "seen_revision": form.seen}
        told = _("The new version is written.")
        if made := parts.carried_out(request, form, acts.revise, told, **given):
            return redirect("planning:work_rule", made.pk)
    return _form(request, form, found, _("New version"))


@once.guarded
def work_rule_end(request: HttpRequest, pk: int) -> HttpResponse:
    """End a rule."""
    found = parts.found(request, WorkRule, pk, "group")
    rules.work_rules.check_can_revise(request.user, found)
    start = {"until_on": clock.today()}
    form = EndForm(request.POST or None, user=request.user, record=found, initial=start)
    if form.is_valid():
        given = {
            "rule": found,
            "until_on": form.cleaned_data["until_on"],
            "seen_revision": form.seen,
        }
        if parts.carried_out(request, form, acts.end, _("The rule is ended."), **given):
            return redirect("planning:work_rule", pk)
    return _form(request, form, found, _("End the rule"))


def _form(request: HttpRequest, form, found: WorkRule, title: str) -> HttpResponse:
    cancel = found.get_absolute_url()
    crumbs = parts.crumbs("work_rules", (found.code, cancel), (title, ""))
    return parts.form_page(request, form, title, cancel, crumbs=crumbs)


def _buttons(request: HttpRequest, found: WorkRule) -> list[Button]:
    if found.group_id not in request.user.powers.groups:
        return []
    why_not = refusal(rules.work_rules.check_can_revise, request.user, found)
    named = (
        ("work_rule_revise", _("New version"), "pencil"),
        ("work_rule_end", _("End the rule"), "ban"),
    )
    return [
        Button(label, reverse(f"planning:{name}", args=[found.pk]), icon=icon, refusal=why_not)
        for name, label, icon in named
    ]
