"""How planning shows itself elsewhere: on the page of a group, and of an activity that carries out a plan."""

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from paizhu.kernel import clock
from paizhu.kernel.refusals import allowed
from paizhu.organization.models import CompositeGroup
from paizhu.oversight.models import Activity
from paizhu.planning import queries, rules, tables
from paizhu.planning.models import Convening, PlanWork
from paizhu.web import lists
from paizhu.web.lists import ListPage

SHOWN = 5
OPEN = "state=draft&state=submitted&state=returned&state=agreed"


def group(request: HttpRequest, subject: CompositeGroup) -> str:
    """Draw a group's plans, joint activities, division and rules; nothing for who may not read them."""
    if not allowed(rules.check_can_see_group, request.user, subject):
        return ""
    (summary,) = queries.summaries([subject], request.user, clock.today())
    drawn = [
        _excerpt(request, tables.PLANS, "plans", _("Work plans"), subject, OPEN),
        _excerpt(request, tables.CONVENINGS, "convenings", _("Joint activities"), subject),
        _excerpt(request, tables.WORK_RULES, "work_rules", _("Work rules"), subject),
    ]
    context = {"drawn": drawn, "summary": summary, "group": subject}
    return render_to_string("planning/panel.html", context, request=request)


def activity(request: HttpRequest, subject: Activity) -> str:
    """Draw what an activity carries out or came out of, as far as the reader sees it."""
    works = PlanWork.objects.visible_to(request.user).filter(activity=subject)
    works = list(works.select_related("item__plan"))
    convening = Convening.objects.visible_to(request.user).filter(activity=subject).first()
    if not works and convening is None:
        return ""
    context = {"works": works, "convening": convening}
    return render_to_string("planning/activity_panel.html", context, request=request)


COLUMNS = {
    "plans": ("code", "title", "state", "waiting", "progress"),
    "convenings": ("starts_at", "title", "place", "state", "replies"),
    "work_rules": ("code", "title", "from_on", "state"),
}


def _excerpt(
    request: HttpRequest,
    page: ListPage,
    name: str,
    title: Any,
    subject: CompositeGroup,
    query: str = "",
) -> tuple:
    url = reverse(f"planning:{name}")
    asked = "&".join(filter(None, (f"group={subject.pk}", query)))
    drawn = lists.excerpt(request, page, url=url, query=asked, columns=COLUMNS[name], limit=SHOWN)
    return f"planning-{name}", title, drawn
