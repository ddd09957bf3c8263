"""The paragraph of results, as the reform's own account tells it, drawn from the figures alone."""

from django.utils.formats import number_format
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from paizhu.reporting.queries import Figures
from paizhu.reporting.tables.links import Links
from paizhu.web.dates import Period


def paragraph(found: Figures, period: Period) -> SafeString:
    """Return the paragraph with each number leading to its records."""
    links, done = Links(found.scope), found.activities
    numbers = {
        "units": _linked(found.units, links.units()),
        "groups": _plain(found.groups),
        "sectors": _plain(found.sectors),
        "activities": _linked(done.total, links.activities()),
        "meetings": _linked(found.major_matter_meetings, links.activities(major=1)),
        "opinions": _linked(found.opinions.made, links.opinions()),
        "closed": _linked(found.opinions.closed, links.closed()),
        "same": _linked(done.same_body, links.parts(capacity="same_body")),
        "cross": _linked(done.cross_body, links.parts(capacity="cross_body")),
    }
    words = {"period": conditional_escape(period.label), **numbers}
    return mark_safe(_pattern() % words)  # noqa: S308  the pattern is ours, the numbers are escaped


def plain(found: Figures, period: Period) -> str:
    """Return the same paragraph as text, for the workbook."""
    done = found.activities
    return _pattern() % {
        "period": period.label,
        "units": found.units,
        "groups": found.groups,
        "sectors": found.sectors,
        "activities": done.total,
        "meetings": found.major_matter_meetings,
        "opinions": found.opinions.made,
        "closed": found.opinions.closed,
        "same": done.same_body,
        "cross": done.cross_body,
    }


def _pattern() -> str:
    return _(
        "%(period)s: %(groups)s composite groups supervised %(units)s units in %(sectors)s sectors in"
        " %(activities)s activities; they attended %(meetings)s important meetings on “three majors and"
        " one large” of the linked units and made %(opinions)s opinions and suggestions, of which and of"
        " earlier ones %(closed)s were closed out. Their members acted %(cross)s times in cross-body and"
        " %(same)s times in same-body capacity."
    )


def _plain(value: int) -> SafeString:
    return format_html('<span class="told-number">{}</span>', _grouped(value))


def _linked(value: int, url: str) -> SafeString:
    if not value:
        return _plain(value)
    return format_html('<a class="told-number" href="{}">{}</a>', url, _grouped(value))


def _grouped(value: int) -> str:
    return number_format(value, force_grouping=True)
