"""Pages of one's own notices, and the outbox for the system administrator."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from paizhu.notices import actions, queries, rules, tables
from paizhu.notices.forms import DeliveryForm
from paizhu.notices.models import Notice
from paizhu.web import lists


@require_safe
def inbox(request: HttpRequest) -> HttpResponse:
    """List one's own notices."""
    given = {"tabs": tables.tabs(request), "unread": queries.open_counts(request.user).unread}
    return lists.respond(request, tables.INBOX, context=given)


@require_safe
def open_notice(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark a notice read and lead to its matter. Opened twice it does nothing more."""
    notice = get_object_or_404(Notice.objects.visible_to(request.user), pk=pk)
    actions.mark_read([notice])
    return redirect(notice.url)


@require_POST
def read(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark one notice read without opening it."""
    notice = get_object_or_404(Notice.objects.visible_to(request.user), pk=pk)
    actions.mark_read([notice])
    return redirect("notices:inbox")


@require_POST
def read_all(request: HttpRequest) -> HttpResponse:
    """Mark all of one's own notices read."""
    count = actions.mark_read(Notice.objects.visible_to(request.user).unread())
    told = ngettext("%(count)s notice is marked read.", "%(count)s notices are marked read.", count)
    messages.success(request, told % {"count": count})
    return redirect("notices:inbox")


def delivery(request: HttpRequest) -> HttpResponse:
    """Set one's own mail address and when to hear by mail."""
    user = request.user
    rules.check_can_choose_delivery(user, user)
    start = {"email": user.email, "mail": queries.mail_wish(user)}
    form = DeliveryForm(request.POST or None, initial=start)
    if form.is_valid():
        try:
            actions.choose_delivery(user=user, **form.cleaned_data, by=user)
        except ValidationError as fault:
            form.add_error("email", fault.messages)
        else:
            messages.success(request, _("Kept. So you will hear of notices from now on."))
            return redirect("access:me")
    context = {
        "title": _("How you hear of notices"),
        "lead": queries.mail_lead(),
        "form": form,
        "cancel": reverse("access:me"),
    }
    return render(request, "web/form.html", context)


@require_safe
def sendings(request: HttpRequest) -> HttpResponse:
    """List what was and was not sent outside."""
    rules.check_can_see_sendings(request.user)
    return lists.respond(request, tables.SENDINGS)


@require_POST
def sendings_again(request: HttpRequest) -> HttpResponse:
    """Let what was given up be tried again."""
    count = actions.try_again(commission=request.user.commission, by=request.user)
    told = ngettext(
        "%(count)s sending is tried again.", "%(count)s sendings are tried again.", count
    )
    messages.success(request, told % {"count": count})
    return redirect("notices:sendings")
