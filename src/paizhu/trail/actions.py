"""Writing the trail: the only way a record comes into being. Called inside acts, never by pages."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import connection, models
from django.utils import timezone

from paizhu.kernel import acts
from paizhu.kernel.viewers import Viewer
from paizhu.tenancy.models import Commission
from paizhu.tenancy.queries import statements
from paizhu.trail import queries, rules
from paizhu.trail.models import ChainHead, Event
from paizhu.trail.states import (
    PLATFORM,
    Said,
    Unwritable,
    as_bytes,
    digest,
    instant,
    key_of,
    word,
    written,
)

FEW = 20
"""Up to so many records PostgreSQL inserts sooner than it opens a stream for them."""
COLUMNS = [f'"{field.column}"' for field in Event._meta.concrete_fields]
EVENTS = f"{Event._meta.db_table} ({', '.join(COLUMNS)})"
INSERT_EVENT = f"INSERT INTO {EVENTS} VALUES ({', '.join(['%s'] * len(COLUMNS))})"  # noqa: S608  own names
COPY_EVENTS = f"COPY {EVENTS} FROM STDIN"
MOVE_HEAD = f"UPDATE {ChainHead._meta.db_table} SET sequence = %s, hash = %s WHERE chain = %s"  # noqa: S608  own names
ADD_AND_MOVE = (
    f"WITH added AS ({INSERT_EVENT} RETURNING chain) "  # noqa: S608  own names
    f"UPDATE {ChainHead._meta.db_table} AS head SET sequence = %s, hash = %s FROM added WHERE head.chain = added.chain"
)
"""Both at once on PostgreSQL: while the end of a chain is locked, each way to the database keeps everybody waiting."""
HEAD = statements.Read(
    lambda chain: ChainHead.objects.select_for_update().filter(chain=chain).order_by(), int
)
"""The statements that every act needs, written once."""

_sentences: dict[str, Any] = {}
_words: dict[tuple[str, str], Callable[[str], Any]] = {}


@dataclass(frozen=True)
class Entry:
    """One record to be written. `changes`: allow-listed `{field: [before, after]}`."""

    act: str
    subject: models.Model
    changes: Mapping[str, Any] | None = None
    detail: Mapping[str, Any] = field(default_factory=dict)


class UnknownAct(LookupError):
    """An act without a sentence: nobody could read its record. A defect of the room that wrote it."""


def register(
    sentences: Mapping[str, Any], words: Mapping[str, Callable[[str], Any]] | None = None
) -> None:
    """Make a room's acts known: act name → translatable sentence with %(actor)s, %(subject)s, details.

    `words`: name of a detail → what says a code of it in the reader's language, for the acts of the same room.
    """
    _sentences.update(sentences)
    rooms = {act.partition(".")[0] for act in sentences}
    _words.update({(room, name): say for room in rooms for name, say in (words or {}).items()})


def words_of(act: str, name: str, value: Any) -> Any:
    """Return a detail of an act as its room says it; the value itself where the room says nothing of it, or not of this one."""
    say = _words.get((act.partition(".")[0], name))
    if say is None or not isinstance(value, str):
        return value
    try:
        return str(say(value))
    except (LookupError, ValueError):
        return value


def sentence_of(act: str) -> Any:
    """Return the registered sentence. Raises `UnknownAct`."""
    try:
        return _sentences[act]
    except KeyError:
        raise UnknownAct(act) from None


def known_acts() -> dict[str, Any]:
    """Return every registered act with its sentence."""
    return dict(_sentences)


def record(
    act: str,
    subject: models.Model,
    *,
    by: Viewer,
    changes: Mapping[str, Any] | None = None,
    **detail: Any,
) -> None:
    """Leave one record for the chain of the subject's commission, written when the running act ends."""
    record_many([Entry(act, subject, changes, detail)], by=by)


def record_many(entries: Iterable[Entry], *, by: Viewer) -> int:
    """Leave many records in order; `entries` may be a generator, and is never held as a whole.

    Names and details are taken as they are now. Returns how many. Raises `RuntimeError` outside an act,
    `UnknownAct` for an act without a sentence, `Unwritable` for a value that cannot be kept word for word.
    """
    actor = word(by.trail_name)[:200]
    return acts.leave(_said(entry, by.pk, actor) for entry in entries)


