"""What the pages of an import are made of: progress in words, the plan as lines, faults a page at a time."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from paizhu.exchange import queries, rules, tables
from paizhu.exchange.models import ImportRun
from paizhu.exchange.states.runs import RunState
from paizhu.exchange.states.sheets import SHEETS, Sheet
from paizhu.kernel.refusals import refusal
from paizhu.web.components import Button, Tab

TEMPLATES = {
    RunState.CHECKING: "running",
    RunState.IMPORTING: "running",
    RunState.FAULTY: "faulty",
    RunState.READY: "ready",
    RunState.DONE: "done",
    RunState.FAILED: "over",
    RunState.DISCARDED: "over",
}
STAGES = {
    "read": _("Reading the workbook"),
    "check": _("Checking the rows"),
    "compare": _("Comparing with what is stored"),
    "write": _("Taking the rows in"),
}
LEDGERS = {
    "单位": "organization:units",
    "派驻纪检组": "organization:resident_groups",
    "综合组": "organization:groups",
    "人员": "organization:officials",
    "重要事项通报": "oversight:notices",
    "监督活动": "oversight:activities",
    "意见建议": "oversight:opinions",
    "问题线索": "clues:clues",
    "谈话": "clues:talks",
}


@dataclass(frozen=True)
class Line:
    """One sheet of a plan or a result; `url` leads to the records."""

    sheet: str
    created: int
    changed: int
    unchanged: int
    url: str = ""


def sheets(user: Any) -> list[tuple[Sheet, bool]]:
    """The sheets of the contract, for the page that explains them, each with whether the reader may fill it."""
    barred = queries.barred_sheets(user)
    return [(sheet, sheet not in barred) for sheet in SHEETS]


def of(request: HttpRequest, run: ImportRun) -> dict[str, Any]:
    """Return what the page of a run in its state needs."""
    found: dict[str, Any] = {"state": tables.state_mark(run)}
    if run.is_running:
        done, total, stage = run.progress
        found |= {"done": done, "total": total, "stage": STAGES.get(stage, STAGES["read"])}
    elif run.state == RunState.FAULTY:
        found |= _faults(request.GET, run)
    elif run.state in {RunState.READY, RunState.DONE}:
        found |= {"lines": _lines(run), "sums": run.sums, "shown": len(run.changes)}
    found["buttons"] = _buttons(request, run)
    return found


def _faults(given: QueryDict, run: ImportRun) -> dict[str, Any]:
    sheet, text, number = given.get("sheet", ""), given.get("q", "").strip(), given.get("page", "1")
    page = queries.FaultPage(run.faults, sheet, text, int(number) if number.isdecimal() else 1)
    return {
        "page": page,
        "tabs": _tabs(given, run, page),
        "earlier": _address(given, page=page.current - 1) if page.current > 1 else "",
        "later": _address(given, page=page.current + 1) if page.current < page.pages else "",
        "is_cut": run.fault_count > len(run.faults),
    }


def _tabs(given: QueryDict, run: ImportRun, page: queries.FaultPage) -> list[Tab]:
    """One tab for all faults and one for each sheet that has some."""
    named = [("", _("All"), len(run.faults))]
    named += [(name, name or _("The file"), count) for name, count in page.sheets]
    if len(named) < 3:
        return []
    return [
        Tab(title, _address(given, sheet=name, page=""), page.sheet == name, count)
        for name, title, count in named
    ]


def _address(given: QueryDict, **changed: Any) -> str:
    """This address with other parameters; empty ones are left out."""
    kept = {name: given.get(name, "") for name in ("sheet", "q", "page")} | changed
    query = QueryDict(mutable=True)
    query.update({name: str(value) for name, value in kept.items() if value})
    return f"?{query.urlencode()}"


def _lines(run: ImportRun) -> list[Line]:
    return [
        Line(sheet, count["created"], count["changed"], count["unchanged"], _ledger(sheet))
        for sheet, count in run.counts.items()
        if any(count.values())
    ]


def _ledger(sheet: str) -> str:
    return reverse(LEDGERS[sheet]) if sheet in LEDGERS else ""


def _buttons(request: HttpRequest, run: ImportRun) -> list[Button]:
    by, again = request.user, Button(_("Upload another"), reverse("exchange:workbook"), "upload")
    if run.state == RunState.FAULTY:
        refused = refusal(rules.check_can_annotate, by, run)
        url = reverse("exchange:annotated", args=[run.pk])
        marked = Button(_("Download with faults marked"), url, "file-download", refused, "primary")
        return [marked, Button(_("Upload the corrected one"), again.url, "upload")]
    return [] if run.is_running or run.state == RunState.READY else [again]
