"""The list of work rules: the last version of each."""

from typing import Any

import django_filters as filters
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from paizhu.kernel.refusals import allowed
from paizhu.planning import rules
from paizhu.planning.models import WorkRule
from paizhu.planning.tables import marks
from paizhu.planning.tables.plans import groups
from paizhu.web import choices
from paizhu.web.lists import Button, Column, Empty, Kind, ListPage, code_column


class RuleFilter(filters.FilterSet):
    """The list's filters."""

    group = choices.VisibleFilter(
        "organization.composite_group",
        records=groups,
        label=_("Composite group"),
    )

    class Meta:
        model = WorkRule
        fields: list[str] = []


def write_button(request: Any) -> Button | None:
    """Return the way to a new rule, for those who lead a group."""
    if not allowed(rules.work_rules.check_can_write, request.user):
        return None
    return Button(
        _("Write a work rule"), reverse("planning:work_rule_new"), icon="plus", look="primary"
    )


def _buttons(request: Any) -> tuple[Button, ...]:
    button = write_button(request)
    return (button,) if button else ()


WORK_RULES = ListPage(
    name="planning.work_rules",
    title=_("Work rules"),
    queryset=lambda user: WorkRule.objects.visible_to(user).latest().select_related("group"),
    columns=(
        code_column(_("Rule number")),
        Column("title", _("Title"), link=lambda rule: rule.get_absolute_url()),
        Column("group", _("Composite group"), value="group.name"),
        Column("version", _("Version"), kind=Kind.NUMBER),
        Column("from_on", _("In force from"), order="from_on", kind=Kind.DATE),
        Column("state", _("State"), value=marks.rule_mark, kind=Kind.STATE),
    ),
    default_order="code",
    filterset=RuleFilter,
    search=lambda found, text: found.search(text),
    search_hint=_("Number, title or words"),
    buttons=_buttons,
    template="planning/list.html",
    empty=Empty(
        _("No work rule yet."),
        hint=_("How the group meets, reports, keeps its files: the leader writes it down here."),
        icon="book-2",
        button=write_button,
    ),
)
