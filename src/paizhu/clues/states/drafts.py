"""Clues and talks as they come from a workbook, before they are records. Ids are database ids. Plain Python."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from paizhu.clues.states.stages import ClueState
from paizhu.clues.states.words import Conclusion, Disposition


@dataclass(frozen=True)
class ClueDraft:
    """A row of 问题线索. `rank`, `disposition`, `conclusion`: codes of the closed lists; `is_named`: None where nothing is said."""

    code: str
    received_on: date
    source: str
    unit_id: int
    rank: str
    summary: str
    is_named: bool | None = None
    official_id: int | None = None
    group_id: int | None = None
    assigned_on: date | None = None
    disposition: str = ""
    disposed_on: date | None = None
    conclusion: str = ""
    filed_on: date | None = None


@dataclass(frozen=True)
class TalkDraft:
    """A row of 谈话. `kind`: a code of the closed list; `talker_ids`: who talked."""

    code: str
    held_on: date
    kind: str
    unit_id: int
    talker_ids: Sequence[int]
    people: int
    clue_id: int | None = None


AFTER_DISPOSITION = {
    Disposition.INQUIRY: ClueState.INQUIRING,
    Disposition.VERIFICATION: ClueState.VERIFYING,
    Disposition.HELD: ClueState.HELD,
    Disposition.CONCLUDED: ClueState.CONCLUDED,
}
AFTER_CONCLUSION = {
    Conclusion.FILING: ClueState.FILING,
    Conclusion.CONCLUDED: ClueState.CONCLUDED,
    Conclusion.REMINDER: ClueState.CONCLUDED,
    Conclusion.HELD: ClueState.HELD,
    Conclusion.TRANSFERRED: ClueState.TRANSFERRED,
}


def state_by_words(row: Any) -> ClueState:
    """Return where a clue stands by its days and words alone, of a draft or of a record."""
    if row.filed_on:
        return ClueState.FILED
    if row.conclusion:
        return AFTER_CONCLUSION[Conclusion(row.conclusion)]
    if row.disposition:
        return AFTER_DISPOSITION[Disposition(row.disposition)]
    return ClueState.ASSIGNED if row.group_id else ClueState.REGISTERED


def since_by_days(row: Any) -> date:
    """Return the last day that a row tells of; a conclusion has no day of its own in the workbook."""
    return row.filed_on or row.disposed_on or row.assigned_on or row.received_on
