"""Pages of matter notices."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from paizhu.kernel.refusals import refusal
from paizhu.oversight import queries, rules, tables
from paizhu.oversight.actions import notices as acts
from paizhu.oversight.forms.notices import NoticeForm
from paizhu.oversight.models import Activity, MatterNotice
from paizhu.oversight.tables import marks
from paizhu.oversight.views import parts
from paizhu.web import lists
from paizhu.web.components import Button


@require_safe
def notices(request: HttpRequest) -> HttpResponse:
    """List matter notices."""
    rules.check_can_see_ledgers(request.user)
    return lists.respond(request, tables.NOTICES)


@require_safe
def notice(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one notice: the matter, when word came, what followed."""
    seen = MatterNotice.objects.visible_to(request.user).select_related("unit", "sender")
    found = get_object_or_404(seen, pk=pk)
    followed = Activity.objects.visible_to(request.user).filter(notice=found).order_by("on", "pk")
    url = f"{reverse('oversight:activity_new')}?notice={found.pk}"
    why_not = refusal(rules.check_can_enter_for, request.user, found.unit)
    record = Button(_("Record the activity"), url, "clipboard-check", why_not, "primary")
    context = {
        "title": found.title,
        "pretitle": found.unit.name,
        "crumbs": parts.crumbs("notices", (found.code, "")),
        "notice": found,
        "lead_time": marks.lead_mark(queries.LeadTimes(found.commission_id).of(found)),
        "activities": followed,
        "buttons": [record],
    }
    return render(request, "oversight/notice.html", context)


def notice_new(request: HttpRequest) -> HttpResponse:
    """Send word of a matter."""
    rules.check_can_enter(request.user)
    form = NoticeForm(request.POST or None, user=request.user, initial=_start(request))
    if form.is_valid():
        given = {"commission": request.user.commission, "draft": form.draft()}
        if made := parts.carried_out(request, form, acts.send, _("Word is sent."), **given):
            return redirect("oversight:notice", made.pk)
    title = _("Send word of a matter")
    context = {
        "title": title,
        "crumbs": parts.crumbs("notices", (title, "")),
        "form": form,
        "submit": _("Send"),
        "cancel": reverse("oversight:notices"),
    }
    return render(request, "oversight/form.html", context)


def _start(request: HttpRequest) -> dict:
    """Return what the form shows first: the unit of the address, or the only host unit."""
    hosts = request.user.powers.host_units
    asked = request.GET.get("unit") or (next(iter(hosts)) if len(hosts) == 1 else None)
    return {"unit": asked}
