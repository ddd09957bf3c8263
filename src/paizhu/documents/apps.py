"""The documents room's place in Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DocumentsConfig(AppConfig):
    """Registers sentences and the due jobs that look after the files."""

    name = "paizhu.documents"
    verbose_name = _("Documents")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        """Make the room known."""
        # ruff: noqa: PLC0415  after the app registry
        from paizhu.documents import sentences
        from paizhu.trail import actions as trail

        trail.register(sentences.SENTENCES)
