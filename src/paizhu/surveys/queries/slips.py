"""Ballot slips as an A4 PDF by Typst: ten a page with cut marks, QR code, short code, class and window."""

import io
import json
from collections.abc import Sequence

import segno
import typst
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from paizhu.surveys.models import BallotClass, SurveyUnit
from paizhu.surveys.queries.door import grouped

PAGE = """
#let data = json(bytes(sys.inputs.data))
#set text(font: ("Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei", "SimSun"), size: 9pt, lang: "zh")
#set par(leading: 0.55em)
#let slip(group, each) = box(width: 95mm, height: 53mm, stroke: (paint: luma(150), thickness: 0.4pt, dash: "dashed"),
  inset: 5mm, grid(columns: (1fr, 33mm), gutter: 3mm,
    [ #text(7.5pt, data.commission) \\
      #text(9.5pt, weight: "bold", data.title) \\
      #text(8.5pt, data.unit + "　" + group.name) #v(1mm)
      #text(8pt, data.window) #v(1mm)
      #text(7.5pt, fill: luma(70), data.promise) ],
    align(center)[ #image(bytes(each.svg), format: "svg", width: 31mm) #v(-1mm)
      #text(font: ("DejaVu Sans Mono", "Noto Sans Mono CJK SC"), 8.5pt, weight: "bold", each.code) ]),
  )
#for group in data.groups {
  page(paper: "a4", margin: (x: 10mm, top: 16mm, bottom: 10mm), header-ascent: 3mm,
    header: align(center, text(8pt, data.head + "　" + group.name + "　" + group.count)),
    grid(columns: (95mm, 95mm), ..group.slips.map(each => slip(group, each))))
}
"""


def pdf(held: SurveyUnit, printed: Sequence[tuple[BallotClass, list[str]]], address: str) -> bytes:
    """Return the slips, a new page for each class. `address`: of the door's page that asks for a code."""
    survey = held.survey
    opens, closes = map(timezone.localtime, (survey.opens_at, survey.closes_at))
    data = {
        "commission": survey.commission.name,
        "title": survey.title,
        "unit": held.unit.name,
        "window": f"{opens:%Y-%m-%d %H:%M} — {closes:%Y-%m-%d %H:%M}",
        "promise": _(
            "Scan, or open %(address)s and enter the code. Draw a slip yourself; nobody notes who has which."
        )
        % {"address": address},
        "head": f"{survey.code}　{held.unit.name}",
        "groups": [
            {
                "name": f"{each.key} {each.name}",
                "count": ngettext("%(count)s slip", "%(count)s slips", len(codes))
                % {"count": len(codes)},
                "slips": [
                    {"code": grouped(code), "svg": _qr(f"{address}{code}/")} for code in codes
                ],
            }
            for each, codes in printed
            if codes
        ],
    }
    return typst.compile(PAGE.encode(), sys_inputs={"data": json.dumps(data, ensure_ascii=False)})


def _qr(text: str) -> str:
    buffer = io.BytesIO()
    segno.make(text, error="m", micro=False).save(buffer, kind="svg", border=1, xmldecl=False)
    return buffer.getvalue().decode()
