"""`paizhu door`: the rights of the process that is the public door alone, as statements for its database role."""

import click
from django.db import connection
from django.utils.translation import gettext as _

from paizhu.config.command.shared import fail
from paizhu.surveys.queries import door_rights


@click.command(
    "door",
    help=str(
        _(
            "Print what gives a PostgreSQL role the rights of the public door of surveys and no others."
        )
    ),
)
@click.argument("role", default="paizhu_door")
def door_command(role: str) -> None:
    """Print the statements; an administrator of the database reads them and carries them out."""
    if connection.vendor != "postgresql":
        fail(
            _(
                "This installation uses SQLite, where whoever may write the file may read all of it: nothing can be kept "
                "from the process of the public door. Use PostgreSQL to run it in another network zone."
            )
        )
    try:
        found = door_rights.statements(role)
    except ValueError:
        fail(_("The role's name may have small letters, digits and underscores."))
    click.echo(f"-- CREATE ROLE {role} LOGIN PASSWORD '…';")
    click.echo("BEGIN;")
    for statement in found:
        click.echo(f"{statement};")
    click.echo("COMMIT;")
