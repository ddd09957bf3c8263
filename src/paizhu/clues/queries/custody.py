"""Who holds a clue's papers: whoever signed last. While a handover is under way the giver still answers for them."""

from paizhu.clues.models import Clue, Handover


def holder_of(clue: Clue) -> int | None:
    """Return the official who holds the papers, or None before anybody signed; one query."""
    signed = Handover.objects.filter(clue=clue, signed_at__isnull=False)
    return signed.order_by("-signed_at", "-pk").values_list("to_official_id", flat=True).first()


def under_way(clue: Clue) -> Handover | None:
    """Return the handover that waits for a signature; one query."""
    waiting = Handover.objects.filter(clue=clue, signed_at__isnull=True, ended_at__isnull=True)
    return waiting.select_related("from_official", "to_official").first()
