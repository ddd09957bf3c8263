"""Pages of a plan's items, and of linking activities to them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from paizhu.planning import rules
from paizhu.planning.actions import plans as acts
from paizhu.planning.actions import works as links
from paizhu.planning.forms.entries import SeenForm
from paizhu.planning.forms.plans import ItemForm, LinkForm, initial_of_item
from paizhu.planning.models import PlanItem, PlanWork, WorkPlan
from paizhu.planning.views import parts
from paizhu.web import once

ITEM = ("plan__group",)


@once.guarded
def item_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Add an item; “save and next” stays here."""
    plan = parts.found(request, WorkPlan, pk, "group")
    rules.plans.check_can_write(request.user, plan)
    start = {"responsible": getattr(request.user, "official_id", None)}
    form = ItemForm(request.POST or None, user=request.user, plan=plan, initial=start)
    if form.is_valid():
        given = {"plan": plan, "draft": form.draft()}
        if parts.carried_out(request, form, acts.add_item, _("The item is added."), **given):
            again = "next" in request.POST
            return redirect("planning:plan_item_new" if again else "planning:plan", pk)
    cancel = plan.get_absolute_url()
    number = plan.items.count() + 1
    title = _("Plan item %(number)s") % {"number": number}
    crumbs = parts.crumbs("plans", (plan.number, cancel), (title, ""))
    return parts.form_page(
        request, form, title, cancel, crumbs=crumbs, template="planning/item_form.html"
    )


@once.guarded
def item_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change an item."""
    item = parts.found(request, PlanItem, pk, *ITEM)
    rules.plans.check_can_write(request.user, item.plan)
    given = {"user": request.user, "record": item, "plan": item.plan}
    form = ItemForm(request.POST or None, **given, initial=initial_of_item(item))
    if form.is_valid():
        asked = {"item": item, "draft": form.draft(), "seen_revision": form.seen}
        if parts.carried_out(request, form, acts.change_item, _("Saved."), **asked):
            return redirect("planning:plan", item.plan_id)
    return _item_page(request, form, item, _("Plan item %(number)s") % {"number": item.position})


@once.guarded
def item_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an item out, after a look at it."""
    item = parts.found(request, PlanItem, pk, *ITEM)
    rules.plans.check_can_write(request.user, item.plan)
    form = SeenForm(request.POST or None, user=request.user, record=item)
    if form.is_valid():
        given = {"item": item, "seen_revision": form.seen}
        if parts.carried_out(request, form, acts.remove_item, _("The item is taken out."), **given):
            return redirect("planning:plan", item.plan_id)
    return _item_page(request, form, item, _("Take the item out"), lead=item.what)


@once.guarded
def item_works(request: HttpRequest, pk: int) -> HttpResponse:
    """Tick the activities that carried an item out."""
    item = parts.found(request, PlanItem, pk, *ITEM)
    rules.plans.check_can_link(request.user, item)
    form = LinkForm(request.POST or None, item=item, user=request.user)
    if form.is_valid():
        for activity in form.cleaned_data["activities"]:
            given = {"item": item, "activity": activity}
            if not parts.carried_out(request, form, links.link, _("Linked."), **given):
                break
        else:
            return redirect("planning:plan", item.plan_id)
    title = _("Link activities")
    return _item_page(request, form, item, title, template="planning/link_form.html")


@require_POST
def work_unlink(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a link back."""
    work = parts.found(request, PlanWork, pk, "item__plan__group", "activity")
    parts.done(request, links.unlink, _("The link is taken back."), work=work)
    return redirect("planning:plan", work.item.plan_id)


def _item_page(request: HttpRequest, form, item: PlanItem, title, **more) -> HttpResponse:
    cancel = item.plan.get_absolute_url()
    crumbs = parts.crumbs("plans", (item.plan.number, cancel), (title, ""))
    return parts.form_page(request, form, title, cancel, crumbs=crumbs, item=item, **more)
