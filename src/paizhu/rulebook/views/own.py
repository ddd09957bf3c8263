"""The commission's own values: list, set, withdraw."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from paizhu.kernel import clock
from paizhu.rulebook import actions, forms, queries, rules, tables
from paizhu.rulebook.models import StricterLimit
from paizhu.rulebook.states import NotKnownThen, UnknownEntry
from paizhu.web import lists


def own(request: HttpRequest) -> HttpResponse:
    """List the commission's own values."""
    return lists.respond(request, tables.OWN)


def own_new(request: HttpRequest) -> HttpResponse:
    """Set a value of the commission's own."""
    rules.check_can_keep_own_values(request.user)
    today = clock.today()
    asked = request.GET.get("limit", "")
    rule = _rule(asked, today)
    start = {"limit_key": asked, "from_on": today, "unit": rule.unit if rule else None}
    form = forms.OwnValueForm(request.POST or None, user=request.user, initial=start)
    if form.is_valid():
        commission = request.user.commission
        actions.set_stricter(commission=commission, **form.cleaned_data, by=request.user)
        messages.success(request, _("The value is set."))
        return redirect("rulebook:own")
    context = {
        "title": _("Set a value of our own"),
        "lead": _("Where a rule binds, only a stricter value is taken."),
        "form": form,
        "rule": rule,
        "cancel": reverse("rulebook:own"),
    }
    return render(request, "rulebook/own_new.html", context)


def own_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Let the rule's value count again from a day on."""
    stricter = get_object_or_404(StricterLimit.objects.visible_to(request.user), pk=pk)
    on = max(clock.today(), stricter.from_on)
    rules.check_can_withdraw_stricter(request.user, stricter, on)
    form = forms.WithdrawForm(
        request.POST or None, user=request.user, stricter=stricter, initial={"until_on": on}
    )
    if form.is_valid():
        actions.withdraw_stricter(stricter=stricter, **form.cleaned_data, by=request.user)
        messages.success(request, _("The value is withdrawn; matters of its time keep it."))
        return redirect("rulebook:own")
    context = {
        "title": _("Withdraw a value of our own"),
        "form": form,
        "own": stricter,
        "label": tables.limit_label(stricter),
        "rule": tables.rule_value(stricter),
        "submit": pgettext("own value", "Withdraw"),
        "cancel": reverse("rulebook:own"),
    }
    return render(request, "rulebook/own_withdraw.html", context)


def _rule(key: str, on):
    try:
        return queries.pack_on(on).limit(key)
    except (UnknownEntry, NotKnownThen):
        return None
