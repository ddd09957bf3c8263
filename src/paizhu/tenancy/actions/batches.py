"""Batches: many records compared by code with what is stored, and written together. What a batch means is each noun's matter.

A batch costs a fixed number of questions to the database; ledgers come a chunk at a time, so that memory stays bounded
and questions grow with the chunks, never with the rows of one. Rows that are as asked already are left alone.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, Generic, TypeVar

from django.core.exceptions import ValidationError
from django.db import connection
from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _

from paizhu.kernel import acts
from paizhu.kernel.records import BATCH, Saved, changes, check_fresh
from paizhu.tenancy.models import Commission, TenantRecord

CHUNK = 1_000
"""Records of a ledger compared and written at a time."""
FEW = 500
"""Codes that are asked for one by one; for more, all of the commission's records are read."""

Record = TypeVar("Record", bound=TenantRecord)
IsChanged = Callable[[Any, Any], bool]


@dataclass
class Compared(Generic[Record]):
    """A batch beside what is stored: new records, changed ones with what stood there before, and the rest."""

    new: list[Record] = field(default_factory=list)
    changed: list[tuple[Record, Record]] = field(default_factory=list)
    unchanged: list[Record] = field(default_factory=list)

    @property
    def after(self) -> list[Record]:
        """Every record as it now is; a changed one in its new shape."""
        return [*self.new, *(after for _before, after in self.changed), *self.unchanged]

    def saved(self) -> Saved:
        """Say what the batch did; one that found everything as asked owes the trail nothing."""
        if not (self.new or self.changed):
            acts.nothing_to_do()
        by_code = {record.code: record.pk for record in self.after if hasattr(record, "code")}
        return Saved(len(self.new), len(self.changed), len(self.unchanged), by_code)


@dataclass
class Tally:
    """The sum of a batch."""

    created: int = 0
    changed: int = 0
    unchanged: int = 0
    by_code: dict[str, int] = field(default_factory=dict)

    def add(self, compared: Compared) -> None:
        """Count a chunk that has been stored. Raises `ValidationError` for a code that came before."""
        self.created += len(compared.new)
        self.changed += len(compared.changed)
        self.unchanged += len(compared.unchanged)
        after = (after for _before, after in compared.changed)
        for record in (*compared.new, *after, *compared.unchanged):
            if record.code in self.by_code:
                raise ValidationError(_twice(record.code))
            self.by_code[record.code] = record.pk

    def saved(self) -> Saved:
        """Return what the batch did; a batch that found everything as asked owes the trail nothing."""
        if not (self.created or self.changed):
            acts.nothing_to_do()
        return Saved(self.created, self.changed, self.unchanged, self.by_code)


def chunks(drafts: Iterable[Any]) -> Iterator[list[Any]]:
    """Yield the drafts a chunk at a time."""
    following = iter(drafts)
    while chunk := list(islice(following, CHUNK)):
        yield chunk


def stored(records: QuerySet[Record], codes: Sequence[str]) -> dict[str, Record]:
    """Return the stored records of these codes, locked until the act ends; one query."""
    found = records.filter(code__in=codes) if len(codes) <= FEW else records
    return {record.code: record for record in found.order_by().select_for_update()}


def compare(
    records: Sequence[Record],
    known: Mapping[str, Record],
    fields: Sequence[str],
    is_changed: IsChanged = lambda before, after: False,
) -> Compared[Record]:
    """Tell new, changed and unchanged records apart by code, and check what is to be written.

    `fields` are the attributes compared; `is_changed(before, after)` may know of more, such as links or a placement.
    What is stored already lends its id. Raises `ValidationError` naming the code.
    """
    compared, seen = Compared(), set()
    for record in records:
        if record.code in seen:
            raise ValidationError(_twice(record.code))
        seen.add(record.code)
        before = known.get(record.code)
        if before is None:
            check(record, record.code)
            compared.new.append(record)
            continue
        record.pk, record.revision = before.pk, before.revision
        if differs(before, record, fields) or is_changed(before, record):
            check(record, record.code)
            compared.changed.append((before, record))
        else:
            compared.unchanged.append(record)
    return compared


def compare_chunk(
    commission: Commission,
    records: Sequence[Record],
    fields: Sequence[str],
    is_changed: IsChanged = lambda before, after: False,
) -> Compared[Record]:
    """Compare a chunk of a ledger with what is stored, which is asked for by code; one query."""
    found = type(records[0]).objects.of(commission)
    found = found.filter(code__in=[record.code for record in records]).order_by()
    known = {record.code: record for record in found.select_for_update()}
    return compare(records, known, fields, is_changed)


