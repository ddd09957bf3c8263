"""Search in what is sealed: a name or an identity number word for word, a text by pairs of its characters.

A name is found by its keyed digest. A text is found by keyed digests of every two characters that stand side by side in it
(`ClueWord`): 王小 and 小二 for 王小二. A word of two characters or more is found where all its pairs are; a single character is no
word. What that leaks, and why it was chosen: the decision on search in `docs/adr`.

Where few clues hold a word they are found first, and the ledger reads only them: the rarest pair is listed, the others are asked of
each. A word that stands in many is asked of one clue after the other in the ledger's own order, for there a page is full soon, and
so is a count that goes up to `COUNTED`. Four statements for each word at most.
"""

import unicodedata
from collections.abc import Iterable
from functools import reduce
from itertools import pairwise
from operator import and_

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from paizhu.clues.models import Clue, ClueWord
from paizhu.clues.models.named import NAMES, NUMBERS
from paizhu.kernel import protection
from paizhu.tenancy.models import Commission

WORDS = "clues.words"
FEW = 2_000
"""Up to so many clues are found first and named one by one."""
COUNTED = 250
"""Up to here it is said exactly how many a search found."""


def found(records: QuerySet, text: str) -> QuerySet:
    """Restrict clues to those that hold every word: in the code, or in the sealed text; or that name exactly this person."""
    words = text.split()
    if not words:
        return records
    held = {word: _digests(pairs_of(word)) for word in words}
    counts = _counts(held.values())
    conditions, common = [], set()
    for word in words:
        if not word.isascii() and held[word]:
            common.update(held[word])
        else:
            conditions.append(_in_code_or_text(word, held[word], counts))
    if common:
        conditions.append(_in_text(common, counts))
    return records.filter(reduce(and_, conditions) | Q(pk__in=_named(text)))


def pairs_of(text: str) -> set[str]:
    """Return every two letters or characters that stand side by side; punctuation parts, width and capitals do not count."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return {first + second for first, second in pairwise(folded) if (first + second).isalnum()}


def digests_of(text: str) -> set[int]:
    """Return the digests of a text's pairs under the current key."""
    return {_short(protection.index_of(pair, purpose=WORDS)) for pair in pairs_of(text)}


def named(text: str) -> Q:
    """Return the condition that a record names exactly this person, by name or identity number."""
    return Q(person_index__in=protection.indexes_of(text, purpose=NAMES)) | Q(
        number_index__in=protection.indexes_of(text, purpose=NUMBERS)
    )


def _named(text: str) -> set[int]:
    """Return the ids of clues that name exactly this person; each index by itself, for an OR of the two would read every clue."""
    ours = Clue.objects.filter(commission__in=Commission.objects.order_by().values("pk")).order_by()
    by_name = ours.filter(person_index__in=protection.indexes_of(text, purpose=NAMES))
    by_number = ours.filter(number_index__in=protection.indexes_of(text, purpose=NUMBERS))
    rows = by_name.values_list("pk", flat=True).union(by_number.values_list("pk", flat=True))
    return set(rows[: FEW + 1])


def _digests(pairs: set[str]) -> list[frozenset[int]]:
    """Return for each pair its digests under every key of the ring."""
    return [
        frozenset(_short(each) for each in protection.indexes_of(pair, purpose=WORDS))
        for pair in sorted(pairs)
    ]


def _counts(held: Iterable[list[frozenset[int]]]) -> dict[int, int]:
    """Return how many clues hold each digest; one statement."""
    wanted = {digest for pairs in held for digests in pairs for digest in digests}
    rows = ClueWord.objects.filter(digest__in=wanted).order_by().values("digest")
    return dict(rows.annotate(n=Count("clue")).values_list("digest", "n"))


def _in_code_or_text(word: str, pairs: list[frozenset[int]], counts: dict[int, int]) -> Q:
    """Return the condition that a clue holds a word in its number, or in its sealed text."""
    by_code = _by_code(word)
    in_text = _in_text(pairs, counts) if pairs else Q(pk__in=())
    return in_text | (Q(code__icontains=word) if by_code is None else Q(pk__in=by_code))


def _in_text(pairs: Iterable[frozenset[int]], counts: dict[int, int]) -> Q:
    """Return the condition that a clue's sealed text holds every pair."""
    ordered = sorted(pairs, key=lambda each: _size(each, counts))
    few = set(_holding(ordered).values_list("clue_id", flat=True)[: FEW + 1])
    if len(few) <= FEW:
        return Q(pk__in=few)
    return reduce(and_, (Q(_holds(OuterRef("pk"), digests)) for digests in ordered))


def _holding(ordered: list[frozenset[int]]) -> QuerySet:
    """Return the ids of clues that hold every pair: the rarest is listed, the others are asked of each."""
    rarest, *others = ordered
    rows = ClueWord.objects.filter(digest__in=rarest)
    for digests in others:
        rows = rows.filter(_holds(OuterRef("clue"), digests))
    return rows.order_by()


def _holds(clue: OuterRef, digests: frozenset[int]) -> Exists:
    return Exists(ClueWord.objects.filter(clue=clue, digest__in=digests).order_by())


def _size(digests: frozenset[int], counts: dict[int, int]) -> int:
    return sum(counts.get(digest, 0) for digest in digests)


def _by_code(word: str) -> set[int] | None:
    """Return the ids of clues whose code holds the word; none is looked for where it cannot be a code's part."""
    if not word.isascii():
        return set()
    rows = Clue.objects.filter(code__icontains=word).order_by().values_list("pk", flat=True)
    ids = set(rows[: FEW + 1])
    return None if len(ids) > FEW else ids


def _short(digest: str) -> int:
    """Return 32 bits of a digest: enough to find with, less to compare with other databases by."""
    return int(digest[:8], 16)
