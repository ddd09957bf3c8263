"""The ledger of matter notices: its columns with lead times, filters and search; and what a unit's contact sent."""

from collections.abc import Sequence
from typing import Any

import django_filters as filters
from django.db.models import F, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from paizhu.kernel.refusals import refusal
from paizhu.oversight import queries, rules
from paizhu.oversight.models import Channel, Matter, MatterNotice, NoticeReading, NoticeState
from paizhu.oversight.tables import marks
from paizhu.oversight.tables.choosing import DayOfMoment, DaysFilter, days
from paizhu.web import choices
from paizhu.web.lists import Button, Column, Empty, Kind, ListPage, code_column


class NoticeFilter(DaysFilter):
    """The ledger's filters; the days are those on which the matters take place."""

    DAYS, DAY = days("happens_at"), DayOfMoment

    unit = choices.RecordFilter("organization.unit", label=_("Unit"))
    matter = choices.WordsFilter(label=_("Kind of matter"), choices=Matter)
    state = choices.WordsFilter(label=_("State"), choices=NoticeState)
    going = choices.RecordFilter(
        "organization.official", label=_("Who attends"), method="with_official"
    )
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

    def with_official(self, found: Any, _name: str, official: Any) -> QuerySet:
        """To be attended by this person."""
        return found.attended_by([official.pk])


def prepare(request: Any, notices: Sequence[MatterNotice]) -> None:
    """Say for the whole page how far ahead word came and how each stands."""
    leads = queries.LeadTimes(request.user.commission_id)
    for notice in notices:
        notice.lead = marks.lead_mark(leads.of(notice))
        notice.standing = marks.notice_mark(notice)


def prepare_own(request: Any, notices: Sequence[MatterNotice]) -> None:
    """Say what a unit's contact may know: how far ahead its word came, and whether it was read."""
    leads = queries.LeadTimes(request.user.commission_id)
    keys = [notice.pk for notice in notices]
    read = set(NoticeReading.objects.filter(notice__in=keys).values_list("notice_id", flat=True))
    for notice in notices:
        notice.lead = marks.lead_mark(leads.of(notice))
        notice.standing = marks.own_notice_mark(notice, is_read=notice.pk in read)


def _buttons(request: Any) -> tuple[Button, ...]:
    return (
        Button(_("Times"), reverse("oversight:notice_times"), icon="clock"),
        send_button(request),
    )


def send_button(request: Any) -> Button:
    """The way to send word."""
    return Button(
        _("Send word"),
        reverse("oversight:notice_new"),
        icon="send",
        look="primary",
        refusal=refusal(rules.check_can_send_some, request.user),
    )


def _link(notice: MatterNotice) -> str:
    return reverse("oversight:notice", args=[notice.pk])


NOTICES = ListPage(
    name="oversight.notices",
    title=_("Matter notices"),
    queryset=lambda user: MatterNotice.objects.supervised_by(user).select_related("unit", "sender"),
    columns=(
        Column("happens_at", _("Takes place"), order="happens_at", kind=Kind.MOMENT),
        Column("unit", _("Unit"), value="unit.name"),
        Column("matter", _("Kind of matter"), value="get_matter_display"),
        Column("title", _("Matter"), link=_link),
        Column("state", _("State"), value="standing", kind=Kind.STATE),
        Column("sent_at", _("Sent"), kind=Kind.MOMENT),
        Column("lead", _("Lead time"), value="lead", kind=Kind.STATE),
        Column("sender", _("Sent by"), value="sender.name", hidden=True),
        code_column(_("Notice code"), hidden=True),
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
OWN_NOTICES = ListPage(
    name="oversight.own_notices",
    title=_("Matters announced by the unit"),
    queryset=lambda user: (
        MatterNotice.objects.visible_to(user)
        .filter(channel=Channel.UNIT, unit__in=user.powers.contact_units)
        .select_related("unit")
    ),
    columns=(
        Column("happens_at", _("Takes place"), order="happens_at", kind=Kind.MOMENT),
        Column("matter", _("Kind of matter"), value="get_matter_display"),
        Column("title", _("Matter"), link=_link),
        Column("sent_at", _("Sent"), kind=Kind.MOMENT),
        Column("lead", _("Lead time"), value="lead", kind=Kind.STATE),
        Column("state", _("Arrived"), value="standing", kind=Kind.STATE),
        code_column(_("Notice code"), hidden=True),
    ),
    default_order="-happens_at",
    search=("code", "title"),
    search_hint=_("Matter or code"),
    prepare=prepare_own,
    buttons=lambda request: (send_button(request),),
    empty=Empty(
        _("Nothing has been announced yet."),
        hint=_(
            "Announce the unit's coming decisions, appointments, projects and large payments here."
        ),
        icon="speakerphone",
    ),
)
