"""What became of petitions, for the petition office: state, way, conclusion, day, and nothing else of the clue.

The petition office does not see clues. What the handling offices feed back to it every quarter (2020 rules, art. 18) is read here in
one narrow query, behind the same wall.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from paizhu.clues.models import (
    ENDED,
    Clue,
    ClueState,
    Conclusion,
    Disposition,
    Petition,
    Recusal,
    wall_of,
)
from paizhu.clues.queries import shown
from paizhu.kernel.viewers import Viewer

FINISHED = (*ENDED, ClueState.ARCHIVED)
TRUTH = {
    Conclusion.FILING: _("true in the main"),
    Conclusion.REMINDER: _("true in part, or slight"),
    Conclusion.TRANSFERRED: _("true in part, or slight"),
    Conclusion.CONCLUDED: _("not proved, or no breach"),
    Conclusion.HELD: _("not clear yet"),
}
"""What a verification's conclusion says of whether the report is true."""


@dataclass(frozen=True)
class Outcome:
    """What became of one petition at the office that handles it. `on`: when it was decided, None while it is not."""

    state: str
    disposition: str
    conclusion: str
    on: date | None

    @property
    def is_ended(self) -> bool:
        """Whether the matter is finished there."""
        return self.state in FINISHED

    @property
    def way(self) -> Any:
        """The disposition in words; empty before there is one."""
        return Disposition(self.disposition).label if self.disposition else ""

    @property
    def result(self) -> Any:
        """The conclusion in words, or the state where there is none."""
        if self.conclusion:
            return Conclusion(self.conclusion).label
        return ClueState(self.state).label

    @property
    def truth(self) -> Any:
        """Whether the report is true, as far as the conclusion says; empty where nothing was verified."""
        return TRUTH.get(self.conclusion, "") if self.conclusion else ""


def ended_on() -> Coalesce:
    """Return the day on which a clue was decided last."""
    return Coalesce("filed_on", "concluded_on", "disposed_on")


def _clues(user: Viewer) -> QuerySet[Clue]:
    return Clue.objects.of(user.commission_id).exclude(wall_of(user).hidden(Recusal))


def outcomes_of(petitions: Iterable[int], user: Viewer) -> dict[int, list[Outcome]]:
    """Return petition id → what became of it; one query. Only of petitions that the user may see."""
    known = Petition.objects.visible_to(user).filter(pk__in=list(petitions))
    rows = (
        _clues(user)
        .filter(petition__in=known.values("pk"))
        .order_by("pk")
        .values_list("petition_id", "state", "disposition", "conclusion", ended_on())
    )
    found: dict[int, list[Outcome]] = defaultdict(list)
    for petition, state, disposition, conclusion, on in rows:
        found[petition].append(Outcome(state, disposition, conclusion, on))
    return dict(found)


def outcomes_of_one(petition: Petition, user: Viewer) -> list[Outcome]:
    """Return what became of one petition; one query, the first time on a page that shows it to the user."""

    def asked() -> list[Outcome]:
        return outcomes_of([petition.pk], user).get(petition.pk, [])

    return shown.kept(petition, ("outcomes", getattr(user, "official_id", None)), asked)


def with_result(petitions: QuerySet[Petition], user: Viewer) -> QuerySet[Petition]:
    """Restrict to petitions all of whose clues are finished."""
    of_it = _clues(user).filter(petition=OuterRef("pk"))
    return petitions.filter(Exists(of_it), ~Exists(of_it.exclude(state__in=FINISHED)))


def decided_between(
    petitions: QuerySet[Petition], first: date, last: date, user: Viewer
) -> QuerySet[Petition]:
    """Restrict to petitions about whose matter something was decided in these days."""
    decided = _clues(user).filter(petition=OuterRef("pk")).annotate(decided_on=ended_on())
    return petitions.filter(Exists(decided.filter(decided_on__gte=first, decided_on__lte=last)))


def with_outcome(petitions: QuerySet[Petition], user: Viewer) -> QuerySet[Petition]:
    """Restrict to petitions that have become a clue."""
    return petitions.filter(Exists(_clues(user).filter(petition=OuterRef("pk"))))
