"""Batches: records compared by code with what is stored, written together. What a batch means is each noun's matter.

A batch costs a fixed number of questions to the database; rows that are as asked already are left alone.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from paizhu.kernel import acts
from paizhu.kernel.records import BATCH, Saved, changes, check_fresh
from paizhu.tenancy.models import Commission, TenantRecord

Record = TypeVar("Record", bound=TenantRecord)
FEW = 500
"""Codes that are asked for one by one; for more, all of the commission's records are read."""


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


def stored(records: QuerySet[Record], codes: Sequence[str]) -> dict[str, Record]:
    """Return the stored records of these codes, locked until the act ends; one query."""
    found = records.filter(code__in=codes) if len(codes) <= FEW else records
    return {record.code: record for record in found.order_by().select_for_update()}


def compare(
    records: Sequence[Record],
    known: Mapping[str, Record],
    fields: Sequence[str],
    also_changed: Iterable[str] = (),
) -> Compared[Record]:
    """Tell new, changed and unchanged records apart by code. Raises `ValidationError` naming the code.

    `also_changed`: codes of records that differ in something kept elsewhere, such as a placement.
    """
    compared, others, seen = Compared(), set(also_changed), set()
    for record in records:
        if record.code in seen:
            raise ValidationError(_("The code %(code)s comes twice.") % {"code": record.code})
        seen.add(record.code)
        before = known.get(record.code)
        if before is None:
            check(record, record.code)
            compared.new.append(record)
            continue
        record.pk, record.revision = before.pk, before.revision
        if record.code in others or differs(before, record, fields):
            check(record, record.code)
            compared.changed.append((before, record))
        else:
            compared.unchanged.append(record)
    return compared


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
