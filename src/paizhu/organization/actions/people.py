"""What is done with officials (人员), entered and corrected by code."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from paizhu.kernel.acts import act
from paizhu.kernel.records import Saved, changes
from paizhu.kernel.viewers import Viewer
from paizhu.organization import queries, rules
from paizhu.organization.actions.postings import (
    PostingDraft,
    begin_posting,
    correct_posting,
    end_posting,
    rotate,
    save_postings,
    withdraw_posting,
)
from paizhu.organization.actions.recusals import (
    RecusalDraft,
    save_recusal_grounds,
    withdraw_recusal_ground,
)
from paizhu.organization.models import Official
from paizhu.tenancy.actions import batches
from paizhu.tenancy.models import Commission
from paizhu.trail import actions as trail

__all__ = [
    "OfficialDraft",
    "PostingDraft",
    "RecusalDraft",
    "begin_posting",
    "correct_posting",
    "end_posting",
    "rotate",
    "save_officials",
    "save_postings",
    "save_recusal_grounds",
    "withdraw_posting",
    "withdraw_recusal_ground",
]

FIELDS = ("name", "initials", "gender", "rank")
TRAILED = ("name", "gender", "rank")


@dataclass(frozen=True)
class OfficialDraft:
    """A person as entered. `rank`, `gender`: codes of the closed lists."""

    code: str
    name: str
    rank: str
    gender: str = ""


@act
def save_officials(
    *,
    commission: Commission,
    drafts: Sequence[OfficialDraft],
    seen: Mapping[str, int | None] | None = None,
    by: Viewer,
) -> Saved:
    """Enter officials by code, or correct those that are there. See `units.save_units` for `seen`."""
    rules.check_can_keep(by, commission)
    known = batches.stored(Official.objects.of(commission), [draft.code for draft in drafts])
    batches.check_seen(known, seen)
    records = [
        Official(
            commission=commission,
            initials=queries.initials(draft.name, is_person=True)[:60],
            **vars(draft),
        )
        for draft in drafts
    ]
    compared = batches.compare(records, known, FIELDS)
    batches.store(compared, FIELDS)
    trail.record_many(_entries(compared), by=by)
    return compared.saved()


def _entries(compared: batches.Compared[Official]) -> Iterable[trail.Entry]:
    for official in compared.new:
        yield trail.Entry(
            "organization.official_entered",
            official,
            batches.entered(official, TRAILED),
            {"code": official.code},
        )
    for before, official in compared.changed:
        yield trail.Entry(
            "organization.official_corrected",
            official,
            changes(before, official, TRAILED),
            {"code": official.code},
        )
