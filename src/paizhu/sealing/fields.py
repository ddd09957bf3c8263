"""Sealed fields: a text that is sealed in the database and open only in the hands of whoever asks the record for it.

class Note(TenantRecord):                                  # any model with a numeric key
    name = SealedTextField(_("name"), max_length=60)       # reads and writes as an ordinary text
    name_index = BlindIndexField(of="name")                # exact search: Note.objects.filter(**finding(Note, "name_index", "王某"))

A value is bound to model, row and field (`place_of`): moved elsewhere it does not open. It is opened when it is asked for,
not when the row is read, so that a list of a thousand rows opens only what it shows. Nothing plain can reach the database:
a write past the model (`update`, `bulk_update`) with an open text is refused. A new row is inserted without its
sealed values and gets them in the same transaction, because they are bound to its key.
"""

from typing import Any

from django.core.validators import MaxLengthValidator
from django.db import models, transaction
from django.db.models.query_utils import DeferredAttribute

from paizhu.kernel import protection
from paizhu.kernel.protection import Ring


class Sealed(str):
    """A sealed value as it lies in the database."""

    __slots__ = ()


class PlainText(TypeError):
    """An open text was about to be written to the database. A defect, caught before it did harm."""


class _OpenAttribute(DeferredAttribute):
    """Gives the open text; keeps it for the record's life, so that asking twice opens once."""

    def __get__(self, instance: Any, cls: Any = None) -> Any:
        if instance is None:
            return self
        kept = instance.__dict__
        name = self.field.attname
        if name not in kept:
            super().__get__(instance, cls)
        value = kept[name]
        if not isinstance(value, Sealed):
            return value
        shown = f"_open_{name}"
        if kept.get(shown, (None,))[0] is not value:
            kept[shown] = (value, self.field.open(instance, value))
        return kept[shown][1]

    def __set__(self, instance: Any, value: Any) -> None:
        instance.__dict__[self.field.attname] = value


class SealedTextField(models.TextField):
    """A text that is sealed at rest. `ring`: under which keys. `max_length` is that of the open text."""

    descriptor_class = _OpenAttribute

    def __init__(self, *args: Any, ring: Ring = Ring.RECORDS, **kwargs: Any):
        self.ring = Ring(ring)
        kwargs.setdefault("blank", True)
        kwargs.setdefault("default", "")
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        """Say in migrations under which keys it is sealed."""
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, kwargs | {"ring": str(self.ring)}

    def from_db_value(self, value: str | None, _expression: Any, _connection: Any) -> str | None:
        """Keep what was read sealed until somebody asks for it."""
        return Sealed(value) if value else value

    def get_prep_value(self, value: Any) -> Any:
        """Let sealed values pass, and nothing else."""
        if value and not isinstance(value, Sealed):
            raise PlainText(
                f"{self.model._meta.label}.{self.name} must be sealed before it is kept"
            )
        return super().get_prep_value(value)

    def pre_save(self, instance: models.Model, add: bool) -> Any:
        """Return the sealed value; nothing yet for a row that has no key (see `SealedModel.save`)."""
        value = instance.__dict__.get(self.attname)
        if not value or isinstance(value, Sealed):
            return value
        if instance.pk is None:
            if not getattr(instance, "_is_being_inserted", False):
                raise PlainText(f"{self.model._meta.label} with sealed values is saved one by one")
            return ""
        return self.seal_in(instance, value)

    def seal_in(self, instance: models.Model, value: str) -> Sealed:
        """Seal a text in the record, and reckon its digests anew."""
        for field in index_fields(type(instance)):
            if field.of == self.name:
                setattr(instance, field.attname, field.digest_of(value))
        sealed = Sealed(protection.seal(value, place=self.place_of(instance), ring=self.ring))
        instance.__dict__[self.attname] = sealed
        instance.__dict__[f"_open_{self.attname}"] = (sealed, value)
        return sealed

    def validate(self, value: Any, instance: models.Model) -> None:
        """Check the open text, its length included."""
        super().validate(value, instance)
        if self.max_length:
            MaxLengthValidator(self.max_length)(value)

    def open(self, instance: models.Model, value: Sealed) -> str:
        """Return the text. Raises `protection.CannotOpen`; never returns a wrong or partial text."""
        return protection.open_sealed(value, place=self.place_of(instance), ring=self.ring)

    def place_of(self, instance: models.Model) -> str:
        """Return to what a value is bound: model, row, field."""
        return f"{instance._meta.label_lower}:{instance.pk}:{self.attname}"

    def waits_for_key(self, instance: models.Model) -> bool:
        """Tell whether an open text has still to be sealed."""
        value = instance.__dict__.get(self.attname)
        return bool(value) and not isinstance(value, Sealed)


