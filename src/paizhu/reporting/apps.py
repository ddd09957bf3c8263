"""The reporting room's place in Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReportingConfig(AppConfig):
    """Registers sentences and navigation."""

    name = "paizhu.reporting"
    verbose_name = _("Reporting")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        """Make the room known."""
        # ruff: noqa: PLC0415  after the app registry
        from paizhu.kernel import panels as places
        from paizhu.reporting import sentences
        from paizhu.reporting.panels import profile
        from paizhu.reporting.panels import trail as trail_panels
        from paizhu.trail import actions as trail

        trail.register(sentences.SENTENCES)
        places.add("organization.unit", "reporting.profile", profile.unit, position=800)
        places.add("organization.group", "reporting.profile", profile.group, position=800)
        places.add("organization.official", "reporting.profile", profile.official, position=800)
        for place in ("unit", "group", "resident_group", "official"):
            places.add(
                f"organization.{place}", "reporting.history", trail_panels.history, position=950
            )
        self._add_navigation()

    def _add_navigation(self):
        """Add the room's lines to the side navigation."""
        from paizhu.kernel import panels as places
        from paizhu.kernel.refusals import allowed
        from paizhu.reporting import rules

        places.add_navigation(
            places.NavigationEntry(
                10, "", _("First page"), "reporting:home", "home", lambda user: True
            ),
            places.NavigationEntry(
                15,
                "",
                _("Diary"),
                "reporting:diary",
                "calendar",
                lambda user: allowed(rules.check_can_see_own_diary, user),
                ("reporting:diary", "reporting:person_diary", "reporting:group_diary"),
            ),
        )
        places.add_navigation(*self._in_numbers())

    def _in_numbers(self):
        """Return the lines about figures, summaries and the trail."""
        from paizhu.kernel.panels import NavigationEntry
        from paizhu.kernel.refusals import allowed
        from paizhu.reporting import rules
        from paizhu.trail import rules as trail_rules

        return (
            NavigationEntry(
                20,
                "",
                _("Figures"),
                "reporting:figures",
                "chart-bar",
                lambda user: allowed(rules.check_can_see_figures, user),
                ("reporting:parts",),
            ),
            NavigationEntry(
                30,
                "",
                _("Summaries"),
                "reporting:summaries",
                "report",
                lambda user: allowed(rules.check_can_see_summaries, user),
                ("reporting:summar",),
            ),
            NavigationEntry(
                930,
                _("Administration"),
                _("Trail"),
                "reporting:trail",
                "history",
                lambda user: allowed(trail_rules.check_can_read, user),
                ("reporting:trail",),
            ),
        )
