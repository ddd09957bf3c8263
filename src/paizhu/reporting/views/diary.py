"""Diaries: one's own, a colleague's, a group's; by week, month or as a list, and on A4 landscape paper."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from paizhu.kernel import clock
from paizhu.organization.models import WORKING_COMPOSITE_POSTS, CompositeGroup, Official
from paizhu.organization.models.dated import in_force_on
from paizhu.reporting import rules
from paizhu.reporting.queries import diary as queries
from paizhu.reporting.tables import diary as tables
from paizhu.web import dates
from paizhu.web.components import Tab


@require_safe
def own(request: HttpRequest) -> HttpResponse:
    """Show one's own diary."""
    rules.check_can_see_own_diary(request.user)
    official = request.user.official
    title = _("My diary")
    return _drawn(request, title, lambda *days: queries.of_person(request.user, official, *days))


@require_safe
def of_person(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a colleague's diary."""
    official = get_object_or_404(Official.objects.visible_to(request.user), pk=pk)
    rules.check_can_see_diary_of(request.user, official)
    title = _("Diary of %(name)s") % {"name": official.name}
    return _drawn(request, title, lambda *days: queries.of_person(request.user, official, *days))


@require_safe
def of_group(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a group's diary."""
    group = get_object_or_404(CompositeGroup.objects.visible_to(request.user), pk=pk)
    rules.check_can_see_group_diary(request.user, group)
    title = _("Diary of %(name)s") % {"name": group.name}
    people = _people(request, group)
    draw: Callable = lambda *days: queries.of_group(request.user, group, *days)  # noqa: E731
    return _drawn(request, title, draw, people=people)


def _drawn(request: HttpRequest, title: str, read: Callable, **more: Any) -> HttpResponse:
    on = dates.day(request.GET, default=clock.today())
    span = tables.span(request.GET.get("show", ""), on)
    days = read(span.first, span.last)
    context = {
        "title": title,
        "span": span,
        "today": clock.today(),
        "days": days,
        "weeks": tables.weeks(days) if span.shape == tables.MONTH else [],
        "is_bare": not any(day.entries for day in days),
        "shapes": [
            Tab(words, f"?show={shape}&on={on}", shape == span.shape)
            for shape, words in tables.shapes()
        ],
        "others": _others(request),
    }
    return render(request, "reporting/diary.html", context | more)


def _others(request: HttpRequest) -> list[Tab]:
    """Return the diaries of one's own and of the groups that one works in or guides, as tabs."""
    groups = CompositeGroup.objects.visible_to(request.user)
    own_groups = groups.filter(pk__in=request.user.powers.concerned_groups).order_by("code")
    ways = [(_("Mine"), reverse("reporting:diary"))]
    ways += [
        (group.name, reverse("reporting:group_diary", args=[group.pk])) for group in own_groups
    ]
    asked = f"?{request.GET.urlencode()}" if request.GET else ""
    return [Tab(name, f"{url}{asked}", url == request.path) for name, url in ways]


def _people(request: HttpRequest, group: CompositeGroup) -> list[tuple[str, str]]:
    """Return who works in the group today, each with the way to his diary where it is open to the reader."""
    if group.pk not in request.user.powers.groups:
        return []
    held = in_force_on(clock.today(), "postings__")
    found = Official.objects.visible_to(request.user).filter(
        held,
        postings__composite_group=group,
        postings__post__in=WORKING_COMPOSITE_POSTS,
    )
    asked = f"?{request.GET.urlencode()}" if request.GET else ""
    return [
        (one.name, reverse("reporting:person_diary", args=[one.pk]) + asked)
        for one in found.distinct().order_by("code")
    ]
