"""The clues room's place in Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CluesConfig(AppConfig):
    """Registers sentences and navigation; what each noun adds has a method of its own."""

    name = "paizhu.clues"
    verbose_name = _("Casework")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        """Make the room known."""
        # ruff: noqa: PLC0415  after the app registry
        from paizhu.clues import sentences
        from paizhu.clues.sentences.words import WORDS
        from paizhu.trail import actions as trail

        trail.register(sentences.SENTENCES, WORDS)
        self._add_handling()
        self._add_keeping()
        self._add_verifying()
        self._add_navigation()
        self._add_petitions()

    def _add_handling(self):
        """Notices about clues, and what follows from decisions."""
        from paizhu.clues.actions import (
            approvals,
            dispositions,
            extensions,
            following,
            lending,
            recusals,
            telling,
        )
        from paizhu.clues.jobs import remind
        from paizhu.clues.models import Clue
        from paizhu.clues.queries import levels
        from paizhu.jobs import queries as jobs
        from paizhu.notices import queries as notices
        from paizhu.notices.actions import register_kind

        jobs.register(
            jobs.Job(
                key="clues.remind",
                title=_("Remind of the limits of casework"),
                schedule=jobs.daily(hour=7),
                run=remind,
            )
        )
        telling.register_kinds()
        register_kind(lending.KIND, lending.REASON)
        notices.register_subject("clues.clue", visible=Clue.objects.visible_to)
        for step, callback in (
            (dispositions.STEP, dispositions.decided),
            ("recusal", recusals.decided),
            (following.STEP, following.decided),
            (lending.STEP, lending.decided),
            *((step, extensions.decided) for step in sorted(levels.EXTENSIONS)),
        ):
            approvals.on_decided(step, callback)

    def _add_keeping(self):
        """What somebody keeps or works on goes over in the act that ends his posting."""
        from paizhu.clues.actions import keeping
        from paizhu.organization.queries import open_matters

        open_matters.register(
            open_matters.OpenMatters(
                "clues.kept",
                _("Clues kept or worked on"),
                of=keeping.open_matters_of,
                hand_over=keeping.hand_over,
                pass_on=keeping.hand_over,
            )
        )

    def _add_verifying(self):
        """What follows from decisions about inquiry, verification and filing; panels of the clue, unit and official."""
        from paizhu.clues.actions import approvals, filing, reports
        from paizhu.clues.models import Talk
        from paizhu.clues.panels import register
        from paizhu.notices import queries as notices
        from paizhu.notices.actions import register_kind

        register_kind(
            "clues.on_team", _("You are on the team of %(number)s."), for_information=True
        )
        register_kind("clues.to_sign", _("The report on %(number)s waits for your signature."))
        for step in ("inquiry", "verification_report", "slander_finding"):
            approvals.on_decided(step, reports.decided)
        approvals.on_decided("skip_consultation", filing.skipped)
        approvals.on_decided("host_disagrees", filing.referred)
        approvals.on_decided("case_filing", filing.decided)
        notices.register_subject("clues.talk", visible=Talk.objects.visible_to)
        register()
        self._add_dossiers()

    def _add_dossiers(self):
        """Add dossiers to the side navigation of those who may open any."""
        from paizhu.clues import rules
        from paizhu.kernel.panels import NavigationEntry, add_navigation
        from paizhu.kernel.refusals import allowed

        add_navigation(
            NavigationEntry(
                340,
                _("Casework"),
                _("Dossiers"),
                "clues:dossiers",
                "archive",
                lambda user: allowed(rules.dossier.check_can_see_dossiers, user),
                ("clues:dossier",),
            ),
        )

    def _add_navigation(self):
        """Add petitions, clues and talks to the side navigation of those who have any business there."""
        from paizhu.clues import rules
        from paizhu.kernel.panels import NavigationEntry, add_navigation
        from paizhu.kernel.refusals import allowed

        group = _("Casework")
        add_navigation(
            NavigationEntry(
                310,
                group,
                _("Petitions"),
                "clues:petitions",
                "mail",
                lambda user: allowed(rules.check_can_see_petitions, user),
                ("clues:petition",),
            ),
            NavigationEntry(
                320,
                group,
                _("Clues"),
                "clues:clues",
                "file-search",
                lambda user: allowed(rules.check_can_see_clues, user),
                ("clues:clue",),
            ),
            NavigationEntry(
                330,
                group,
                _("Talks"),
                "clues:talks",
                "messages",
                lambda user: allowed(rules.check_can_see_talks, user),
                ("clues:talk",),
            ),
        )

    def _add_petitions(self):
        """Make known what offices are told of petitions, and remind of answers that are due."""
        from paizhu.access import queries as access
        from paizhu.clues.actions import answers, petition_notices
        from paizhu.clues.models import Petition
        from paizhu.clues.queries import recipients
        from paizhu.jobs import queries as jobs
        from paizhu.notices import actions as inbox
        from paizhu.notices import queries as told

        told.register_subject("clues.petition", visible=Petition.objects.visible_to)
        told.register_subject("clues.petitionhandover", visible=recipients.handovers_told_of)
        told.register_subject("clues.petitionrecusal", visible=recipients.recusals_told_of)
        for kind, (reason, is_news) in petition_notices.KINDS.items():
            inbox.register_kind(kind, reason, for_information=is_news)
        jobs.register(
            jobs.Job(
                key="clues.remind_answers",
                title=_("Remind the petition office of answers to who reported"),
                schedule=jobs.daily(hour=8),
                run=lambda commission: answers.remind(
                    commission=commission, by=access.machine(commission)
                ),
            )
        )
