"""Who works on a matter, and that he is on time: what every act of inquiry and verification asks first."""

from datetime import date

from django.utils.translation import gettext as _

from paizhu.clues.models import READS_ALL, Clue
from paizhu.clues.queries import articles, shown, working
from paizhu.kernel import clock
from paizhu.kernel.refusals import Refused
from paizhu.kernel.viewers import Viewer


def leads_group(by: Viewer, clue: Clue) -> bool:
    """Tell whether the person leads, as leader or deputy, the group that handles the matter."""
    return clue.group_id in by.powers.led_groups | by.powers.deputised_groups


def check_sees(by: Viewer, clue: Clue) -> None:
    """Nobody does anything with a matter that does not exist for him; one query, none on the page that has just found it for him."""
    if shown.is_begun(clue) and getattr(clue, "known_to", None) is by:
        return
    if not Clue.objects.visible_to(by).filter(pk=clue.pk).exists():
        raise Refused(_("This matter is not open to you."), basis=articles.work(67))


def check_works(by: Viewer, clue: Clue) -> None:
    """Work is done by the team, and by nobody beside it."""
    check_sees(by, clue)
    if not working.works(clue, getattr(by, "official_id", None)):
        raise Refused(_("Only who is on the team works on this matter."), basis=articles.work(67))


def check_works_or_leads(by: Viewer, clue: Clue) -> None:
    """What follows the work: the team, or who leads the group."""
    check_sees(by, clue)
    if not (leads_group(by, clue) or working.works(clue, getattr(by, "official_id", None))):
        raise Refused(
            _("The team does this, or who leads the group that handles the matter."),
            basis=articles.work(67),
        )


def check_staffs(by: Viewer, clue: Clue) -> None:
    """The leader or a deputy of the handling group forms the team, or who decides for the commission."""
    check_sees(by, clue)
    if not (leads_group(by, clue) or by.powers.commission_posts & READS_ALL):
        raise Refused(
            _("The leader or a deputy of the handling group forms the team, or the commission."),
            basis=articles.work(33),
        )


def check_at_work(clue: Clue) -> None:
    """Inquiry or verification is under way."""
    if not working.is_at_work(clue):
        raise Refused(
            _("A clue in the state “%(state)s” does not allow this step.")
            % {"state": clue.get_state_display()},
            basis=articles.order(clue.state),
        )


def check_state(clue: Clue, *states: str) -> None:
    """The matter stands where the step belongs."""
    if clue.state not in states:
        raise Refused(
            _("A clue in the state “%(state)s” does not allow this step.")
            % {"state": clue.get_state_display()},
            basis=articles.order(clue.state),
        )


def check_may_begin(clue: Clue) -> None:
    """Work begins when its plan is approved at its level, not before; one query."""
    check_at_work(clue)
    plan = working.plan_of(clue)
    article = articles.work(33 if working.is_verification(clue) else 27)
    if plan is None:
        raise Refused(_("Work begins with a plan: write one and have it approved."), basis=article)
    if not working.is_approved(plan.approval):
        raise Refused(_("The plan is not approved yet: nothing begins before."), basis=article)


def check_written(text: str, reason: str = "") -> None:
    """What is to be put down is put down."""
    if not text.strip():
        raise Refused(reason or _("This step is not taken without words."))


def check_once(entered: date | None) -> None:
    """What has been entered is not entered a second time."""
    if entered is not None:
        raise Refused(_("It is entered already."))


def check_day(on: date, *, after: date | None = None) -> None:
    """What has happened happened on a day that is not to come, and in its order."""
    if on > clock.today():
        raise Refused(_("This day is still to come."))
    if after is not None and on < after:
        raise Refused(
            _("This day lies before %(day)s, which comes first.") % {"day": after.isoformat()}
        )
