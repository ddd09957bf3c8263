"""The frozen tally for people: grouped by question, units in order, earlier rounds, Excel, a report to print.

Everything here is made from the frozen figures alone, so nothing is finer than what the tally shows.
"""

import io
import json
import re
from collections.abc import Sequence
from itertools import groupby
from typing import Any

import typst
import xlsxwriter
from django.utils.translation import gettext as _

from paizhu.kernel.viewers import Viewer
from paizhu.surveys.models import Survey, SurveyUnit, Tally
from paizhu.surveys.states.definitions import Formula

ROUNDS = 5
FIGURE = re.compile(r"-?\d+(\.\d+)?%?")
NAMES = ("plain", "results")
"""Where an item keeps a formula's figure: of all ballots alike, and weighted."""

REPORT = """
#let data = json(bytes(sys.inputs.data))
#set page(paper: "a4", margin: (x: 20mm, y: 18mm), numbering: "1 / 1")
#set text(font: ("Noto Serif CJK SC", "Source Han Serif SC", "SimSun"), size: 10pt, lang: "zh")
#set table(stroke: 0.4pt + luma(150), inset: 4pt)
#align(center)[#text(16pt, weight: "bold", data.title) \\ #text(9pt, data.code)]
#for unit in data.units {
  heading(level: 2, unit.name)
  for line in unit.lines { par(line) }
  for question in unit.questions {
    heading(level: 3, question.title)
    table(columns: (1fr,) + (auto,) * (question.head.len() - 1),
      ..question.head.map(cell => strong(cell)), ..question.rows.flatten())
  }
}
#v(4mm)
#text(8pt, data.foot)
"""


def by_question(figures: dict) -> list[tuple[str, list[dict]]]:
    """Return (question, its items) in order; lines of a matrix are items of one question."""
    return [
        (title, list(items))
        for (_key, title), items in groupby(
            figures["items"], key=lambda item: (item["key"].split(":")[0], item["title"])
        )
    ]


def summary(figures: dict, formulas: Sequence[Formula]) -> tuple[list[str], list[list[str]]]:
    """Return head and rows of a unit's results at a glance: each item, its weighted formulas, warning lines reached."""
    used = [
        formula
        for formula in formulas
        if any(formula.key in item["results"] for item in figures["items"])
    ]
    rows = [
        [
            item["line"] or item["title"],
            *(
                written(item["results"][f.key], f.kind) if f.key in item["results"] else "—"
                for f in used
            ),
            "；".join(item["warnings"]),
        ]
        for item in figures["items"]
        if item["is_shown"] and item["results"] and "mean" not in item["results"]
    ]
    return [_("Item"), *(formula.title for formula in used), _("Warning lines")], rows


def score_of(figures: dict) -> dict[str, float]:
    """Return formula → mean over the unit's shown items of the weighted results."""
    found: dict[str, list[float]] = {}
    for item in figures["items"]:
        for key, value in item["results"].items():
            if item["is_shown"] and key != "mean":
                found.setdefault(key, []).append(value)
    return {key: sum(values) / len(values) for key, values in found.items()}


def ranks(survey: Survey, frozen: Tally, units: Sequence[SurveyUnit]) -> list[dict]:
    """Return for each formula the units in their order, best first; only where there are two to compare."""
    scores = {held: score_of(frozen.figures["units"][str(held.pk)]) for held in units}
    found = []
    for formula in survey.asked.formulas:
        placed = [
            (held.unit, each[formula.key]) for held, each in scores.items() if formula.key in each
        ]
        placed.sort(key=lambda pair: -pair[1])
        if len(placed) > 1:
            found.append({"formula": formula, "units": placed})
    return found


def rounds(survey: Survey, user: Viewer) -> list[dict]:
    """Return earlier rounds, newest first, with each unit's results by formula; this one first."""
    found, each = [], survey
    while each is not None and len(found) < ROUNDS:
        frozen = Tally.objects.visible_to(user).filter(survey=each).first()
        if frozen is None:
            break
        for held in each.units.select_related("unit"):
            scores = score_of(frozen.figures["units"][str(held.pk)])
            results = [
                (f.title, f.kind, scores[f.key]) for f in each.asked.formulas if f.key in scores
            ]
            found.append({"survey": each, "unit": held.unit, "results": results})
        each = Survey.objects.visible_to(user).filter(pk=each.previous_id).first()
    return found if survey.previous_id else []


def percent(share: float) -> str:
    """Write a share as people read it."""
    return f"{100 * share:.1f}%"


def written(value: float, kind: str) -> str:
    """Write a formula's figure: points and means with two places, everything else as a share."""
    return f"{value:.2f}" if kind in {"score", "mean"} else percent(value)


def _lines(figures: dict) -> list[str]:
    """Return turnout, validity and what must be said about the figures, in sentences."""
    total = figures["total"]
    rate = percent(total["returned"] / total["issued"]) if total["issued"] else "—"
    said = [
        _("Issued %(issued)s, returned %(returned)s, return rate %(rate)s.")
        % {"issued": total["issued"], "returned": total["returned"], "rate": rate}
    ]
    if total["valid"] is not None:
        said.append(
            _("Valid %(valid)s, invalid %(invalid)s.")
            % {"valid": total["valid"], "invalid": total["returned"] - total["valid"]}
        )
    if not figures["is_shown"]:
        said.append(
            _("Fewer valid ballots than the promised minimum came back: no answer is shown.")
        )
    if figures["is_pooled"]:
        said.append(
            _("Classes of few ballots are shown together with others, also in the weighted total.")
        )
    if figures["is_renormalised"]:
        said.append(
            _(
                "A class without ballots is left out; the weights of the others are scaled up to one."
            )
        )
    return said


