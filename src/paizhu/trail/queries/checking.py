"""The check of whole chains: reads every record as it lies in the database and hashes it again.

Memory stays the same however long a chain is; no transaction and no lock is held meanwhile. Records
appended during the check are left to the next one.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import BinaryField, Func, Subquery

from paizhu.tenancy.models import Commission
from paizhu.trail.models import ChainHead, Event
from paizhu.trail.queries.heads import Head, head_from
from paizhu.trail.states import GENESIS, HASHED, NUMBERS, PLATFORM, Fault, as_bytes, digest, key_of

ROWS = 5_000
"""Records read at a time."""
COLUMNS = ("id", *HASHED, "previous_hash", "hash")
AT = HASHED.index("at")
WHOLE_SECONDS = len("00:00:00")


@dataclass(frozen=True)
class Finding:
    """The first thing that is wrong with a chain. `sequence`: the number of the record concerned."""

    chain: int
    sequence: int
    fault: Fault

    def as_json(self) -> dict[str, Any]:
        """Return chain, number and the sentence that says what is wrong."""
        return {
            "chain": self.chain,
            "sequence": self.sequence,
            "fault": self.fault.value,
            "reason": str(self.fault.label),
        }


@dataclass(frozen=True)
class Verification:
    """What a check found: how many records there are, the first fault of each broken chain, the end of each whole one."""

    events: int
    findings: tuple[Finding, ...]
    heads: tuple[Head, ...]

    @property
    def ok(self) -> bool:
        """Whether every chain is whole."""
        return not self.findings

    @property
    def first_bad(self) -> dict[str, Any] | None:
        """The first fault as `{"chain", "sequence", "fault", "reason"}`, or None."""
        return self.findings[0].as_json() if self.findings else None


class _End(NamedTuple):
    """A chain's stored end beside its last record, both read in one statement."""

    sequence: int
    hash: bytes
    last: int


class AsWritten(Func):
    """A column's value as its bytes or text, before anything tries to understand it."""

    template = "CAST(%(expressions)s AS BLOB)"
    output_field = BinaryField()

    def as_postgresql(self, compiler, connection, **context):
        """PostgreSQL keeps moments as numbers: they are written out here in the form that is hashed."""
        template = "(%(expressions)s)::text"
        if self.source_expressions[0].target.name == "at":
            template = (
                "to_char(%(expressions)s AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')"
            )
        return self.as_sql(compiler, connection, template=template, **context)


def verify(
    chains: Iterable[int] | None = None, *, against: Iterable[Head | Mapping[str, Any]] = ()
) -> Verification:
    """Check the given chains, or all: the platform's and every commission's.

    `against`: heads kept outside, as `Head` or as the JSON that `Head.as_json` gave; a chain that no longer
    leads to them was cut or rewritten. Raises `NoHead` for a damaged one.
    """
    kept = [part if isinstance(part, Head) else head_from(part) for part in against]
    examined = _all_chains() if chains is None else set(chains)
    events, findings, heads = 0, [], []
    for chain in sorted(examined | {part.chain for part in kept}):
        walk = _Walk(chain, [part for part in kept if part.chain == chain])
        if finding := walk.to_the_end():
            findings.append(finding)
            events += Event.objects.of_chain(chain).count()
        else:
            heads.append(Head(chain, walk.reached, walk.hash))
            events += walk.reached
    return Verification(events, tuple(findings), tuple(heads))


class _Walk:
    """One chain, read from its first record to its end."""

    def __init__(self, chain: int, kept: Iterable[Head]):
        self.chain, self.reached, self.hash = chain, 0, GENESIS
        self.kept = sorted(kept, key=lambda head: head.sequence)

    def to_the_end(self) -> Finding | None:
        """Read and hash every record; return the first fault, or None."""
        end = _stored_end(self.chain)
        for row in _rows(self.chain, end.sequence):
            if fault := self._step(row):
                return Finding(self.chain, self.reached + 1, fault)
        return self._at_the_end(end)

    def _step(self, row: tuple[Any, ...]) -> Fault | None:
        """Compare one record with what must stand here, and go on to it."""
        key, *values, previous, own = (as_bytes(value) for value in row)
        if int(key) != key_of(self.chain, self.reached + 1):
            return Fault.MISSING
        values[AT] = _instant(values[AT])
        before = self.hash.encode()
        if digest(before, values).encode() != own:
            is_whole = previous != before and digest(previous, values).encode() == own
            return Fault.UNLINKED if is_whole else Fault.ALTERED
        if previous != before:
            return Fault.UNLINKED
        while self.kept and self.kept[0].sequence == self.reached + 1:
            if not self.kept.pop(0).fits(own.decode()):
                return Fault.REWRITTEN
        self.reached, self.hash = self.reached + 1, own.decode()
        return None

    def _at_the_end(self, end: "_End") -> Finding | None:
        """Compare the last record with the stored end and with heads that lie further on."""
        missing = Finding(self.chain, self.reached + 1, Fault.CUT)
        if self.reached < end.sequence or any(head.sequence > self.reached for head in self.kept):
            return missing
        if end.last > end.sequence:
            return Finding(self.chain, self.reached + 1, Fault.SURPLUS)
        if end.hash != self.hash.encode():
            return Finding(self.chain, self.reached, Fault.HEAD)
        if self.chain != PLATFORM and not self.reached:
            return Finding(self.chain, 1, Fault.EMPTY)
        return None


def _all_chains() -> set[int]:
    """Return the platform's chain, every commission's, and any other that has a record or an end."""
    chains = {PLATFORM, *Commission.objects.values_list("pk", flat=True)}
    chains |= set(ChainHead.objects.values_list("chain", flat=True))
    key = Event.objects.order_by("pk").values_list("pk", flat=True).first()
    while key is not None:
        chains.add(key // NUMBERS)
        further = Event.objects.filter(pk__gte=key_of(key // NUMBERS + 1, 0))
        key = further.order_by("pk").values_list("pk", flat=True).first()
    return chains


def _stored_end(chain: int) -> _End:
    """Return the chain's stored end and last number; a lost end stands at the last record with no hash."""
    last = Event.objects.of_chain(chain).order_by("-pk").values("pk")[:1]
    stored = ChainHead.objects.filter(chain=chain).annotate(last=Subquery(last))
    read = stored.values_list(AsWritten("sequence"), AsWritten("hash"), "last")
    found = list(read)
    if not found and (key := last.first()):
        found = list(read)  # its first record may have been written just now
        if not found:
            return _End(key["pk"] % NUMBERS, b"", key["pk"] % NUMBERS)
    if not found:
        return _End(0, GENESIS.encode(), 0)
    sequence, own, key = found[0]
    return _End(int(as_bytes(sequence)), as_bytes(own), (key or 0) % NUMBERS)


def _rows(chain: int, until: int) -> Iterator[tuple[Any, ...]]:
    """Yield the chain's rows up to a number, a few thousand at a time."""
    written = [AsWritten(name) for name in COLUMNS]
    after, last = key_of(chain, 0), key_of(chain, until)
    while True:
        wanted = Event.objects.filter(pk__gt=after, pk__lte=last).order_by("pk")
        page = list(wanted.values_list(*written)[:ROWS])
        yield from page
        if len(page) < ROWS:
            return
        after = int(page[-1][0])


def _instant(stored: bytes) -> bytes:
    """Return the moment as it is hashed; SQLite keeps it in UTC, and without a fraction where that is nought."""
    if connection.vendor != "sqlite":
        return stored
    day, _space, clock = stored.partition(b" ")
    return day + b"T" + clock + (b"Z" if len(clock) > WHOLE_SECONDS else b".000000Z")
