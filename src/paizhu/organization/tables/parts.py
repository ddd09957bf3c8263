"""What the lists share: their buttons, the record of an export, the filters by day-dependent relations."""

from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from paizhu.kernel.refusals import allowed
from paizhu.organization import rules
from paizhu.organization.actions import exports
from paizhu.web import choices
from paizhu.web.components import Button


def new_button(label: Any, url_name: str) -> Callable[[Any], Iterable[Button]]:
    """Return a list's buttons: to enter a record, for those who may."""

    def buttons(request: Any) -> list[Button]:
        if not allowed(rules.check_can_keep_structure, request.user):
            return []
        return [Button(label, reverse(url_name), icon="plus", look="primary")]

    return buttons


def first_button(label: Any, url_name: str) -> Callable[[Any], Button | None]:
    """Return what an empty list offers to those who may begin it."""
    made = new_button(label, url_name)
    return lambda request: next(iter(made(request)), None)


def noted(title: Any) -> Callable[[Any, int], None]:
    """Return what leaves a record when the list of this title is exported."""

    def note(request: Any, count: int) -> None:
        with translation.override(settings.LANGUAGE_CODE):  # the trail speaks one language
            listed = str(title)
        user = request.user
        exports.note_export(commission=user.commission, listed=listed, count=count, by=user)

    return note


def joined(names: Iterable[Any]) -> str:
    """Return names one after the other, as the language writes them."""
    return gettext(", ").join(map(str, names))


def sector_filter() -> choices.VisibleFilter:
    """Restrict by sector; the filter set says how in `in_sector`."""
    return choices.VisibleFilter("organization.sector", label=_("Sector"), method="in_sector")


def group_filter() -> choices.VisibleFilter:
    """Restrict by composite group; the filter set says how in `of_group`."""
    return choices.VisibleFilter(
        "organization.composite_group", label=_("Composite group"), method="of_group"
    )


def unit_filter() -> choices.RecordFilter:
    """Restrict by unit; the filter set says how in `at_unit`."""
    return choices.RecordFilter("organization.unit", label=_("Unit"), method="at_unit")
