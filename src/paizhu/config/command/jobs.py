"""`paizhu jobs` and `paizhu work`: the schedule with its last runs, one job at once, and the worker alone."""

import sys

import click
from django.utils import timezone
from django.utils.translation import gettext as _

from paizhu.config.command.shared import (
    chosen_commission,
    commission_option,
    fail,
    json_option,
    print_json,
    say,
    with_database,
)
from paizhu.jobs import actions, queries, worker
from paizhu.jobs.models import JobRun
from paizhu.tenancy.models import Commission


@click.group(
    "jobs",
    invoke_without_command=True,
    help=str(_("Show the due jobs: schedule, next due, last run.")),
)
@json_option
@click.pass_context
@with_database
def jobs_command(context: click.Context, as_json: bool) -> None:
    """Without a sub-command: the schedule."""
    if context.invoked_subcommand:
        return
    standings = queries.all_standing(Commission.objects.order_by("code"))
    if as_json:
        print_json([_as_document(each) for each in standings])
        return
    for each in standings:
        mark = "!" if each.is_late else " "
        whose = f" [{each.commission.code}]" if each.commission else ""
        click.echo(f"{mark} {each.job.key}{whose}  {each.job.title}")
        click.echo(
            _("    %(schedule)s · next %(next)s · last %(last)s")
            % {
                "schedule": each.job.schedule,
                "next": _moment(each.next_at),
                "last": _last(each.last),
            }
        )
    if any(each.is_late for each in standings):
        say(_("! late: is the worker running? It runs with paizhu serve, or as paizhu work."))


@jobs_command.command("run", help=str(_("Run one job now; status 1 where it fails.")))
@click.argument("key")
@commission_option
@with_database
def run(key: str, commission: str | None) -> None:
    """Run the job KEY under the chosen commission, or under each."""
    try:
        job = queries.named(key)
    except queries.UnknownJob:
        keys = "、".join(each.key for each in queries.known())
        fail(_("There is no due job %(key)s. There are: %(keys)s.") % {"key": key, "keys": keys})
    scopes: list[Commission | None] = [None]
    if job.each_commission:
        stored = list(Commission.objects.order_by("code"))
        scopes = [chosen_commission(commission)] if commission else [*stored]
    failed = False
    for scope in scopes:
        try:
            done = actions.run_now(job, scope)
        except actions.BusyNow:
            fail(_("%(job)s is running at this moment.") % {"job": job.title}, status=1)
        failed |= done.outcome != queries.Outcome.DONE
        whose = f"[{scope.code}] " if scope else ""
        click.echo(f"{whose}{job.title}: {_last(done)}")
    sys.exit(1 if failed else 0)


@click.command("work", help=str(_("Run the worker alone: due jobs and sendings.")))
@click.option("--beside", type=int, hidden=True)
@with_database
def work_command(beside: int | None) -> None:
    """Work until stopped."""
    if beside is None:
        say(_("Working on due jobs and sendings — stop with Ctrl+C."))
    worker.work(beside)


def _last(run: JobRun | None) -> str:
    if run is None:
        return _("not yet run")
    ended = run.get_outcome_display()
    count = _(", %(count)s done") % {"count": run.count} if run.count else ""
    return f"{_moment(run.started_at)} {ended}{count}{' ' + run.error if run.error else ''}"


def _moment(at) -> str:
    return f"{timezone.localtime(at):%Y-%m-%d %H:%M}"


def _as_document(each: queries.Standing) -> dict:
    last = each.last
    return {
        "key": each.job.key,
        "title": str(each.job.title),
        "schedule": str(each.job.schedule),
        "commission": each.commission.code if each.commission else None,
        "next_at": each.next_at.isoformat(),
        "late": each.is_late,
        "last": last
        and {
            "due_at": last.due_at.isoformat(),
            "started_at": last.started_at.isoformat(),
            "ended_at": last.ended_at and last.ended_at.isoformat(),
            "outcome": last.outcome,
            "count": last.count,
            "error": last.error,
            "attempts": last.attempts,
        },
    }
