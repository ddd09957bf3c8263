"""The notices room's place in Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NoticesConfig(AppConfig):
    """Registers sentences, the bell, the wishes, navigation, and what is sent on schedule."""

    name = "paizhu.notices"
    verbose_name = _("Notices")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        """Make the room known."""
        # ruff: noqa: PLC0415  after the app registry
        from paizhu.kernel import panels as places
        from paizhu.notices import panels, sentences
        from paizhu.trail import actions as trail

        trail.register(sentences.SENTENCES)
        places.add("web.bar", "notices.bell", panels.bell)
        places.add("access.me", "notices.wishes", panels.wishes)
        self._register_subjects()
        self._register_jobs()
        self._add_navigation()

    def _register_subjects(self):
        """Let notices be about the structure too, whose room stands below this one."""
        from paizhu.notices import queries
        from paizhu.organization.models import Official, Unit

        queries.register_subject(
            "organization.official", visible=Official.objects.visible_to, by_powers=True
        )
        queries.register_subject(
            "organization.unit", visible=Unit.objects.visible_to, by_powers=True
        )
        queries.register_subject(
            "organization.compositegroup", visible=queries.groups_told_of, by_powers=True
        )

    def _register_jobs(self):
        """Send what waits every few minutes, whatever became of the queue; write digests in the morning."""
        from paizhu.jobs import queries as jobs
        from paizhu.notices import actions

        jobs.register_task(actions.TASK, actions.send_waiting)
        jobs.register(
            jobs.Job(
                actions.TASK,
                _("Send mails and calls that wait"),
                jobs.every(5),
                actions.send_waiting,
                each_commission=False,
            ),
            jobs.Job(
                "notices.digests",
                _("Write the daily digests"),
                jobs.daily(7, 30),
                actions.prepare_digests,
            ),
        )

    def _add_navigation(self):
        """Add the inbox, and the outbox for the system administrator."""
        from paizhu.kernel import panels
        from paizhu.kernel.refusals import allowed
        from paizhu.notices import rules

        panels.add_navigation(
            panels.NavigationEntry(
                15,
                "",
                _("My notices"),
                "notices:inbox",
                "bell",
                lambda user: user.official_id is not None,
            ),
            panels.NavigationEntry(
                926,
                _("Administration"),
                _("Sent outside"),
                "notices:sendings",
                "mail",
                lambda user: allowed(rules.check_can_see_sendings, user),
            ),
        )
