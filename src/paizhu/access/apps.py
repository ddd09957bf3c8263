"""The access room's place in Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccessConfig(AppConfig):
    """Registers sentences, a due job, navigation, choices and panels."""

    name = "paizhu.access"
    verbose_name = _("Access")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        """Make the room known."""
        # ruff: noqa: PLC0415  after the app registry
        from paizhu.access import forms, panels, queries, sentences, sign_in
        from paizhu.kernel import panels as places
        from paizhu.trail import actions as trail
        from paizhu.web import choices

        trail.register(sentences.SENTENCES)
        sign_in.connect()
        choices.offer(
            forms.FREE_OFFICIAL,
            records=queries.without_account,
            search=lambda records, text: records.search(text),
            note=lambda official: official.code,
        )
        places.add("web.person", "access.posts", panels.posts)
        places.add("web.account", "access.me", panels.menu)
        places.add("organization.official", "access.account", panels.official_account, position=900)
        places.add_navigation(*panels.NAVIGATION)
        self._add_jobs()

    def _add_jobs(self):
        """Hand over what ended postings leave open."""
        # ruff: noqa: PLC0415  after the app registry
        from paizhu.access.jobs import hand_over
        from paizhu.jobs import queries as jobs

        jobs.register(
            jobs.Job(
                key="organization.hand_over",
                title=_("Hand over what ended postings leave open"),
                schedule=jobs.daily(hour=0),
                run=hand_over,
            )
        )
