"""Who is in the way of a clue, by the workbook and what is stored together: in codes, because nothing of it is stored yet.

The grounds are those of `clues`, as far as structure and declared ties tell of them.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from paizhu.clues.models import Ground
from paizhu.exchange.queries import stored
from paizhu.exchange.queries.book import Book
from paizhu.exchange.states.sheets import BY_KEY, identity_of
from paizhu.organization.models import (
    RESIDENT_POSTS,
    TEAM_POSTS,
    WORKING_COMPOSITE_POSTS,
    Post,
    Posting,
    RecusalGround,
    ResidentGroup,
)
from paizhu.rulebook import queries as rulebook


class Ties:
    """Postings, resident groups and recusals of the whole: the workbook's rows in front of the stored ones."""

    def __init__(self, book: Book):
        commission = book.ground.commission
        self._commission = commission.pk if commission else None
        hosts = {row.code: row.host for row in self._rows(book, "resident_groups", ResidentGroup)}
        self._working: dict[str, list] = defaultdict(list)  # composite group → postings
        self._at_units: dict[str, list] = defaultdict(
            list
        )  # official → (unit, is resident, from, until)
        for row in self._rows(book, "postings", Posting):
            if not (row.post and row.official and row.place and row.from_on):
                continue
            if row.post in WORKING_COMPOSITE_POSTS:
                self._working[row.place].append((row.official, row.from_on, row.until_on))
            elif row.post in RESIDENT_POSTS:
                held = (hosts.get(row.place), True, row.from_on, row.until_on)
                self._at_units[row.official].append(held)
            elif row.post in TEAM_POSTS or row.post == Post.CONTACT:
                held = (row.place, False, row.from_on, row.until_on)
                self._at_units[row.official].append(held)
        self._declared = list(self._rows(book, "recusals", RecusalGround))
        self._since = lru_cache(maxsize=None)(self._looked_back)

    @staticmethod
    def _rows(book: Book, key: str, model) -> list:
        kept = {}
        if book.ground.commission:
            found = model.objects.of(book.ground.commission)
            kept = {identity_of(BY_KEY[key], row): row for row in stored.rows(key, found)}
        for row in book.rows(key):
            kept[identity_of(BY_KEY[key], row)] = row
        return list(kept.values())

    def all_in_conflict(self, group: str, unit: str, person: str | None, on: date) -> list[Ground]:
        """Return the grounds against the group's members where every one of them has some; nothing where somebody is free."""
        members = {who for who, start, end in self._working[group] if _covers(start, end, on)}
        found = [self._against(member, unit, person, on) for member in members]
        return sorted(set().union(*found)) if found and all(found) else []

    def _against(self, member: str, unit: str, person: str | None, on: date) -> set[Ground]:
        found = set(self._at(member, unit, on)) | set(self._tied(member, unit, person, on))
        return found | ({Ground.SELF} if member == person else set())

    def _at(self, member: str, unit: str, on: date) -> Iterator[Ground]:
        """Yield the grounds of posts at the unit, now or within the period that counts."""
        since = self._since(on)
        for where, is_resident, start, end in self._at_units[member]:
            if where != unit or start > on:
                continue
            if _covers(start, end, on):
                yield Ground.RESIDENT if is_resident else Ground.LEADERSHIP
            elif since is None or end > since:
                yield Ground.FORMER_POST

    def _tied(self, member: str, unit: str, person: str | None, on: date) -> Iterator[Ground]:
        """Yield the grounds that were declared: a tie to the unit, kin of the person."""
        for row in self._declared:
            if not _covers(row.from_on, row.until_on, on):
                continue
            if row.official == member and row.unit == unit:
                yield Ground.DECLARED_TIE
            if person and {row.official, row.relative} == {member, person}:
                yield Ground.NEAR_RELATIVE

    def _looked_back(self, on: date) -> date | None:
        limit = rulebook.limits_on(on, self._commission).get("recusal_look_back")
        return limit.due(on).on if limit else None


def _covers(start: date | None, end: date | None, on: date) -> bool:
    return (not start or start <= on) and (not end or on < end)
