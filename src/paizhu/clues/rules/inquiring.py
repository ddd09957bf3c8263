"""Delegated talks, spot checks, and explanations at meetings on party life: who may, and when."""

from datetime import date

from django.utils.translation import gettext as _

from paizhu.clues.models import (
    READS_ALL,
    Clue,
    ClueState,
    Delegation,
    InquiryOutcome,
    Report,
    ReportState,
    SpotCheck,
)
from paizhu.clues.queries import articles, handlers, working
from paizhu.clues.rules.teamwork import (
    check_day,
    check_may_begin,
    check_once,
    check_sees,
    check_state,
    check_works,
    check_works_or_leads,
    check_written,
)
from paizhu.kernel.refusals import Refused
from paizhu.kernel.viewers import Viewer
from paizhu.rulebook.queries import PersonCategory

STEP = "delegated_talk"


def check_can_delegate(by: Viewer, clue: Clue, _item: object = None) -> None:
    """In an inquiry by its plan; not where the matter is about the very head who would talk."""
    check_works(by, clue)
    check_state(clue, ClueState.INQUIRING)
    if clue.category == PersonCategory.UNIT_HEAD:
        raise Refused(
            _(
                "The matter is about the head of the unit's party group: no talk is delegated to him."
            ),
            basis=articles.work(28),
        )
    check_may_begin(clue)
    if working.approval_of(clue, STEP, "waiting"):
        raise Refused(_("The request waits for its decision already."))


def check_delegation(delegate: str, text: str) -> None:
    """To whom, and about what."""
    check_written(delegate, _("Say to whom the talk is delegated."))
    check_written(text, _("Say what is to be asked."))


def check_can_mandate(by: Viewer, clue: Clue, item: Delegation) -> None:
    """An approved mandate is received once; from there the working days of the talk run."""
    check_works(by, clue)
    check_state(clue, ClueState.INQUIRING)
    if not working.is_approved(item.approval):
        raise Refused(_("No talk is delegated before it is approved."), basis=articles.work(28))
    check_once(item.received_on)


def check_can_record(by: Viewer, clue: Clue, item: Delegation) -> None:
    """The record of the talk comes back, once, after the mandate was received."""
    check_works(by, clue)
    check_state(clue, ClueState.INQUIRING)
    if item.received_on is None:
        raise Refused(_("Enter first when the mandate was received."))
    check_once(item.held_on)


def check_record(item: Delegation, on: date, record: str, is_signed: bool) -> None:
    """What was said stands in a record that both have signed."""
    check_day(on, after=item.received_on)
    check_written(record, _("A talk of casework has a transcript."))
    if not is_signed:
        raise Refused(
            _("The record bears the signatures of both; without them it goes back."),
            basis=articles.work(28),
        )


def check_can_choose(by: Viewer, clue: Clue, _item: object = None) -> None:
    """The case office, or who decides for the commission, picks an explanation that was accepted; one check at a time."""
    _check_of_commission(by, clue)
    check_state(clue, ClueState.CONCLUDED)
    accepted = Report.objects.filter(
        clue=clue,
        proposal=InquiryOutcome.ACCEPTED,
        state=ReportState.APPROVED,
        closed_on__isnull=True,
    )
    if not accepted.exists():
        raise Refused(
            _("Only an explanation that was accepted is checked."), basis=articles.work(30)
        )
    if SpotCheck.objects.filter(clue=clue, checked_on__isnull=True).exists():
        raise Refused(_("It is chosen already: enter what the check found."))


def check_can_check(by: Viewer, clue: Clue, item: SpotCheck) -> None:
    """Somebody of the commission who neither worked on the matter nor decided about it."""
    _check_of_commission(by, clue)
    check_state(clue, ClueState.CONCLUDED)
    check_once(item.checked_on)
    own = getattr(by, "official_id", None)
    if own in handlers.ever_worked(clue) | handlers.ever_decided(clue):
        raise Refused(
            _("Who worked on the matter, or decided about it, does not check it."),
            basis=articles.work(30),
        )


def check_can_explain(by: Viewer, clue: Clue, _item: object = None) -> None:
    """What was explained at the meeting is entered after an inquiry, by who worked on it, who leads the group, or the case office.

    The meeting may come after the file is closed: then it is added to the file.
    """
    if not by.powers.commission_posts & READS_ALL:
        check_works_or_leads(by, clue)
    check_sees(by, clue)
    if not working.inquired_on(clue):
        raise Refused(
            _("Only what was inquired into by talk or letter is explained at the meeting."),
            basis=articles.work(31),
        )


def check_explanation(clue: Clue, on: date, text: str) -> None:
    """At the meeting of the year of the inquiry, or of the next."""
    inquired = working.inquired_on(clue)
    check_day(on, after=inquired)
    check_written(text, _("Say what was explained."))
    if inquired and on.year > inquired.year + 1:
        raise Refused(
            _("The inquiry of %(year)s is explained in that year or the next.")
            % {"year": inquired.year},
            basis=articles.work(31),
        )


def _check_of_commission(by: Viewer, clue: Clue) -> None:
    check_sees(by, clue)
    if not by.powers.commission_posts & READS_ALL:
        raise Refused(_("This is done by the case office, or by a secretary."))
