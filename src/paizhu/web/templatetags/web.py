"""The components as tags and filters, available in every template.

What each looks like, with the line that draws it, is shown on the page `web:components` of a development or
demonstration server.
"""

from datetime import datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django import template
from django.templatetags.static import static
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from paizhu.kernel import panels as registry
from paizhu.web import components, dates
from paizhu.web import once as sendings
from paizhu.web.components import Button, Mark, Tone

register = template.Library()

SPRITE = "vendor/tabler-icons/sprite.svg"
CAPACITIES = {
    "same_body": (_("same-body"), "same"),
    "cross_body": (_("cross-body"), "cross"),
    "both": (_("double"), "both"),
    "outside": (_("outside duty"), "outside"),
}


@register.simple_tag
def icon(name: str, css: str = "") -> SafeString:
    """Draw an icon of the sprite; always beside words, so hidden from screen readers."""
    return _drawn(name, css, _sprite())


@lru_cache(maxsize=1)
def _sprite() -> str:
    """The sprite's address, which stays while the process lives."""
    return static(SPRITE)


@lru_cache(maxsize=512)
def _drawn(name: str, css: str, sprite: str) -> SafeString:
    return format_html(
        '<svg class="icon {}" width="20" height="20" viewBox="0 0 24 24" fill="none" stroke="currentColor" '
        'stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" '
        'focusable="false"><use href="{}#{}"/></svg>',
        css,
        sprite,
        name,
    )


@register.filter
def figure(value: Any) -> Any:
    """Write a number with its thousands grouped; anything else stays as it is."""
    is_number = isinstance(value, int | float | Decimal) and not isinstance(value, bool)
    return number_format(value, force_grouping=True) if is_number else value


@register.filter
def beginning(text: str, length: int) -> str:
    """Cut a text to so many characters; Django's own way of it takes longer than all else of a line."""
    return text if len(text) <= length else f"{text[: length - 1].rstrip()}…"


@register.filter
def hour(moment: datetime) -> str:
    """Write a moment's time of day."""
    return f"{timezone.localtime(moment):%H:%M}"


@register.filter
def mark(value: Mark) -> SafeString:
    """Draw a state: its shape, its words, its tone."""
    detail = format_html(' title="{}"', value.detail) if value.detail else ""
    return format_html(
        '<span class="mark mark-{}"{}>{}<span>{}</span></span>',
        value.tone,
        detail,
        icon(value.tone.icon),
        value.label,
    )


@register.simple_tag
def light(tone: str, label: Any, detail: Any = "") -> SafeString:
    """Draw a state from a tone's name and words: `{% light "red" opinion.get_state_display %}`."""
    return mark(Mark(label, Tone(tone), detail))


@register.filter
def capacity(value: str) -> SafeString:
    """Draw the capacity of a person towards a unit (同体, 异体, 双重, 职责外) from its code."""
    if value not in CAPACITIES:
        return mark_safe("")
    label, css = CAPACITIES[value]
    return _capacity(css, str(label))


@lru_cache(maxsize=16)
def _capacity(css: str, label: str) -> SafeString:
    return format_html('<span class="capacity capacity-{}">{}</span>', css, label)


@register.inclusion_tag("web/components/button.html")
def button(given: Button, css: str = "") -> dict:
    """Draw a button, or its refusal with the reason to be read by pointer, keyboard and finger."""
    return {"button": given, "css": css, "tip": f"why-{abs(hash((given, css))):x}"}


@register.simple_tag(takes_context=True)
def once(context: Any) -> SafeString:
    """Write the token by which a form is taken once; see `web.once`."""
    value = sendings.token(context["request"])
    return format_html('<input type="hidden" name="{}" value="{}">', sendings.FIELD, value)


@register.inclusion_tag("web/components/tile.html")
def tile(given: components.Tile) -> dict:
    """Draw one figure that leads to its records."""
    return {"tile": given}


@register.inclusion_tag("web/components/tabs.html")
def tabs(given: list[components.Tab], label: Any = "") -> dict:
    """Draw pages beside each other; each tab has an address of its own."""
    return {"tabs": given, "label": label}


@register.inclusion_tag("web/components/breadcrumb.html")
def breadcrumb(trail: list[tuple[Any, str]]) -> dict:
    """Draw the way here: pairs of title and address; the last one is this page."""
    return {"trail": trail}


@register.inclusion_tag("web/components/timeline.html")
def timeline(moments: list[components.Moment]) -> dict:
    """Draw what happened, newest first as given."""
    return {"moments": moments}


@register.inclusion_tag("web/components/description.html")
def description(items: list[tuple[Any, Any]]) -> dict:
    """Draw facts: pairs of name and value; what is empty shows a dash."""
    return {"items": items}


@register.inclusion_tag("web/components/empty.html")
def empty(given: components.Empty, drawn_button: Button | None = None) -> dict:
    """Draw what stands where nothing is yet."""
    found = drawn_button or (None if callable(given.button) else given.button)
    return {"empty": given, "button": found}


@register.inclusion_tag("web/components/progress.html")
def progress(value: float, of: float, label: Any, tone: str = "blue") -> dict:
    """Draw how much of a whole is done, in words and as a bar."""
    percent = round(100 * value / of) if of else 0
    return {"value": value, "of": of, "percent": percent, "label": label, "tone": tone}


@register.inclusion_tag("web/components/confirm.html", takes_context=True)
def confirm(
    context: template.Context,
    name: str,
    *,
    url: str,
    title: Any,
    text: Any,
    label: Any,
    look: str = "primary",
) -> dict:
    """Draw a dialog that asks before an act; a button with `dialog=name` opens it, also without script."""
    return {
        "name": name,
        "url": url,
        "title": title,
        "text": text,
        "label": label,
        "look": look,
        "csrf_token": context.get("csrf_token"),
    }


@register.inclusion_tag("web/components/chart.html")
def chart(given: Any) -> dict:
    """Draw a `charts.Chart` with its table beneath."""
    return {"chart": given, "data": given.as_json()}


@register.inclusion_tag("web/components/period.html", takes_context=True)
def period_chooser(context: template.Context, period: dates.Period) -> dict:
    """Draw the choice of a period: year, half-year, quarter, month, or any two days."""
    return {
        "period": period,
        "choices": dates.choices(period),
        "request": context["request"],
        "kept": _kept(context, dates.PARAMETERS),
    }


@register.inclusion_tag("web/components/day.html", takes_context=True)
def day_chooser(context: template.Context, on: Any, label: Any = "") -> dict:
    """Draw the choice of a day, “as on …”."""
    return {"on": on, "label": label or _("As on"), "kept": _kept(context, ("on",))}


@register.simple_tag(takes_context=True)
def panels(context: template.Context, place: str, subject: Any) -> SafeString:
    """Draw what the rooms above have to say about a record, at a place such as `organization.unit`."""
    drawn = registry.rendered(place, context["request"], subject)
    return format_html_join("\n", "{}", ((mark_safe(html),) for html in drawn))  # noqa: S308  panels return safe HTML


def _kept(context: template.Context, without: tuple[str, ...]) -> list[tuple[str, str]]:
    """The parameters of this address that a chooser must not lose."""
    request = context.get("request")
    if request is None:
        return []
    return [
        (name, value)
        for name, values in request.GET.lists()
        for value in values
        if name not in without and value
    ]
