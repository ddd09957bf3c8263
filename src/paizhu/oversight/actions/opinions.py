"""What is done with opinions (意见建议)."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from copy import copy
from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from paizhu.kernel import clock
from paizhu.kernel.acts import act
from paizhu.kernel.records import Saved, changes, check_fresh, save_clean
from paizhu.kernel.viewers import Viewer
from paizhu.organization.models import Unit
from paizhu.oversight import queries, rules
from paizhu.oversight.models import Activity, ActivityUnit, Opinion, Series
from paizhu.oversight.states import OpinionDraft
from paizhu.tenancy.actions import batches, numbers
from paizhu.tenancy.models import Commission
from paizhu.trail import actions as trail

FIELDS = ("activity_id", "unit_id", "content", "made_on", "due_on", "state", "closed_on")
TRAILED = ("made_on", "due_on", "state", "closed_on")
"""What the trail may say of an opinion: never its content."""
STEPS_DONE = {
    "start": "started",
    "report": "reported",
    "send_back": "sent_back",
    "close_out": "closed_out",
    "decline": "declined",
    "reopen": "reopened",
}
"""What the trail calls each step."""


@act
def save_opinions(*, commission: Commission, drafts: Sequence[OpinionDraft], by: Viewer) -> Saved:
    """Take in opinions by code: new ones are made, changed ones corrected, the rest left alone.

    Raises `ValidationError` naming the code of the first opinion at fault.
    """
    rules.check_can_keep_ledgers(by, commission)
    known, tally = queries.known_to(commission), batches.Tally()
    for chunk in batches.chunks(drafts):
        _check_units(commission, chunk)
        records = [Opinion(commission=commission, **vars(draft)) for draft in chunk]
        compared = batches.compare(commission, records, FIELDS)
        batches.store(compared, FIELDS)
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
    code: str = "",
    by: Viewer,
) -> Opinion:
    """Give a unit an opinion that came out of an activity there. Without a code it gets the next number."""
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


@act
def start(*, opinion: Opinion, seen_revision: int | None = None, by: Viewer) -> Opinion:
    """Note that the unit has begun to put it right."""
    return _step(opinion, "start", seen_revision, by)


@act
def report(*, opinion: Opinion, seen_revision: int | None = None, by: Viewer) -> Opinion:
    """Note that the unit says it is done."""
    return _step(opinion, "report", seen_revision, by)


@act
def send_back(*, opinion: Opinion, seen_revision: int | None = None, by: Viewer) -> Opinion:
    """Send it back: the group does not find it done."""
    return _step(opinion, "send_back", seen_revision, by)


@act
def close_out(
    *, opinion: Opinion, on: date | None = None, seen_revision: int | None = None, by: Viewer
) -> Opinion:
    """Close it out (销号) on a day, today unless said: the group confirms that it is done."""
    day = on or clock.today()
    rules.check_closing_day(opinion, day)
    return _step(opinion, "close_out", seen_revision, by, on=day)


@act
def decline(*, opinion: Opinion, seen_revision: int | None = None, by: Viewer) -> Opinion:
    """Note that the unit does not adopt it."""
    return _step(opinion, "decline", seen_revision, by)


@act
def reopen(*, opinion: Opinion, seen_revision: int | None = None, by: Viewer) -> Opinion:
    """Take it up again: a later check finds it not put right after all."""
    return _step(opinion, "reopen", seen_revision, by)


def _step(
    opinion: Opinion, step: str, seen_revision: int | None, by: Viewer, **given: date
) -> Opinion:
    """Take one step with the opinion as it stands now, held until the act ends: of two people one comes second."""
    held = Opinion.objects.select_for_update(of=("self",)).select_related("unit")
    opinion = held.get(pk=opinion.pk)
    check_fresh(opinion, seen_revision)
    rules.check_can_step(by, opinion, step)
    before = copy(opinion)
    getattr(opinion, step)(**given)
    save_clean(opinion)
    trail.record(
        f"oversight.opinion_{STEPS_DONE[step]}",
        opinion,
        by=by,
        changes=changes(before, opinion, TRAILED),
        unit=opinion.unit.code,
    )
    return opinion


def _check_units(commission: Commission, chunk: Sequence[OpinionDraft]) -> None:
    """Demand the commission's own activities, and a unit at which the activity was done; two queries."""
    asked = {draft.activity_id for draft in chunk}
    own = set(Activity.objects.of(commission).filter(pk__in=asked).values_list("pk", flat=True))
    units = defaultdict(set)
    links = ActivityUnit.objects.filter(activity__in=own).values_list("activity_id", "unit_id")
    for activity, unit in links:
        units[activity].add(unit)
    for draft in chunk:
        batches.demand(dict.fromkeys(own), [draft.activity_id], draft.code)
        if draft.unit_id not in units[draft.activity_id]:
            raise ValidationError(
                _("%(code)s: the activity was not done at this unit.") % {"code": draft.code}
            )


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
