"""The inbox and the outbox as lists."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.middleware.csrf import get_token
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from paizhu.kernel import clock
from paizhu.notices import queries
from paizhu.notices.models import IN_STANDING, Notice, Sending
from paizhu.notices.states import Channel, SendingState, Standing
from paizhu.rulebook import queries as rulebook
from paizhu.web.components import Tab
from paizhu.web.lists import Button, Column, Empty, Kind, ListPage, Mark, Tone

STANDING_TONES = {
    Standing.UNREAD: Tone.BLUE,
    Standing.WAITING: Tone.YELLOW,
    Standing.DONE: Tone.GREEN,
}
SENDING_TONES = {
    SendingState.WAITING: Tone.BLUE,
    SendingState.SENT: Tone.GREEN,
    SendingState.DROPPED: Tone.NEUTRAL,
    SendingState.GIVEN_UP: Tone.RED,
}
ERRAND_LENGTH = 7
"""Calendar days that “within a week” means."""


def standing_mark(notice: Notice) -> Mark:
    """Return where the notice stands."""
    return Mark(notice.standing.label, STANDING_TONES[notice.standing])


class InboxFilter(django_filters.FilterSet):
    """Without a choice what is not done; by standing, and by how near the day is."""

    standing = django_filters.ChoiceFilter(
        label=_("How it stands"),
        choices=Standing.choices,
        method="in_standing",
        empty_label=_("not done"),
    )
    due = django_filters.ChoiceFilter(
        label=_("Day"),
        choices=[("past", _("past")), ("week", _("within a week")), ("none", _("without a day"))],
        method="due_by",
    )

    class Meta:
        model = Notice
        fields: list[str] = []

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        """Leave out what is done, unless it is asked for."""
        found = super().filter_queryset(queryset)
        asked = self.form.cleaned_data.get("standing")
        return found if asked else found.exclude(IN_STANDING[Standing.DONE])

    def in_standing(self, found: QuerySet, _name: str, value: str) -> QuerySet:
        """Restrict to one standing."""
        return found.filter(IN_STANDING[Standing(value)])

    def due_by(self, found: QuerySet, _name: str, value: str) -> QuerySet:
        """Restrict by the day on which it is due."""
        today = clock.today()
        week = Q(due_on__gte=today, due_on__lte=today + timedelta(days=ERRAND_LENGTH))
        asked = {"past": Q(due_on__lt=today), "week": week, "none": Q(due_on__isnull=True)}
        return found.filter(asked[value])


def prepare(request: Any, notices: Sequence[Notice]) -> None:
    """Say for the whole page how many working days are left, with the lights of the rule pack."""
    lights, token = Lights(request.user.commission_id), get_token(request)
    for notice in notices:
        notice.token = token
        notice.light = lights.of(notice)


class Lights:
    """The lights of a commission's notices today; a few queries when made, none afterwards."""

    def __init__(self, commission_id: int):
        self.today, self.calendar = clock.today(), rulebook.calendar()
        limits = rulebook.limits_on(self.today, commission_id)
        found = limits.get("light_yellow")
        self.yellow = found.amount if found else 0

    def of(self, notice: Notice) -> Mark | None:
        """Return the day as a mark; None where there is none to watch."""
        if notice.due_on is None or notice.done_at:
            return None
        left = self.calendar.days_left(notice.due_on, self.today)
        if left.is_past:
            late = -left.days
            words = ngettext("%(days)s working day overdue", "%(days)s working days overdue", late)
            return Mark(words % {"days": late}, Tone.RED)
        if not left.days:
            return Mark(_now("due today"), Tone.YELLOW)
        words = ngettext("%(days)s working day left", "%(days)s working days left", left.days)
        tone = Tone.YELLOW if left.days <= self.yellow else Tone.BLUE
        return Mark(words % {"days": left.days}, tone)


def tabs(request: Any) -> list[Tab]:
    """Return the standings beside each other, with how many there are where it matters."""
    asked = request.GET.get("standing", "")
    url, counts = reverse("notices:inbox"), queries.open_counts(request.user)
    shown = [
        ("", _("Not done"), counts.unread + counts.waiting),
        (Standing.UNREAD, _("Unread"), counts.unread),
        (Standing.WAITING, _("Waiting"), counts.waiting),
        (Standing.DONE, _("Done"), None),
    ]
    return [
        Tab(title, f"{url}?standing={key}" if key else url, is_current=asked == key, count=count)
        for key, title, count in shown
    ]


