"""How PostgreSQL lays out what a whole city writes within half an hour. SQLite has nothing to choose.

Half of each page of tickets is left free: a ticket is marked beside itself, without touching an index. A sealed ballot is
noise that cannot be compressed and is kept in its row where it fits a page, instead of in a table beside it.
"""

from django.db import migrations

LAID = (
    "ALTER TABLE surveys_ticket SET (fillfactor = 50)",
    "ALTER TABLE surveys_ballot ALTER COLUMN sealed SET STORAGE EXTERNAL",
    "ALTER TABLE surveys_ballot SET (toast_tuple_target = 8160)",
)
LIFTED = (
    "ALTER TABLE surveys_ticket RESET (fillfactor)",
    "ALTER TABLE surveys_ballot ALTER COLUMN sealed SET STORAGE EXTENDED",
    "ALTER TABLE surveys_ballot RESET (toast_tuple_target)",
)


def lay(apps, schema_editor):
    """Lay it out."""
    _execute(schema_editor, LAID)


def lift(apps, schema_editor):
    """As it was."""
    _execute(schema_editor, LIFTED)


def _execute(schema_editor, statements):
    if schema_editor.connection.vendor == "postgresql":
        for statement in statements:
            schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    """Runs after the tables are there."""

    dependencies = [("surveys", "0001_initial")]
    operations = [migrations.RunPython(lay, lift)]
