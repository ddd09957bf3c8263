"""The surveys room's place in Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SurveysConfig(AppConfig):
    """Registers sentences and navigation."""

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
