"""Drawing the commonest fields, selects and one-line boxes, without a template or a dictionary for each of them.

A list page has a dozen filters, and one of them offers sixty groups; drawn by templates they took longer than
everything else on it.
"""

import html
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django import forms
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe


class _SwiftBox:
    """A one-line box, written straight; every value is escaped."""

    def render(
        self, name: str, value: Any, attrs: Mapping | None = None, renderer: Any = None
    ) -> SafeString:
        """Draw the box as Django's own template would."""
        attributes = self.build_attrs(self.attrs, attrs)
        text = self.format_value(value)
        written = "" if text is None else f' value="{conditional_escape(text)}"'
        start = f'<input type="{self.input_type}" name="{conditional_escape(name)}"{written}'
        return mark_safe(f"{start}{_attributes(attributes)}>")  # noqa: S308  every part is escaped


class TextInput(_SwiftBox, forms.TextInput):
    """A line of text."""


class NumberInput(_SwiftBox, forms.NumberInput):
    """A number."""


class DateInput(_SwiftBox, forms.DateInput):
    """A day."""


class _SwiftChoice:
    """A select that writes its options straight from its choices; every value is escaped."""

    def render(
        self, name: str, value: Any, attrs: Mapping | None = None, renderer: Any = None
    ) -> SafeString:
        """Draw the select as Django's own template would."""
        attributes = self.build_attrs(self.attrs, attrs)
        if self.allow_multiple_selected:
            attributes["multiple"] = True
        chosen = set(self.format_value(value))
        parts = [f'<select name="{conditional_escape(name)}"{_attributes(attributes)}>']
        for key, label in self.choices:
            if isinstance(label, list | tuple):
                parts.append(f'<optgroup label="{conditional_escape(key)}">')
                parts.extend(_options(label, chosen))
                parts.append("</optgroup>")
            else:
                parts.extend(_options([(key, label)], chosen))
        parts.append("</select>")
        return mark_safe("".join(parts))  # noqa: S308  every part is escaped


class Select(_SwiftChoice, forms.Select):
    """One of many."""


class SelectMultiple(_SwiftChoice, forms.SelectMultiple):
    """Several of many."""


SWIFT = {
    forms.Select: Select,
    forms.SelectMultiple: SelectMultiple,
    forms.TextInput: TextInput,
    forms.NumberInput: NumberInput,
    forms.DateInput: DateInput,
}


def swift(widget: forms.Widget) -> forms.Widget:
    """Return the same field, drawn swiftly. A widget of a kind of its own stays as it is."""
    kind = SWIFT.get(type(widget))
    if kind is None:
        return widget
    made = kind.__new__(kind)
    vars(made).update(vars(widget))
    return made


def _options(choices: Iterable[tuple[Any, Any]], chosen: Collection[str]) -> Iterable[str]:
    for key, label in choices:
        value = "" if key is None else str(key)
        selected = " selected" if value in chosen else ""
        text = label if hasattr(label, "__html__") else html.escape(str(label))
        yield f'<option value="{html.escape(value)}"{selected}>{text}</option>'


def _attributes(attributes: Mapping[str, Any]) -> str:
    """Write attributes as Django does: True without a value, False not at all."""
    return "".join(
        f" {name}" if value is True else f' {name}="{conditional_escape(str(value))}"'
        for name, value in attributes.items()
        if value is not False
    )
