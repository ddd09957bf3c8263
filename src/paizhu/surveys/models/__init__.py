"""Records of the room: surveys with their units, classes and tickets; ballots and responses; tallies and free texts."""

from paizhu.surveys.models.ballots import Ballot, Response, Ticket
from paizhu.surveys.models.results import Tally, Voice
from paizhu.surveys.models.surveys import (
    Allocation,
    BallotClass,
    Survey,
    SurveyTemplate,
    SurveyUnit,
)
from paizhu.surveys.states import SurveyKind, SurveyState, VoiceState

__all__ = [
    "Allocation",
    "Ballot",
    "BallotClass",
    "Response",
    "Survey",
    "SurveyKind",
    "SurveyState",
    "SurveyTemplate",
    "SurveyUnit",
    "Tally",
    "Ticket",
    "Voice",
    "VoiceState",
]
