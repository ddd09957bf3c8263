"""The ledger of matter notices: its columns with lead times, filters and search."""

from collections.abc import Sequence
from typing import Any

import django_filters as filters
from django.db.models import F, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from paizhu.kernel.refusals import refusal
from paizhu.oversight import queries, rules
from paizhu.oversight.models import Matter, MatterNotice
from paizhu.oversight.tables import marks
from paizhu.oversight.tables.choosing import DayOfMoment, DaysFilter, days
from paizhu.web import choices
from paizhu.web.lists import Button, Column, Empty, Kind, ListPage


class NoticeFilter(DaysFilter):
    """The ledger's filters; the days are those on which the matters take place."""

    DAYS, DAY = days("happens_at"), DayOfMoment

    unit = choices.RecordFilter("organization.unit", label=_("Unit"))
    matter = filters.MultipleChoiceFilter(label=_("Kind of matter"), choices=Matter)
    late = filters.ChoiceFilter(
        label=_("When word came"),
        choices=[("1", _("only afterwards"))],
        method="only_late",
        empty_label=_("any time"),
    )

    class Meta:
        model = MatterNotice
        fields: list[str] = []

    def only_late(self, found: QuerySet, _name: str, _value: str) -> QuerySet:
        """Sent only after the matter had taken place."""
        return found.filter(sent_at__gt=F("happens_at"))


def prepare(request: Any, notices: Sequence[MatterNotice]) -> None:
    """Say for the whole page how far ahead word came."""
    leads = queries.LeadTimes(request.user.commission_id)
    for notice in notices:
        notice.lead = marks.lead_mark(leads.of(notice))


def _buttons(request: Any) -> tuple[Button, ...]:
    return (
        Button(
            _("Send word"),
            reverse("oversight:notice_new"),
            icon="send",
            look="primary",
            refusal=refusal(rules.check_can_enter, request.user),
        ),
    )


NOTICES = ListPage(
    name="oversight.notices",
    title=_("Matter notices"),
    queryset=lambda user: MatterNotice.objects.visible_to(user).select_related("unit", "sender"),
    columns=(
        Column("happens_at", _("Takes place"), order="happens_at", kind=Kind.MOMENT),
        Column("unit", _("Unit"), value="unit.name"),
        Column("matter", _("Kind of matter"), value="get_matter_display"),
        Column(
            "title",
            _("Matter"),
            link=lambda notice: reverse("oversight:notice", args=[notice.pk]),
        ),
        Column("sent_at", _("Sent"), kind=Kind.MOMENT),
        Column("lead", _("Lead time"), value="lead", kind=Kind.STATE),
        Column("sender", _("Sent by"), value="sender.name", hidden=True),
        Column("code", _("Notice code"), order="code", hidden=True),
    ),
    default_order="-happens_at",
    filterset=NoticeFilter,
    search=("code", "title", "unit__name"),
    search_hint=_("Matter, unit or code"),
    prepare=prepare,
    buttons=_buttons,
    empty=Empty(
        _("No word of any matter yet."),
        hint=_("Resident leaders send word of their host unit's coming decisions here."),
        icon="speakerphone",
    ),
)
