"""What the public door may do in a PostgreSQL database, column by column and row by row, as statements for a role of its own.

The role reads what an open form and a published page show, marks tickets and puts sealed ballots in. It cannot read a ballot,
a response, a free text as written, a draft, or any record of another room beyond the names that stand on these pages.
"""

import re

RIGHTS: dict[str, dict[str, str]] = {
    "surveys_ticket": {
        "SELECT": "id, code_hash, is_used, survey_id, survey_unit_id, ballot_class_id, commission_id",
        "UPDATE": "is_used",
    },
    "surveys_ballot": {"INSERT": "id, sealed, commission_id, survey_id"},
    "surveys_survey": {
        "SELECT": "id, commission_id, state, revision, fingerprint, title, definition, opens_at, closes_at, minimum, "
        "public_key"
    },
    "surveys_surveyunit": {"SELECT": "id, survey_id, unit_id, members, page, published_on"},
    "surveys_tally": {"SELECT": "id, survey_id, figures"},
    "surveys_voice": {"SELECT": "id, survey_unit_id, state, theme, wording, addressee, opinion_id"},
    "oversight_opinion": {"SELECT": "id, code, state, due_on, closed_on"},
    "organization_unit": {"SELECT": "id, name"},
    "tenancy_commission": {"SELECT": "id, name"},
}
PUBLISHED = (
    "EXISTS (SELECT FROM surveys_surveyunit held WHERE held.published_on IS NOT NULL AND {})"
)
ROWS = {
    "surveys_survey": "state IN ('issued', 'closed')",
    "surveys_tally": PUBLISHED.format("held.survey_id = surveys_tally.survey_id"),
    "surveys_voice": PUBLISHED.format("held.id = surveys_voice.survey_unit_id"),
    "oversight_opinion": "EXISTS (SELECT FROM surveys_voice voice WHERE voice.opinion_id = oversight_opinion.id)",
}
NAME = re.compile(r"[a-z_][a-z0-9_]{0,62}")


def statements(role: str) -> list[str]:
    """Return the statements that give a role these rights and take all others away. Raises `ValueError`."""
    if not NAME.fullmatch(role):
        raise ValueError(role)
    found = [
        f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {role}",
        f"REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM {role}",
        f"GRANT USAGE ON SCHEMA public TO {role}",
    ]
    for table, rights in RIGHTS.items():
        given = ", ".join(f"{right} ({columns})" for right, columns in rights.items())
        found.append(f"GRANT {given} ON {table} TO {role}")
    for table, rows in ROWS.items():
        found += [
            f"DROP POLICY IF EXISTS public_door ON {table}",
            f"CREATE POLICY public_door ON {table} USING (current_user <> '{role}' OR {rows})",
            f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
        ]
    return found
