"""Pages of matter notices: the ledger, one notice as the group or as the unit reads it, sending word, its papers."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from paizhu.documents import queries as documents
from paizhu.kernel.refusals import allowed
from paizhu.oversight import queries, rules, tables
from paizhu.oversight.actions import notices as acts
from paizhu.oversight.forms.notices import NoticeForm
from paizhu.oversight.models import Activity, MatterNotice, NoticePaper
from paizhu.oversight.queries import notices as around
from paizhu.oversight.tables import marks
from paizhu.oversight.views import moments, notice_buttons, parts
from paizhu.web import lists, once
from paizhu.web.templatetags.web import mark


@require_safe
def notices(request: HttpRequest) -> HttpResponse:
    """List matter notices; a unit's contact is led to what the unit announced."""
    rules.check_can_see_notices(request.user)
    if not allowed(rules.check_can_see_ledgers, request.user):
        return redirect("oversight:notices_own")
    return lists.respond(request, tables.NOTICES)


@require_safe
def notices_own(request: HttpRequest) -> HttpResponse:
    """List what a unit announced itself, for its contact."""
    rules.check_can_see_own_notices(request.user)
    return lists.respond(request, tables.OWN_NOTICES)


@require_safe
def notice(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one notice: to the unit's contact as he sent it, to others with what the group does about it."""
    found = parts.notice_read(request, pk)
    context = {
        "title": found.title,
        "pretitle": found.unit.name,
        "notice": found,
        "papers": found.papers.select_related("file").order_by("pk"),
        "lead_time": marks.lead_mark(queries.LeadTimes(found.commission_id).of(found)),
    }
    if around.is_of_unit(request.user, found.unit_id):
        return _own(request, found, context)
    return _of_group(request, found, context)


def _of_group(request: HttpRequest, found: MatterNotice, context: dict) -> HttpResponse:
    """Show a notice to who supervises the unit."""
    followed = Activity.objects.visible_to(request.user).filter(notice=found)
    people = found.attendees.select_related("official").order_by("official__code")
    context |= {
        "crumbs": parts.crumbs("notices", (found.code, "")),
        "title_mark": mark(marks.notice_mark(found)),
        "activities": followed.order_by("on", "pk"),
        "others": around.other_word(found, request.user),
        "going": [one.official for one in people if one.is_assigned],
        "willing": [one.official for one in people if one.is_willing and not one.is_assigned],
        "moments": moments.of_whole_notice(found),
        "buttons": notice_buttons.of_group(request.user, found),
        "changes": notice_buttons.of_changes(request.user, found),
    }
    return render(request, "oversight/notice.html", context)


def _own(request: HttpRequest, found: MatterNotice, context: dict) -> HttpResponse:
    """Show a notice to the contact of the unit that sent it: facts, whether it was read, and nothing else."""
    is_read = found.readings.exists()
    context |= {
        "crumbs": [(_("Matters announced by the unit"), reverse("oversight:notices_own"))],
        "title_mark": mark(marks.own_notice_mark(found, is_read=is_read)),
        "moments": moments.of_own_notice(found),
        "changes": notice_buttons.of_changes(request.user, found),
    }
    context["crumbs"].append((found.code, ""))
    return render(request, "oversight/notice_own.html", context)


@once.guarded
def notice_new(request: HttpRequest) -> HttpResponse:
    """Send word of a matter."""
    user = request.user
    rules.check_can_send_some(user)
    form = NoticeForm(
        request.POST or None, request.FILES or None, user=user, initial=_start(request)
    )
    if form.is_valid():
        given = {
            "commission": user.commission,
            "draft": form.draft(),
            "papers": form.cleaned_data["papers"],
        }
        if made := parts.carried_out(request, form, acts.send, _("Word is sent."), **given):
            return redirect("oversight:notice", made.pk)
    title, back = _("Send word of a matter"), reverse("oversight:notices")
    crumbs = parts.crumbs("notices", (title, ""))
    context = {"title": title, "crumbs": crumbs, "form": form, "cancel": back}
    return render(request, "oversight/notice_form.html", context)


@require_safe
def notice_paper(request: HttpRequest, pk: int, paper: int) -> HttpResponse:
    """Give one paper of a notice to be saved; the trail says who opened it."""
    found = get_object_or_404(MatterNotice.objects.visible_to(request.user), pk=pk)
    wanted = get_object_or_404(NoticePaper.objects.select_related("file"), pk=paper, notice=found)
    acts.note_paper_opened(notice=found, by=request.user)
    return documents.answer(wanted.file, request=request)


def _start(request: HttpRequest) -> dict:
    """Return what the form shows first: the unit of the address, or the only unit of one's own."""
    powers = request.user.powers
    own = powers.host_units or powers.contact_units
    asked = request.GET.get("unit") or (next(iter(own)) if len(own) == 1 else None)
    return {"unit": asked}
