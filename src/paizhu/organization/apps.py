"""The organization room's place in Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OrganizationConfig(AppConfig):
    """Registers sentences, choices and navigation."""

    name = "paizhu.organization"
    verbose_name = _("Organization")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        """Make the room known."""
        # ruff: noqa: PLC0415  after the app registry
        from paizhu.organization import sentences
        from paizhu.trail import actions as trail

        trail.register(sentences.SENTENCES)
        self._offer_choices()
        self._add_navigation()
        self._add_handovers()

    def _offer_choices(self):
        """Let any room's form choose units, groups and people."""
        from paizhu.organization import models
        from paizhu.organization.queries import names, units
        from paizhu.web import choices

        found_so = {models.Unit: units.unit_seen}
        named_so = {models.CompositeGroup: names.composite_groups}
        for kind, model in (
            ("organization.unit", models.Unit),
            ("organization.resident_group", models.ResidentGroup),
            ("organization.composite_group", models.CompositeGroup),
            ("organization.official", models.Official),
        ):
            choices.offer(
                kind,
                records=model.objects.visible_to,
                search=lambda records, text: records.search(text),
                note=lambda record: record.code,
                one=found_so.get(model),
                names=named_so.get(model),
            )
        choices.offer(
            "organization.sector",
            records=models.Sector.objects.visible_to,
            search=lambda records, text: records.filter(name__icontains=text),
            names=names.sectors,
        )

    def _add_navigation(self):
        """Add the structure's lines to the side navigation."""
        from paizhu.kernel import panels
        from paizhu.kernel.refusals import allowed
        from paizhu.organization import rules

        def seen(user):
            return allowed(rules.check_can_see_structure, user)

        group = _("Structure")
        panels.add_navigation(
            panels.NavigationEntry(
                600, group, _("Organisation chart"), "organization:chart", "sitemap", seen
            ),
            panels.NavigationEntry(
                610,
                group,
                _("Units"),
                "organization:units",
                "building",
                seen,
                ("organization:unit", "organization:sector"),
            ),
            panels.NavigationEntry(
                620,
                group,
                _("Groups"),
                "organization:groups",
                "users-group",
                seen,
                ("organization:group", "organization:resident"),
            ),
            panels.NavigationEntry(
                630,
                group,
                _("Officials"),
                "organization:officials",
                "users",
                lambda user: allowed(rules.check_can_see_people, user),
                ("organization:official", "organization:posting", "organization:recusal"),
            ),
        )

    def _add_handovers(self):
        """Add the line of what is still to be handed over, for who keeps the structure."""
        # ruff: noqa: PLC0415  after the app registry
        from paizhu.kernel import panels
        from paizhu.kernel.refusals import allowed
        from paizhu.organization import rules

        panels.add_navigation(
            panels.NavigationEntry(
                640,
                _("Structure"),
                _("Hand-overs"),
                "organization:posting_handovers",
                "arrows-exchange",
                lambda user: allowed(rules.check_can_keep_structure, user),
            )
        )
