"""The trail room's place in Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TrailConfig(AppConfig):
    """Registers the trail's own sentences."""

    name = "paizhu.trail"
    verbose_name = _("Trail")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        """Make the trail's sentences known."""
        from paizhu.trail import actions, sentences  # noqa: PLC0415  models must be loaded first

        actions.register(sentences.SENTENCES)
