"""What stands against writing the record of an activity, and against its attachments.

Whoever may correct an activity writes its record. How many people talk together is data of the rule pack: `talk_people` for talks
that verify something (《中国共产党纪律检查机关监督执纪工作规则》 art. 42), `daily_talk_people` for the others.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from paizhu.kernel.refusals import Refused
from paizhu.kernel.viewers import Viewer
from paizhu.oversight.models import SHAPES, Activity, ActivityFile
from paizhu.oversight.rules import activities
from paizhu.oversight.states import AgendaDraft, Method, Shape
from paizhu.oversight.states.records import DAILY_TALKERS_LIMIT, TALKERS_BOUND, TALKERS_LIMIT
from paizhu.rulebook import queries as rulebook

MOST_ITEMS = 40
"""Items of one agenda."""


def check_can_write(by: Viewer, activity: Activity) -> None:
    """The record is written by who may correct the activity."""
    activities.check_can_correct(by, activity)


def check_shape(activity: Activity, shape: Shape) -> None:
    """The record that the page showed has the form that fits the activity's method, corrected meanwhile or not."""
    if SHAPES[Method(activity.method)] is not shape:
        raise Refused(
            _("The activity's method has become “%(method)s” meanwhile; open its record again.")
            % {"method": activity.get_method_display()}
        )


def check_talkers(activity: Activity, kind: str) -> None:
    """As many people talk together as the rule of that day asks; the talkers are the activity's participants."""
    key = TALKERS_LIMIT if kind in TALKERS_BOUND else DAILY_TALKERS_LIMIT
    limit = rulebook.limits_on(activity.on, activity.commission_id).get(key)
    if limit is None:
        return
    talkers = activity.participations.order_by().values("official").distinct().count()
    if talkers < limit.amount:
        raise Refused(
            _(
                "For such a talk the rule asks for at least %(asked)s people; the activity names %(count)s. "
                "Add the other talkers as participants first."
            )
            % {"asked": limit.amount, "count": talkers}
        )


def check_talked_with(activity: Activity, given: Mapping[str, Any]) -> None:
    """Nobody talks with himself."""
    person = given.get("talked_with")
    if person and activity.participations.filter(official=person).exists():
        raise Refused(_("%(person)s took part in the talk himself.") % {"person": person.name})


def check_items(items: Iterable[AgendaDraft]) -> None:
    """An agenda is finite, and where votes are told, somebody voted for what was passed."""
    found = list(items)
    if len(found) > MOST_ITEMS:
        raise Refused(_("One record takes at most %(most)s items.") % {"most": MOST_ITEMS})
    for item in found:
        if item.votes_for is None and (item.votes_against or item.abstained):
            raise Refused(_("“%(item)s”: say how many voted for it.") % {"item": item.title})


def check_can_complete(by: Viewer, activity: Activity) -> None:
    """What was entered in haste is marked complete by who may correct it."""
    check_can_write(by, activity)
    if not activity.is_sketch:
        raise Refused(_("This activity is not waiting to be completed."))


def check_can_attach(by: Viewer, activity: Activity) -> None:
    """Files are added by who may correct the activity."""
    check_can_write(by, activity)


def check_can_remove(by: Viewer, file: ActivityFile) -> None:
    """Files are removed by who may correct the activity, once."""
    check_can_write(by, file.activity)
    if file.removed_at is not None:
        raise Refused(_("This file has been removed already."))
