"""How every form looks: Django's own renderer with our templates, and days as the browser's own field.

A room writes a plain Django form and `{{ form }}`, or renders `web/form.html` as the whole page. Fields that
choose one of many records are in `choices`.
"""

from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting
from django.utils.html import format_html
from django.utils.safestring import SafeString

from paizhu.web import widgets

DAY, MOMENT = "%Y-%m-%d", "%Y-%m-%dT%H:%M"
SELECTS = (forms.Select, forms.SelectMultiple)
OPTIONS = (forms.RadioSelect, forms.CheckboxSelectMultiple)


class PageField(BoundField):
    """A field as drawn: its widget carries the right class, and a day is chosen from a calendar."""

    def __init__(self, form: forms.BaseForm, field: forms.Field, name: str):
        super().__init__(form, field, name)
        widget = field.widget
        if type(widget) is forms.DateInput:
            widget.input_type, widget.format = "date", DAY
        elif type(widget) is forms.DateTimeInput:
            widget.input_type, widget.format = "datetime-local", MOMENT
        elif isinstance(widget, forms.Textarea) and widget.attrs.get("rows") == "10":
            widget.attrs["rows"] = "4"
        field.widget = widgets.swift(widget)

    @property
    def shape(self) -> str:
        """How the field is laid out: `check` (one box), `options` (several), or `plain`."""
        widget = self.field.widget
        if isinstance(widget, OPTIONS):
            return "options"
        return "check" if isinstance(widget, forms.CheckboxInput) else "plain"

    def as_field_group(self) -> SafeString:
        """Draw label and field; the commonest kind without the template, since a list has a dozen of them as filters."""
        field = self.field
        if self.errors or field.required or field.help_text or self.use_fieldset:
            return super().as_field_group()
        if self.shape != "plain":
            return super().as_field_group()
        return format_html(
            '<div class="field">\n  <label class="form-label" for="{}">{}</label>\n  {}\n</div>\n',
            self.id_for_label,
            self.label,
            self,
        )

    def build_widget_attrs(self, attrs: dict[str, Any], widget: Any = None) -> dict[str, Any]:
        """Add the class that the widget is drawn with."""
        attrs = super().build_widget_attrs(attrs, widget)
        widget = widget or self.field.widget
        if css := self._css(widget):
            invalid = " is-invalid" if self.errors else ""
            kept = widget.attrs.get("class", "")
            attrs["class"] = f"{css}{invalid} {kept}".rstrip()
        return attrs

    def _css(self, widget: Any) -> str:
        if isinstance(widget, (*OPTIONS, forms.CheckboxInput)):
            return "form-check-input"
        if isinstance(widget, SELECTS):
            return "form-select"
        return "" if widget.is_hidden or isinstance(widget, forms.MultiWidget) else "form-control"


class Renderer(TemplatesSetting):
    """Django's form renderer with the product's templates."""

    form_template_name = "web/forms/form.html"
    formset_template_name = "web/forms/formset.html"
    field_template_name = "web/forms/field.html"
    bound_field_class = PageField
