"""`paizhu coverage` and `paizhu figures`: figures for people and for other programs."""

from datetime import date, datetime

import click
from django.utils.translation import gettext as _

from paizhu.access import queries as access
from paizhu.config.command.shared import (
    chosen_commission,
    commission_option,
    fail,
    json_option,
    print_json,
    with_database,
)
from paizhu.coverage import queries as coverage
from paizhu.kernel import clock
from paizhu.organization.models import CompositeGroup, Sector, Unit
from paizhu.reporting import queries as reporting


class Day(click.ParamType):
    """A calendar day as YYYY-MM-DD."""

    name = "date"

    def convert(self, value, param, ctx) -> date:
        """Return the day, or fail with the form that is expected."""
        try:
            return value if isinstance(value, date) else datetime.strptime(value, "%Y-%m-%d").date()
        except ValueError:
            self.fail(
                _("“%(value)s” is not a day; write it as 2015-12-31.") % {"value": value},
                param,
                ctx,
            )


@click.command("coverage", help=str(_("Who covers whom on a day.")))
@click.option("--on", "on", type=Day(), help=str(_("The day; today where left out.")))
@commission_option
@json_option
@with_database
def coverage_command(on: date | None, commission: str | None, as_json: bool) -> None:
    """Print the coverage of one day."""
    chosen = chosen_commission(commission)
    found = coverage.coverage_on(chosen, on or clock.today(), access.operator(chosen))
    document = found.as_json()
    if as_json:
        print_json(document)
        return
    _print_lines(document)


@click.command("figures", help=str(_("The figures of a period, from the records alone.")))
@click.option("--from", "start", type=Day(), required=True, help=str(_("First day of the period.")))
@click.option("--to", "end", type=Day(), required=True, help=str(_("Last day of the period.")))
@click.option("--group", metavar="CODE", help=str(_("Only this composite group.")))
@click.option("--sector", metavar="NAME", help=str(_("Only this sector.")))
@click.option("--unit", metavar="CODE", help=str(_("Only this unit.")))
@commission_option
@json_option
@with_database
def figures_command(start, end, group, sector, unit, commission, as_json) -> None:
    """Print the figures of a period."""
    if end < start:
        fail(_("The period ends before it begins."))
    chosen = chosen_commission(commission)
    found = reporting.figures(
        chosen,
        start,
        end,
        user=access.operator(chosen),
        group=_named(CompositeGroup, chosen, group, "code"),
        sector=_named(Sector, chosen, sector, "name"),
        unit=_named(Unit, chosen, unit, "code"),
    )
    document = found.as_json()
    if as_json:
        print_json(document)
        return
    _print_lines(document)


def _named(model, commission, value: str | None, field: str):
    if value is None:
        return None
    record = model.objects.of(commission).filter(**{field: value}).first()
    if record is None:
        fail(
            _("There is no %(kind)s “%(value)s”.")
            % {"kind": model._meta.verbose_name, "value": value}
        )
    return record


def _print_lines(document: dict, indent: str = "") -> None:
    """Print a document as indented lines for people."""
    for key, value in document.items():
        if isinstance(value, dict):
            click.echo(f"{indent}{key}")
            _print_lines(value, indent + "  ")
        elif isinstance(value, list) and value and isinstance(value[0], dict):
            click.echo(f"{indent}{key}")
            for line in value:
                click.echo(
                    indent + "  " + "  ".join(f"{name} {part}" for name, part in line.items())
                )
        else:
            click.echo(
                f"{indent}{key}  {'、'.join(map(str, value)) if isinstance(value, list) else value}"
            )