def _inbox_buttons(request: Any) -> list[Button]:
    none = "" if queries.open_counts(request.user).unread else _now("Nothing is unread.")
    read_all = Button(_("Mark all read"), icon="checks", dialog="read-all", refusal=none)
    wishes = Button(_("How to hear of it"), reverse("notices:delivery"), icon="settings")
    return [read_all, wishes]


INBOX = ListPage(
    name="notices.inbox",
    title=_("My notices"),
    lead=_("What waits for you and what you should know of. Opening one leads to the matter."),
    queryset=lambda user: Notice.objects.all().visible_among_told(user),
    columns=(
        Column(
            "reason",
            _("What and why"),
            value="reason",
            link=lambda notice: reverse("notices:open", args=[notice.pk]),
            template="notices/reason.html",
        ),
        Column("standing", _("How it stands"), value=standing_mark, kind=Kind.STATE),
        Column("due_on", _("Due by"), order="due_on", kind=Kind.DATE),
        Column("light", _("Time left"), value="light", kind=Kind.STATE),
        Column("made_at", _("Came"), order="made_at", kind=Kind.MOMENT),
        Column("mark_read", _("Mark read"), value="", template="notices/mark_read.html"),
        Column("number", _("Number of the matter"), order="number", hidden=True),
        Column("read_at", _("When read"), kind=Kind.MOMENT, hidden=True),
        Column("done_at", _("Done at"), kind=Kind.MOMENT, hidden=True),
    ),
    default_order="-made_at",
    filterset=InboxFilter,
    search=("number",),
    search_hint=_("Number of the matter"),
    prepare=prepare,
    buttons=_inbox_buttons,
    template="notices/inbox.html",
    empty=Empty(
        _("Nothing waits for you."),
        hint=_("As soon as something does, it stands here and in the bar above."),
        icon="inbox",
    ),
)


class SendingFilter(django_filters.FilterSet):
    """By state and way."""

    state = django_filters.ChoiceFilter(label=_("State"), choices=SendingState.choices)
    channel = django_filters.ChoiceFilter(label=_("Way"), choices=Channel.choices)

    class Meta:
        model = Sending
        fields: list[str] = []


def _sending_buttons(request: Any) -> list[Button]:
    given_up = Sending.objects.visible_to(request.user).filter(state=SendingState.GIVEN_UP)
    none = "" if given_up.exists() else _now("Nothing was given up.")
    url = reverse("notices:sendings_again")
    return [Button(_("Try again"), url, icon="refresh", method="post", refusal=none)]


SENDINGS = ListPage(
    name="notices.sendings",
    title=_("Sent outside"),
    lead=_("Mails and calls about notices. What they say is not kept here, nor whom it is about."),
    queryset=lambda user: Sending.objects.visible_to(user).select_related("recipient"),
    columns=(
        Column("made_at", _("Made"), order="made_at", kind=Kind.MOMENT),
        Column("channel", _("Way"), value="get_channel_display"),
        Column("recipient", _("Account"), value="recipient.username"),
        Column(
            "state",
            _("State"),
            value=lambda sending: Mark(
                sending.get_state_display(), SENDING_TONES[SendingState(sending.state)]
            ),
            kind=Kind.STATE,
        ),
        Column("attempts", _("Attempts"), kind=Kind.NUMBER),
        Column("next_at", _("Next attempt"), kind=Kind.MOMENT, hidden=True),
        Column("ended_at", _("Ended"), kind=Kind.MOMENT),
        Column("error", _("Kind of fault")),
    ),
    default_order="-made_at",
    filterset=SendingFilter,
    buttons=_sending_buttons,
    empty=Empty(
        _("Nothing was sent outside yet."),
        hint=_("Mail is set up with PAIZHU_MAIL_URL, a webhook with PAIZHU_NOTICE_WEBHOOK."),
        icon="mail",
    ),
)
