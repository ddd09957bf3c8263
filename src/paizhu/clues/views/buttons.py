"""What can be done next with a clue, as buttons: each with what stands against this reader's doing it."""

from typing import Any

from paizhu.clues.models import Approval, Clue, Handover, Recusal
from paizhu.web.components import Button


def foremost(user: Any, record: Clue) -> list[Button]:
    """Return the steps of the reader's side that the state allows."""
    return []


def further(user: Any, record: Clue) -> list[Button]:
    """Return what may be done beside the steps."""
    return []


def of_handovers(user: Any, record: Clue, handovers: list[Handover]) -> list[Button]:
    """Return what may be done with the handover that is under way."""
    return []


def of_approval(user: Any, approval: Approval) -> list[Button]:
    """Return how a waiting question may be answered."""
    return []


def of_recusal(user: Any, recusal: Recusal) -> list[Button]:
    """Return what may be done with a recusal."""
    return []
