"""Choosing one or several of many records: a searching field that also works without script.

A room offers its records once, in `apps.ready`:

    choices.offer("organization.unit", records=lambda user: Unit.objects.visible_to(user),
                  search=lambda records, text: records.search(text), note=lambda unit: unit.code)

and uses the fields in forms and filters:

    unit = choices.RecordField("organization.unit", label=_("Unit"))          # in a form …
    self.fields["unit"].for_user(user)                                        # … said in its __init__
    units = choices.RecordsField("organization.unit", label=_("Units"))       # several
    unit = choices.RecordFilter("organization.unit", label=_("Unit"))         # in a FilterSet
    group = choices.VisibleFilter("organization.composite_group", label=…)    # in a FilterSet, of a few, all of them named

The value is the record's id. What is typed arrives beside it as `<name>-text`; without script that text alone is
looked up, and must name one record: its exact note (code), exact name, or the only one the search finds.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_filters import filters
from django_filters.conf import settings
from django_filters.fields import ModelChoiceField, ModelChoiceIterator

from paizhu.web.lists.address import SPOKEN

SHOWN = 20
"""Suggestions offered at once; who has more to choose from types on."""


@dataclass(frozen=True)
class Offer:
    """Records that can be chosen. `note`: what tells like-named ones apart, such as the code.

    `one(user, key)`: the record of that key among `records(user)`, or None, where that is found quicker by itself.
    `names(user)`: key and name of all of them in order, where these are found quicker by themselves.
    """

    records: Callable[[Any], QuerySet]
    search: Callable[[QuerySet, str], QuerySet]
    label: Callable[[Any], str] = str
    note: Callable[[Any], str] = lambda record: ""
    one: Callable[[Any, int], Model | None] | None = None
    names: Callable[[Any], Iterable[tuple[int, str]]] | None = None


_offers: dict[str, Offer] = {}


def offer(
    kind: str,
    *,
    records: Callable[[Any], QuerySet],
    search: Callable[[QuerySet, str], QuerySet],
    label: Callable[[Any], str] = str,
    note: Callable[[Any], str] = lambda record: "",
    one: Callable[[Any, int], Model | None] | None = None,
    names: Callable[[Any], Iterable[tuple[int, str]]] | None = None,
) -> None:
    """Make a kind of record choosable; `records(user)` starts at `visible_to`."""
    _offers[kind] = Offer(records, search, label, note, one, names)


def offered(kind: str) -> Offer:
    """Return the offer of a kind. Raises `LookupError`."""
    return _offers[kind]


def found(kind: str, user: Any, text: str) -> list[Model]:
    """Return the first suggestions for what was typed."""
    given = offered(kind)
    records = given.records(user)
    return list((given.search(records, text) if text else records)[:SHOWN])


class _Typed(forms.Widget):
    """Common to both widgets: the id or ids, and the text typed beside them."""

    def __init__(self, kind: str, attrs: dict | None = None):
        super().__init__(attrs)
        self.kind = kind
        self.resolve: Callable[[Iterable[Any]], list[Model]] = lambda keys: []

    def id_for_label(self, id_: str) -> str:
        """The label speaks of the text box."""
        return f"{id_}-box" if id_ else id_

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        """Neither an id nor text came."""
        return name not in data and f"{name}{SPOKEN}" not in data

    def get_context(self, name: str, value: Any, attrs: dict | None) -> dict:
        """Give the template the chosen records with their words."""
        context = super().get_context(name, value, attrs)
        keys = value if isinstance(value, list | tuple) else [value]
        given = offered(self.kind)
        chosen = [
            {"key": record.pk, "label": given.label(record), "note": given.note(record)}
            for record in self.resolve([key for key in keys if key not in (None, "")])
        ]
        context["widget"] |= {"kind": self.kind, "chosen": chosen, "spoken": f"{name}{SPOKEN}"}
        context["widget"]["text"] = getattr(value, "typed", "")
        return context


class RecordBox(_Typed):
    """One record: a text box that suggests."""

    template_name = "web/forms/record.html"

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """Return the id, or the text typed where it says something else."""
        return Typed(data.get(name, ""), data.get(f"{name}{SPOKEN}"))


class RecordsBox(_Typed):
    """Several records: ticked ones, and a text box that suggests more."""

    template_name = "web/forms/records.html"

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """Return the ids with the text typed."""
        keys = data.getlist(name) if hasattr(data, "getlist") else data.get(name) or []
        return TypedMany(keys, data.get(f"{name}{SPOKEN}"))


class Typed(str):
    """An id as sent, with the text beside it (None: none was sent)."""

    def __new__(cls, key: str, typed: str | None):
        made = super().__new__(cls, key or "")
        made.typed = typed
        return made


class TypedMany(list):
    """Ids as sent, with the text beside them."""

    def __init__(self, keys: Iterable[str], typed: str | None):
        super().__init__(key for key in keys if key)
        self.typed = typed


class _Chosen:
    """Common to both fields: whose records, and how text becomes one."""

    def __init__(self, kind: str, *, user: Any = None, queryset: QuerySet | None = None, **options):
        self.kind, self.user, self._known = kind, None, {}
        options.setdefault("widget", self.box(kind))
        super().__init__(queryset=queryset, **options)
        self.widget.resolve = self._records
        self.user = user

    def __deepcopy__(self, memo: dict):
        user, self.user = self.user, None
        copied = super().__deepcopy__(memo)
        self.user = copied.user = user
        copied._known = {}
        copied.widget.resolve = copied._records
        return copied

    def for_user(self, user: Any) -> None:
        """Say who chooses; the records are those this user may see."""
        self.user = user

    @property
    def queryset(self) -> QuerySet | None:
        """What may be chosen, made when first asked for: most lists are looked at without such a filter."""
        if self._queryset is None and self.user is not None:
            self._queryset = offered(self.kind).records(self.user)
        return self._queryset

    @queryset.setter
    def queryset(self, given: QuerySet | None) -> None:
        self._queryset = None if given is None else given.all()

    def _records(self, keys: Iterable[Any]) -> list[Model]:
        wanted = [str(getattr(key, "pk", key)) for key in keys]
        if not (numbers := [k for k in wanted if k.isdigit()]) or self.queryset is None:
            return []
        if not self._known.keys() >= set(numbers):
            found = self.queryset.filter(pk__in=numbers)
            self._known |= {str(record.pk): record for record in found}
        return [self._known[key] for key in wanted if key in self._known]

    def named(self, text: str) -> Model:
        """Return the one record that the text names. Raises `ValidationError` with what to do."""
        given = offered(self.kind)
        suggested = list(given.search(self.queryset, text)[:SHOWN])
        if not suggested and text.endswith(")"):
            note = text[text.rfind("(") + 1 : -1]
            found = given.search(self.queryset, note)[:SHOWN] if note else ()
            suggested = [record for record in found if _both(given, record) == text]
        exact = [r for r in suggested if text in (given.label(r), given.note(r), _both(given, r))]
        if len(exact) == 1 or len(suggested) == 1:
            return (exact or suggested)[0]
        if not suggested:
            raise ValidationError(_("Nothing is found for “%(text)s”.") % {"text": text})
        names = _(", ").join(_both(given, record) for record in suggested[:5])
        raise ValidationError(
            _("“%(text)s” fits several: %(names)s. Write the full name or the code.")
            % {"text": text, "names": names}
        )


def _both(given: Offer, record: Any) -> str:
    note = given.note(record)
    return f"{given.label(record)} ({note})" if note else given.label(record)


class RecordField(_Chosen, forms.ModelChoiceField):
    """A form field for one record of an offered kind."""

    box = RecordBox

    def to_python(self, value: Any) -> Model | None:
        """Return the record. What was typed counts where it differs from the chosen record's name."""
        typed = (getattr(value, "typed", None) or "").strip()
        if getattr(value, "typed", None) is not None and not typed:
            return None
        chosen = self._of_key(str(value)) if value else None
        if chosen is not None:
            self._known[str(chosen.pk)] = chosen
        if typed and (chosen is None or typed != _both(offered(self.kind), chosen)):
            return self.named(typed)
        return chosen

    def _of_key(self, key: str) -> Model | None:
        """Return the record of a key. Raises `ValidationError` where this user may not choose it."""
        find = offered(self.kind).one
        if find is None or self._queryset is not None or self.user is None or not key.isdecimal():
            return super().to_python(key)
        # What is not found so is looked for the usual way, which also says what is wrong.
        return find(self.user, int(key)) or super().to_python(key)


