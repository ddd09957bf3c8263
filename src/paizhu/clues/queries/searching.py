"""Search in what is sealed: a name or an identity number word for word, a text by pairs of its characters.

A name is found by its keyed digest. A text is found by keyed digests of every two characters that stand side by side in it
(`ClueWord`): 王小 and 小二 for 王小二. A word of two characters or more is found where all its pairs are; a single character is no
word. What that leaks, and why it was chosen: the decision on search in `docs/adr`.

Few clues hold a rare pair: they are found first, and the ledger reads only them. Where every pair is common the database joins
their lists itself, the shortest first. A handful of statements, whatever was typed.
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

WORDS = "clues.words"
FEW = 2_000
"""Up to so many clues are found first and named one by one."""


def found(records: QuerySet, text: str) -> QuerySet:
    """Restrict clues to those that hold every word: in the code, or in the sealed text; or that name exactly this person."""
    words = text.split()
    if not words:
        return records
    held = {word: _digests(pairs_of(word)) for word in words}
    counts = _counts(held.values())
    conditions, common = [], set()
    for word in words:
        few = _few(word, held[word], counts)
        if few is not None:
            conditions.append(Q(pk__in=few))
        elif word.isascii():
            conditions.append(_common(held[word], counts) | Q(code__icontains=word))
        else:
            common.update(held[word])
    if common:
        conditions.append(_common(common, counts))
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
    return set(Clue.objects.filter(named(text)).order_by().values_list("pk", flat=True)[: FEW + 1])


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


def _few(word: str, pairs: list[frozenset[int]], counts: dict[int, int]) -> set[int] | None:
    """Return the ids of clues that hold the word, or None where its rarest pair stands in too many to name."""
    by_code = _by_code(word)
    if not pairs:
        return by_code
    if by_code is None or min(_size(each, counts) for each in pairs) > FEW:
        return None
    return by_code | set(_holding(pairs, counts).values_list("clue_id", flat=True))


def _common(pairs: Iterable[frozenset[int]], counts: dict[int, int]) -> Q:
    """Return the condition for common pairs: a single one is asked of each clue in the ledger's order, for a page is full soon."""
    several = list(pairs)
    if len(several) > 1:
        return Q(pk__in=_holding(several, counts))
    return Q(Exists(ClueWord.objects.filter(clue=OuterRef("pk"), digest__in=several[0]).order_by()))


def _holding(pairs: Iterable[frozenset[int]], counts: dict[int, int]) -> QuerySet:
    """Return the ids of clues that hold every pair: the rarest is listed, the others are asked of each."""
    rarest, *others = sorted(pairs, key=lambda each: _size(each, counts))
    rows = ClueWord.objects.filter(digest__in=rarest)
    for digests in others:
        same = ClueWord.objects.filter(clue=OuterRef("clue"), digest__in=digests)
        rows = rows.filter(Exists(same.order_by()))
    return rows.order_by().values("clue_id")


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
