"""The planning room's place in Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PlanningConfig(AppConfig):
    """Registers sentences, notices, open matters, a due job, appointments, navigation and panels."""

    name = "paizhu.planning"
    verbose_name = _("Planning")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        """Make the room known."""
        # ruff: noqa: PLC0415  after the app registry
        from paizhu.kernel import panels as places
        from paizhu.oversight.queries import busy
        from paizhu.planning import panels, queries, sentences
        from paizhu.trail import actions as trail

        trail.register(sentences.SENTENCES)
        busy.register(queries.appointments)
        places.add("organization.group", "planning", panels.group, position=380)
        places.add("oversight.activity", "planning", panels.activity, position=600)
        self._add_notices()
        self._add_open_matters()
        self._add_jobs()
        self._add_navigation()

    def _add_notices(self):
        """Make known what people are told, and of which records."""
        from paizhu.notices import actions as inbox
        from paizhu.notices import queries as told
        from paizhu.planning.actions import telling
        from paizhu.planning.models import Convening, WorkPlan

        told.register_subject(
            "planning.workplan", visible=WorkPlan.objects.visible_to, by_powers=True
        )
        told.register_subject(
            "planning.convening", visible=Convening.objects.visible_to, by_powers=True
        )
        for kind, (reason, is_news) in telling.KINDS.items():
            inbox.register_kind(kind, reason, for_information=is_news)

    def _add_open_matters(self):
        """Let watches and items go over to who follows when somebody's posting ends."""
        from paizhu.organization.queries import open_matters, unit_matters
        from paizhu.planning.actions import handing_over, unit_endings

        unit_matters.register(
            unit_matters.UnitMatters(
                "planning.watches",
                _("Watched by"),
                of=unit_endings.watched,
                hand_over=unit_endings.leave_to_successor,
                close=unit_endings.end,
            )
        )

        open_matters.register(
            open_matters.OpenMatters(
                "planning.watches",
                _("Units watched"),
                of=handing_over.watches_of,
                hand_over=handing_over.hand_over_watches,
            )
        )
        open_matters.register(
            open_matters.OpenMatters(
                "planning.items",
                _("Items of work plans"),
                of=handing_over.items_of,
                hand_over=handing_over.hand_over_items,
            )
        )

    def _add_jobs(self):
        """Remind liaison members of plans that have waited longer than the rule pack asks."""
        from paizhu.access import queries as access
        from paizhu.jobs import queries as jobs
        from paizhu.planning.actions import reminding

        jobs.register(
            jobs.Job(
                key="planning.remind",
                title=_("Remind of work plans that wait for an answer"),
                schedule=jobs.daily(hour=8),
                run=lambda commission: reminding.remind(
                    commission=commission, by=access.machine(commission)
                ),
            )
        )

    def _add_navigation(self):
        """Add plans, division of work, joint activities and work rules to the side navigation."""
        from paizhu.kernel.panels import NavigationEntry, add_navigation
        from paizhu.kernel.refusals import allowed
        from paizhu.planning import rules

        def seen(user):
            return allowed(rules.check_can_see_planning, user)

        group = _("Supervision")
        entries = (
            (240, _("Work plans"), "plans", "list-check", "plan"),
            (250, _("Joint activities"), "convenings", "users-group", "convening"),
            (260, _("Division of work"), "divisions", "grid-dots", "division"),
            (270, _("Work rules"), "work_rules", "book-2", "work_rule"),
        )
        add_navigation(
            *(
                NavigationEntry(
                    place, group, title, f"planning:{name}", icon, seen, (f"planning:{noun}",)
                )
                for place, title, name, icon, noun in entries
            )
        )
