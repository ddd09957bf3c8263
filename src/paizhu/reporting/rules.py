"""Who may look at figures and summaries, take them out, and hand summaries in. What is counted for him is the matter of `visible_to`."""

from django.utils.translation import gettext as _

from paizhu.kernel import clock
from paizhu.kernel.refusals import Refused
from paizhu.kernel.viewers import Viewer
from paizhu.organization.models import (
    WORKING_COMPOSITE_POSTS,
    CompositeGroup,
    Official,
    Posting,
)
from paizhu.reporting.models import Summary
from paizhu.reporting.states import SummaryPeriod


def check_can_see_figures(by: Viewer) -> None:
    """Figures are open to the commission's own and to who supervises or guides; each counts what he sees."""
    powers = by.powers
    if not (powers.sees_commission or powers.supervises or powers.guided_groups):
        raise Refused(
            _("Figures are open to the commission's leadership and office, and to its groups.")
        )


def check_can_export_figures(by: Viewer) -> None:
    """Who may see figures may take them out; the trail says that he did."""
    check_can_see_figures(by)


def check_can_see_own_diary(by: Viewer) -> None:
    """Whoever works for the commission, in a group, in a unit's leadership or as its contact has a diary."""
    powers = by.powers
    is_somebody = powers.is_staff_of_commission or powers.contact_units or powers.team_units
    if getattr(by, "official_id", None) is None or not is_somebody:
        raise Refused(_("Only who holds a posting today has a diary."))


def check_can_see_group_diary(by: Viewer, group: CompositeGroup) -> None:
    """A group's diary is for its own people, its liaison member, and the commission's leadership and office."""
    is_own = by.commission_id == group.commission_id
    if not is_own or not (by.powers.sees_commission or group.pk in by.powers.concerned_groups):
        raise Refused(
            _("A group's diary is for its people, its liaison member and the commission's office.")
        )


def check_can_see_diary_of(by: Viewer, official: Official) -> None:
    """Somebody else's diary is open to who works in the same composite group today, and to nobody else."""
    if official.pk == getattr(by, "official_id", None):
        check_can_see_own_diary(by)
        return
    shared = Posting.objects.of(by.commission_id).in_force(clock.today())
    shared = shared.filter(
        official=official, composite_group__in=by.powers.groups, post__in=WORKING_COMPOSITE_POSTS
    )
    if not shared.exists():
        raise Refused(_("Another person's diary is open to colleagues of the same group only."))


def check_can_see_summaries(by: Viewer) -> None:
    """Summaries are read by the commission's own and by the people of the groups and who guides them."""
    powers = by.powers
    if not (powers.sees_commission or powers.concerned_groups):
        raise Refused(
            _(
                "Summaries are read by the groups themselves, their liaison members and the commission."
            )
        )


def check_can_lead(by: Viewer, group: CompositeGroup) -> None:
    """A group's summary is its leader's and deputy's to hand in."""
    if group.pk not in by.powers.led_groups | by.powers.deputised_groups:
        raise Refused(_("A group's summary is handed in by its leader or deputy."))


def check_can_hand_in(by: Viewer, group: CompositeGroup, period: SummaryPeriod) -> None:
    """The leader or the deputy hands in the group's summary, towards the period's end, once."""
    check_can_lead(by, group)
    if clock.today() < period.opens_on:
        raise Refused(
            _("This period is still running; its summary can be handed in from %(day)s on.")
            % {"day": period.opens_on.isoformat()}
        )
    if Summary.objects.visible_to(by).of_period(group, period).exists():
        raise Refused(_("This summary has been handed in already."))
