"""Who enters the minute of a collective study."""

from django.utils.translation import gettext as _

from paizhu.clues.models import Clue
from paizhu.clues.queries import levels
from paizhu.clues.rules.working import check_works_on
from paizhu.kernel.refusals import Refused
from paizhu.kernel.viewers import Viewer


def check_can_study(by: Viewer, clue: Clue, step: str = "") -> None:
    """Who works on the clue, for the questions that are studied collectively, while the clue is open."""
    check_works_on(by, clue)
    if step and step not in levels.STUDIED:
        raise Refused(_("This question needs no collective study."))
    if not clue.is_open:
        raise Refused(_("The clue is no longer under way."))
