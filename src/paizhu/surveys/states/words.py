"""Closed lists of the room. The values are stored; the labels are what people read."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SurveyKind(models.TextChoices):
    """What a survey is held for; decides as which method of supervision it counts."""

    QUESTIONNAIRE = "questionnaire", _("Questionnaire")
    APPRAISAL = "appraisal", _("Democratic appraisal")
    OPINIONS = "opinions", _("Collection of opinions")


class SurveyState(models.TextChoices):
    """How far a survey has come."""

    DRAFT = "draft", _("being designed")
    ISSUED = "issued", _("issued")
    CLOSED = "closed", _("closed")
    WITHDRAWN = "withdrawn", _("withdrawn")


class QuestionKind(models.TextChoices):
    """How a question is answered."""

    SINGLE = "single", _("one choice")
    MULTIPLE = "multiple", _("several choices")
    MATRIX = "matrix", _("matrix: one choice for each line")
    NUMBER = "number", _("number")
    TEXT = "text", _("free text")


class Operator(models.TextChoices):
    """How a condition compares the answer of an earlier question."""

    IS = "is", _("is")
    IS_NOT = "is_not", _("is not")
    ANY_OF = "any_of", _("is one of")
    AT_LEAST = "at_least", _("is at least")
    AT_MOST = "at_most", _("is at most")


class Verdict(models.TextChoices):
    """Whether a ballot counts, and if not, by which declared rule."""

    VALID = "valid", _("valid")
    UNFINISHED = "unfinished", _("unfinished")
    EXTREME = "extreme", _("all the same extreme")
    SPOILED = "spoiled", _("spoiled")


class VoiceState(models.TextChoices):
    """What became of a free text."""

    RECEIVED = "received", _("to be sorted")
    KEPT = "kept", _("reworded")
    MERGED = "merged", _("merged into another")
    DROPPED = "dropped", _("dropped")
    FED_BACK = "fed_back", _("fed back")


LEAST_MINIMUM, USUAL_MINIMUM = 3, 5
"""Fewest ballots behind any shown figure: never below the first, the second unless said otherwise."""
TEXT_LIMIT = 500
"""Characters of a free text."""
TEAM = "team"
"""Addressee of an opinion: the leadership team; any other addressee is a member's key."""
