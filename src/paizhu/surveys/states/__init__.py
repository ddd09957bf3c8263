"""Closed lists, definitions, answers and tallies of surveys. Plain Python, no database."""

from paizhu.surveys.states.words import (
    LEAST_MINIMUM,
    TEAM,
    TEXT_LIMIT,
    USUAL_MINIMUM,
    Operator,
    QuestionKind,
    SurveyKind,
    SurveyState,
    Verdict,
    VoiceState,
)

__all__ = [
    "LEAST_MINIMUM",
    "TEAM",
    "TEXT_LIMIT",
    "USUAL_MINIMUM",
    "Operator",
    "QuestionKind",
    "SurveyKind",
    "SurveyState",
    "Verdict",
    "VoiceState",
]
