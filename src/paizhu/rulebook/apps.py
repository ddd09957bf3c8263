"""The rulebook room's place in Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RulebookConfig(AppConfig):
    """Registers sentences and navigation; reads the packs, so that a faulty one is noticed at start."""

    name = "paizhu.rulebook"
    verbose_name = _("Rulebook")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        """Make the room known."""
        # ruff: noqa: PLC0415  after the app registry
        from paizhu.kernel import panels as places
        from paizhu.rulebook import queries, sentences
        from paizhu.trail import actions as trail

        queries.packs()
        trail.register(sentences.SENTENCES)
        places.add_navigation(
            places.NavigationEntry(
                800,
                _("Rules"),
                _("Rule packs"),
                "rulebook:packs",
                "book-2",
                lambda user: True,
                ("rulebook:packs", "rulebook:compare", "rulebook:own"),
            ),
            places.NavigationEntry(
                810,
                _("Rules"),
                _("Working calendar"),
                "rulebook:calendar",
                "calendar-event",
                lambda user: True,
                ("rulebook:calendar", "rulebook:day", "rulebook:year"),
            ),
        )
