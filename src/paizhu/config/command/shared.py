"""What the sub-commands share: an up-to-date database, the chosen commission, and how results are said."""

import fcntl
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any, NoReturn

import click
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation import gettext as _

from paizhu.tenancy.models import Commission


def fail(message: str, *, status: int = 2) -> NoReturn:
    """Say what is wrong and how to mend it, and end with the status."""
    click.echo(message, err=True)
    sys.exit(status)


def say(message: str) -> None:
    """Tell the person at the terminal; never on standard output, which belongs to results."""
    click.echo(message, err=True)


def print_json(document: Any) -> None:
    """Print the one JSON document of a `--json` call."""
    click.echo(json.dumps(document, ensure_ascii=False))


@contextmanager
def one_at_a_time(name: str) -> Iterator[None]:
    """Let one process of this data folder at a time do a thing, such as bringing the database up to date."""
    with open(settings.DATA / f".{name}.lock", "w", encoding="ascii") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def is_behind() -> bool:
    """Tell whether migrations wait to be applied."""
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def prepare_database() -> None:
    """Bring an empty or older database up to date, once, whoever comes first."""
    if not is_behind():
        return
    with one_at_a_time("database"):
        if is_behind():
            say(_("Bringing the database up to date …"))
            call_command("migrate", verbosity=0, interactive=False)
            call_command("createcachetable", verbosity=0)


def with_database(function):
    """Wrap a command so that it finds its database up to date."""

    @wraps(function)
    def prepared(*args, **kwargs):
        prepare_database()
        return function(*args, **kwargs)

    return prepared


def commission_option(function):
    """Add `--commission CODE`."""
    return click.option(
        "--commission",
        metavar="CODE",
        help=str(_("Which commission, where more than one is stored.")),
    )(function)


def chosen_commission(code: str | None) -> Commission:
    """Return the named commission, or the only one. Ends with status 2 where the choice is not clear."""
    stored = list(Commission.objects.order_by("code"))
    if not stored:
        fail(_("No commission is stored yet. Import a workbook first: paizhu import WORKBOOK.xlsx"))
    if code is None and len(stored) > 1:
        codes = "、".join(commission.code for commission in stored)
        fail(
            _("More than one commission is stored: choose with --commission (%(codes)s).")
            % {"codes": codes}
        )
    for commission in stored:
        if code in (None, commission.code):
            return commission
    fail(_("There is no commission with the code %(code)s.") % {"code": code})


def json_option(function):
    """Add `--json`."""
    return click.option(
        "--json", "as_json", is_flag=True, help=str(_("One JSON document on standard output."))
    )(function)
