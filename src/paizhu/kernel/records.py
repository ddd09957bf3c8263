"""Keeping records: validated saving, allow-listed changes for the trail, and the stale-page guard.

No model lives here; the tenant-scoped base model is in `tenancy`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from paizhu.kernel.refusals import Refused

Record = TypeVar("Record", bound=models.Model)

BATCH = 2_000
"""Rows sent to the database at a time."""


@dataclass(frozen=True)
class Saved:
    """What a batch act did: counts, and the id of every record named in it by its code."""

    created: int = 0
    changed: int = 0
    unchanged: int = 0
    by_code: Mapping[str, int] = field(default_factory=dict)


def save_clean(record: Record) -> Record:
    """Validate the fields, then save; the database's constraints are told in words too. Raises `ValidationError`.

    A record that carries a `revision` counts one up. Where somebody else saved it since it was read, nothing
    is written and `Refused` is raised: two people who press the button at once never undo one another.
    Constraints are asked one by one only after the database has refused: asking first would cost a dozen
    statements a record, and could still come too early.
    """
    record.full_clean(_loaded(record), validate_unique=False, validate_constraints=False)
    try:
        with transaction.atomic():
            if not record._state.adding and hasattr(record, "revision"):
                _count_up(record)
            record.save()
    except IntegrityError:
        record.validate_unique()
        record.validate_constraints()
        raise
    return record


def _loaded(record: models.Model) -> list[str]:
    """Return the relations whose record is at hand, so that the database need not be asked whether it exists."""
    relations = (part for part in record._meta.concrete_fields if part.is_relation)
    return [
        part.name
        for part in relations
        if (at_hand := record._state.fields_cache.get(part.name)) is not None
        and at_hand.pk == getattr(record, part.attname)
        and at_hand.pk is not None
    ]


def create_clean(records: Iterable[Record]) -> list[Record]:
    """Validate many records of one model field by field and insert them together.

    Relations, uniqueness and other constraints are left to the database, which is asked once for the batch
    rather than once a record. Raises `ValidationError` with the first fault.
    """
    batch = list(records)
    if not batch:
        return []
    model = type(batch[0])
    relations = [part.name for part in model._meta.concrete_fields if part.is_relation]
    for record in batch:
        record.clean_fields(exclude=relations)
        record.clean()
    return model._default_manager.bulk_create(batch, batch_size=BATCH)


def changes(
    before: models.Model | None, after: models.Model, fields: Iterable[str]
) -> dict[str, Any]:
    """Return `{field: [old, new]}` of the allow-listed fields that differ, as plain JSON values.

    `before`: a copy made before the change (`copy.copy(record)`), or None for a new record.
    """
    found = {}
    for name in fields:
        old = _plain(getattr(before, name)) if before is not None else None
        new = _plain(getattr(after, name))
        if old != new:
            found[name] = [old, new]
    return found


def check_fresh(record: models.Model, seen_revision: int | None) -> None:
    """Refuse when the record has changed since the page that is now sent was opened."""
    if seen_revision is not None and seen_revision != record.revision:
        raise _stale()


def _count_up(record: models.Model) -> None:
    """Take the record's next revision in the database, if it still has the one that was read."""
    here = type(record)._base_manager.filter(pk=record.pk, revision=record.revision)
    if not here.update(revision=record.revision + 1):
        raise _stale()
    record.revision += 1


def _stale() -> Refused:
    return Refused(
        _(
            "Somebody else has changed this record meanwhile. Open it again and look before you save."
        )
    )


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, models.Model | Promise):
        return str(value)
    if isinstance(value, Mapping):
        return {str(name): _plain(part) for name, part in value.items()}
    if isinstance(value, set | frozenset):
        return sorted(map(_plain, value), key=str)
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


__all__ = [
    "Saved",
    "ValidationError",
    "changes",
    "check_fresh",
    "create_clean",
    "save_clean",
]
