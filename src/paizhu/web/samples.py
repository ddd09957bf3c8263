"""What the component page shows: for each component the line that draws it, and invented records to draw."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.template import engines
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from paizhu.web import charts, dates
from paizhu.web.components import Button, Empty, Mark, Moment, Tab, Tile, Tone


@dataclass(frozen=True)
class Sample:
    """One component: its name, and the template source that is both shown and drawn."""

    name: Any
    source: str

    def drawn(self, request: Any) -> SafeString:
        """Draw the source."""
        return mark_safe(engines["django"].from_string(self.source).render(context(), request))  # noqa: S308  our own templates


class SampleForm(forms.Form):
    """Every kind of field."""

    name = forms.CharField(label="单位名称", help_text="填写单位全称。")
    on = forms.DateField(label="日期")
    at = forms.DateTimeField(label="时间", required=False)
    staff = forms.IntegerField(label="人数", min_value=0)
    sector = forms.ChoiceField(
        label="口", choices=[("", "—"), ("1", "党群"), ("2", "综合"), ("3", "工交")]
    )
    way = forms.ChoiceField(
        label="身份",
        choices=[("same", "同体监督"), ("cross", "异体监督")],
        widget=forms.RadioSelect,
    )
    matters = forms.MultipleChoiceField(
        label="事项",
        choices=[("a", "重大问题决策"), ("b", "干部人事任免"), ("c", "重大项目安排")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    content = forms.CharField(label="内容", widget=forms.Textarea, required=False)
    paper = forms.FileField(label="附件", required=False)
    agreed = forms.BooleanField(label="我已阅读工作规则")


def context() -> dict[str, Any]:
    """Return invented records for every sample."""
    now = timezone.localtime()
    return {
        "buttons": _buttons(),
        "tiles": _tiles(),
        "marks": _marks(),
        "moments": _moments(now),
        "facts": [
            ("单位代码", "U012"),
            ("口", "综合"),
            ("人数", 230),
            ("派驻纪检组", ""),
        ],
        "tabs": [
            Tab("概况", "#", is_current=True),
            Tab("监督活动", "#", count=37),
            Tab("意见建议", "#", count=0),
        ],
        "trail": [("单位", "#"), ("望澜市财政局", "#")],
        "empty": Empty(
            "还没有意见建议。",
            hint="意见建议从一次监督活动开始。",
            icon="message-report",
            button=Button("录入监督活动", "#", icon="plus"),
        ),
        "form": SampleForm(),
        "faulty": SampleForm({"name": "望澜市财政局", "staff": "-3", "way": "same"}),
        "charts": _charts(),
        "period": dates.period("2015H1"),
        "day": date(2015, 6, 30),
        "heats": range(6),
    }


def _buttons() -> list[Button]:
    return [
        Button("保存", "#", icon="check", look="primary"),
        Button("新增单位", "#", icon="plus"),
        Button("删除", "#", icon="trash", look="danger"),
        Button(
            "销号",
            icon="lock",
            refusal="确认销号须由未经办的人进行。",
        ),
        Button("结束任职", icon="x", dialog="sample-end"),
    ]


def _tiles() -> list[Tile]:
    return [
        Tile("单位", 94, "#", unit="个", note="6个口"),
        Tile("列席会议", 203, "#", tone=Tone.BLUE, icon="users-group"),
        Tile("逾期", 7, "#", tone=Tone.RED, note="比上月多3件"),
        Tile("销号率", "91.4%", "#", tone=Tone.GREEN),
    ]


def _marks() -> list[Mark]:
    return [
        Mark("已登记"),
        Mark("办理中", Tone.BLUE),
        Mark("已销号", Tone.GREEN),
        Mark("3个工作日内到期", Tone.YELLOW),
        Mark("已逾期", Tone.RED),
    ]


def _moments(now: datetime) -> list[Moment]:
    return [
        Moment(now, "意见建议已销号", "O-2015-031", tone=Tone.GREEN, icon="circle-check", who="周 岚"),
        Moment(now - timedelta(days=9), "退回：缺少佐证材料", tone=Tone.YELLOW, icon="arrow-back-up"),
        Moment(date(2015, 3, 2), "列席大额度资金使用会议", "设备采购 380 万元", "#", icon="users-group"),
    ]  # fmt: skip


def _charts() -> list[charts.Chart]:
    months = [f"{month}月" for month in range(1, 13)]
    sectors = ["党群", "综合", "工交", "宣教", "政法", "农林"]
    return [
        charts.Chart(
            "acts",
            "各月监督活动（按身份）",
            months,
            [
                charts.Series("同体监督", [12, 9, 14, 11, 8, 13, 9, 7, 12, 10, 11, 15], tone="same"),
                charts.Series("异体监督", [21, 18, 25, 30, 22, 27, 19, 16, 28, 24, 26, 33], tone="cross"),
            ],
            shape=charts.Shape.STACKED,
            unit="次",
        ),
        charts.Chart(
            "sectors",
            "各口意见建议",
            sectors,
            [charts.Series("条", [11, 18, 22, 9, 14, 8], urls=["#"] * 6)],
            shape=charts.Shape.ROWS,
            unit="条",
        ),
        charts.Chart("none", "信访举报", months, [charts.Series("件", [0] * 12)]),
    ]  # fmt: skip


SAMPLES = (
    Sample(
        _("Buttons"),
        '<div class="buttons">{% for each in buttons %}{% button each %}{% endfor %}</div>',
    ),
    Sample(
        _("Tiles"), '<div class="tiles">{% for each in tiles %}{% tile each %}{% endfor %}</div>'
    ),
    Sample(_("Marks of state"), "{% for each in marks %}{{ each|mark }} {% endfor %}"),
    Sample(_("A light by name"), '{% light "red" "逾期 4 个工作日" %}'),
    Sample(
        _("Capacity"),
        '{{ "same_body"|capacity }} {{ "cross_body"|capacity }} {{ "both"|capacity }} {{ "outside"|capacity }}',
    ),
    Sample(_("Tabs"), "{% tabs tabs %}"),
    Sample(_("Breadcrumb"), "{% breadcrumb trail %}"),
    Sample(_("Facts"), "{% description facts %}"),
    Sample(_("Timeline"), "{% timeline moments %}"),
    Sample(_("Period"), "{% period_chooser period %}"),
    Sample(_("As on a day"), "{% day_chooser day %}"),
    Sample(_("Progress"), '{% progress 64 94 "本年已监督单位" "green" %}'),
    Sample(
        _("Heat"),
        '<table class="table"><tbody><tr>{% for heat in heats %}<td class="heat-{{ heat }}">{{ heat }}</td>'
        "{% endfor %}</tr></tbody></table>",
    ),
    Sample(_("Empty state"), "{% empty empty %}"),
    Sample(
        _("Confirmation"),
        '{% confirm "sample-end" url="#" title="结束任职？" text="结束后，本人在该组的待办事项须移交他人。"'
        ' label="结束任职" look="danger" %}<a class="btn" href="#sample-end" data-opens="sample-end">'
        "结束任职</a>",
    ),
    Sample(_("Charts"), "{% for each in charts %}{% chart each %}{% endfor %}"),
    Sample(_("Form"), '<form class="sheet"><div class="sheet-body">{{ form }}</div></form>'),
    Sample(
        _("Form with faults"),
        '<form class="sheet"><div class="sheet-body">{{ faulty }}</div></form>',
    ),
)
