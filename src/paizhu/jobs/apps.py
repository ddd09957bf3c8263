"""The jobs room's place in Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class JobsConfig(AppConfig):
    """Registers the room's own job and its navigation."""

    name = "paizhu.jobs"
    verbose_name = _("Due jobs")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        """Make the room known."""
        # ruff: noqa: PLC0415  after the app registry
        from paizhu.jobs import actions, queries, rules
        from paizhu.kernel import panels
        from paizhu.kernel.refusals import allowed

        queries.register(
            queries.Job(
                "jobs.tidy",
                _("Forget old runs of due jobs"),
                queries.daily(3, 30),
                actions.tidy,
                each_commission=False,
            )
        )
        panels.add_navigation(
            panels.NavigationEntry(
                925,
                _("Administration"),
                _("Due jobs"),
                "jobs:jobs",
                "calendar-time",
                lambda user: allowed(rules.check_can_see_jobs, user),
                ("jobs:",),
            )
        )
