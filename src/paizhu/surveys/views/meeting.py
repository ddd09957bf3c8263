"""Pages of a meeting room without network: slips and the page that go there in one archive, the file that comes back."""

import base64
import io
import json
import zipfile
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template import loader
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from paizhu.kernel.refusals import Refused
from paizhu.surveys import rules
from paizhu.surveys.actions import meeting as acts
from paizhu.surveys.forms.sorting import BringInForm, MeetingForm
from paizhu.surveys.models import SurveyUnit
from paizhu.surveys.queries import door, meeting, slips, tallies
from paizhu.surveys.states import TEXT_LIMIT
from paizhu.surveys.views import parts
from paizhu.surveys.views.drawing import drawn
from paizhu.web import once

STATIC = Path(__file__).resolve().parents[1] / "static" / "surveys"
HARMLESS = {
    "<": "\\u003c",
    ">": "\\u003e",
    "&": "\\u0026",
    "\u2028": "\\u2028",
    "\u2029": "\\u2029",
}
"""How signs are written in JSON that stands inside a page."""


def meeting_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask how many slips, and answer with slips and page in one archive; neither is kept anywhere."""
    held = parts.unit_of(request, pk)
    rules.check_can_print(request.user, held.survey)
    left = [(row["key"], row["name"], row["blank"]) for row in tallies.tickets_of(held)]
    most = meeting.most_slips(held)
    form = MeetingForm(request.POST or None, user=request.user, left=left, most=most)
    if form.is_valid():
        try:
            printed = acts.prepare(held=held, counts=form.counts(), by=request.user)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            return _archive(request, held, printed)
    lead = _(
        "One archive: slips to print, and a page that works on a laptop without network. Answers are sealed there; "
        "bring its file back before the survey is closed."
    )
    if not any(blank for _key, _name, blank in left):
        lead = _(
            "All tickets have been printed. Print the unused ones again, fewer of them: what is left over can go here."
        )
    return _page(
        request, held, form, _("Meeting room without network"), lead, _("Make the archive")
    )


@once.guarded
def meeting_in(request: HttpRequest, pk: int) -> HttpResponse:
    """Bring the file of a meeting room in."""
    held = parts.unit_of(request, pk)
    rules.check_can_bring_in(request.user, held.survey)
    form = BringInForm(request.POST or None, request.FILES or None, user=request.user)
    if form.is_valid():
        given = {"held": held, "brought": form.cleaned_data["file"], "by": request.user}
        try:
            found = acts.bring_in(**given)
        except Refused as refused:
            form.add_error("file", str(refused))
        else:
            _tell(request, found)
            return redirect("surveys:tickets", held.survey_id)
    lead = _(
        "Ballots are taken in ticket by ticket; what was answered elsewhere meanwhile is refused."
    )
    return _page(request, held, form, _("Bring a file in"), lead, _("Bring in"))


def _tell(request: HttpRequest, found: acts.Taken) -> None:
    """Say how many were taken in, and how many were refused why."""
    told = ngettext("One ballot taken in.", "%(count)s ballots taken in.", found.taken)
    say = messages.success if found.taken else messages.warning
    refused = []
    if found.used:
        refused.append(_("Refused, ticket used already: %(count)s.") % {"count": found.used})
    if found.void:
        refused.append(_("Refused, ticket void: %(count)s.") % {"count": found.void})
    say(request, " ".join([told % {"count": found.taken}, *refused]))


def _page(
    request: HttpRequest, held: SurveyUnit, form: Any, title: str, lead: str, submit: str
) -> HttpResponse:
    cancel = reverse("surveys:tickets", args=[held.survey_id])
    context = {
        "title": title,
        "pretitle": held.unit.name,
        "lead": lead,
        "crumbs": parts.of_survey(held.survey, (_("Tickets"), cancel), (title, "")),
        "form": form,
        "submit": submit,
        "cancel": cancel,
    }
    template = "web/form.html" if form.is_multipart() else "surveys/slips.html"
    return render(request, template, context)


def _archive(request: HttpRequest, held: SurveyUnit, printed: list) -> HttpResponse:
    address = request.build_absolute_uri(reverse("ballot:enter"))
    made = meeting.meeting_for(printed)
    given = meeting.given(held, made)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(_("slips.pdf"), slips.pdf(held, printed, address))
        archive.writestr(_("page.html"), page(held, given))
    response = HttpResponse(buffer.getvalue(), content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="{given["name"]}.zip"'
    response["Cache-Control"] = "no-store"
    return response


def page(held: SurveyUnit, given: dict) -> str:
    """Return the whole page as one file: form, style and script in it, nothing from anywhere else."""
    shown = door.shown_form(held)
    sheet, script = (
        (STATIC / name).read_text(encoding="utf-8") for name in ("ballot.css", "offline.js")
    )
    policy = (
        f"default-src 'none'; script-src '{_digest(script)}'; style-src '{_digest(sheet)}'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )
    data = json.dumps(given | {"limit": TEXT_LIMIT, "texts": _texts()}, ensure_ascii=False)
    context = {
        "title": shown.form.title,
        "shown": shown,
        "sections": drawn(shown.form),
        "lang_attribute": "zh-Hans" if get_language() == "zh-hans" else get_language(),
        "policy": policy,
        "style": _tag("style", "", sheet),
        "given": _tag("script", "id=given type=application/json", data.translate(_HARMLESS)),
        "script": _tag("script", "", script),
    }
    return loader.get_template("ballot/offline.html").render(context)


_HARMLESS = {ord(sign): text for sign, text in HARMLESS.items()}


def _tag(name: str, more: str, content: str) -> SafeString:
    """Write an element whose content is our own file, or JSON without a sign that could end it."""
    opening = mark_safe(f"<{name} {more}>".replace(" >", ">"))  # noqa: S308  no word of anybody's
    return format_html("{}{}</{}>", opening, mark_safe(content), name)  # noqa: S308


def _digest(text: str) -> str:
    return f"sha256-{base64.b64encode(sha256(text.encode()).digest()).decode()}"


def _texts() -> dict[str, str]:
    """Return what the script says, in the words of the public door."""
    return {
        "unknown": _(
            "This code is not among the slips of this meeting. Compare it with your slip."
        ),
        "used": _("This ticket has been used"),
        "not_sent": _("Not sent yet: please look at these questions"),
        "missing": _("This question needs an answer."),
        "lines": _("Every line needs an answer."),
        "most": _("Choose %(most)s at most."),
        "least": _("Choose %(least)s at least."),
        "whole": _("Enter a whole number."),
        "at_least": _("%(least)s at least."),
        "at_most": _("%(most)s at most."),
        "long": _("At most %(most)s characters; these are %(count)s."),
        "answered": _("answered"),
        "not_kept": _(
            "This laptop cannot keep any more: nothing was sent and the ticket is still good."
        ),
        "count": _("Ballots kept on this laptop: %(count)s"),
        "saved": _(
            "A file with %(count)s ballots is saved. Keep the answers here until it is brought in."
        ),
        "remove": _("Remove all answers? Only do this after the file has been brought in."),
    }
