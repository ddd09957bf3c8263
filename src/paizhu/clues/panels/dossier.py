"""The way to somebody's dossier, for whom it is open."""

from django.http import HttpRequest
from django.template.loader import render_to_string

from paizhu.clues import rules
from paizhu.clues.models import Clue
from paizhu.kernel.refusals import allowed
from paizhu.organization.models import Official


def of_official(request: HttpRequest, subject: Official) -> str:
    """Draw it on the official's page."""
    if not allowed(rules.dossier.check_can_open, request.user, subject):
        return ""
    return render_to_string("clues/dossier/panel.html", {"official": subject}, request=request)


def of_clue(request: HttpRequest, subject: Clue) -> str:
    """Draw it on the page of a clue about somebody on record."""
    official = subject.official if subject.official_ref else None
    return of_official(request, official) if official else ""
