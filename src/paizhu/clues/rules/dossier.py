"""Dossiers: who opens whose, with which reason, and who enters what."""

from datetime import date

from django.utils.translation import gettext as _

from paizhu.clues.models import READS_ALL
from paizhu.clues.queries import articles, dossier
from paizhu.clues.rules.teamwork import check_day, check_written
from paizhu.kernel import clock
from paizhu.kernel.refusals import Refused
from paizhu.kernel.viewers import Viewer
from paizhu.organization.models import Official


def check_can_see_dossiers(by: Viewer) -> None:
    """The secretaries, the case office, and the leaders of groups for what they may see anyway."""
    if not (by.powers.commission_posts & READS_ALL or by.powers.led_groups):
        raise Refused(
            _(
                "Dossiers are open to the secretaries, the case office, and the leader of the group in charge."
            ),
            basis=articles.work(17),
        )


def check_can_open(by: Viewer, official: Official) -> None:
    """This person's dossier: never one's own or a relative's; three queries."""
    check_can_see_dossiers(by)
    if official.pk in dossier.kin_of(by):
        raise Refused(_("Nobody opens his own dossier or a relative's."), basis=articles.work(65))
    if not dossier.officials_for(by, clock.today()).filter(pk=official.pk).exists():
        raise Refused(_("This dossier is not open to you."), basis=articles.work(17))


def check_reason(reason: str) -> None:
    """Every look has a reason, and the reason stays on record."""
    check_written(reason, _("Say why you open this dossier: it stays on record."))


def check_can_enter(by: Viewer, official: Official) -> None:
    """What the product does not gather itself is entered by the case office, or who decides for the commission."""
    if not by.powers.commission_posts & READS_ALL:
        raise Refused(_("Entries are made by the case office, or by a secretary."))
    check_can_open(by, official)


def check_entry(on: date, text: str) -> None:
    """An entry has a day that has come, and words."""
    check_day(on)
    check_written(text, _("Write what is to stand in the dossier."))