class RecordsField(_Chosen, forms.ModelMultipleChoiceField):
    """A form field for several records of an offered kind."""

    box = RecordsBox

    def clean(self, value: Any) -> QuerySet:
        """Return the records, ticked ones and typed ones (separated by commas)."""
        typed = (getattr(value, "typed", None) or "").replace("，", ",").replace("、", ",")
        keys = list(value or [])
        for text in filter(None, (part.strip() for part in typed.split(","))):
            keys.append(str(self.named(text).pk))
        return super().clean(keys)


class RecordFilter(filters.Filter):
    """A list's filter by one record of an offered kind."""

    field_class = RecordField

    def __init__(self, kind: str, *args: Any, **options: Any):
        options.setdefault("label", gettext_lazy("Record"))
        super().__init__(*args, kind=kind, **options)

    @property
    def field(self) -> RecordField:
        """The form's field, choosing among what the reader of the list may see."""
        made = super().field
        made.for_user(self.parent.request.user)
        return made

    def filter(self, records: QuerySet, value: Model | None) -> QuerySet:
        """Restrict by the record's key, so that `field_name` may be a relation or the key itself."""
        return super().filter(records, value.pk if value else None)


class _Names(ModelChoiceIterator):
    """What may be chosen, by key and name alone: a list with sixty groups makes no record of each."""

    def __init__(self, field: "_NameField"):
        self.field = field

    @property
    def queryset(self) -> QuerySet:
        """The records, for who asks how many there are."""
        return self.field.queryset

    def __iter__(self) -> Iterator[tuple[Any, Any]]:
        """Read the few at once: a cursor kept in the database, as for long reads, takes three turns there."""
        if self.field.empty_label is not None:
            yield "", self.field.empty_label
        yield from self.field.names()