def _twice(code: str) -> str:
    return _("The code %(code)s comes twice.") % {"code": code}


def differs(before: TenantRecord, after: TenantRecord, fields: Iterable[str]) -> bool:
    """Tell whether one of the fields has another value."""
    return any(getattr(before, name) != getattr(after, name) for name in fields)


def check(record: TenantRecord, named: str) -> None:
    """Check a record's own fields and what it says of itself. Raises `ValidationError` saying which record."""
    relations = [part.name for part in record._meta.concrete_fields if part.is_relation]
    try:
        record.clean_fields(exclude=relations)
        record.clean()
    except ValidationError as fault:
        raise ValidationError(
            _("%(code)s: %(fault)s") % {"code": named, "fault": " ".join(fault.messages)}
        ) from fault


def store(compared: Compared, fields: Sequence[str]) -> None:
    """Update what has changed, counting the revisions up, and insert what is new.

    In this order, so that a period that was shortened makes room for the one that follows it.
    """
    update([after for _before, after in compared.changed], fields)
    if compared.new:
        type(compared.new[0]).objects.bulk_create(compared.new, batch_size=BATCH)


def update(records: Sequence[TenantRecord], fields: Sequence[str]) -> None:
    """Write the fields of stored records, each one revision further."""
    if not records:
        return
    for record in records:
        record.revision += 1
    type(records[0]).objects.bulk_update(records, [*fields, "revision"], batch_size=BATCH)


def store_chunk(compared: Compared, fields: Sequence[str]) -> None:
    """Write new and changed records of a ledger's chunk; a handful of statements however many. They bear codes."""
    if compared.new:
        _create(compared.new)
    if compared.changed:
        after = [record for _before, record in compared.changed]
        for record in after:
            record.revision += 1
        type(after[0]).objects.bulk_create(
            after,
            update_conflicts=True,
            unique_fields=["id"],
            update_fields=[*fields, "revision"],
        )


def insert(model: type[Model], fields: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Insert rows of values as the database's driver takes them: a third of the price of objects."""
    quote = connection.ops.quote_name
    columns = [quote(model._meta.get_field(name).column) for name in fields]
    target = f"{quote(model._meta.db_table)} ({', '.join(columns)})"
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {target} FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
            return
        places = ", ".join(["%s"] * len(columns))
        cursor.executemany(f"INSERT INTO {target} VALUES ({places})", rows)  # noqa: S608  own names


def _create(records: Sequence[Record]) -> None:
    """Insert records and learn the ids that the database gave them by their codes."""
    model, commission = type(records[0]), records[0].commission_id
    fields = [field for field in model._meta.concrete_fields if not field.primary_key]
    insert(
        model,
        [field.name for field in fields],
        (
            [field.get_db_prep_save(getattr(record, field.attname), connection) for field in fields]
            for record in records
        ),
    )
    made = model.objects.of(commission).filter(code__in=[record.code for record in records])
    ids = dict(made.order_by().values_list("code", "pk"))
    for record in records:
        record.pk = ids[record.code]


def entered(record: TenantRecord, fields: Iterable[str]) -> dict[str, Any]:
    """Return what the trail says of a new record: the allow-listed fields that are not empty."""
    found = changes(None, record, fields)
    return {name: pair for name, pair in found.items() if pair[1] not in ("", False)}


def demand(known: Iterable[int], ids: Iterable[int | None], named: str) -> None:
    """Refuse a reference to what is not this commission's own. Raises `ValidationError` saying which record."""
    if strangers := [key for key in ids if key is not None and key not in known]:
        raise ValidationError(
            _("%(code)s refers to a record that this commission does not have (%(ids)s).")
            % {"code": named, "ids": ", ".join(map(str, strangers))}
        )


def check_seen(known: Mapping[str, Any], seen: Mapping[str, int | None] | None) -> None:
    """Refuse when a record is not as the page showed it. `seen`: code → revision, None for 'not there yet'."""
    for code, revision in (seen or {}).items():
        if revision is None and code in known:
            raise ValidationError(
                _("The code %(code)s is taken by “%(name)s”.") % {"code": code, "name": known[code]}
            )
        if revision is not None and code in known:
            check_fresh(known[code], revision)


def codes_of(records: QuerySet | Any, commission: Commission) -> dict[int, str]:
    """Return id → code of a commission's records of one kind; one query."""
    return dict(records.of(commission).values_list("pk", "code"))
