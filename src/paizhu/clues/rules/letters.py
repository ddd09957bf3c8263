"""Letters of inquiry: sent by the plan, signed for, answered with the host head's signature unless he is concerned."""

from datetime import date

from django.utils.translation import gettext as _

from paizhu.clues.models import Clue, ClueState, Letter
from paizhu.clues.queries import articles
from paizhu.clues.rules.teamwork import check_day, check_may_begin, check_state, check_works
from paizhu.kernel.refusals import Refused
from paizhu.kernel.viewers import Viewer
from paizhu.rulebook.queries import PersonCategory


def check_can_send(by: Viewer, clue: Clue, _item: object = None) -> None:
    """A letter belongs to an inquiry whose plan is approved."""
    check_works(by, clue)
    check_state(clue, ClueState.INQUIRING)
    check_may_begin(clue)


def concerns_head(clue: Clue, said: bool) -> bool:
    """Tell whether a letter concerns the head: it is put to him, or asks about him."""
    return said or clue.category == PersonCategory.UNIT_HEAD


def check_can_receive(by: Viewer, clue: Clue, letter: Letter) -> None:
    """The day on which it was signed for is entered once; from there the days of the reply run."""
    check_works(by, clue)
    check_state(clue, ClueState.INQUIRING)
    if letter.received_on is not None:
        raise Refused(_("It has been signed for already."))


def check_can_reply(by: Viewer, clue: Clue, letter: Letter) -> None:
    """A reply follows the receipt, once."""
    check_works(by, clue)
    check_state(clue, ClueState.INQUIRING)
    if letter.received_on is None:
        raise Refused(_("Enter first when the letter was signed for."), basis=articles.work(29))
    if letter.replied_on is not None:
        raise Refused(_("The reply is entered already."))


def check_reply(letter: Letter, on: date, is_signed_by_head: bool) -> None:
    """The head of the host's party group signs what is replied, unless the matter concerns himself."""
    check_day(on, after=letter.received_on)
    if not (is_signed_by_head or letter.concerns_head):
        raise Refused(
            _(
                "The head of the host's party group signs the reply; without his signature it goes back."
            ),
            basis=articles.work(29),
        )
