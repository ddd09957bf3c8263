"""The list of surveys."""

from collections.abc import Sequence
from typing import Any

import django_filters as filters
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from paizhu.kernel.refusals import refusal
from paizhu.surveys import rules
from paizhu.surveys.models import Survey, SurveyKind, SurveyState
from paizhu.web import choices
from paizhu.web.components import Mark, Tone
from paizhu.web.lists import Button, Column, Empty, Kind, ListPage, code_column

TONES = {
    SurveyState.DRAFT: Tone.NEUTRAL,
    SurveyState.ISSUED: Tone.BLUE,
    SurveyState.CLOSED: Tone.GREEN,
    SurveyState.WITHDRAWN: Tone.NEUTRAL,
}


def state_mark(survey: Survey) -> Mark:
    """Return how far a survey has come."""
    return Mark(survey.get_state_display(), TONES[SurveyState(survey.state)])


class SurveyFilter(filters.FilterSet):
    """The list's filters."""

    kind = choices.WordsFilter(label=_("Kind"), choices=SurveyKind)
    state = choices.WordsFilter(label=_("State"), choices=SurveyState)
    unit = choices.RecordFilter("organization.unit", label=_("Unit"), field_name="units__unit")
    group = choices.VisibleFilter("organization.composite_group", label=_("Composite group"))

    class Meta:
        model = Survey
        fields: list[str] = []


def prepare(_request: Any, surveys: Sequence[Survey]) -> None:
    """Say in one cell at which units each is held."""
    for survey in surveys:
        names = [held.unit.name for held in survey.units.all()]
        survey.where = "、".join(names[:3]) + ("…" if len(names) > 3 else "")


def _buttons(request: Any) -> list[Button]:
    return [
        Button(
            _("New survey"),
            reverse("surveys:survey_new"),
            icon="plus",
            look="primary",
            refusal=refusal(rules.check_can_design, request.user),
        )
    ]


SURVEYS = ListPage(
    name="surveys.surveys",
    title=_("Surveys"),
    queryset=lambda user: (
        Survey.objects.visible_to(user).select_related("group").prefetch_related("units__unit")
    ),
    columns=(
        Column("opens_at", _("Answering opens"), order="opens_at", kind=Kind.MOMENT),
        Column(
            "title",
            _("Title"),
            link=lambda survey: reverse("surveys:survey", args=[survey.pk]),
        ),
        code_column(_("Survey code")),
        Column("kind", _("Kind"), value=lambda survey: survey.get_kind_display()),
        Column("where", _("Units"), value="where"),
        Column("closes_at", _("Answering closes"), kind=Kind.MOMENT),
        Column("state", _("State"), value=state_mark, kind=Kind.STATE),
    ),
    default_order="-opens_at",
    filterset=SurveyFilter,
    search=lambda found, text: found.search(text),
    search_hint=_("Code, title or unit"),
    prepare=prepare,
    buttons=_buttons,
    empty=Empty(
        _("No survey yet."),
        hint=_(
            "A survey starts from a template: main responsibility, appraisal, or collection of opinions."
        ),
        icon="checklist",
    ),
)
