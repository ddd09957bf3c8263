"""The trial of a filed case: by people who had no part in it (2019 rules, art. 54), entered by the case office."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from paizhu.clues.models import Clue, ClueState, Trial
from paizhu.clues.queries import articles, handlers
from paizhu.clues.rules.conflicts import check_free
from paizhu.clues.rules.teamwork import check_day, check_once, check_state, check_written
from paizhu.clues.rules.working import check_case_office
from paizhu.kernel.refusals import Refused
from paizhu.kernel.viewers import Viewer
from paizhu.organization.models import Official
from paizhu.rulebook import queries as rulebook

TWO = 2


def check_can_accept(by: Viewer, clue: Clue, _item: object = None) -> None:
    """A filed case goes to trial, one trial at a time."""
    check_case_office(by, clue)
    check_state(clue, ClueState.FILED)
    if Trial.objects.filter(clue=clue).exists():
        raise Refused(_("The case is on trial already, or was decided."))


def check_people(clue: Clue, people: Sequence[Official], on: date) -> None:
    """Two at least, nobody who looked into it or decided about it, and nobody whom a ground keeps away."""
    limit = rulebook.limits_on(on, clue.commission_id).get("trial_people")
    least = max(TWO, limit.amount if limit else TWO)
    if len({each.pk for each in people}) < least:
        raise Refused(
            _("A case is tried by at least %(count)s people.") % {"count": least},
            basis=articles.work(55),
        )
    took_part = handlers.ever_worked(clue) | handlers.ever_decided(clue)
    for official in people:
        if official.pk in took_part:
            raise Refused(
                _("%(name)s had a part in the case and does not try it.") % {"name": official.name},
                basis=articles.work(54),
            )
        check_free(clue, official, on)


def check_can_decide(by: Viewer, clue: Clue, item: Trial) -> None:
    """The outcome is entered once."""
    check_case_office(by, clue)
    check_state(clue, ClueState.FILED)
    check_once(item.decided_on)


def check_outcome(item: Trial, on: date, text: str) -> None:
    """On a day after its acceptance, in words."""
    check_day(on, after=item.accepted_on)
    check_written(text, _("Say what was decided."))


def check_can_announce(by: Viewer, clue: Clue, item: Trial) -> None:
    """What was decided is announced, once."""
    check_case_office(by, clue)
    check_state(clue, ClueState.FILED)
    if item.decided_on is None:
        raise Refused(_("Nothing is decided yet."))
    check_once(item.announced_on)
