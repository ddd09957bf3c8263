"""The oversight room's place in Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OversightConfig(AppConfig):
    """Registers sentences, what follows from a changed structure, choices, navigation and panels."""

    name = "paizhu.oversight"
    verbose_name = _("Oversight")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        """Make the room known."""
        # ruff: noqa: PLC0415  after the app registry
        from paizhu.kernel import panels as places
        from paizhu.organization.actions import structure_changed
        from paizhu.oversight import panels, sentences
        from paizhu.oversight.actions import capacities
        from paizhu.oversight.models import MatterNotice
        from paizhu.trail import actions as trail
        from paizhu.web import choices

        trail.register(sentences.SENTENCES)
        structure_changed.on_change(capacities.renew)
        choices.offer(
            "oversight.notice",
            records=lambda user: MatterNotice.objects.visible_to(user).select_related("unit"),
            search=lambda records, text: records.search(text),
            label=lambda notice: notice.title,
            note=lambda notice: notice.code,
        )
        places.add("organization.unit", "oversight", panels.unit, position=400)
        places.add("organization.group", "oversight", panels.group, position=400)
        places.add("organization.official", "oversight", panels.official, position=400)
        self._add_notices()
        self._add_joint_work()
        self._add_rectification()
        self._add_navigation()

    def _add_rectification(self):
        """Keep each opinion's short word in step with its rectification, and say where that comes from."""
        from paizhu.oversight.actions import opinions
        from paizhu.oversight.panels import opinion_address
        from paizhu.rectification import actions as rectification
        from paizhu.rectification.queries import sources

        rectification.on_step(opinions.follow)
        sources.register(opinions.SOURCE, label=_("Opinion"), url=opinion_address)

    def _add_joint_work(self):
        """Make known what groups are told of authorisations of joint work."""
        from paizhu.notices import actions as inbox
        from paizhu.notices import queries as told
        from paizhu.oversight.actions import joint_work
        from paizhu.oversight.models import JointWork

        told.register_subject(
            "oversight.jointwork", visible=JointWork.objects.visible_to, by_powers=True
        )
        for kind, reason, is_news in joint_work.KINDS:
            inbox.register_kind(kind, reason, for_information=is_news)

    def _add_notices(self):
        """Make known what people are told of matter notices, and who owes attendance."""
        from paizhu.notices import actions as inbox
        from paizhu.notices import queries as told
        from paizhu.organization.queries import open_matters, unit_matters
        from paizhu.oversight.actions import notice_decisions, telling, unit_endings
        from paizhu.oversight.models import MatterNotice
        from paizhu.oversight.panels import owed_notices

        told.register_subject(
            "oversight.matternotice", visible=MatterNotice.objects.visible_to, by_powers=True
        )
        for kind, reason, is_news in telling.KINDS:
            inbox.register_kind(kind, reason, for_information=is_news)
        open_matters.register(
            open_matters.OpenMatters(
                "oversight.notices",
                _("Matters to attend"),
                of=owed_notices,
                hand_over=notice_decisions.hand_over,
            )
        )
        unit_matters.register(
            unit_matters.UnitMatters(
                "oversight.notices",
                _("Matters to come"),
                of=unit_endings.coming_at,
                hand_over=unit_endings.leave_to_successor,
                close=unit_endings.cancel,
            )
        )

    def _add_navigation(self):
        """Add the three ledgers to the side navigation."""
        from paizhu.kernel import panels
        from paizhu.kernel.refusals import allowed
        from paizhu.oversight import rules

        def ledgers(user):
            return allowed(rules.check_can_see_ledgers, user)

        group = _("Supervision")
        panels.add_navigation(
            panels.NavigationEntry(
                210,
                group,
                _("Activities"),
                "oversight:activities",
                "clipboard-list",
                ledgers,
                ("oversight:activit",),
            ),
            panels.NavigationEntry(
                220,
                group,
                _("Opinions"),
                "oversight:opinions",
                "message-report",
                lambda user: allowed(rules.check_can_see_opinions, user),
                ("oversight:opinion",),
            ),
        )
        panels.add_navigation(*self._notices_and_joint_work(group, ledgers))

    def _notices_and_joint_work(self, group, ledgers):
        """Return the lines of notices and of joint work. `ledgers(user)`: who reads the ledgers of supervision."""
        from paizhu.kernel.panels import NavigationEntry
        from paizhu.kernel.refusals import allowed
        from paizhu.oversight import rules

        return (
            NavigationEntry(
                230,
                group,
                _("Matter notices"),
                "oversight:notices",
                "speakerphone",
                lambda user: allowed(rules.check_can_see_notices, user),
                ("oversight:notice",),
            ),
            NavigationEntry(
                240,
                group,
                _("Joint work between groups"),
                "oversight:joint_works",
                "users-group",
                ledgers,
                ("oversight:joint_work",),
            ),
        )
