"""Tags for pages about the structure: days in plain words, the strip of a history, capacity of a person."""

from datetime import date
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from paizhu.organization.models import EVER, Official, Unit
from paizhu.organization.models.dated import last_day
from paizhu.organization.queries import capacity_of
from paizhu.web.templatetags.web import capacity as draw_capacity

register = template.Library()


@register.filter
def since(from_on: date | None) -> SafeString | str:
    """Write the first day of what is dated: a day, or “since ever” where nobody wrote it down."""
    if from_on is None or from_on == EVER:
        return _("since ever")
    return _day(from_on)


@register.filter
def until(until_on: date | None) -> SafeString | str:
    """Write the last day of what is dated; its end is the day after, which people would misread."""
    return _("now") if until_on is None else _day(last_day(until_on))


@register.filter
def period(dated: Any) -> SafeString:
    """Write from when to when something held, both days included: a record or a span of a history."""
    return format_html(
        '<span class="dates">{} <span class="dates-to">{}</span> {}</span>',
        since(dated.from_on),
        _("to"),
        until(dated.until_on),
    )


def _day(on: date) -> SafeString:
    return format_html('<time datetime="{0}">{0}</time>', on.isoformat())


@register.inclusion_tag("organization/parts/history.html")
def history(given: Any, name: str) -> dict:
    """Draw a history as a strip of years with its table beneath; `name` is unique on the page."""
    return {"history": given, "name": name}


@register.inclusion_tag("organization/parts/person.html")
def person(posting: Any, **options: Any) -> dict:
    """Draw a person in a post: name, post unless `post=False`, and `hosts` where he is resident."""
    return {"posting": posting, "shows_post": options.get("post", True), **options}


@register.simple_tag
def capacity_towards(official: Official, unit: Unit, on: date) -> SafeString:
    """Draw the capacity in which the official acts towards the unit on the day; two queries, so never in a list."""
    return draw_capacity(capacity_of(official, unit, on))
