"""Keeping a clue's sealed text findable. Called by the acts that write it, inside them."""

from collections.abc import Sequence

from paizhu.clues.models import Clue, ClueWord
from paizhu.clues.queries import searching


def keep(clue: Clue) -> None:
    """Write the digests of the clue's name and summary anew."""
    wanted = searching.digests_of(clue.person_name) | searching.digests_of(clue.summary)
    kept = ClueWord.objects.filter(clue=clue)
    there = set(kept.values_list("digest", flat=True))
    kept.exclude(digest__in=wanted).delete()
    ClueWord.objects.bulk_create(
        ClueWord(commission_id=clue.commission_id, clue=clue, digest=digest)
        for digest in sorted(wanted - there)
    )


def keep_many(clues: Sequence[Clue]) -> None:
    """Write the digests of a batch of clues anew; two statements and what the rows need."""
    ClueWord.objects.filter(clue__in=[clue.pk for clue in clues]).delete()
    ClueWord.objects.bulk_create(
        ClueWord(commission_id=clue.commission_id, clue=clue, digest=digest)
        for clue in clues
        for digest in sorted(
            searching.digests_of(clue.person_name) | searching.digests_of(clue.summary)
        )
    )
