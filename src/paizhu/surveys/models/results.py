"""Results: the tally frozen at the close, and free texts on their way to opinions."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, transition

from paizhu.kernel.viewers import Viewer
from paizhu.oversight.models import Opinion
from paizhu.surveys.models.ballots import random_key
from paizhu.surveys.models.surveys import OfSurveyQuerySet, Survey, SurveyUnit
from paizhu.surveys.states import TEAM, VoiceState
from paizhu.tenancy.models import TenantQuerySet, TenantRecord


class Tally(TenantRecord):
    """The figures of one survey as they were frozen, with their fingerprint, which stands in the trail as well."""

    survey = models.OneToOneField(Survey, models.PROTECT, related_name="tally")
    figures = models.JSONField(_("figures"))
    digest = models.CharField(_("fingerprint"), max_length=64)

    objects = OfSurveyQuerySet.as_manager()

    class Meta:
        verbose_name = _("tally")
        verbose_name_plural = _("tallies")

    def __str__(self) -> str:
        return self.digest[:12]


class VoiceQuerySet(TenantQuerySet):
    """Reads of free texts."""

    def visible_to(self, user: Viewer) -> Self:
        """Whoever sees the survey, where enough ballots came back: a text of few could tell its author."""
        return self.filter(survey_unit__survey__in=Survey.objects.visible_to(user), is_shown=True)


class Voice(TenantRecord):
    """A free text, its theme and addressee, its new wording, and the opinion it became. Keys are random.

    `question`: where it was written; `addressee`: `team` or a member's key. `is_shown`: whether enough valid ballots
    came back at the unit for anybody to read it.
    """

    id = models.BigIntegerField(primary_key=True, default=random_key)
    survey_unit = models.ForeignKey(SurveyUnit, models.PROTECT, related_name="voices")
    question = models.CharField(max_length=60)
    original = models.TextField(_("as written"))
    is_shown = models.BooleanField(default=False)
    theme = models.CharField(_("theme"), max_length=60, blank=True)
    addressee = models.CharField(_("addressee"), max_length=24, default=TEAM)
    wording = models.TextField(_("new wording"), max_length=2000, blank=True)
    reason = models.CharField(_("why it was dropped"), max_length=300, blank=True)
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged"
    )
    opinion = models.OneToOneField(
        Opinion, models.PROTECT, null=True, blank=True, related_name="voice"
    )
    state = FSMField(
        _("state"), default=VoiceState.RECEIVED, choices=VoiceState.choices, protected=True
    )

    objects = VoiceQuerySet.as_manager()

    class Meta:
        verbose_name = _("free text")
        verbose_name_plural = _("free texts")
        ordering = ["survey_unit", "id"]
        constraints = [
            models.CheckConstraint(
                name="voice_state_known", condition=Q(state__in=VoiceState.values)
            ),
            models.CheckConstraint(
                name="voice_dropped_has_reason",
                condition=~Q(state=VoiceState.DROPPED) | ~Q(reason=""),
            ),
            models.CheckConstraint(
                name="voice_merged_has_goal",
                condition=Q(state=VoiceState.MERGED, merged_into__isnull=False)
                | (~Q(state=VoiceState.MERGED) & Q(merged_into__isnull=True)),
            ),
            models.CheckConstraint(
                name="voice_fed_back_has_opinion",
                condition=Q(state=VoiceState.FED_BACK, opinion__isnull=False)
                | (~Q(state=VoiceState.FED_BACK) & Q(opinion__isnull=True)),
            ),
        ]

    def __str__(self) -> str:
        return str(self.survey_unit)

    def clean_fields(self, exclude=None):
        """Check each field; the state moves by its steps only."""
        super().clean_fields(exclude={*(exclude or ()), "state"})

    SORTABLE = [VoiceState.RECEIVED, VoiceState.KEPT, VoiceState.MERGED, VoiceState.DROPPED]

    @transition(state, SORTABLE, VoiceState.KEPT, custom={"verb": _("reword")})
    def keep(self):
        """It goes on, in new words."""
        self.merged_into, self.reason = None, ""

    @transition(state, SORTABLE, VoiceState.MERGED, custom={"verb": _("merge")})
    def merge(self, *, into: "Voice"):
        """Another text says the same."""
        self.merged_into, self.reason = into, ""

    @transition(state, SORTABLE, VoiceState.DROPPED, custom={"verb": _("drop")})
    def drop(self, *, reason: str):
        """It does not go on, and why."""
        self.merged_into, self.reason = None, reason

    @transition(state, VoiceState.KEPT, VoiceState.FED_BACK, custom={"verb": _("feed back")})
    def feed_back(self, *, opinion: Opinion):
        """It has become an opinion."""
        self.opinion = opinion
