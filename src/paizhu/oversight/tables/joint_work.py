"""The list of authorisations of joint work, and how they stand."""

from collections.abc import Sequence
from typing import Any

import django_filters as filters
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from paizhu.kernel import clock
from paizhu.kernel.refusals import refusal
from paizhu.oversight import rules
from paizhu.oversight.models import JointKind, JointWork
from paizhu.oversight.tables.activities import shortened
from paizhu.web import choices
from paizhu.web.components import Mark, Tone
from paizhu.web.lists import Button, Column, Empty, Kind, ListPage, code_column


def state_of(joint_work: JointWork) -> Mark:
    """Return whether an authorisation is to come, in force, ended early, or has run out today."""
    today = clock.today()
    if joint_work.last_on < today:
        if joint_work.ended_on:
            return Mark(_now("ended early"), Tone.YELLOW)
        return Mark(_now("run out"))
    if joint_work.from_on > today:
        return Mark(_now("to come"), Tone.BLUE)
    return Mark(_now("in force"), Tone.GREEN)


def scope_of(joint_work: JointWork) -> str:
    """Return where it holds, in words."""
    units = [unit.name for unit in joint_work.units.all()]
    return shortened(units) if units else _now("all units of these groups")


class JointWorkFilter(filters.FilterSet):
    """By group, kind and whether it holds today."""

    group = choices.VisibleFilter(
        "organization.composite_group",
        label=_("Composite group"),
        field_name="groups",
    )
    kind = choices.WordsFilter(label=_("Kind of joint work"), choices=JointKind)
    now = filters.ChoiceFilter(
        label=_("In force"),
        choices=[("1", _("only those in force today"))],
        method="only_now",
        empty_label=_("any time"),
    )

    class Meta:
        model = JointWork
        fields: list[str] = []

    def only_now(self, found: Any, _name: str, _value: str) -> QuerySet:
        """In force today."""
        return found.in_force(clock.today())


def prepare(_request: Any, found: Sequence[JointWork]) -> None:
    """Say for the whole page how each stands."""
    for one in found:
        one.state, one.scope = state_of(one), scope_of(one)
        one.group_names = shortened([group.name for group in one.groups.all()])


def _buttons(request: Any) -> tuple[Button, ...]:
    return (
        Button(
            _("Authorise joint work"),
            reverse("oversight:joint_work_new"),
            icon="plus",
            look="primary",
            refusal=refusal(rules.check_can_authorise, request.user),
        ),
    )


JOINT_WORK = ListPage(
    name="oversight.joint_work",
    title=_("Joint work between groups"),
    queryset=lambda user: JointWork.objects.visible_to(user).prefetch_related("groups", "units"),
    columns=(
        code_column(
            _("Authorisation number"),
            link=lambda one: reverse("oversight:joint_work", args=[one.pk]),
        ),
        Column("kind", _("Kind of joint work"), value="get_kind_display"),
        Column("groups", _("Groups that work together"), value="group_names"),
        Column("scope", _("Where it holds"), value="scope"),
        Column("from_on", _("From"), order="from_on", kind=Kind.DATE),
        Column("last_on", _("Until"), value="last_on", kind=Kind.DATE),
        Column("state", _("State"), value="state", kind=Kind.STATE),
    ),
    default_order="-from_on",
    filterset=JointWorkFilter,
    search=lambda found, text: found.search(text),
    search_hint=_("Number, purpose, group or unit"),
    prepare=prepare,
    template="oversight/list.html",
    buttons=_buttons,
    empty=Empty(
        _("No joint work has been authorised yet."),
        hint=_(
            "Members who help another group act there under an authorisation of the commission."
        ),
        icon="users-group",
    ),
)
