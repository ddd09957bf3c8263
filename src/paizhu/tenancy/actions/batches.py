"""Batches: many records compared by code with what is stored, in chunks, so that memory stays bounded.

Queries grow with the chunks, never with the rows of a chunk. What a batch means is each ledger's matter.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, Generic, TypeVar

from django.core.exceptions import ValidationError
from django.db import connection
from django.db.models import Model
from django.utils.translation import gettext as _

from paizhu.kernel import acts
from paizhu.kernel.records import Saved
from paizhu.tenancy.models import Commission, TenantRecord

CHUNK = 1_000
"""Records compared and written at a time."""

Record = TypeVar("Record", bound=TenantRecord)


@dataclass
class Compared(Generic[Record]):
    """A chunk beside what is stored: new records, changed ones with what stood there before, and the rest."""

    new: list[Record] = field(default_factory=list)
    changed: list[tuple[Record, Record]] = field(default_factory=list)
    unchanged: list[Record] = field(default_factory=list)


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


def compare(
    commission: Commission,
    records: Sequence[Record],
    fields: Sequence[str],
    is_changed: Callable[[Record, Record], bool] = lambda before, after: False,
) -> Compared[Record]:
    """Tell new, changed and unchanged records of a chunk apart by code, and check each; one query.

    `fields` are the attributes compared; `is_changed(before, after)` may know of more, such as links. A changed
    record takes over the id of the stored one. Raises `ValidationError` naming the code.
    """
    model, compared = type(records[0]), Compared()
    found = model.objects.of(commission).filter(code__in=[record.code for record in records])
    stored = {record.code: record for record in found.order_by().select_for_update()}
    seen: set[str] = set()
    for record in records:
        if record.code in seen:
            raise ValidationError(_twice(record.code))
        seen.add(record.code)
        _place(compared, stored.get(record.code), record, fields, is_changed)
    return compared


def _twice(code: str) -> str:
    return _("The code %(code)s comes twice.") % {"code": code}


def _place(compared: Compared, before, record, fields, is_changed) -> None:
    if before is None:
        check(record)
        compared.new.append(record)
        return
    record.pk, record.revision = before.pk, before.revision
    differs = any(getattr(before, name) != getattr(record, name) for name in fields)
    if differs or is_changed(before, record):
        check(record)
        record.revision += 1
        compared.changed.append((before, record))
    else:
        compared.unchanged.append(record)


def check(record: TenantRecord) -> None:
    """Check a record's own fields and what it says of itself. Raises `ValidationError` naming the code."""
    relations = [field.name for field in record._meta.fields if field.is_relation]
    try:
        record.clean_fields(exclude=relations)
        record.clean()
    except ValidationError as fault:
        raise ValidationError(
            _("%(code)s: %(fault)s") % {"code": record.code, "fault": " ".join(fault.messages)}
        ) from fault


def demand(known: Mapping[int, Any], ids: Iterable[int | None], code: str) -> None:
    """Refuse a reference to a record that is not this commission's own. Raises `ValidationError`."""
    if strangers := [key for key in ids if key is not None and key not in known]:
        raise ValidationError(
            _("%(code)s refers to a record that this commission does not have (%(ids)s).")
            % {"code": code, "ids": ", ".join(map(str, strangers))}
        )


def store(compared: Compared, fields: Sequence[str]) -> None:
    """Write new and changed records of a chunk; a handful of statements."""
    if compared.new:
        _create(compared.new)
    if compared.changed:
        after = [record for _before, record in compared.changed]
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
