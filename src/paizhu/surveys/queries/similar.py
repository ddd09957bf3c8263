"""Free texts that say nearly the same: a hint for merging, never a decision."""

from collections.abc import Iterable

from rapidfuzz import fuzz

from paizhu.surveys.models import Voice

ALIKE = 60
"""From 0 to 100, from where two texts are offered for merging."""


def similar_to(voice: Voice, others: Iterable[Voice], limit: int = 5) -> list[tuple[Voice, int]]:
    """Return the texts most like this one with their likeness, best first."""
    said = voice.wording or voice.original
    found = [
        (other, round(max(fuzz.ratio(said, text), fuzz.partial_ratio(said, text) * 0.9)))
        for other in others
        if other.pk != voice.pk and (text := other.wording or other.original)
    ]
    alike = [pair for pair in found if pair[1] >= ALIKE]
    return sorted(alike, key=lambda pair: -pair[1])[:limit]
