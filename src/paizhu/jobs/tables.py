"""The list of runs."""

from collections.abc import Iterable
from dataclasses import dataclass

import django_filters
from django.utils.translation import gettext_lazy as _

from paizhu.jobs.models import JobRun
from paizhu.jobs.queries import Standing, known
from paizhu.jobs.states import Outcome
from paizhu.web.lists import Column, Empty, Kind, ListPage, Mark, Tone

TONES = {
    Outcome.RUNNING: Tone.BLUE,
    Outcome.DONE: Tone.GREEN,
    Outcome.FAILED: Tone.RED,
    Outcome.LOST: Tone.YELLOW,
}


def outcome_mark(run: JobRun) -> Mark:
    """Return how a run ended, as drawn."""
    return Mark(run.get_outcome_display(), TONES[Outcome(run.outcome)])


@dataclass(frozen=True)
class Row:
    """One job as the schedule shows it."""

    standing: Standing
    mark: Mark | None


def rows(standings: Iterable[Standing]) -> list[Row]:
    """Return the schedule's rows; a job that is late says so instead of how it last ended."""
    late = Mark(_("not run in time"), Tone.RED)
    return [
        Row(each, late if each.is_late else each.last and outcome_mark(each.last))
        for each in standings
    ]


def title_of(run: JobRun) -> str:
    """Return the job's title; the key alone where the job is no more."""
    return next((str(job.title) for job in known() if job.key == run.job), run.job)


class RunFilter(django_filters.FilterSet):
    """By job and outcome."""

    job = django_filters.ChoiceFilter(
        label=_("Job"), choices=lambda: [(job.key, job.title) for job in known()]
    )
    outcome = django_filters.ChoiceFilter(label=_("Outcome"), choices=Outcome.choices)

    class Meta:
        model = JobRun
        fields: list[str] = []


RUNS = ListPage(
    name="jobs.runs",
    title=_("Runs of due jobs"),
    queryset=lambda user: JobRun.objects.visible_to(user),
    columns=(
        Column("due_at", _("Due at"), order="due_at", kind=Kind.MOMENT),
        Column("job", _("Job"), value=title_of),
        Column("outcome", _("Outcome"), value=outcome_mark, kind=Kind.STATE),
        Column("count", _("Things done"), kind=Kind.NUMBER),
        Column("started_at", _("Started"), kind=Kind.MOMENT),
        Column("ended_at", _("Ended"), kind=Kind.MOMENT),
        Column("attempts", _("Attempts"), kind=Kind.NUMBER, hidden=True),
        Column("error", _("Kind of fault")),
    ),
    default_order="-due_at",
    filterset=RunFilter,
    empty=Empty(
        _("Nothing has been run yet."),
        hint=_("The worker looks for due jobs each minute. It runs beside the server."),
        icon="calendar-time",
    ),
)
