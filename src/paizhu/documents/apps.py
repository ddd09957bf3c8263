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
        from paizhu.documents import actions, sentences
        from paizhu.jobs import queries as jobs
        from paizhu.trail import actions as trail

        trail.register(sentences.SENTENCES)
        jobs.register(
            jobs.Job(
                "documents.incoming",
                _("Clear files whose entry was broken off"),
                jobs.every(60),
                actions.clear_incoming,
                each_commission=False,
            ),
            jobs.Job(
                "documents.look_over",
                _("Look over the kept files"),
                jobs.daily(2, 30),
                actions.look_over,
            ),
        )
