"""The page of one matter: what was said, both voices, the plan, the clocks, what comes next; and the same in print."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from paizhu.documents import queries as documents
from paizhu.kernel import clock
from paizhu.kernel.refusals import allowed
from paizhu.rectification import queries, rules
from paizhu.rectification.models import Evidence, Measure, Rectification, Voice, WorkingNote
from paizhu.rectification.queries import letters, sources
from paizhu.rectification.tables import marks
from paizhu.rectification.tables.dialogue import dialogue
from paizhu.rectification.views import buttons, parts
from paizhu.web.templatetags.web import mark


@require_safe
def rectification(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one matter."""
    record = parts.found(request, pk)
    user, by_unit = request.user, rules.speaks(request.user, record)
    context = _shown(request, record) | {
        "title": record.code,
        "pretitle": record.unit.name,
        "title_mark": mark(marks.state_mark(record)),
        "crumbs": parts.crumbs((record.code, "")),
        "buttons": buttons.foremost(user, record),
        "further": buttons.further(user, record),
        "noting": [] if by_unit else buttons.noting(user, record),
        "planning": allowed(rules.check_can_plan, user, record),
        "striking": allowed(rules.check_can_strike, user, record),
        "may_note": allowed(rules.check_can_note, user, record),
        "notes": WorkingNote.objects.visible_to(user).filter(rectification=record),
        "source": sources.source_of(record),
        "source_url": sources.source_of(record).url(record, user),
    }
    return render(request, "rectification/rectification.html", context)


@require_safe
def printed(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the three lists (问题、任务、责任清单) as they are printed and signed."""
    record = parts.found(request, pk)
    context = _shown(request, record) | {
        "title": record.code,
        "crumbs": parts.crumbs(
            (record.code, record.get_absolute_url()), (_("The three lists, to print"), "")
        ),
    }
    return render(request, "rectification/printed.html", context)


@require_safe
def evidence(request: HttpRequest, pk: int, evidence: int) -> HttpResponse:
    """Give a file of evidence to who may see the matter."""
    seen = Evidence.objects.visible_to(request.user).select_related("file")
    found = get_object_or_404(seen, rectification=pk, pk=evidence)
    return documents.answer(found.file, request=request)


def _letters(request: HttpRequest, record: Rectification) -> list[letters.Letter]:
    """Return the letters of the ladder that the reader may read."""
    reached = letters.letters_of(record, clock.today())
    may = rules.check_can_see_letter
    return [each for each in reached if allowed(may, request.user, record, each.key)]


def _shown(request: HttpRequest, record: Rectification) -> dict[str, Any]:
    """Return what the page and its print have alike; thirteen queries at most."""
    user, today = request.user, clock.today()
    deadlines = queries.Deadlines(record.commission_id, today)
    mine = {"rectification": record}
    powers = user.powers
    reached = _letters(request, record)
    measures = list(Measure.objects.visible_to(user).filter(**mine))
    return {
        "record": record,
        "light": marks.light_mark(deadlines.of(record)),
        "owed": (owed := queries.owed(record, deadlines)),
        "owed_light": marks.light_mark(owed.clock) if owed else None,
        "deadline_rule": deadlines.limits.get("rectification"),
        "rung": marks.rung_mark(reached[-1].rung if reached else None),
        "letters": reached,
        "measures": measures,
        "struck": sum(measure.done_on is not None for measure in measures),
        "words": dialogue(
            record,
            Voice.objects.visible_to(user).filter(**mine),
            Evidence.objects.visible_to(user).filter(**mine).select_related("file"),
            names_group=powers.sees_commission or record.unit_id in powers.units,
        ),
        "names_group": powers.sees_commission or record.unit_id in powers.units,
    }
