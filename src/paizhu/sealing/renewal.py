"""Sealing records anew after a new key came into use."""

from collections.abc import Iterator

from django.db import models

from paizhu.kernel import protection
from paizhu.sealing.fields import index_fields, sealed_fields


def stale(records: models.QuerySet) -> Iterator[models.Model]:
    """Yield the records with a value under a key that is no longer the current one."""
    fields = sealed_fields(records.model)
    for record in records.order_by("pk").iterator(500):
        raw = ((field, record.__dict__[field.attname]) for field in fields)
        if any(value and protection.needs_new_seal(value, field.ring) for field, value in raw):
            yield record


def renew(record: models.Model) -> int:
    """Seal a record's values with the current keys and reckon its digests anew. Returns how many values.

    Raises `protection.CannotOpen`, and changes nothing, where one does not open.
    """
    fields = [field for field in sealed_fields(type(record)) if record.__dict__[field.attname]]
    texts = [getattr(record, field.attname) for field in fields]
    for field, text in zip(fields, texts, strict=True):
        field.seal_in(record, text)
    names = [field.attname for field in (*fields, *index_fields(type(record)))]
    kept = {name: record.__dict__[name] for name in names}
    type(record)._base_manager.filter(pk=record.pk).update(**kept)
    return len(fields)
