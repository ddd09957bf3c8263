"""Who holds a clue's papers: whoever signed last. While a handover is under way the giver still answers for them."""

from paizhu.clues.models import Clue, Handover
from paizhu.clues.queries import shown


def holder_of(clue: Clue) -> int | None:
    """Return the official who holds the papers, or None before anybody signed; one query."""
    signed = [each for each in shown.rows(clue, Handover) if each.signed_at is not None]
    last = max(signed, key=lambda each: (each.signed_at, each.pk), default=None)
    return last.to_official_id if last else None


def under_way(clue: Clue) -> Handover | None:
    """Return the handover that waits for a signature; one query."""
    return next((each for each in shown.rows(clue, Handover) if each.is_under_way), None)
