"""Triggers that refuse two periods of one kind on one day, also to writers that pass the acts by.

A unit is in exactly one sector on any day; a sector comes to the same group once at a time; nobody holds the
same post at the same place twice. The acts refuse it with a reason before; here it is refused at all.
"""

from django.db import migrations

SAME = {
    "organization_placement": "o.unit_id = NEW.unit_id",
    "organization_charge": "o.group_id = NEW.group_id AND o.sector_id = NEW.sector_id",
    "organization_posting": (
        "o.official_id = NEW.official_id AND o.post = NEW.post"
        " AND COALESCE(o.unit_id, 0) = COALESCE(NEW.unit_id, 0)"
        " AND COALESCE(o.resident_group_id, 0) = COALESCE(NEW.resident_group_id, 0)"
        " AND COALESCE(o.composite_group_id, 0) = COALESCE(NEW.composite_group_id, 0)"
    ),
}
"""Table → what makes two rows of it one kind."""
OVERLAPS = "The period overlaps another one of the same kind."


def _overlap(table: str) -> str:
    """The condition that another row of the kind shares a day with the new one."""
    return (
        f"EXISTS (SELECT 1 FROM {table} o WHERE {SAME[table]} AND o.id <> NEW.id"
        " AND (NEW.until_on IS NULL OR o.from_on < NEW.until_on)"
        " AND (o.until_on IS NULL OR o.until_on > NEW.from_on))"
    )


def _sqlite(table: str) -> list[str]:
    return [
        f"CREATE TRIGGER {table}_apart_{event.lower()} BEFORE {event} ON {table}"
        f" WHEN {_overlap(table)} BEGIN SELECT RAISE(ABORT, '{OVERLAPS}'); END"
        for event in ("INSERT", "UPDATE")
    ]


def _postgresql(table: str) -> list[str]:
    return [
        f"CREATE FUNCTION {table}_apart() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        f" IF {_overlap(table)} THEN RAISE EXCEPTION '{OVERLAPS}'"
        " USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$",
        f"CREATE TRIGGER {table}_apart BEFORE INSERT OR UPDATE ON {table}"
        f" FOR EACH ROW EXECUTE FUNCTION {table}_apart()",
    ]


def lay(apps, schema_editor):
    """Lay the triggers of this kind of database."""
    of_kind = {"sqlite": _sqlite, "postgresql": _postgresql}[schema_editor.connection.vendor]
    for table in SAME:
        for statement in of_kind(table):
            schema_editor.execute(statement, params=None)


def lift(apps, schema_editor):
    """Take them away again, when the migration is undone."""
    is_sqlite = schema_editor.connection.vendor == "sqlite"
    for table in SAME:
        if is_sqlite:
            schema_editor.execute(f"DROP TRIGGER {table}_apart_insert", params=None)
            schema_editor.execute(f"DROP TRIGGER {table}_apart_update", params=None)
        else:
            schema_editor.execute(f"DROP TRIGGER {table}_apart ON {table}", params=None)
            schema_editor.execute(f"DROP FUNCTION {table}_apart()", params=None)


class Migration(migrations.Migration):
    """Runs after the tables are there; a migration that rebuilds one of them on SQLite must lay them again."""

    dependencies = [("organization", "0001_initial")]
    operations = [migrations.RunPython(lay, lift)]
