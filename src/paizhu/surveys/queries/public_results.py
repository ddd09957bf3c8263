"""What the public page of a unit and round shows: turnout, what was raised, what became of it. Nothing private.

Only wordings of the group, never texts as written; of an opinion its state, never what the unit handed in.
"""

from typing import Any

from django.utils.translation import gettext as _

from paizhu.surveys.models import SurveyUnit, Tally, Voice, VoiceState
from paizhu.surveys.states import TEAM

SHOWN = (
    "theme", "wording", "addressee", "opinion__code", "opinion__state", "opinion__due_on", "opinion__closed_on",
)  # fmt: skip
"""What the door may read of a free text and its opinion; see `door_rights`."""


def shown(held: SurveyUnit) -> dict[str, Any]:
    """Return the context of the public page."""
    names = {member["key"]: member["name"] for member in held.members}
    raised = (
        Voice.objects.filter(survey_unit=held, state=VoiceState.FED_BACK)
        .select_related("opinion")
        .only(*SHOWN)
        .order_by("opinion__code")
    )
    frozen = Tally.objects.filter(survey=held.survey).only("figures").first()
    figures = (frozen.figures if frozen else {}).get("units", {}).get(str(held.pk), {})
    return {
        "title": held.survey.title,
        "unit": held.unit.name,
        "held": held,
        "turnout": figures.get("total"),
        "raised": [
            {
                "text": voice.wording,
                "theme": voice.theme,
                "to": names.get(voice.addressee, _("Leadership team")),
                "state": voice.opinion.get_state_display(),
                "due_on": voice.opinion.due_on,
                "closed_on": voice.opinion.closed_on,
            }
            for voice in raised
            if voice.addressee == TEAM
        ],
        "members_asked": sum(voice.addressee != TEAM for voice in raised),
    }