def _table(
    figures: dict, items: list[dict], formulas: Sequence[Formula]
) -> tuple[list[str], list[list[str]]]:
    """Return head and rows of one question's figures, with the formulas and the warning lines that are reached."""
    shown = [item for item in items if item["is_shown"]]
    if not shown:
        return [_("Item"), _("Answers")], [[item["line"] or item["title"], "—"] for item in items]
    names = {block["key"]: block["name"] for block in figures["blocks"]}
    blocks = [key for key in names if any(key in item["bases"] for item in shown)]
    head = [
        _("Item"),
        _("Option"),
        *(names[key] for key in blocks),
        _("Total"),
        _("Share"),
        _("Weighted"),
    ]
    rows = []
    for item in shown:
        if not item["rows"]:
            mean = f"{item['plain']['mean']:.2f}", f"{item['results']['mean']:.2f}"
            rows.append(
                [
                    item["line"] or _("all"),
                    _("mean"),
                    *("" for _b in blocks),
                    str(item["base"]),
                    *mean,
                ]
            )
        for row in item["rows"]:
            counts = [str(row["counts"].get(key, "—")) for key in blocks]
            shares = percent(row["share"]), percent(row["weighted"])
            rows.append(
                [item["line"] or _("all"), row["label"], *counts, str(row["total"]), *shares]
            )
        for formula in formulas:
            if formula.key in item["results"]:
                values = [written(item[name][formula.key], formula.kind) for name in NAMES]
                empty = [""] * (len(blocks) + 1)
                rows.append([item["line"] or _("all"), formula.title, *empty, *values])
        empty = [""] * (len(blocks) + 3)
        rows += [[item["line"] or _("all"), f"⚠ {warning}", *empty] for warning in item["warnings"]]
    return head, rows


def _tables(survey: Survey, figures: dict) -> list[tuple[str, list[str], list[list[str]]]]:
    """Return title, head and rows of all tables of a unit: the results at a glance, then each question."""
    formulas = survey.asked.formulas
    head, rows = summary(figures, formulas)
    found = [(_("Results at a glance, weighted"), head, rows)] if rows else []
    for title, items in by_question(figures):
        found.append((title, *_table(figures, items, formulas)))
    return found


def excel(survey: Survey, frozen: Tally, units: Sequence[SurveyUnit]) -> bytes:
    """Return the figures as a workbook, a sheet for each unit; nothing in it is ever a formula."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(
        buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    bold, shares = book.add_format({"bold": True}), book.add_format({"num_format": "0.0%"})
    for number, held in enumerate(units, start=1):
        figures = frozen.figures["units"][str(held.pk)]
        sheet = book.add_worksheet(f"{number} {_plain(held.unit.name)}"[:31])
        sheet.set_column(0, 1, 28)
        lines = [survey.title, held.unit.name, *_lines(figures), f"{survey.code} {frozen.digest}"]
        for row, line in enumerate(lines):
            sheet.write_string(row, 0, line, bold if row < 2 else None)
        row = len(lines) + 1
        for title, head, rows in _tables(survey, figures):
            sheet.write_string(row, 0, title, bold)
            for column, cell in enumerate(head):
                sheet.write_string(row + 1, column, cell, bold)
            for offset, cells in enumerate(rows, start=2):
                for column, cell in enumerate(cells):
                    _write(sheet, row + offset, column, cell, shares)
            row += len(rows) + 3
    book.close()
    return buffer.getvalue()


def _write(sheet: Any, row: int, column: int, cell: str, shares: Any) -> None:
    """Write figures as numbers, so that they can be counted with; everything else as text."""
    if column and FIGURE.fullmatch(cell):
        number = float(cell.removesuffix("%"))
        is_share = cell.endswith("%")
        sheet.write_number(
            row, column, number / 100 if is_share else number, shares if is_share else None
        )
    else:
        sheet.write_string(row, column, cell)


def pdf(survey: Survey, frozen: Tally, units: Sequence[SurveyUnit]) -> bytes:
    """Return the figures as a report to print."""
    data = {
        "title": survey.title,
        "code": survey.code,
        "foot": _("Figures frozen at the close, fingerprint %(digest)s")
        % {"digest": frozen.digest},
        "units": [_unit(survey, frozen, held) for held in units],
    }
    return typst.compile(REPORT.encode(), sys_inputs={"data": json.dumps(data, ensure_ascii=False)})


def _unit(survey: Survey, frozen: Tally, held: SurveyUnit) -> dict[str, Any]:
    figures = frozen.figures["units"][str(held.pk)]
    questions = [
        {"title": title, "head": head, "rows": rows}
        for title, head, rows in _tables(survey, figures)
    ]
    return {"name": held.unit.name, "lines": _lines(figures), "questions": questions}


def _plain(name: str) -> str:
    """A sheet's name without what Excel refuses."""
    return "".join(sign for sign in name if sign not in "[]:*?/\\'")
