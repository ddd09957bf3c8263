"""The list of work plans: its columns with clocks and progress, filters and search."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import django_filters as filters
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from paizhu.kernel import clock
from paizhu.kernel.refusals import allowed, refusal
from paizhu.organization.models import CompositeGroup
from paizhu.planning import queries, rules
from paizhu.planning.models import PlanKind, PlanState, WorkPlan
from paizhu.planning.tables import marks
from paizhu.web import choices
from paizhu.web.lists import Button, Column, Empty, Kind, ListPage, code_column


def groups(user: Any) -> QuerySet:
    """Return the groups whose arrangements this reader may see."""
    found, powers = CompositeGroup.objects.visible_to(user), user.powers
    return found if powers.sees_commission else found.filter(pk__in=powers.concerned_groups)


class PlanFilter(filters.FilterSet):
    """The list's filters."""

    group = choices.VisibleFilter(
        "organization.composite_group",
        records=groups,
        label=_("Composite group"),
    )
    kind = choices.WordsFilter(label=_("Kind of plan"), choices=PlanKind)
    state = choices.WordsFilter(label=_("State"), choices=PlanState)
    on = filters.DateFilter(label=_("Covers the day"), method="covering")
    waiting = filters.ChoiceFilter(
        label=_("Waits for"), choices=[("me", _("me"))], method="for_me", empty_label=_("anybody")
    )

    class Meta:
        model = WorkPlan
        fields: list[str] = []

    def covering(self, found: QuerySet, _name: str, on: date) -> QuerySet:
        """In whose period the day lies."""
        return found.filter(from_on__lte=on, until_on__gte=on)

    def for_me(self, found: QuerySet, _name: str, _value: str) -> QuerySet:
        """On which this reader has to decide."""
        mine = queries.waiting_for(self.request.user).order_by().values("pk")
        return found.filter(pk__in=mine)


def prepare(request: Any, plans: Sequence[WorkPlan]) -> None:
    """Say for the whole page how far each plan is and how long it waits."""
    today = clock.today()
    clocks = queries.PlanClocks(request.user.commission_id, today)
    progress = queries.progress_of(plans, request.user, today)
    for plan in plans:
        plan.waiting = marks.waiting_mark(clocks.of(plan))
        plan.progress = marks.progress_mark(progress[plan.pk])


def draft_button(request: Any) -> Button | None:
    """Return the way to a new plan, for those who work in a group."""
    why_not = refusal(rules.plans.check_can_draft, request.user)
    if why_not:
        return None
    return Button(_("Draft a plan"), reverse("planning:plan_new"), icon="plus", look="primary")


def _buttons(request: Any) -> tuple[Button, ...]:
    button = draft_button(request)
    return (button,) if button else ()


def _sees_several(user: Any) -> bool:
    return user.powers.sees_commission or len(user.powers.concerned_groups) > 1


PLANS = ListPage(
    name="planning.plans",
    title=_("Work plans"),
    queryset=lambda user: WorkPlan.objects.visible_to(user).select_related("group"),
    columns=(
        code_column(_("Plan number"), value="number", order=("code", "version")),
        Column("title", _("Title"), link=lambda plan: plan.get_absolute_url()),
        Column("group", _("Composite group"), value="group.name", visible=_sees_several),
        Column("kind", _("Kind of plan"), value="get_kind_display"),
        Column("from_on", _("Plan from"), order="from_on", kind=Kind.DATE),
        Column("until_on", _("Plan until"), kind=Kind.DATE),
        Column("state", _("State"), value=marks.plan_mark, kind=Kind.STATE),
        Column("waiting", _("Answer"), value="waiting", kind=Kind.STATE),
        Column("progress", _("Carried out"), value="progress", kind=Kind.STATE),
        Column("submitted_on", _("Submitted on"), kind=Kind.DATE, hidden=True),
        Column("decided_on", _("Agreed on"), kind=Kind.DATE, hidden=True),
        Column("reported_on", _("Reported on"), kind=Kind.DATE, hidden=True),
    ),
    default_order="-from_on",
    filterset=PlanFilter,
    search=lambda found, text: found.search(text),
    search_hint=_("Number, title, or words of an item"),
    prepare=prepare,
    buttons=_buttons,
    template="planning/list.html",
    empty=Empty(
        _("No work plan yet."),
        hint=_(
            "A group drafts its plan, submits it to the liaison member, and carries it out once agreed."
        ),
        icon="list-check",
        button=draft_button,
    ),
)


def sees_planning(user: Any) -> bool:
    """Tell whether planning is open to the reader at all."""
    return allowed(rules.check_can_see_planning, user)
