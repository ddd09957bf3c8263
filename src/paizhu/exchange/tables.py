"""The list of imports."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from paizhu.exchange.models import ImportRun
from paizhu.exchange.states.runs import RunState
from paizhu.web.lists import Button, Column, Empty, Kind, ListPage, Mark, Tone

TONES = {
    RunState.CHECKING: Tone.BLUE,
    RunState.FAULTY: Tone.RED,
    RunState.READY: Tone.YELLOW,
    RunState.IMPORTING: Tone.BLUE,
    RunState.DONE: Tone.GREEN,
    RunState.FAILED: Tone.RED,
    RunState.DISCARDED: Tone.NEUTRAL,
}


def state_mark(run: ImportRun) -> Mark:
    """Return the run's state as drawn."""
    return Mark(run.get_state_display(), TONES[RunState(run.state)])


def told(run: ImportRun) -> str:
    """Return what came of a run, in a few words."""
    if run.state == RunState.FAULTY:
        return _("%(count)s faults") % {"count": run.fault_count}
    if run.state == RunState.DONE:
        created, changed = run.sums
        return _("%(created)s created, %(changed)s changed") % {
            "created": created,
            "changed": changed,
        }
    return run.problem


IMPORTS = ListPage(
    name="exchange.imports",
    title=_("Imports"),
    lead=_("Every workbook that was uploaded, and what came of it."),
    queryset=lambda user: (
        ImportRun.objects.visible_to(user).select_related("user").defer("findings")
    ),
    columns=(
        Column(
            "file",
            _("File"),
            value="file_name",
            link=lambda run: reverse("exchange:run", args=[run.pk]),
        ),
        Column("state", _("State"), value=state_mark, kind=Kind.STATE),
        Column("told", _("What came of it"), value=told),
        Column("user", _("Uploaded by"), value="user.display_name"),
        Column(
            "received", _("Uploaded"), value="received_at", order="received_at", kind=Kind.MOMENT
        ),
        Column(
            "finished",
            _("Finished"),
            value="finished_at",
            kind=Kind.MOMENT,
            hidden=True,
        ),
        Column("digest", _("Digest (SM3)"), value="digest", hidden=True),
    ),
    default_order="-received",
    search=("file_name",),
    search_hint=_("File name"),
    empty=Empty(_("No workbook was uploaded yet."), icon="file-import"),
    buttons=lambda request: (
        Button(_("Upload a workbook"), reverse("exchange:workbook"), icon="upload"),
    ),
)
