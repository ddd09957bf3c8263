"""Everybody's own page: who I am here, what my postings give me, password, second factor, sessions."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from paizhu.access import actions, queries, rules
from paizhu.kernel import clock


@require_safe
def me(request: HttpRequest) -> HttpResponse:
    """Show one's own page."""
    user = request.user
    context = {
        "title": _("My account"),
        "grounds": queries.grounds_of(user, clock.today()),
        "sessions": queries.sessions_of(user, request.session.session_key),
        "has_factor": queries.has_second_factor(user),
        "needs_factor": rules.needs_second_factor(user),
    }
    return render(request, "access/me.html", context)


@require_POST
def end_session(request: HttpRequest, pk: int) -> HttpResponse:
    """End one of one's own sessions; ending the present one signs out."""
    session = queries.session_of(request.user, pk)
    if session is None:
        raise Http404
    actions.end_session(session=session, by=request.user)
    messages.success(request, _("The session is ended."))
    return redirect("access:me")


@require_POST
def end_other_sessions(request: HttpRequest) -> HttpResponse:
    """End all of one's own sessions but this one."""
    ended = actions.end_other_sessions(
        user=request.user, current_key=request.session.session_key, by=request.user
    )
    told = ngettext("%(count)s session is ended.", "%(count)s sessions are ended.", ended)
    messages.success(request, told % {"count": ended})
    return redirect("access:me")
