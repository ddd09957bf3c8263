"""The administrators' pages: accounts, what is done to them, what waits, who holds the three offices."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from paizhu.access import actions, forms, queries, rules, tables
from paizhu.access.models import User
from paizhu.access.views import parts
from paizhu.kernel import clock
from paizhu.web import lists
from paizhu.web.templatetags.web import mark


def accounts(request: HttpRequest) -> HttpResponse:
    """List the commission's accounts."""
    rules.check_can_see_accounts(request.user)
    return lists.respond(request, tables.ACCOUNTS)


@require_safe
def waiting(request: HttpRequest) -> HttpResponse:
    """Show the security administrator what waits to be put in force, with what it would give."""
    rules.check_can_see_waiting(request.user)
    today = clock.today()
    cases = [
        parts.Case(user, queries.grounds_of(user, today), parts.put_in_force(request, user))
        for user in queries.waiting_for(request.user)
    ]
    context = {"title": _("Accounts waiting for you"), "cases": cases}
    return render(request, "access/waiting.html", context)


@require_safe
def administrators(request: HttpRequest) -> HttpResponse:
    """Show who holds the three offices, and who held them."""
    rules.check_can_see_administrators(request.user)
    context = {
        "title": _("The three administrators"),
        "lead": parts.SEPARATION,
        "offices": parts.offices(request.user),
        "appointments": queries.appointments(request.user),
    }
    return render(request, "access/administrators.html", context)


@never_cache
def account_new(request: HttpRequest) -> HttpResponse:
    """Open an account for an official, and show its temporary password once."""
    rules.check_can_open_accounts(request.user)
    form = forms.OpenAccountForm(
        request.POST or None, user=request.user, initial={"official": request.GET.get("official")}
    )
    if form.is_valid():
        official, password = form.cleaned_data["official"], actions.temporary_password()
        try:
            user = actions.open_account(
                commission=request.user.commission,
                official=official,
                username=form.cleaned_data["username"],
                display_name=official.name,
                password=password,
                by=request.user,
            )
        except ValidationError as fault:
            form.add_error("username", fault.messages)
        else:
            return _password_once(request, user, password)
    return _form_page(request, form, _("Open an account"), reverse("access:accounts"))


@require_safe
def account(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one account: state, grounds of its powers, and what can be done to it."""
    rules.check_can_see_accounts(request.user)
    user = _account(request, pk)
    context = {
        "title": user.display_name,
        "title_mark": mark(tables.state_mark(user)),
        "account": user,
        "grounds": queries.grounds_of(user, clock.today()),
        "has_factor": queries.has_second_factor(user),
        "appointments": user.administrations.all(),
        "buttons": parts.buttons(request, user),
        "crumbs": [(_("Accounts"), reverse("access:accounts")), (user.username, "")],
    }
    return render(request, "access/account.html", context)


@require_POST
def put_in_force(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a waiting account in force."""
    user = actions.put_in_force(user=_account(request, pk), by=request.user)
    messages.success(request, _("%(user)s is in force.") % {"user": user})
    return redirect("access:waiting" if "waiting" in request.POST else user)


def lock(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask why, and lock."""
    user = _account(request, pk)
    rules.check_can_lock(request.user, user)
    form = forms.LockForm(request.POST or None)
    if form.is_valid():
        actions.lock(user=user, reason=form.cleaned_data["reason"], by=request.user)
        messages.success(request, _("%(user)s is locked; its sessions are ended.") % {"user": user})
        return redirect(user)
    title = _("Lock %(user)s") % {"user": user}
    return _form_page(request, form, title, user.get_absolute_url(), _("Lock"))


@require_POST
def unlock(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a locked account in force again."""
    user = actions.unlock(user=_account(request, pk), by=request.user)
    messages.success(request, _("%(user)s is in force.") % {"user": user})
    return redirect(user)


@require_POST
@never_cache
def reset_password(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a temporary password, shown this once."""
    user = _account(request, pk)
    return _password_once(request, user, actions.reset_password(user=user, by=request.user))


@require_POST
def reset_second_factor(request: HttpRequest, pk: int) -> HttpResponse:
    """Forget a lost second factor."""
    user = actions.reset_second_factor(user=_account(request, pk), by=request.user)
    messages.success(request, _("The second factor of %(user)s is reset.") % {"user": user})
    return redirect(user)


def link_official(request: HttpRequest, pk: int) -> HttpResponse:
    """Let an account be another official's."""
    user = _account(request, pk)
    rules.check_can_link_officials(request.user, user)
    form = forms.LinkForm(request.POST or None, user=request.user)
    if form.is_valid():
        actions.link_official(user=user, official=form.cleaned_data["official"], by=request.user)
        messages.success(request, _("Linked. The account now waits to be put in force."))
        return redirect(user)
    title = _("Link %(user)s to an official") % {"user": user}
    return _form_page(request, form, title, user.get_absolute_url(), _("Link to the official"))


def _account(request: HttpRequest, pk: int) -> User:
    return get_object_or_404(User.objects.visible_to(request.user), pk=pk)


def _form_page(
    request: HttpRequest, form, title: str, cancel: str, submit: str = ""
) -> HttpResponse:
    context = {"title": title, "form": form, "cancel": cancel, "submit": submit or title}
    return render(request, "web/form.html", context)


def _password_once(request: HttpRequest, user: User, password: str) -> HttpResponse:
    context = {"title": _("Temporary password"), "account": user, "password": password}
    return render(request, "access/password_once.html", context)