class _NameField(ModelChoiceField):
    """A select of a few records. Where their kind says its names, the records are asked for only when one was chosen."""

    iterator = _Names

    def __init__(
        self, kind: str, user: Any, records: Callable[[Any], QuerySet] | None, **options: Any
    ):
        self.kind, self.user, self._given = kind, user, records
        super().__init__(queryset=None, **options)

    @property
    def queryset(self) -> QuerySet:
        """The records that this user may choose."""
        if self._queryset is None:
            self._queryset = (self._given or offered(self.kind).records)(self.user)
        return self._queryset

    @queryset.setter
    def queryset(self, given: QuerySet | None) -> None:
        self._queryset = given
        self.widget.choices = self.choices

    def names(self) -> Iterable[tuple[int, str]]:
        """Return key and name of each record in order."""
        names = offered(self.kind).names
        if names is None or self._given is not None:
            return self.queryset.values_list("pk", "name")
        return names(self.user)


class VisibleFilter(filters.ChoiceFilter):
    """A list's filter by one of a few records with a name, all of them offered: those that the reader may see.

    `records`: which of them, where not all that are offered of this kind.
    """

    field_class = _NameField

    def __init__(
        self, kind: str, *, records: Callable[[Any], QuerySet] | None = None, **options: Any
    ):
        options.setdefault("empty_label", settings.EMPTY_CHOICE_LABEL)
        super().__init__(kind=kind, records=records, **options)

    @property
    def field(self) -> _NameField:
        """The form's field, choosing among what the reader of the list may see."""
        self.extra["user"] = self.parent.request.user
        return super().field


class WordsFilter(filters.MultipleChoiceFilter):
    """A list's filter by several words of a closed list, of which each record has one in a field of its own.

    So no record can be found twice, and the database need not read all that fit to see that none is.
    """

    def __init__(self, *args: Any, **options: Any):
        super().__init__(*args, distinct=False, **options)
