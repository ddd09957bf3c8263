"""What is done with opinions (意见建议)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import F
from django.utils.translation import gettext as _

from paizhu.kernel.acts import act
from paizhu.kernel.records import Saved, changes, save_clean
from paizhu.kernel.viewers import Viewer
from paizhu.organization.models import Official, Unit
from paizhu.oversight import queries, rules
from paizhu.oversight.models import Activity, ActivityUnit, Opinion, OpinionState, Series
from paizhu.oversight.states import OPENING_STATES, SHORT_WORDS, OpinionDraft
from paizhu.rectification import actions as rectification
from paizhu.rectification.models import Draft, Rectification
from paizhu.tenancy.actions import batches, numbers
from paizhu.tenancy.models import Commission
from paizhu.trail import actions as trail

FIELDS = (
    "activity_id",
    "group_id",
    "unit_id",
    "content",
    "made_on",
    "due_on",
    "state",
    "closed_on",
)
TRAILED = ("made_on", "due_on", "state", "closed_on")
"""What the trail may say of an opinion: never its content."""
SOURCE = "opinion"
"""What the rectifications of opinions say of where they come from."""


@act
def save_opinions(*, commission: Commission, drafts: Sequence[OpinionDraft], by: Viewer) -> Saved:
    """Take in opinions by code: new ones are made, changed ones corrected, the rest left alone.

    Raises `ValidationError` naming the code of the first opinion at fault.
    """
    rules.check_can_keep_ledgers(by, commission)
    known, tally = queries.known_to(commission), batches.Tally()
    for chunk in batches.chunks(drafts):
        groups = _check_units(commission, chunk)
        records = [
            Opinion(commission=commission, group_id=groups[draft.activity_id], **vars(draft))
            for draft in chunk
        ]
        compared = batches.compare_chunk(commission, records, FIELDS)
        _rectify(commission, compared, groups)
        batches.store_chunk(compared, FIELDS)
        tally.add(compared)
        trail.record_many(_entries(compared, known), by=by)
    return tally.saved()


@act
def raise_opinion(
    *,
    activity: Activity,
    unit: Unit,
    content: str,
    made_on: date,
    due_on: date | None = None,
    addressee: Official | None = None,
    code: str = "",
    by: Viewer,
) -> Opinion:
    """Give a unit, or one member of its leadership, an opinion that came out of an activity there.

    Without a code it gets the next number. It is issued for rectification in the same act; who raises it for his
    group follows it.
    """
    rules.check_can_raise(by, activity, unit, made_on)
    opinion = Opinion(
        commission_id=activity.commission_id,
        code=code,
        activity=activity,
        unit=unit,
        content=content,
        made_on=made_on,
        due_on=due_on,
    )
    numbers.give(opinion, Series.OPINION, made_on.year)
    opinion.full_clean(exclude=["rectification"])
    opinion.rectification = rectification.issue(
        code=opinion.code,
        source=SOURCE,
        unit=unit,
        problem=content,
        issued_on=made_on,
        due_on=due_on,
        addressee=addressee,
        group=activity.group,
        by=by,
    )
    save_clean(opinion)
    trail.record(
        "oversight.opinion_raised",
        opinion,
        by=by,
        unit=unit.code,
        activity=activity.code,
        made_on=made_on,
        due_on=due_on,
    )
    return opinion


def follow_activities(corrected: Iterable[tuple[Activity, Activity]]) -> None:
    """Keep the group of opinions in step with their activities', inside the act that corrects these; one query a changed one."""
    for before, after in corrected:
        if before.group_id != after.group_id:
            Opinion.objects.filter(activity=after).update(group=after.group_id)


def follow(**told: Any) -> None:
    """Keep the opinion's short word in step with its rectification, inside the same act."""
    record: Rectification = told["rectification"]
    if record.source != SOURCE:
        return
    Opinion.objects.filter(rectification=record).update(
        state=SHORT_WORDS[record.state],
        due_on=record.due_on,
        closed_on=record.closed_on,
        revision=F("revision") + 1,
    )


def _rectify(
    commission: Commission, compared: batches.Compared[Opinion], groups: Mapping[int, int | None]
) -> None:
    """Make or correct the rectification of each new or changed opinion of a chunk, and tie them together."""
    touched = [*compared.new, *(after for _before, after in compared.changed)]
    drafts = [
        Draft(
            code=opinion.code,
            source=SOURCE,
            unit_id=opinion.unit_id,
            problem=opinion.content,
            issued_on=opinion.made_on,
            due_on=opinion.due_on,
            group_id=groups[opinion.activity_id],
            state=OPENING_STATES.get(OpinionState(opinion.state), opinion.state),
            closed_on=opinion.closed_on,
        )
        for opinion in touched
    ]
    made = rectification.take_in(commission=commission, drafts=drafts, short=SHORT_WORDS.get)
    for opinion in touched:
        opinion.rectification_id = made[opinion.code]


def _check_units(commission: Commission, chunk: Sequence[OpinionDraft]) -> dict[int, int | None]:
    """Demand the commission's own activities, and a unit at which the activity was done; two queries.

    Returns activity → the group in whose name it was done.
    """
    asked = {draft.activity_id for draft in chunk}
    own = dict(Activity.objects.of(commission).filter(pk__in=asked).values_list("pk", "group_id"))
    units = defaultdict(set)
    links = ActivityUnit.objects.filter(activity__in=own).values_list("activity_id", "unit_id")
    for activity, unit in links:
        units[activity].add(unit)
    for draft in chunk:
        batches.demand(own, [draft.activity_id], draft.code)
        if draft.unit_id not in units[draft.activity_id]:
            raise ValidationError(
                _("%(code)s: the activity was not done at this unit.") % {"code": draft.code}
            )
    return own


def _entries(compared: batches.Compared, known: queries.Known) -> Iterable[trail.Entry]:
    for opinion in compared.new:
        yield trail.Entry(
            "oversight.opinion_entered",
            opinion,
            detail={
                "unit": known.units[opinion.unit_id],
                **{n: getattr(opinion, n) for n in TRAILED},
            },
        )
    for before, after in compared.changed:
        found = changes(before, after, TRAILED)
        if before.unit_id != after.unit_id:
            found["unit"] = [known.units[before.unit_id], known.units[after.unit_id]]
        yield trail.Entry("oversight.opinion_corrected", after, found)
