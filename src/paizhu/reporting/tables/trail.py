"""The auditor's list: the records of a chain, newest first."""

from datetime import date, datetime, time, timedelta
from typing import Any

import django_filters
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from paizhu.reporting.queries import trail as words
from paizhu.trail import actions
from paizhu.trail import queries as trail
from paizhu.trail.models import Event
from paizhu.web.lists import Button, Column, Empty, Kind, ListPage
from paizhu.web.lists.address import SEARCH, Address

PLATFORM = "platform"
MACHINE = "machine"
"""Stands for whoever acted at the command line, without an account."""


def midnight(day: date) -> datetime:
    """Return the moment at which a day begins here."""
    return timezone.make_aware(datetime.combine(day, time.min))


class EventFilter(django_filters.FilterSet):
    """By actor, act, kind of record, days and chain; unless said otherwise the commission's own chain."""

    actor = django_filters.ChoiceFilter(label=_("Actor"), method="by_actor")
    act = django_filters.ChoiceFilter(label=_("Act"))
    kind = django_filters.ChoiceFilter(label=_("Kind of record"), field_name="subject_kind")
    chain = django_filters.ChoiceFilter(
        label=_("Chain"),
        choices=[(PLATFORM, _("of the installation"))],
        empty_label=_("of the commission"),
        method="in_chain",
    )

    class Meta:
        model = Event
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        people = [(str(pk), name) for pk, name in trail.actors(self.chain_read)]
        self.filters["actor"].extra["choices"] = [*people, (MACHINE, _("command line"))]
        self.filters["act"].extra["choices"] = words.act_choices()
        self.filters["kind"].extra["choices"] = words.kind_choices(self.chain_read)
        for name, label in (("from", _("From")), ("to", _("To"))):
            self.filters[name] = django_filters.DateFilter(label=label, method=f"in_days_{name}")
            self.filters[name].parent, self.filters[name].model = self, Event
        self.filters.move_to_end("chain")

    @property
    def chain_read(self) -> int:
        """The chain that is read: the installation's is numbered 0."""
        own = self.request.user.commission_id or 0
        return 0 if self.data.get("chain") == PLATFORM else own

    def filter_queryset(self, queryset):
        """Restrict to one chain always, so that its index gives the order."""
        return super().filter_queryset(queryset.filter(chain=self.chain_read))

    def in_chain(self, found, name, value):
        """Leave the choice of the chain to `filter_queryset`."""
        return found

    def by_actor(self, found, name, value):
        """Restrict to an account, or to the command line."""
        return found.filter(actor_id=None if value == MACHINE else int(value))

    def in_days_from(self, found, name, value):
        """Restrict to this day and later."""
        return found.filter(at__gte=midnight(value))

    def in_days_to(self, found, name, value):
        """Restrict to this day and earlier."""
        return found.filter(at__lt=midnight(value + timedelta(days=1)))


def note_export(request: Any, count: int) -> None:
    """Record that these records were taken out, and chosen by what."""
    asked = Address.of(request)
    filters = dict(asked.filters())
    if text := asked.get(SEARCH):
        filters[SEARCH] = text
    actions.note_export(
        commission=request.user.commission, count=count, filters=filters, by=request.user
    )


def buttons(request: Any) -> list[Button]:
    """Offer the looks at casework, the check and the heads."""
    return [
        Button(_("Looks at casework"), reverse("reporting:trail_readings"), icon="eye"),
        Button(_("Check the trail"), reverse("reporting:trail_check"), icon="shield-check"),
        Button(_("Heads for safekeeping"), reverse("reporting:trail_heads"), icon="bookmark"),
    ]


def address_of(event: Event) -> str:
    """Return the address of a record's page."""
    return reverse("reporting:trail_record", args=[event.chain, event.sequence])


TRAIL = ListPage(
    name="reporting.trail",
    title=_("Trail"),
    lead=_(
        "Who did what, and when. Records are only ever added; each carries the hash of the one before."
    ),
    queryset=Event.objects.visible_to,
    columns=(
        Column("sequence", _("No."), kind=Kind.NUMBER, link=address_of),
        Column("at", _("Time"), order="at", kind=Kind.MOMENT),
        Column("actor_name", _("Actor")),
        Column("story", _("What happened"), value=words.story),
        Column(
            "kind", _("Kind of record"), value=lambda event: words.kind_label(event.subject_kind)
        ),
        Column("subject_label", _("Subject"), hidden=True),
        Column("subject_id", _("Record's number"), hidden=True),
        Column("act", _("Act's code"), hidden=True),
        Column("changes", _("Changes"), value=words.changes_in_words, hidden=True),
        Column("hash", _("Hash"), hidden=True),
    ),
    default_order="-at",
    filterset=EventFilter,
    search=("subject_label",),
    search_hint=_("Name of the record"),
    empty=Empty(
        _("Nothing is recorded yet."), hint=_("Every change and every sign-in will stand here.")
    ),
    buttons=buttons,
    export_name="trail",
    on_export=note_export,
)
