"""The working calendar: a year at a glance, a calculator, and the system administrator's entries."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from paizhu.kernel import clock
from paizhu.kernel.refusals import refusal
from paizhu.rulebook import actions, forms, queries, rules
from paizhu.rulebook.models import CalendarDay, SettledYear
from paizhu.web.components import Button

FIRST, LAST = 1990, 2100


@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    """Show a year with its holidays and adjusted days, loudly where it is only assumed, and reckon a date."""
    today = clock.today()
    asked = request.GET.get("year", "")
    number = int(asked) if asked.isdecimal() and FIRST <= int(asked) <= LAST else today.year
    year = queries.year_of(number)
    reckoner = forms.ReckonForm(request.GET if "start" in request.GET else None, initial={
        "start": today, "amount": 15, "unit": "working_days",
    })  # fmt: skip
    context = {
        "title": _("Working calendar %(year)s") % {"year": number},
        "lead": _(
            "Public holidays and adjusted working days; every time limit is reckoned with them."
        ),
        "buttons": _buttons(request, number),
        "year": year,
        "years": (number - 1 if number > FIRST else None, number + 1 if number < LAST else None),
        "weekdays": [_("Mo"), _("Tu"), _("We"), _("Th"), _("Fr"), _("Sa"), _("Su")],
        "today": today,
        "settled": SettledYear.objects.visible_to(request.user).filter(year=number).first(),
        "is_keeper": not refusal(rules.check_can_keep_calendar, request.user),
        "reckoner": reckoner,
        "reckoned": reckoner.reckoned() if reckoner.is_bound and reckoner.is_valid() else None,
    }
    return render(request, "rulebook/calendar.html", context)


def day_new(request: HttpRequest) -> HttpResponse:
    """Enter a day that differs."""
    rules.check_can_keep_calendar(request.user)
    form = forms.NewDayForm(
        request.POST or None, user=request.user, initial={"day": request.GET.get("day")}
    )
    if form.is_valid():
        entered = actions.add_day(**form.cleaned_data, by=request.user)
        messages.success(request, _("%(day)s is entered.") % {"day": entered})
        return redirect(entered)
    context = {
        "title": _("Enter a day"),
        "lead": _("It counts for every commission on this installation, from now on."),
        "form": form,
        "cancel": reverse("rulebook:calendar"),
    }
    return render(request, "web/form.html", context)


def day_change(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct an entered day."""
    rules.check_can_keep_calendar(request.user)
    day = get_object_or_404(CalendarDay.objects.visible_to(request.user), pk=pk)
    form = forms.DayForm(request.POST or None, initial={
        "is_working_day": day.is_working_day, "note": day.note,
    })  # fmt: skip
    if form.is_valid():
        actions.change_day(calendar_day=day, **form.cleaned_data, by=request.user)
        messages.success(request, _("%(day)s is changed.") % {"day": day})
        return redirect(day)
    remove = Button(_("Remove the entry"), dialog="remove-day", icon="trash")
    context = {
        "title": _("Entry for %(day)s") % {"day": day},
        "buttons": [remove],
        "form": form,
        "day": day,
        "cancel": day.get_absolute_url(),
    }
    return render(request, "rulebook/day_change.html", context)


@require_POST
def day_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an entered day out."""
    day = get_object_or_404(CalendarDay.objects.visible_to(request.user), pk=pk)
    actions.remove_day(calendar_day=day, by=request.user)
    messages.success(request, _("The entry for %(day)s is removed.") % {"day": day})
    return redirect(day.get_absolute_url())


def year_settle(request: HttpRequest) -> HttpResponse:
    """Enter the State Council's list of a year."""
    rules.check_can_keep_calendar(request.user)
    form = forms.YearForm(
        request.POST or None, user=request.user, initial={"year": request.GET.get("year")}
    )
    if form.is_valid():
        given = form.cleaned_data
        saved = actions.settle_year(**given, by=request.user)
        told = {"year": given["year"], "count": saved.created}
        messages.success(request, _("%(year)s is complete: %(count)s days entered.") % told)
        return redirect(f"{reverse('rulebook:calendar')}?year={given['year']}")
    context = {
        "title": _("Enter a year's list"),
        "lead": _("From the State Council's notice; afterwards the year is no longer provisional."),
        "form": form,
        "cancel": reverse("rulebook:calendar"),
    }
    return render(request, "web/form.html", context)


@require_POST
def year_reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back that a year's list is complete."""
    settled = get_object_or_404(SettledYear.objects.visible_to(request.user), pk=pk)
    year = settled.year
    actions.reopen_year(settled_year=settled, by=request.user)
    messages.success(request, _("%(year)s is provisional again.") % {"year": year})
    return redirect(f"{reverse('rulebook:calendar')}?year={year}")


def _buttons(request: HttpRequest, year: int) -> list[Button]:
    """The keeper's acts; nobody else is bothered with them."""
    by = request.user
    found = [Button(_("Rule packs"), reverse("rulebook:packs"), icon="book-2")]
    if refusal(rules.check_can_keep_calendar, by):
        return found
    reason = refusal(rules.check_can_settle_year, by, year)
    list_url = f"{reverse('rulebook:year_settle')}?year={year}"
    settle = Button(_("Enter the year's list"), list_url, icon="list-check", refusal=reason)
    return [Button(_("Enter a day"), reverse("rulebook:day_new"), icon="plus"), settle, *found]
