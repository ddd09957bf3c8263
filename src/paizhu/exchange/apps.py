"""The exchange room's place in Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ExchangeConfig(AppConfig):
    """Registers sentences and navigation."""

    name = "paizhu.exchange"
    verbose_name = _("Exchange")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        """Make the room known."""
        # ruff: noqa: PLC0415  after the app registry
        from paizhu.exchange import panels, rules, sentences
        from paizhu.kernel import panels as places
        from paizhu.kernel.refusals import allowed
        from paizhu.trail import actions as trail

        trail.register(sentences.SENTENCES)
        places.add("reporting.begin", "exchange.begin", panels.begin)
        places.add("access.me", "exchange.feed", panels.feed)
        places.add_navigation(
            places.NavigationEntry(
                800,
                _("Records"),
                _("Workbook"),
                "exchange:workbook",
                "file-spreadsheet",
                lambda user: allowed(rules.check_can_import, user),
                ("exchange:workbook", "exchange:import", "exchange:run"),
            )
        )
