"""The list of talks."""

from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from paizhu.clues import rules
from paizhu.clues.models import Talk, Talker
from paizhu.clues.tables import looks
from paizhu.clues.tables.counted import CountedTalks
from paizhu.kernel.refusals import allowed
from paizhu.sealing import finding
from paizhu.web.lists import Button, Column, Empty, Kind, ListPage, code_column


def searched(records: QuerySet, text: str) -> QuerySet:
    """Find by number, or by the exact name of who was talked to, through its keyed digest."""
    return records.filter(
        Q(code__icontains=text) | Q(**finding(Talk, "person_index", text.strip()))
    )


def prepare(request: Any, records: Any) -> None:
    """Say for the whole page who held each talk; one query."""
    held: dict[int, list[str]] = {record.pk: [] for record in records}
    rows = Talker.objects.filter(talk__in=held).order_by("pk")
    for talk, name in rows.values_list("talk_id", "official__name"):
        held[talk].append(name)
    for record in records:
        record.held_by = "、".join(held[record.pk])


def enter_button(request: Any) -> Button | None:
    """Return the way to a new talk."""
    if not allowed(rules.talks.check_can_enter_talks, request.user):
        return None
    return Button(_("Enter a talk"), reverse("clues:talk_new"), icon="plus", look="primary")


def _buttons(request: Any) -> tuple[Button, ...]:
    button = enter_button(request)
    return (button,) if button else ()


TALKS = ListPage(
    name="clues.talks",
    title=_("Talks"),
    queryset=lambda user: Talk.objects.visible_to(user).select_related("unit").defer("transcript"),
    columns=(
        code_column(
            _("Talk code"),
            link=lambda record: record.get_absolute_url(),
        ),
        Column("held_on", _("Talk held on"), order="held_on", kind=Kind.DATE),
        Column("kind", _("Kind of talk"), value="get_kind_display"),
        Column("unit", _("Unit"), value="unit.name"),
        Column("people", _("People talked to"), kind=Kind.NUMBER),
        Column("held_by", _("Held by")),
    ),
    default_order="-held_on",
    filterset=CountedTalks,
    search=searched,
    search_hint=_("Number, or the exact name of who was talked to"),
    prepare=prepare,
    buttons=_buttons,
    on_search=looks.searched("talks"),
    on_export=looks.exported("talks"),
    template="clues/clues/list.html",
    empty=Empty(
        _("No talks."),
        hint=_(
            "Petition interviews, integrity talks, reminders and collective talks are entered here."
        ),
        icon="messages",
        button=enter_button,
    ),
)
