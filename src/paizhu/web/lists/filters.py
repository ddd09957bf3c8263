"""The filters of a list as the address sets them: the form, what it restricts, and a chip for each."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.forms import Form, MultipleChoiceField
from django.utils.choices import flatten_choices
from django.utils.translation import gettext as _
from django_filters import FilterSet

from paizhu.web.lists import address as words
from paizhu.web.lists.address import Address
from paizhu.web.lists.cells import as_html
from paizhu.web.lists.declare import ListPage


@dataclass(frozen=True)
class Chip:
    """One filter in force: what it is, its value, and the address without it."""

    label: Any
    text: Any
    url: str


@dataclass(frozen=True)
class Filters:
    """The filter form (None without filters), the chips, and how records are restricted."""

    form: Form | None
    chips: tuple[Chip, ...]
    faults: tuple[str, ...]
    restrict: Callable[[QuerySet], QuerySet]

    @property
    def is_active(self) -> bool:
        """Whether anything is searched, filtered or refused as invalid."""
        return bool(self.chips or self.faults)


def read(request: Any, page: ListPage, asked: Address) -> Filters:
    """Read search and filters. A value that is no value restricts to nothing, and the fault is told."""
    chips = []
    if text := asked.searched:
        chips.append(Chip(_("Search"), text, asked.link(without=(words.SEARCH,))))
    if page.filterset is None:
        return Filters(None, tuple(chips), (), lambda records: page.searched(records, text))
    filterset: FilterSet = page.filterset(data=asked.given, request=request)
    form = _own_form(filterset)
    faults = tuple(
        f"{form.fields[name].label or name}: {error}"
        for name, errors in form.errors.items()
        if name in form.fields
        for error in errors
    )
    chips.extend(_chips(form, asked))

    def restrict(records: QuerySet) -> QuerySet:
        if faults:
            return records.none()
        return filterset.filter_queryset(page.searched(records, text))

    return Filters(form, tuple(chips), faults, restrict)


class _Fresh(dict):
    """The fields of a form that were made for it alone: it need not copy them."""

    def __deepcopy__(self, _known: dict) -> "_Fresh":
        return self


def _own_form(filterset: FilterSet) -> Form:
    """Return the filter form. A filter makes its field for each request, so copying the fields once more is spared."""
    made = filterset.get_form_class()
    made.base_fields = _Fresh(made.base_fields)
    filterset.get_form_class = lambda: made
    return filterset.form


def _chips(form: Form, asked: Address) -> Iterator[Chip]:
    for name, field in form.fields.items():
        value = form.cleaned_data.get(name)
        if _is_empty(value):
            continue
        label = field.label or name
        if isinstance(field, MultipleChoiceField):
            for each in asked.given.getlist(name):
                yield Chip(label, _worded(field, each), asked.link(without=((name, each),)))
        else:
            yield Chip(label, _worded(field, value), asked.link(without=(name,)))


def _is_empty(value: Any) -> bool:
    return (
        value is None or value == "" or (isinstance(value, list | tuple | QuerySet) and not value)
    )


def _worded(field: Any, value: Any) -> Any:
    """The words of a value as the reader chose it."""
    if isinstance(value, Model):
        return str(value)
    if isinstance(value, QuerySet | list | tuple):
        return ", ".join(str(part) for part in value)
    for key, label in flatten_choices(getattr(field, "choices", ())):
        if str(getattr(key, "value", key)) == str(value):
            return label
    try:
        return as_html(value)
    except ValidationError:
        return str(value)
