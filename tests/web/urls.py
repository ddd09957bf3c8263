"""Addresses for the tests of the web room: a list of units, refusals, a form."""

import django_filters
from django import forms
from django.http import HttpRequest
from django.shortcuts import render
from django.urls import include, path
from django.views.decorators.csrf import requires_csrf_token
from django.views.i18n import set_language

from paizhu.kernel.refusals import Refused
from paizhu.organization.models import Unit
from paizhu.web import choices, lists, views
from paizhu.web.lists import Button, Column, Empty, Kind, Mark, Tone

exported: list[tuple[str, int]] = []

choices.offer(
    "tests.unit",
    records=lambda user: Unit.objects.visible_to(user).order_by("code"),
    search=lambda records, text: records.search(text),
    note=lambda unit: unit.code,
)


class UnitFilter(django_filters.FilterSet):
    kind = django_filters.ChoiceFilter(
        label="性质", choices=[("行政机关", "行政机关"), ("事业单位", "事业单位")]
    )
    least = django_filters.NumberFilter(field_name="headcount", lookup_expr="gte", label="最少人数")
    unit = choices.RecordFilter("tests.unit", field_name="pk", label="单位")

    class Meta:
        model = Unit
        fields = []


def _state(unit: Unit) -> Mark:
    return Mark("盲区", Tone.RED) if unit.headcount is None else Mark("已覆盖", Tone.GREEN)


UNITS = lists.ListPage(
    name="tests.units",
    title="单位",
    queryset=lambda user: Unit.objects.visible_to(user).select_related("commission"),
    columns=(
        Column("code", "单位代码", order="code"),
        Column("name", "单位名称", order="name", link=lambda unit: f"/units/{unit.pk}/"),
        Column("kind", "性质", order=("kind", "-code")),
        Column("headcount", "人数", order="headcount", kind=Kind.NUMBER),
        Column("home", "纪委", value="commission.name", order="commission__name", hidden=True),
        Column("state", "状态", value=_state, kind=Kind.STATE),
        Column("secret", "密", value="pk", order="id", visible=lambda user: False),
    ),
    default_order="code",
    filterset=UnitFilter,
    search=lambda records, text: records.search(text),
    empty=Empty("还没有单位。", hint="请导入。", button=Button("导入", "/import/")),
    buttons=lambda request: (
        Button("新增", "/new/", look="primary"),
        Button("合并", refusal="只有办公室可以合并单位。"),
    ),
    on_export=lambda request, count: exported.append((request.user.username, count)),
)


class UnitForm(forms.Form):
    name = forms.CharField(label="名称", help_text="全称", max_length=20)
    on = forms.DateField(label="日期", required=False)
    unit = choices.RecordField("tests.unit", label="上级")
    more = choices.RecordsField("tests.unit", label="其他单位", required=False)

    def __init__(self, *given, user, **named):
        super().__init__(*given, **named)
        for name in ("unit", "more"):
            self.fields[name].for_user(user)


def units(request: HttpRequest):
    return lists.respond(request, UNITS)


def form(request: HttpRequest):
    sent = UnitForm(request.POST or None, user=request.user)
    sent.is_valid()
    return render(request, "web/form.html", {"form": sent, "title": "单位"})


def refuse(request: HttpRequest):
    raise Refused("驻在本单位的人不得核查本单位。", basis="《工作规则》第四十一条")


def fail(request: HttpRequest):
    raise RuntimeError("broken on purpose")


urlpatterns = [
    path("", units),
    path("units/", units),
    path("form/", requires_csrf_token(form)),
    path("refuse/", refuse),
    path("fail/", fail),
    path("language/", set_language, name="set_language"),
    path("sign-in/", include("paizhu.access.urls.sign_in")),
    path("web/", include("paizhu.web.urls")),
    path("access/", include("paizhu.access.urls")),
    path("notices/", include("paizhu.notices.urls")),
]
handler400 = views.bad_request
handler403 = views.forbidden
handler404 = views.not_found
handler500 = views.server_error
