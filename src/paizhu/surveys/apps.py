"""The surveys room's place in Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SurveysConfig(AppConfig):
    """Registers sentences, notices, the daily round, what is handed over, and navigation."""

    name = "paizhu.surveys"
    verbose_name = _("Surveys")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        """Make the room known."""
        # ruff: noqa: PLC0415  after the app registry
        from paizhu.kernel import panels
        from paizhu.kernel.refusals import allowed
        from paizhu.surveys import rules, sentences
        from paizhu.trail import actions as trail

        trail.register(sentences.SENTENCES)
        self._add_notices()
        panels.add_navigation(
            panels.NavigationEntry(
                250,
                _("Supervision"),
                _("Surveys"),
                "surveys:surveys",
                "checklist",
                lambda user: allowed(rules.check_can_see_surveys, user),
                ("surveys:",),
            )
        )

    def _add_notices(self):
        """Make known what people are told, the daily round, and what is handed over with a posting."""
        from paizhu.jobs import queries as jobs
        from paizhu.notices import actions as inbox
        from paizhu.notices import queries as notices
        from paizhu.organization.queries import open_matters
        from paizhu.surveys.actions import keeping, telling
        from paizhu.surveys.jobs import remind
        from paizhu.surveys.models import Survey

        notices.register_subject(
            "surveys.survey", visible=Survey.objects.visible_to, by_powers=True
        )
        for kind, (reason, is_news) in telling.KINDS.items():
            inbox.register_kind(f"surveys.{kind}", reason, for_information=is_news)
        jobs.register(
            jobs.Job(
                key="surveys.remind",
                title=_("Tell of surveys that open and close"),
                schedule=jobs.daily(7),
                run=remind,
            )
        )
        open_matters.register(
            open_matters.OpenMatters(
                "surveys.kept",
                _("Surveys seen to"),
                of=keeping.open_matters_of,
                hand_over=keeping.hand_over,
            )
        )
