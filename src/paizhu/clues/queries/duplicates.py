"""Likely repeats of a petition: proposed to a person, who links them or does not. The machine merges nothing.

Only petitions that the reader may see are looked at; a proposal never tells of one that does not exist for him.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from rapidfuzz.distance import Indel

from paizhu.clues.models import Petition, PetitionState
from paizhu.kernel.viewers import Viewer
from paizhu.sealing import finding

LOOKED_AT, SHOWN = 300, 5
"""Petitions compared at most, the newest first; proposals shown."""
CERTAIN = ("official_index", "number_index")
"""Digests that tell a person for certain; a name alone does not."""
BEGINNING = 4000
"""Characters of each text that are compared: time grows with the square of the length."""
ALIKE, RATHER_ALIKE = 0.45, 0.3
"""From which share of common pairs of characters texts count as similar; the lower one where the person is the same by name only."""


@dataclass(frozen=True)
class Likely:
    """A petition that this one may repeat, and why. `percent`: how much of the texts' pairs of characters they share."""

    petition: Petition
    reasons: tuple[Any, ...]
    percent: int


def likely(petition: Petition, user: Viewer) -> list[Likely]:
    """Return the likeliest earlier petitions, the likeliest first. One query, whatever there is."""
    same = _same(petition)
    condition = Q(unit=petition.unit_id)
    for name, digests in same.items():
        condition |= Q(**{f"{name}__in": digests})
    own, found = pairs(petition.text), []
    for each in _candidates(petition, user).filter(condition)[:LOOKED_AT]:
        is_person = any(getattr(each, name) in same.get(name, ()) for name in CERTAIN)
        is_name = each.person_index in same.get("person_index", ())
        alike = likeness(own, pairs(each.text))
        if reasons := _reasons(each.unit_id == petition.unit_id, is_person, is_name, alike):
            found.append((is_person, alike + is_name, Likely(each, reasons, round(100 * alike))))
    found.sort(key=lambda one: one[:2], reverse=True)
    return [one for *_weight, one in found[:SHOWN]]


def pairs(text: str) -> list[str]:
    """Return the pairs of neighbouring characters of a text, in order of the alphabet; spaces and marks do not count."""
    letters = [letter for letter in text[:BEGINNING].casefold() if letter.isalnum()]
    return sorted(first + second for first, second in pairwise(letters))


def likeness(first: Sequence[str], second: Sequence[str]) -> float:
    """Return the share of pairs that two texts have in common, 0 to 1, however they are ordered."""
    return Indel.normalized_similarity(first, second) if first and second else 0.0


def _candidates(petition: Petition, user: Viewer) -> QuerySet[Petition]:
    earlier = Q(received_on__lt=petition.received_on) | Q(
        received_on=petition.received_on, pk__lt=petition.pk
    )
    roots = Petition.objects.visible_to(user).exclude(state=PetitionState.REPEATED)
    return roots.filter(earlier).select_related("unit").order_by("-received_on", "-pk")


def _same(petition: Petition) -> dict[str, list[str]]:
    """Return index → the digests by which the same person is found."""
    known = {
        "official_index": petition.official_ref,
        "number_index": petition.person_number,
        "person_index": petition.person_name,
    }
    found = {}
    for index, text in known.items():
        if text:
            found[index] = finding(Petition, index, text)[f"{index}__in"]
    return found


def _reasons(same_unit: bool, is_person: bool, is_name: bool, alike: float) -> tuple[Any, ...]:
    near = is_name and (same_unit or alike >= RATHER_ALIKE)
    if not (is_person or near or (same_unit and alike >= ALIKE)):
        return ()
    told = (
        (is_person, _("same person")),
        (is_name and not is_person, _("same name")),
        (same_unit, _("same unit")),
        (alike >= RATHER_ALIKE, _("similar text")),
    )
    return tuple(words for holds, words in told if holds)
