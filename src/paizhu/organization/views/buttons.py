"""The marks and buttons of a unit's, a group's and a person's page; who does not keep the structure gets none."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from paizhu.kernel.refusals import refusal
from paizhu.organization import rules
from paizhu.organization.models import CompositeGroup, Official, Posting, ResidentGroup, Unit
from paizhu.organization.views import parts
from paizhu.web.components import Button, Mark, Tone
from paizhu.web.templatetags.web import mark


def unit_mark(unit: Unit) -> SafeString | str:
    """Mark a key unit, or one that is no more, beside its name."""
    if unit.dissolved_on is not None:
        return mark(Mark(_("dissolved"), Tone.NEUTRAL))
    return mark(Mark(_("key unit"), Tone.BLUE)) if unit.is_key else ""


def of_unit(request: HttpRequest, unit: Unit) -> list[Button]:
    """Return what can be done with a unit."""
    if not parts.keeps(request):
        return []
    if unit.dissolved_on is not None:
        return [
            _to("unit_dissolution_take_back", unit, _("Take back"), "arrow-back-up"),
            _to("unit_edit", unit, _("Correct"), "pencil"),
        ]
    return [
        _to("unit_posting_new", unit, _("Appoint"), "user-plus"),
        _to("unit_transfer", unit, _("Transfer"), "transfer"),
        _to("unit_rename", unit, _("Rename"), "writing"),
        _to("unit_dissolve", unit, _("Dissolve or merge"), "ban"),
        _to("unit_edit", unit, _("Correct"), "pencil"),
    ]


def of_group(request: HttpRequest, group: CompositeGroup) -> list[Button]:
    """Return what can be done with a composite group."""
    if not parts.keeps(request):
        return []
    return [
        _to("group_posting_new", group, _("Appoint"), "user-plus"),
        _to("group_take_over", group, _("Take over a sector"), "transfer"),
        _to("group_edit", group, _("Correct"), "pencil"),
    ]


def of_resident_group(request: HttpRequest, group: ResidentGroup) -> list[Button]:
    """Return what can be done with a resident group."""
    if not parts.keeps(request):
        return []
    return [
        _to("resident_group_posting_new", group, _("Appoint"), "user-plus"),
        _to("resident_group_edit", group, _("Correct"), "pencil"),
    ]


def of_official(request: HttpRequest, official: Official) -> list[Button]:
    """Return what can be done with a person; one's own postings are refused with the reason."""
    if not parts.keeps(request):
        return []
    why_not = refusal(rules.check_can_keep_postings, request.user, official)
    return [
        _to("official_posting_new", official, _("Appoint"), "user-plus", why_not),
        _to("recusal_new", official, _("Enter a ground of recusal"), "hand-stop", why_not),
        _to("official_edit", official, _("Correct"), "pencil"),
    ]


def of_posting(posting: Posting) -> list[Button]:
    """Return what can be done with one posting of a person, smallest step first."""
    found = [_to("posting_correct", posting, _("Correct"), "pencil")]
    if posting.until_on is None:
        found = [
            _to("posting_end", posting, _("End"), "calendar-off"),
            _to("posting_rotate", posting, _("Rotate"), "rotate"),
            *found,
        ]
    return found


def _to(name: str, record: Any, label: Any, icon: str, refused: str = "") -> Button:
    return Button(
        label, reverse(f"organization:{name}", args=[record.pk]), icon=icon, refusal=refused
    )
