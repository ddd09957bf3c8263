"""Pages of the division of work: groups at a glance, the matrix of one group, one unit, the suggestion."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from paizhu.kernel import clock
from paizhu.kernel.refusals import allowed, refusal
from paizhu.organization.models import CompositeGroup, Unit
from paizhu.planning import queries, rules
from paizhu.planning.actions import division as acts
from paizhu.planning.forms.arrangements import DivideForm
from paizhu.planning.forms.entries import SeenForm
from paizhu.planning.models import WatchRole
from paizhu.planning.tables import marks
from paizhu.planning.tables.plans import groups as visible_groups
from paizhu.planning.views import parts
from paizhu.web import once
from paizhu.web.components import Button


@require_safe
def divisions(request: HttpRequest) -> HttpResponse:
    """Show each group's division at a glance; who has one group only is led to it."""
    rules.check_can_see_planning(request.user)
    groups = list(visible_groups(request.user).order_by("code"))
    if len(groups) == 1:
        return redirect("planning:division", groups[0].pk)
    context = {
        "title": _("Division of work"),
        "crumbs": parts.crumbs("divisions"),
        "groups": queries.summaries(groups, request.user, clock.today()),
    }
    return render(request, "planning/divisions.html", context)


@require_safe
def division(request: HttpRequest, pk: int) -> HttpResponse:
    """Show who of a group watches which unit, with loads and gaps."""
    group = parts.group_of(request, pk)
    found = queries.division_on(group, request.user, clock.today())
    context = {
        "title": _("Division of work"),
        "pretitle": group.name,
        "crumbs": parts.crumbs("divisions", (group.name, "")),
        "group": group,
        "found": found,
        "rows": rows_of(found),
        "divides": allowed(rules.division.check_can_divide, request.user, group),
        "buttons": _buttons(request, group, found),
    }
    return render(request, "planning/division.html", context)


@once.guarded
def division_unit(request: HttpRequest, pk: int, unit: int) -> HttpResponse:
    """Say who watches one unit."""
    group = parts.group_of(request, pk)
    watched = get_object_or_404(Unit.objects.visible_to(request.user), pk=unit)
    rules.division.check_can_divide(request.user, group)
    found = queries.division_on(group, request.user, clock.today())
    form = DivideForm(
        request.POST or None,
        user=request.user,
        found=found,
        unit_id=watched.pk,
        initial=_start(found, watched),
    )
    if form.is_valid():
        given = {"group": group, "unit": watched, **form.cleaned_data}
        told = _("Who watches “%(unit)s” is settled.") % {"unit": watched.name}
        if parts.carried_out(request, form, acts.divide, told, **given) is not None:
            return redirect("planning:division", pk)
    cancel = reverse("planning:division", args=[pk])
    crumbs = parts.crumbs("divisions", (group.name, cancel), (watched.name, ""))
    lead = _("Who resides at the unit does not watch it alone.")
    return parts.form_page(request, form, watched.name, cancel, crumbs=crumbs, lead=lead)


@once.guarded
def division_suggest(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the suggestion for the units with gaps; accepting it is one press."""
    group = parts.group_of(request, pk)
    rules.division.check_can_divide(request.user, group)
    form = SeenForm(request.POST or None, user=request.user, record=group)
    if form.is_valid():
        given = {"group": group, "from_on": clock.today()}
        told = _("The division is settled as suggested.")
        if parts.carried_out(request, form, acts.accept_suggestion, told, **given) is not None:
            return redirect("planning:division", pk)
    found = queries.division_on(group, request.user, clock.today())
    cancel = reverse("planning:division", args=[pk])
    title = _("Suggested division of work")
    return parts.form_page(
        request,
        form,
        title,
        cancel,
        crumbs=parts.crumbs("divisions", (group.name, cancel), (title, "")),
        lead=_(
            "By load: units watched, then activities of the last 90 days, own host units left out."
        ),
        rows=_suggested(found),
        submit=_("Accept the suggestion"),
        template="planning/division_suggest.html",
    )


def rows_of(found: queries.Division) -> list[dict]:
    """Return the matrix: each unit with one cell a member."""
    return [
        {
            "unit": line.unit,
            "gap": marks.gap_mark(line.gap),
            "since": line.since,
            "cells": [_cell(line, member) for member in found.members],
        }
        for line in found.lines
    ]


def _cell(line, member: queries.Member) -> dict:
    role = ""
    if line.pair.principal == member.pk:
        role = WatchRole.PRINCIPAL
    elif line.pair.second == member.pk:
        role = WatchRole.DEPUTY
    label = WatchRole(role).label if role else ""
    return {"member": member, "role": role, "label": label, "home": line.unit.pk in member.hosts}


def _suggested(found: queries.Division) -> list[dict]:
    names = {member.pk: member.name for member in found.members}
    pairs = queries.suggested(found)
    return [
        {
            "unit": line.unit,
            "gap": marks.gap_mark(line.gap),
            "principal": names.get(pairs[line.unit.pk].principal)
            if line.unit.pk in pairs
            else None,
            "second": names.get(pairs[line.unit.pk].second) if line.unit.pk in pairs else None,
        }
        for line in found.gaps
    ]


def _start(found: queries.Division, unit: Unit) -> dict:
    """Return who watches the unit now, or who is suggested."""
    line = next((each for each in found.lines if each.unit.pk == unit.pk), None)
    pair = queries.suggested(found).get(unit.pk) or (line.pair if line else queries.Pair())
    return {"principal": pair.principal, "second": pair.second, "from_on": clock.today()}


def _buttons(request: HttpRequest, group: CompositeGroup, found: queries.Division) -> list[Button]:
    if group.pk not in request.user.powers.groups or not found.gaps:
        return []
    label = ngettext(
        "Divide %(count)s unit as suggested", "Divide %(count)s units as suggested", len(found.gaps)
    )
    return [
        Button(
            label % {"count": len(found.gaps)},
            reverse("planning:division_suggest", args=[group.pk]),
            icon="wand",
            look="primary",
            refusal=refusal(rules.division.check_can_divide, request.user, group),
        )
    ]
