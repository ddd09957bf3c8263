"""The rectification room's place in Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RectificationConfig(AppConfig):
    """Registers sentences, notices, the daily job, what is handed over, navigation and panels."""

    name = "paizhu.rectification"
    verbose_name = _("Rectification")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        """Make the room known."""
        # ruff: noqa: PLC0415  after the app registry
        from paizhu.jobs import queries as jobs
        from paizhu.notices import queries as notices
        from paizhu.organization.queries import open_matters, unit_matters
        from paizhu.rectification import sentences
        from paizhu.rectification.actions import ending, keeping, telling
        from paizhu.rectification.jobs import remind
        from paizhu.rectification.models import Rectification
        from paizhu.trail import actions as trail

        trail.register(sentences.SENTENCES)
        telling.register_kinds()
        notices.register_subject(
            "rectification.rectification", visible=Rectification.objects.visible_to, by_powers=True
        )
        jobs.register(
            jobs.Job(
                key="rectification.remind",
                title=_("Remind of what is to be put right"),
                schedule=jobs.daily(7),
                run=remind,
            )
        )
        open_matters.register(
            open_matters.OpenMatters(
                "rectification.kept",
                _("Open rectifications followed"),
                of=keeping.open_matters_of,
                hand_over=keeping.hand_over,
            )
        )
        unit_matters.register(
            unit_matters.UnitMatters(
                "rectification.open",
                _("To be put right"),
                of=ending.open_at,
                hand_over=ending.move,
                close=ending.lapse,
            )
        )
        self._show()

    def _show(self):
        """Add the line of the side navigation, and the panels of units and groups."""
        from paizhu.kernel import panels as places
        from paizhu.kernel.refusals import allowed
        from paizhu.rectification import panels, rules

        places.add("organization.unit", "rectification", panels.unit, position=390)
        places.add("organization.group", "rectification", panels.group, position=390)
        places.add_navigation(
            places.NavigationEntry(
                225,
                _("Supervision"),
                _("Rectifications"),
                "rectification:rectifications",
                "list-check",
                lambda user: allowed(rules.check_can_see, user),
                ("rectification:",),
            )
        )
