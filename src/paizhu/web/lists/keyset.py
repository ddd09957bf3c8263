"""Paging by key: a page begins after the last row seen, never after so many rows.

So the thousandth page costs as much as the first, and rows that are added meanwhile are neither shown
twice nor skipped. Where all keys run the same way and none can be null, the place is one row-wise
comparison `(a, b, id) > (x, y, z)`, which both databases answer from an index.
"""

import base64
import binascii
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import FieldDoesNotExist, FieldError, ValidationError
from django.db.models import BooleanField, CharField, F, Field, Func, Q, QuerySet, Value


class CannotOrder(ValueError):
    """A key that gives no single value a row; a defect of the list's declaration."""


@dataclass(frozen=True)
class Key:
    """One key of the order. `name` can be read from the record; `nullable` keys come last."""

    name: str
    is_descending: bool
    is_nullable: bool
    field: Field

    def read(self, plain: Any) -> Any:
        """Return a value of a cursor. Raises `ValidationError` for one the column cannot hold."""
        if plain is None:
            return None
        if not isinstance(plain, str | int) or (isinstance(plain, str) and "\0" in plain):
            raise ValidationError("no text")
        value = self.field.to_python(plain)
        self.field.run_validators(value)
        return value

    def ordering(self, backwards: bool):
        """The key's `ORDER BY` part; reading backwards turns everything, nulls too."""
        down = self.is_descending != backwards
        if not self.is_nullable:
            return F(self.name).desc() if down else F(self.name).asc()
        place = {"nulls_first": True} if backwards else {"nulls_last": True}
        return F(self.name).desc(**place) if down else F(self.name).asc(**place)

    def same(self, value: Any) -> Q:
        """Rows equal in this key."""
        return Q(**{f"{self.name}__isnull": True}) if value is None else Q(**{self.name: value})

    def further(self, value: Any, backwards: bool) -> Q | None:
        """Rows further along in this key; None where there can be none."""
        if value is None:
            return Q(**{f"{self.name}__isnull": False}) if backwards else None
        down = self.is_descending != backwards
        found = Q(**{f"{self.name}__{'lt' if down else 'gt'}": value})
        if self.is_nullable and not backwards:
            found |= Q(**{f"{self.name}__isnull": True})
        return found


class Beyond(Func):
    """Row-wise comparison of several columns with several values."""

    output_field = BooleanField()

    def __init__(self, keys: Sequence[Key], values: Sequence[Any], sign: str):
        self.size, self.sign = len(keys), sign
        given = [Value(v, output_field=k.field) for k, v in zip(keys, values, strict=True)]
        super().__init__(*(F(key.name) for key in keys), *given)

    def as_sql(self, compiler, connection, **extra):
        """Write both rows; parameters keep their order."""
        parts, params = [], []
        for expression in self.source_expressions:
            sql, given = compiler.compile(expression)
            parts.append(sql)
            params.extend(given)
        left, right = ", ".join(parts[: self.size]), ", ".join(parts[self.size :])
        return f"({left}) {self.sign} ({right})", params


class Keyset:
    """A queryset in a total order, with places in it."""

    def __init__(self, records: QuerySet, order: Sequence[str]):
        self.keys: list[Key] = []
        for position, name in enumerate(order):
            records = self._add(records, name, position)
        if not any(key.name == "pk" for key in self.keys):
            down = bool(self.keys) and self.keys[0].is_descending
            self.keys.append(Key("pk", down, False, records.model._meta.pk))
        self.records = records

    def _add(self, records: QuerySet, asked: str, position: int) -> QuerySet:
        name, down = asked.removeprefix("-"), asked.startswith("-")
        if name in ("pk", records.model._meta.pk.name):
            self.keys.append(Key("pk", down, False, records.model._meta.pk))
            return records
        if name in records.query.annotations:
            self.keys.append(Key(name, down, True, _output(records.query.annotations[name])))
            return records
        field, nullable = _resolved(records.model, name)
        if "__" in name:
            alias = f"order_key_{position}"
            records = records.annotate(**{alias: F(name)})
            name = alias
        else:
            name = field.attname
        self.keys.append(Key(name, down, nullable, getattr(field, "target_field", field)))
        return records

    @property
    def is_plain(self) -> bool:
        """Whether all keys run the same way and none can be null."""
        one_way = len({key.is_descending for key in self.keys}) == 1
        return one_way and not any(key.is_nullable for key in self.keys)

    def ordered(self, *, backwards: bool = False) -> QuerySet:
        """The rows in order, or from the end."""
        return self.records.order_by(*(key.ordering(backwards) for key in self.keys))

    def beyond(self, place: Sequence[Any], *, backwards: bool = False) -> Q | Beyond:
        """The condition for rows after (or before) a place."""
        if self.is_plain:
            down = self.keys[0].is_descending != backwards
            return Beyond(self.keys, place, "<" if down else ">")
        found, equal = Q(pk__in=[]), Q()
        for key, value in zip(self.keys, place, strict=True):
            if (further := key.further(value, backwards)) is not None:
                found |= equal & further
            equal &= key.same(value)
        return found

    def cursor(self, record: Any) -> str:
        """The place of a record, as opaque text for the address."""
        values = [getattr(record, key.name) for key in self.keys]
        plain = [v if v is None or isinstance(v, bool | int | str) else _text(v) for v in values]
        packed = json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode()
        return base64.urlsafe_b64encode(packed).decode().rstrip("=")

    def place(self, cursor: str) -> list[Any] | None:
        """Read a cursor; None for one that is damaged or belongs to another order."""
        try:
            packed = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
            values = json.loads(packed)
            if not isinstance(values, list) or len(values) != len(self.keys):
                return None
            place = [key.read(value) for key, value in zip(self.keys, values, strict=True)]
        except (ValueError, TypeError, ValidationError, binascii.Error):
            return None
        fits = all(v is not None or k.is_nullable for k, v in zip(self.keys, place, strict=True))
        return place if fits else None


def _text(value: Any) -> str:
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def _output(expression: Any) -> Field:
    try:
        return expression.output_field
    except FieldError:
        return CharField()


def _resolved(model: Any, path: str) -> tuple[Field, bool]:
    """Walk a path of single-valued relations; return its field and whether it may be null."""
    nullable, field = False, None
    for name in path.split("__"):
        try:
            field = model._meta.get_field(name)
        except FieldDoesNotExist as error:
            raise CannotOrder(f"{path}: {error}") from None
        if field.one_to_many or field.many_to_many or (field.auto_created and not field.concrete):
            raise CannotOrder(f"{path}: {name} can have many values a row")
        nullable = nullable or field.null
        model = field.related_model
    return field, nullable
