"""The list of joint activities."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

import django_filters as filters
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from paizhu.kernel.refusals import allowed
from paizhu.planning import rules
from paizhu.planning.models import Call, Convening, ConveningState, Reply
from paizhu.planning.tables import marks
from paizhu.planning.tables.plans import groups
from paizhu.web import choices
from paizhu.web.lists import Button, Column, Empty, Kind, ListPage, code_column


class ConveningFilter(filters.FilterSet):
    """The list's filters."""

    group = choices.VisibleFilter(
        "organization.composite_group",
        records=groups,
        label=_("Composite group"),
    )
    state = choices.WordsFilter(label=_("State"), choices=ConveningState)
    since = filters.DateFilter(label=_("From"), method="from_day")
    to = filters.DateFilter(label=_("To"), method="to_day")

    class Meta:
        model = Convening
        fields: list[str] = []

    def from_day(self, found: QuerySet, _name: str, on: date) -> QuerySet:
        """On or after the day."""
        return found.filter(starts_at__gte=_begin(on))

    def to_day(self, found: QuerySet, _name: str, on: date) -> QuerySet:
        """On or before the day."""
        return found.filter(starts_at__lt=_begin(on + timedelta(days=1)))


def _begin(on: date) -> datetime:
    return timezone.make_aware(datetime.combine(on, time.min))


def prepare(request: Any, convenings: Sequence[Convening]) -> None:
    """Count the replies of the whole page with one query."""
    calls = Call.objects.visible_to(request.user).filter(convening__in=convenings)
    counted: dict[int, list[str]] = {each.pk: [] for each in convenings}
    for key, reply in calls.values_list("convening_id", "reply"):
        counted[key].append(reply)
    for each in convenings:
        replies = counted[each.pk]
        words = {"coming": replies.count(Reply.COMING), "called": len(replies)}
        each.replies = gettext("%(coming)s of %(called)s come") % words


def convene_button(request: Any) -> Button | None:
    """Return the way to a new joint activity, for leaders and deputies."""
    if not allowed(rules.convenings.check_can_convene, request.user):
        return None
    return Button(_("Convene"), reverse("planning:convening_new"), icon="plus", look="primary")


def _buttons(request: Any) -> tuple[Button, ...]:
    button = convene_button(request)
    return (button,) if button else ()


CONVENINGS = ListPage(
    name="planning.convenings",
    title=_("Joint activities"),
    queryset=lambda user: Convening.objects.visible_to(user).select_related("group"),
    columns=(
        Column("starts_at", _("Begins"), order="starts_at", kind=Kind.MOMENT),
        Column("title", _("What for"), link=lambda each: each.get_absolute_url()),
        Column("place", _("Place")),
        Column("group", _("Composite group"), value="group.name"),
        Column("state", _("State"), value=marks.convening_mark, kind=Kind.STATE),
        Column("replies", _("Replies")),
        code_column(_("Joint activity number"), hidden=True),
        Column("ends_at", _("Ends"), kind=Kind.MOMENT, hidden=True),
    ),
    default_order="-starts_at",
    filterset=ConveningFilter,
    search=lambda found, text: found.search(text),
    search_hint=_("What for, place, or number"),
    prepare=prepare,
    buttons=_buttons,
    template="planning/list.html",
    empty=Empty(
        _("No joint activity yet."),
        hint=_(
            "The group's offices are dispersed: leader or deputy calls its people together here."
        ),
        icon="users-group",
        button=convene_button,
    ),
)