@acts.act
def take_heads(*, commission: Commission, by: Viewer) -> list[queries.Head]:
    """Take the ends of the commission's chain and the installation's for safekeeping elsewhere, and record it."""
    rules.check_can_read(by)
    heads = queries.heads(commission)
    lines = [head.line for head in heads]
    record("trail.heads_taken", commission, by=by, sequence=heads[0].sequence, heads=lines)
    return heads


@acts.act
def note_check(*, commission: Commission, found: queries.Verification, by: Viewer) -> None:
    """Record that the trail was checked, and what was found."""
    rules.check_can_read(by)
    if found.ok:
        record("trail.found_whole", commission, by=by, count=found.events)
        return
    first = found.findings[0]
    record(
        "trail.found_broken",
        commission,
        by=by,
        chain=first.chain,
        sequence=first.sequence,
        fault=first.fault,
    )


@acts.act
def note_export(
    *, commission: Commission, count: int, filters: Mapping[str, Any], by: Viewer
) -> None:
    """Record that trail records were exported: how many, and chosen by what."""
    rules.check_can_read(by)
    record("trail.exported", commission, by=by, count=count, filters=filters)


def _said(entry: Entry, actor_id: int | None, actor_name: str) -> Said:
    """Return the record without its place in the chain, which it gets when it is written."""
    sentence_of(entry.act)
    subject = entry.subject
    if subject.pk is None:
        raise Unwritable(f"{entry.act}: the record has no number yet; save it first")
    detail = {**entry.detail, "changes": entry.changes} if entry.changes else entry.detail
    return Said(
        chain=_chain_of(subject),
        actor_id=actor_id,
        actor_name=actor_name,
        act=entry.act,
        subject_kind=subject._meta.label_lower,
        subject_id=str(subject.pk),
        subject_label=word(str(subject))[:300],
        detail_text=written(detail),
    )


def _chain_of(subject: models.Model) -> int:
    """A record's commission; a commission itself; otherwise the platform's chain."""
    if isinstance(subject, Commission):
        return subject.pk
    return getattr(subject, "commission_id", None) or PLATFORM


def _append(records: list[Said]) -> None:
    """Link the records to the ends of their chains, in their order, and store them."""
    by_chain: dict[int, list[Said]] = {}
    for said in records:
        by_chain.setdefault(said.chain, []).append(said)
    for chain in sorted(by_chain):  # one order of locking for everybody
        head = _locked_head(chain)
        _store(list(_linked(by_chain[chain], head)), head)


def _linked(records: list[Said], head: ChainHead) -> Iterator[tuple[Any, ...]]:
    """Yield the rows that follow the head, in the order of the table's columns, moving the head along."""
    at = timezone.now()
    hashed, stored = instant(at), connection.ops.adapt_datetimefield_value(at)
    for chain, *rest in records:
        previous, sequence = head.hash, head.sequence + 1
        values = map(as_bytes, (chain, sequence, hashed, *rest))
        head.sequence, head.hash = sequence, digest(previous.encode(), values)
        yield (key_of(chain, sequence), chain, sequence, stored, *rest, previous, head.hash)


def _store(rows: list[tuple[Any, ...]], head: ChainHead) -> None:
    """Store rows in the databases' own way for many, a third of the price of a model object for each, and move the end on."""
    end = head.sequence, head.hash
    is_postgresql = connection.vendor == "postgresql"
    with statements.cursor() as cursor:
        if len(rows) == 1 and is_postgresql:
            cursor.execute(ADD_AND_MOVE, (*rows[0], *end))
            return
        if len(rows) == 1:
            cursor.execute(INSERT_EVENT, rows[0])
        elif is_postgresql and len(rows) > FEW:
            with cursor.copy(COPY_EVENTS) as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            cursor.executemany(INSERT_EVENT, rows)
        cursor.execute(MOVE_HEAD, (*end, head.chain))


def _locked_head(chain: int) -> ChainHead:
    """Return the chain's end, locked until the transaction ends; the first record of a chain makes it."""
    head = next(iter(HEAD(chain)), None)
    if head is None:
        ChainHead.objects.bulk_create([ChainHead(chain=chain)], ignore_conflicts=True)
        (head,) = HEAD(chain)
    return head


acts.write_records_with(_append)
