"""The coverage room's place in Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoverageConfig(AppConfig):
    """Registers sentences, notices, a due job, panels and navigation."""

    name = "paizhu.coverage"
    verbose_name = _("Coverage")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        """Make the room known."""
        # ruff: noqa: PLC0415  after the app registry
        from paizhu.coverage import panels, rules
        from paizhu.kernel import panels as places
        from paizhu.kernel.refusals import allowed

        places.add("organization.unit", "coverage.unit", panels.unit, position=100)
        places.add("organization.group", "coverage.group", panels.group, position=100)

        def entry(position: int, title, page: str, icon: str, check) -> places.NavigationEntry:
            return places.NavigationEntry(
                position,
                _("Coverage"),
                title,
                f"coverage:{page}",
                icon,
                lambda user: allowed(check, user),
            )

        places.add_navigation(
            entry(
                110,
                _("Coverage overview"),
                "overview",
                "shield-check",
                rules.check_can_see_coverage,
            ),
            entry(120, _("Coverage map"), "map", "grid-dots", rules.check_can_see_coverage),
            entry(130, _("Blind spots"), "blind_spots", "eye-off", rules.check_can_see_coverage),
            entry(140, _("Balance of the reform"), "balance", "scale", rules.check_can_see_balance),
        )
        self._tell()

    def _tell(self):
        """Tell the offices of hand-overs as they happen, and of blind spots every morning."""
        # ruff: noqa: PLC0415  after the app registry
        from paizhu.access import queries as access
        from paizhu.coverage import sentences
        from paizhu.coverage.actions import telling
        from paizhu.jobs import queries as jobs
        from paizhu.notices import actions as inbox
        from paizhu.organization.actions import handing_over
        from paizhu.trail import actions as trail

        trail.register(sentences.SENTENCES)
        for kind, (reason, is_news) in telling.KINDS.items():
            inbox.register_kind(kind, reason, for_information=is_news)
        handing_over.on_handed_over(telling.handed_over)
        jobs.register(
            jobs.Job(
                key="coverage.blind_spots",
                title=_("Tell of blind spots"),
                schedule=jobs.daily(hour=8),
                run=lambda commission: telling.tell_blind_spots(
                    commission=commission, by=access.machine(commission)
                ),
            )
        )
