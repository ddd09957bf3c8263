"""Search in what is sealed: a name or an identity number word for word, a text by pairs of its characters.

A name is found by its keyed digest. A text is found by keyed digests of every two characters that stand side by side in it
(`ClueWord`): 王小 and 小二 for 王小二. A word of two characters or more is found where all its pairs are; a single character is no
word. What that leaks, and why it was chosen: the decision on search in `docs/adr`.
"""

import itertools
import unicodedata

from django.db.models import Q, QuerySet

from paizhu.clues.models import ClueWord
from paizhu.clues.models.named import NAMES, NUMBERS
from paizhu.kernel import protection

WORDS = "clues.words"


def found(records: QuerySet, text: str) -> QuerySet:
    """Restrict clues to those that hold every word: in the code, as name or identity number, or in the sealed text."""
    for word in text.split():
        records = records.filter(Q(code__icontains=word) | named(word) | Q(pk__in=_holding(word)))
    return records


def named(word: str) -> Q:
    """Return the condition that a record names exactly this person, by name or identity number."""
    return Q(person_index__in=protection.indexes_of(word, purpose=NAMES)) | Q(
        number_index__in=protection.indexes_of(word, purpose=NUMBERS)
    )


def pairs_of(text: str) -> set[str]:
    """Return every two letters or characters that stand side by side; punctuation parts, width and capitals do not count."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return {
        first + second
        for first, second in itertools.pairwise(folded)
        if first.isalnum() and second.isalnum()
    }


def digests_of(text: str) -> set[int]:
    """Return the digests of a text's pairs under the current key."""
    return {_short(protection.index_of(pair, purpose=WORDS)) for pair in pairs_of(text)}


def _holding(word: str) -> QuerySet:
    """Return the ids of clues whose text holds every pair of the word; of none where the word has no pair."""
    pairs = sorted(pairs_of(word))
    if not pairs:
        return ClueWord.objects.none().values("clue_id")
    first, *others = (_having(pair) for pair in pairs)
    for other in others:
        first = first.filter(clue__in=other.values("clue_id"))
    return first.values("clue_id")


def _having(pair: str) -> QuerySet:
    digests = [_short(each) for each in protection.indexes_of(pair, purpose=WORDS)]
    return ClueWord.objects.filter(digest__in=digests).order_by()


def _short(digest: str) -> int:
    """Return 32 bits of a digest: enough to find with, less to compare with other databases by."""
    return int(digest[:8], 16)
