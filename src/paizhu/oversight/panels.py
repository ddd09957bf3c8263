"""How oversight shows itself in the pages of units, groups and officials: the latest entries of the three ledgers."""

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from paizhu.kernel.refusals import allowed
from paizhu.kernel.viewers import Viewer
from paizhu.organization.models import CompositeGroup, Official, Posting, Unit
from paizhu.organization.queries.open_matters import Matter
from paizhu.oversight import rules, tables
from paizhu.oversight.models import Opinion
from paizhu.oversight.queries import notices as queries
from paizhu.rectification.models import Rectification
from paizhu.web import lists
from paizhu.web.lists import ListPage

SHOWN = 5
ACTIVITY_COLUMNS = ("on", "code", "method", "units", "people", "opinions")


def opinion_address(rectification: Rectification, user: Any) -> str:
    """Return where the opinion of a rectification is shown to the user, or nothing."""
    found = Opinion.objects.visible_to(user).filter(rectification=rectification)
    pk = found.values_list("pk", flat=True).first()
    return reverse("oversight:opinion", args=[pk]) if pk else ""


def unit(request: HttpRequest, subject: Unit) -> str:
    """Draw a unit's latest activities and notices; what became of opinions is shown by `rectification`."""
    drawn = [
        *_activities(request, f"unit={subject.pk}", ("on", "code", "method", "people", "opinions")),
        *_notices(request, f"unit={subject.pk}"),
    ]
    return _cards(request, drawn)


def official(request: HttpRequest, subject: Official) -> str:
    """Draw a person's latest activities."""
    columns = ("on", "code", "method", "units", "people")
    return _cards(request, _activities(request, f"official={subject.pk}", columns))


def group(request: HttpRequest, subject: CompositeGroup) -> str:
    """Draw a group's latest activities."""
    return _cards(request, _activities(request, f"group={subject.pk}", ACTIVITY_COLUMNS))


def owed_notices(posting: Posting, _user: Viewer) -> list[Matter]:
    """Return the coming matters that a person is to attend under a posting, for who ends it: by number and day only."""
    return [
        Matter(notice.code, notice.get_absolute_url(), queries.day_of(notice).isoformat())
        for notice in queries.owed_under(posting)
    ]


def _activities(request: HttpRequest, query: str, columns: tuple[str, ...]) -> list[tuple]:
    if not allowed(rules.check_can_see_ledgers, request.user):
        return []
    return [
        _excerpt(request, tables.ACTIVITIES, "activities", _("Latest activities"), query, columns)
    ]


def _notices(request: HttpRequest, query: str) -> list[tuple]:
    if not allowed(rules.check_can_see_ledgers, request.user):
        return []
    columns = ("happens_at", "matter", "title", "lead")
    return [_excerpt(request, tables.NOTICES, "notices", _("Matter notices"), query, columns)]


def _excerpt(
    request: HttpRequest,
    page: ListPage,
    name: str,
    title: Any,
    query: str,
    columns: tuple[str, ...],
) -> tuple:
    url = reverse(f"oversight:{name}")
    drawn = lists.excerpt(request, page, url=url, query=query, columns=columns, limit=SHOWN)
    return f"oversight-{name}", title, drawn


def _cards(request: HttpRequest, drawn: list[tuple]) -> str:
    if not drawn:
        return ""
    return render_to_string("oversight/panel.html", {"drawn": drawn}, request=request)
