"""Triggers that refuse to change or remove what the trail has written.

A record may only be added; the end of a chain may only be made at its beginning and moved forward to a record
that is there. Whoever owns the database can take the triggers away: then the hashes, and heads kept
elsewhere, show what was done.
"""

from django.db import migrations

KEPT = "The trail only grows: its records are neither changed nor removed."
FORWARD = "The end of a chain only moves forward, to a record that is there."
START = "A chain begins once, without a record."

SQLITE = {
    # REPLACE removes rows without asking the triggers for removal: it must find nothing to replace.
    "trail_event_add": f"""
        BEFORE INSERT ON trail_event
        WHEN EXISTS (SELECT 1 FROM trail_event WHERE id = NEW.id)
        BEGIN SELECT RAISE(ABORT, '{KEPT}'); END""",
    "trail_event_keep": f"""
        BEFORE UPDATE ON trail_event
        BEGIN SELECT RAISE(ABORT, '{KEPT}'); END""",
    "trail_event_stay": f"""
        BEFORE DELETE ON trail_event
        BEGIN SELECT RAISE(ABORT, '{KEPT}'); END""",
    "trail_head_forward": f"""
        BEFORE UPDATE ON trail_chainhead
        WHEN NEW.chain <> OLD.chain OR NEW.sequence <= OLD.sequence OR NOT EXISTS (
            SELECT 1 FROM trail_event
            WHERE id = NEW.chain * 1000000000000 + NEW.sequence AND hash = NEW.hash)
        BEGIN SELECT RAISE(ABORT, '{FORWARD}'); END""",
    "trail_head_start": f"""
        BEFORE INSERT ON trail_chainhead
        WHEN NEW.sequence <> 0 OR EXISTS (SELECT 1 FROM trail_chainhead WHERE chain = NEW.chain)
        BEGIN SELECT RAISE(ABORT, '{START}'); END""",
    "trail_head_stay": f"""
        BEFORE DELETE ON trail_chainhead
        BEGIN SELECT RAISE(ABORT, '{KEPT}'); END""",
}

POSTGRESQL_FUNCTIONS = {
    "trail_refuse": f"RAISE EXCEPTION '{KEPT}' USING ERRCODE = 'integrity_constraint_violation';",
    "trail_check_forward": f"""
        IF NEW.chain <> OLD.chain OR NEW.sequence <= OLD.sequence OR NOT EXISTS (
            SELECT 1 FROM trail_event
            WHERE id = NEW.chain * 1000000000000 + NEW.sequence AND hash = NEW.hash)
        THEN RAISE EXCEPTION '{FORWARD}' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN NEW;""",
    "trail_check_start": f"""
        IF NEW.sequence <> 0
        THEN RAISE EXCEPTION '{START}' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN NEW;""",
}
POSTGRESQL = {
    "trail_event_keep": "BEFORE UPDATE OR DELETE ON trail_event FOR EACH ROW EXECUTE FUNCTION trail_refuse()",
    "trail_event_whole": "BEFORE TRUNCATE ON trail_event FOR EACH STATEMENT EXECUTE FUNCTION trail_refuse()",
    "trail_head_forward": "BEFORE UPDATE ON trail_chainhead FOR EACH ROW EXECUTE FUNCTION trail_check_forward()",
    "trail_head_start": "BEFORE INSERT ON trail_chainhead FOR EACH ROW EXECUTE FUNCTION trail_check_start()",
    "trail_head_stay": "BEFORE DELETE ON trail_chainhead FOR EACH ROW EXECUTE FUNCTION trail_refuse()",
    "trail_head_whole": "BEFORE TRUNCATE ON trail_chainhead FOR EACH STATEMENT EXECUTE FUNCTION trail_refuse()",
}


def lay(apps, schema_editor):
    """Lay the triggers of this kind of database."""
    statements = _STATEMENTS[schema_editor.connection.vendor][0]
    for statement in statements:
        schema_editor.execute(statement, params=None)


def lift(apps, schema_editor):
    """Take them away again, when the migration is undone."""
    statements = _STATEMENTS[schema_editor.connection.vendor][1]
    for statement in statements:
        schema_editor.execute(statement, params=None)


_STATEMENTS = {
    "sqlite": (
        [f"CREATE TRIGGER {name} {rule}" for name, rule in SQLITE.items()],
        [f"DROP TRIGGER {name}" for name in SQLITE],
    ),
    "postgresql": (
        [
            *(
                f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body} END $$"
                for name, body in POSTGRESQL_FUNCTIONS.items()
            ),
            *(f"CREATE TRIGGER {name} {rule}" for name, rule in POSTGRESQL.items()),
        ],
        [
            *(f"DROP TRIGGER {name} ON {rule.split(' ON ')[1].split()[0]}" for name, rule in POSTGRESQL.items()),
            *(f"DROP FUNCTION {name}()" for name in POSTGRESQL_FUNCTIONS),
        ],
    ),
}


class Migration(migrations.Migration):
    """Runs after the tables are there; a migration that rebuilds one of them must lay the triggers again."""

    dependencies = [("trail", "0001_initial")]
    operations = [migrations.RunPython(lay, lift)]
