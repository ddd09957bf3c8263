"""The rule packs as of a day, and two days side by side."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from paizhu.kernel import clock
from paizhu.rulebook import queries, tables
from paizhu.rulebook.states import Kind, Standing
from paizhu.web import dates
from paizhu.web.components import Button, Tab

ALL = "all"
REFORM_DAY = date(2015, 6, 30)
"""A day of the reform's time, offered for comparison."""


@require_safe
def packs(request: HttpRequest) -> HttpResponse:
    """Show what holds for a matter of a day: limits, levels, lists, words, each with its article."""
    on = dates.day(request.GET, "on", clock.today())
    pack = queries.pack_on(on)
    asked = {name: request.GET.get(name, "").strip() for name in ("kind", "q", "standing")}
    kinds = [Kind(asked["kind"])] if asked["kind"] in Kind.values else list(Kind)
    entries = [entry for entry in queries.in_order(pack.entries) if _wanted(entry, asked)]
    limits = queries.limits_on(on, request.user.commission_id)
    context = {
        "title": _("Rule packs"),
        "lead": _("What holds for a matter of the day, and where it is written."),
        "buttons": _ways(),
        "pack": pack,
        "packs": queries.packs(),
        "on": on,
        "asked": asked,
        "standings": Standing.choices,
        "tabs": _tabs(request, entries, asked["kind"] if asked["kind"] in Kind.values else ALL),
        "sections": tables.sections(entries, kinds, limits, request.user),
        "legend": tables.legend(),
    }
    return render(request, "rulebook/packs.html", context)


@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    """Show two days side by side: what the reform's time knew and what today's rules say."""
    first = dates.day(request.GET, "first", REFORM_DAY)
    second = dates.day(request.GET, "second", clock.today())
    is_all = bool(request.GET.get("all"))
    pairs = queries.compared(first, second)
    shown = [pair for pair in pairs if is_all or pair.differs]
    context = {
        "title": _("Two days compared"),
        "lead": _("What was written on the one day and on the other."),
        "buttons": [Button(_("Rule packs"), reverse("rulebook:packs"), icon="book-2")],
        "first": first,
        "second": second,
        "first_pack": queries.pack_on(first),
        "second_pack": queries.pack_on(second),
        "is_all": is_all,
        "differing": sum(pair.differs for pair in pairs),
        "total": len(pairs),
        "kinds": [(kind, [pair for pair in shown if pair.kind == kind]) for kind in Kind],
    }
    return render(request, "rulebook/compare.html", context)


def _wanted(entry, asked: dict[str, str]) -> bool:
    if asked["standing"] and (entry.is_absent or entry.standing != asked["standing"]):
        return False
    return all(entry.holds(word) for word in asked["q"].split())


def _tabs(request: HttpRequest, entries: list, current: str) -> list[Tab]:
    query = request.GET.copy()
    counted = {kind: sum(entry.kind == kind for entry in entries) for kind in Kind}
    choices = [(ALL, _("Everything"), len(entries))]
    choices += [(kind.value, kind.label, counted[kind]) for kind in Kind]
    tabs = []
    for key, title, count in choices:
        query["kind"] = key
        tabs.append(Tab(title, f"?{query.urlencode()}", key == current, count))
    return tabs


def _ways() -> list[Button]:
    return [
        Button(_("Compare two days"), reverse("rulebook:compare"), icon="columns"),
        Button(_("Values of our own"), reverse("rulebook:own"), icon="adjustments"),
        Button(_("Working calendar"), reverse("rulebook:calendar"), icon="calendar-event"),
    ]
