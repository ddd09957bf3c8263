"""What hangs on the records of a place: one of each kind that the daily work keeps beside them."""

from datetime import timedelta

from django.apps import apps

from paizhu.tenancy.models import Commission
from tests.access import casework, petitions, verifying

RECORDS = (
    "gatheringrecord", "meetingrecord", "reportrecord", "surveyrecord", "talkrecord", "visitrecord",
)  # fmt: skip


def hang_on(place, number: str, day, noon) -> None:
    """Give the place, an object of the world, one more record of each kind, as attributes of it."""
    given = {"commission": place.commission}

    def make(label: str, **values):
        return apps.get_model(label).objects.create(**given, **values)

    for name in RECORDS:
        more = {"talked_with_words": "某人"} if name == "talkrecord" else {}
        made = make(f"oversight.{name}", activity=place.activity, written_at=noon, **more)
        setattr(place, name, made)
    on = {"rectification": place.rectification}
    place.working_note = make(
        "rectification.workingnote", **on, text="底稿", noted_at=noon, noted_name="某"
    )
    place.reminder = make("rectification.reminder", **on, kind="rung", for_day=day, sent_on=day)
    place.call = make("planning.call", convening=place.convening, official=place.official)
    place.plan_step = make("planning.planstep", plan=place.work_plan, kind="submit")
    place.watch = make(
        "planning.watch", group=place.group, unit=place.unit, official=place.official,
        role="principal", from_on=day,
    )  # fmt: skip
    place.summary = make(
        "reporting.summary", group=place.group, span="week", start=_week(place.commission, day),
        handed_in_at=noon, figures={}, digest="0" * 64,
    )  # fmt: skip
    place.reading = make(
        "reporting.summaryreading", summary=place.summary, reader=place.account, opened_at=noon
    )
    place.delivery = make("notices.delivery", user=place.account)
    place.sending = make(
        "notices.sending", channel="mail", recipient=place.account, notice=place.told
    )
    place.job_run = make(
        "jobs.jobrun", job=f"job.{number}", due_at=noon, started_at=noon, ended_at=noon,
        outcome="done",
    )  # fmt: skip
    place.feed = make("exchange.feedaddress", user=place.account, digest=number.ljust(64, "0")[:64])
    _surveyed(place, make)
    casework.hang_on(place, number, day, noon)
    petitions.hang_on(place, number, day, noon)
    verifying.hang_on(place, number, day, noon)


def _surveyed(place, make) -> None:
    survey, held = place.survey, place.surveyed
    place.ballot_class = survey.classes.get()
    place.allocation = held.allocations.get()
    place.ticket = held.tickets.order_by("pk").first()
    place.ballot = make("surveys.ballot", survey=survey, sealed=b"x")
    place.response = make(
        "surveys.response", survey_unit=held, ballot_class=place.ballot_class, answers={},
        verdict="valid",
    )  # fmt: skip
    place.tally = make("surveys.tally", survey=survey, figures={}, digest="0" * 64)
    place.template = make("surveys.surveytemplate", name=f"样表{held.pk}", definition={})


def _week(commission: Commission, day):
    """A Monday of its own for each summary of the commission: two places share a group."""
    count = apps.get_model("reporting.summary").objects.filter(commission=commission).count()
    return day - timedelta(days=day.weekday() + 7 * count)
