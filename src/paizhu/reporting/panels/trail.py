"""The history of one record, on its own page: who changed it, what, and when.

Only for those who see the whole commission, and only the record's own acts; the trail itself is the auditor's.
"""

from typing import Any

from django.db.models import Model
from django.template.loader import render_to_string

from paizhu.reporting.queries import trail as words
from paizhu.trail.models import Event

SHOWN = 20


def history(request: Any, subject: Model) -> str:
    """Draw the record's acts, newest first, with the fields that each changed."""
    events = list(Event.objects.history_of(subject, request.user)[: SHOWN + 1])
    if not events:
        return ""
    context = {"moments": words.moments(events[:SHOWN]), "is_more": len(events) > SHOWN}
    return render_to_string("reporting/trail_history.html", context, request=request)
