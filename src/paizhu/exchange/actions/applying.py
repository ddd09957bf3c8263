"""Each sheet's new and changed rows handed to the act of the room below that keeps such records.

The order of `SHEETS` is that of the references: what a row names is stored before it.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from paizhu.clues.actions import batches as casework
from paizhu.exchange import queries
from paizhu.exchange.queries import stored
from paizhu.exchange.states.cells import Sheet
from paizhu.exchange.states.sheets import BY_KEY
from paizhu.kernel.viewers import Viewer
from paizhu.organization.actions import commissions, groups, people, postings, recusals, units
from paizhu.organization.models import Post, Target
from paizhu.oversight.actions import activities, notices, opinions
from paizhu.tenancy.models import Commission

PLACES = {
    Target.UNIT: "units",
    Target.RESIDENT_GROUP: "resident_groups",
    Target.COMPOSITE_GROUP: "composite_groups",
}
BEAT = 500


@dataclass
class Work:
    """The rows of one sheet that differ, for whom, and whom to tell how far it has come."""

    commission: Commission
    rows: list[Any]
    report: Callable[[int], None]
    by: Viewer

    def ids(self, key: str) -> dict[str, int]:
        """Return code → id of all stored records of a sheet; for the small ones."""
        records = stored.MODELS[key].objects.of(self.commission)
        return dict(records.values_list("code", "pk"))

    def ids_of(self, key: str, codes: Iterable[str | None]) -> dict[str, int]:
        """Return code → id of the records named; for the large ones."""
        found: dict[str, int] = {}
        records = stored.MODELS[key].objects.of(self.commission)
        for batch in queries.batches(sorted({code for code in codes if code})):
            found.update(records.filter(code__in=batch).values_list("code", "pk"))
        return found

    def told(self) -> Iterator[Any]:
        """Yield the rows, telling how far they are taken."""
        for number, row in enumerate(self.rows, start=1):
            yield row
            if number % BEAT == 0:
                self.report(number)

    @cached_property
    def mine(self) -> dict[str, Any]:
        """What every act is told besides its drafts."""
        return {"commission": self.commission, "by": self.by}


def register(checked: queries.Checked, by: Viewer) -> Commission:
    """Enter the commission on first import, or correct it."""
    (row,) = checked.workbook.tables["commission"].rows
    if checked.plan["commission"].is_nothing:
        return checked.commission
    higher = Commission.objects.filter(code=row.higher).first() if row.higher else None
    return commissions.register(code=row.code, name=row.name, higher=higher, by=by)


def _units(work: Work) -> None:
    drafts = [
        units.UnitDraft(row.code, row.name, row.sector, row.kind, row.headcount, row.is_key)
        for row in work.rows
    ]
    units.save_units(drafts=drafts, **work.mine)


def _resident_groups(work: Work) -> None:
    hosts = work.ids("units")
    drafts = [
        groups.ResidentGroupDraft(row.code, row.name, hosts[row.host], row.posts)
        for row in work.rows
    ]
    groups.save_resident_groups(drafts=drafts, **work.mine)


def _composite_groups(work: Work) -> None:
    drafts = [
        groups.CompositeGroupDraft(row.code, row.name, row.sectors, row.established_on)
        for row in work.rows
    ]
    groups.save_composite_groups(drafts=drafts, **work.mine)


def _officials(work: Work) -> None:
    drafts = [
        people.OfficialDraft(row.code, row.name, row.rank, row.gender or "") for row in work.rows
    ]
    people.save_officials(drafts=drafts, **work.mine)


def _postings(work: Work) -> None:
    officials = work.ids("officials")
    places = {target: work.ids(key) for target, key in PLACES.items()}
    drafts = [
        postings.PostingDraft(
            officials[row.official],
            row.post,
            places[Post(row.post).target][row.place] if row.place else None,
            row.from_on,
            row.until_on,
        )
        for row in work.rows
    ]
    postings.save_postings(drafts=drafts, **work.mine)


def _recusals(work: Work) -> None:
    officials, known_units = work.ids("officials"), work.ids("units")
    drafts = [
        recusals.RecusalDraft(
            officials[row.official],
            known_units.get(row.unit),
            officials.get(row.relative),
            row.reason,
            row.from_on,
            row.until_on,
        )
        for row in work.rows
    ]
    recusals.save_recusal_grounds(drafts=drafts, **work.mine)


def _notices(work: Work) -> None:
    officials, known_units = work.ids("officials"), work.ids("units")
    drafts = (
        notices.NoticeDraft(
            code=row.code,
            unit_id=known_units[row.unit],
            matter=row.matter,
            title=row.title,
            happens_at=row.happens_at,
            sender_id=officials.get(row.sender),
            sent_at=row.sent_at,
        )
        for row in work.told()
    )
    notices.save_notices(drafts=drafts, **work.mine)


def _activities(work: Work) -> None:
    officials, known_units = work.ids("officials"), work.ids("units")
    known_groups = work.ids("composite_groups")
    known_notices = work.ids_of("notices", (row.notice for row in work.rows))
    drafts = (
        activities.ActivityDraft(
            code=row.code,
            on=row.on,
            method=row.method,
            unit_ids=[known_units[code] for code in row.units],
            official_ids=[officials[code] for code in row.participants],
            group_id=known_groups.get(row.group),
            matter=row.matter or "",
            subjects=sum(row.subjects),
            notice_id=known_notices.get(row.notice),
            summary=row.summary,
        )
        for row in work.told()
    )
    activities.save_activities(drafts=drafts, **work.mine)


def _opinions(work: Work) -> None:
    known_units = work.ids("units")
    known_activities = work.ids_of("activities", (row.activity for row in work.rows))
    drafts = (
        opinions.OpinionDraft(
            code=row.code,
            activity_id=known_activities[row.activity],
            unit_id=known_units[row.unit],
            content=row.content,
            made_on=row.made_on,
            due_on=row.due_on,
            state=row.state,
            closed_on=row.closed_on,
        )
        for row in work.told()
    )
    opinions.save_opinions(drafts=drafts, **work.mine)


def _clues(work: Work) -> None:
    officials, known_units = work.ids("officials"), work.ids("units")
    known_groups = work.ids("composite_groups")
    drafts = (
        casework.ClueDraft(
            code=row.code,
            received_on=row.received_on,
            source=row.source,
            is_named=row.is_named,
            unit_id=known_units[row.unit],
            official_id=officials.get(row.official),
            rank=row.rank,
            summary=row.summary,
            group_id=known_groups.get(row.group),
            assigned_on=row.assigned_on,
            disposition=row.disposition or "",
            disposed_on=row.disposed_on,
            conclusion=row.conclusion or "",
            filed_on=row.filed_on,
        )
        for row in work.told()
    )
    casework.save_clues(drafts=drafts, **work.mine)


def _talks(work: Work) -> None:
    officials, known_units = work.ids("officials"), work.ids("units")
    known_clues = work.ids_of("clues", (row.clue for row in work.rows))
    drafts = (
        casework.TalkDraft(
            code=row.code,
            held_on=row.held_on,
            kind=row.kind,
            unit_id=known_units[row.unit],
            talker_ids=[officials[code] for code in row.talkers],
            people=row.people,
            clue_id=known_clues.get(row.clue),
        )
        for row in work.told()
    )
    casework.save_talks(drafts=drafts, **work.mine)


SHEETS: tuple[tuple[Sheet, Callable[[Work], None]], ...] = (
    (BY_KEY["units"], _units),
    (BY_KEY["resident_groups"], _resident_groups),
    (BY_KEY["composite_groups"], _composite_groups),
    (BY_KEY["officials"], _officials),
    (BY_KEY["postings"], _postings),
    (BY_KEY["recusals"], _recusals),
    (BY_KEY["notices"], _notices),
    (BY_KEY["activities"], _activities),
    (BY_KEY["opinions"], _opinions),
    (BY_KEY["clues"], _clues),
    (BY_KEY["talks"], _talks),
)