class BlindIndexField(models.CharField):
    """The keyed digest of a sealed field of the same record, for exact search. `purpose`: shared by fields that
    are compared with one another; by default the field's own."""

    def __init__(self, *args: Any, of: str, purpose: str = "", **kwargs: Any):
        self.of, self.purpose = of, purpose
        super().__init__(
            *args, **{"max_length": 32, "default": "", "editable": False, "blank": True} | kwargs
        )

    def deconstruct(self):
        """Say in migrations which field it belongs to."""
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, kwargs | {"of": self.of, "purpose": self.purpose}

    def pre_save(self, instance: models.Model, add: bool) -> str:
        """Reckon the digest anew where the text was written."""
        source = instance._meta.get_field(self.of)
        written = instance.__dict__.get(source.attname)
        if not isinstance(written, Sealed):
            setattr(instance, self.attname, self.digest_of(written or ""))
        return getattr(instance, self.attname)

    def digest_of(self, text: str) -> str:
        """Return the digest of a text under the current key."""
        ring = self.model._meta.get_field(self.of).ring
        return protection.index_of(text, purpose=self.named_purpose, ring=ring)

    @property
    def named_purpose(self) -> str:
        """The purpose under which its key is derived."""
        return self.purpose or f"{self.model._meta.label_lower}.{self.of}"


class SealedModel(models.Model):
    """The base of records with sealed fields."""

    class Meta:
        abstract = True

    def save(self, **options: Any) -> None:
        """Save; a new row gets its sealed values, bound to its key, in the same transaction."""
        if self.pk is not None:
            super().save(**options)
            return
        waiting = [field for field in sealed_fields(type(self)) if field.waits_for_key(self)]
        self._is_being_inserted = True
        try:
            with transaction.atomic():
                super().save(**options)
                if waiting:
                    super().save(update_fields=[field.name for field in waiting])
        finally:
            self._is_being_inserted = False

    def clean_fields(self, exclude: Any = None) -> None:
        """Check what was written; what lies sealed was checked when it was sealed."""
        lying = {
            f.name
            for f in sealed_fields(type(self))
            if isinstance(self.__dict__.get(f.attname), Sealed)
        }
        super().clean_fields(exclude={*(exclude or ()), *lying})


def sealed_fields(model: type[models.Model]) -> list[SealedTextField]:
    """Return the sealed fields of a model."""
    return [field for field in model._meta.concrete_fields if isinstance(field, SealedTextField)]


def index_fields(model: type[models.Model]) -> list[BlindIndexField]:
    """Return the digests that a model keeps of its sealed fields."""
    return [field for field in model._meta.concrete_fields if isinstance(field, BlindIndexField)]


def finding(model: type[models.Model], index: str, text: str) -> dict[str, list[str]]:
    """Return the filter that finds the records with exactly this text: `{"name_index__in": [digests]}`."""
    field = model._meta.get_field(index)
    ring = model._meta.get_field(field.of).ring
    found = protection.indexes_of(text, purpose=field.named_purpose, ring=ring)
    return {f"{index}__in": found}
