"""Entries of the ledgers as they are handed to the acts, and records made by them."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime
from itertools import count
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction

from paizhu.kernel.refusals import Refused
from paizhu.oversight.actions import activities, notices, opinions
from paizhu.oversight.models import Activity, Matter, MatterNotice, Method, Opinion, OpinionState
from paizhu.oversight.states import ActivityDraft, NoticeDraft, OpinionDraft
from tests.organization.city import ROLES, City

ON = date(2015, 6, 1)
CHINA = ZoneInfo("Asia/Shanghai")
HAPPENS, SENT = datetime(2015, 6, 8, 9, tzinfo=CHINA), datetime(2015, 6, 1, 9, tzinfo=CHINA)
numbers = count(1)


def let_in(city: City, attempt: Callable[[str], Any]) -> set[str]:
    """Return the roles whose `attempt(role)` is not refused; whatever it did is undone."""
    found = set()
    for role in ROLES:
        with suppress(Refused), transaction.atomic():
            attempt(role)
            found.add(role)
            raise Undone
    return found


class Undone(Refused):
    """Rolls an attempt back."""

    def __init__(self):
        super().__init__("undone")


def activity_draft(
    city: City, units: str = "U1", officials: str = "leader", **given
) -> ActivityDraft:
    """Return an activity of people at units, both named with blanks between."""
    draft = ActivityDraft(
        code=f"A{next(numbers):05}",
        on=ON,
        method=Method.VISIT,
        unit_ids=[city.units[code].pk for code in units.split()],
        official_ids=[city.people[name].pk for name in officials.split()],
    )
    return replace(draft, **given)


def notice_draft(city: City, unit: str = "U1", **given) -> NoticeDraft:
    """Return word of a matter a week ahead."""
    draft = NoticeDraft(
        code=f"N{next(numbers):05}",
        unit_id=city.units[unit].pk,
        matter=Matter.DECISION,
        title="研究预算",
        happens_at=HAPPENS,
        sender_id=None,
        sent_at=SENT,
    )
    return replace(draft, **given)


def opinion_draft(activity: Activity, **given) -> OpinionDraft:
    """Return an opinion to the only unit of an activity."""
    draft = OpinionDraft(
        code=f"O{next(numbers):05}",
        activity_id=activity.pk,
        unit_id=activity.unit_links.order_by("pk").first().unit_id,
        content="请完善议事规则。",
        made_on=activity.on,
    )
    return replace(draft, **given)


def save_activity(city: City, *given: str, **more) -> Activity:
    """Take an activity into the ledger, whoever took part."""
    draft = activity_draft(city, *given, **more)
    by = city.looker("operator")
    activities.save_activities(commission=city.commission, drafts=[draft], by=by)
    return Activity.objects.get(commission=city.commission, code=draft.code)


def save_notice(city: City, unit: str = "U1", **more) -> MatterNotice:
    """Take a notice into the ledger."""
    draft = notice_draft(city, unit, **more)
    notices.save_notices(commission=city.commission, drafts=[draft], by=city.looker("operator"))
    return MatterNotice.objects.get(commission=city.commission, code=draft.code)


def save_opinion(city: City, unit: str = "U1", state: str = OpinionState.RAISED, **more) -> Opinion:
    """Take an opinion to a unit into the ledger, in a state."""
    if state == OpinionState.CLOSED:
        more.setdefault("closed_on", ON)
    draft = opinion_draft(save_activity(city, unit), state=state, **more)
    opinions.save_opinions(commission=city.commission, drafts=[draft], by=city.looker("operator"))
    return Opinion.objects.get(commission=city.commission, code=draft.code)
