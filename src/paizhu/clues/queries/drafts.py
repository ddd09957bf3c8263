"""Drafts: what somebody began to write in a form of casework and did not send. His alone."""

import json
from datetime import timedelta

from paizhu.clues.models import Draft
from paizhu.kernel.viewers import Viewer

KEPT = timedelta(days=30)
"""How long a draft waits for its writer."""


def draft_of(user: Viewer, form: str, about: int) -> Draft | None:
    """Return the draft of a form about a record, or None; one query."""
    return Draft.objects.visible_to(user).filter(form=form, about=about).first()


def fields_of(draft: Draft) -> dict[str, list[str]]:
    """Return what was written: name → values, as a form sends them."""
    return json.loads(draft.text or "{}")
