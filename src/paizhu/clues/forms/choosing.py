"""Choosing a unit or an official in casework: as `web.choices`, among those whom casework may name.

unit = UnitField(label=_("Unit concerned"))
self.fields["unit"].for_user(user)
"""

from typing import Any

from django.db.models import QuerySet

from paizhu.clues.queries import choosing
from paizhu.web import choices


class NamingBox(choices.RecordBox):
    """The text box; its suggestions come from casework's own address."""

    template_name = "clues/forms/record.html"


class NamingField(choices.RecordField):
    """One unit or official; `kind` as in `queries.choosing`."""

    box = NamingBox

    def _nameable(self) -> QuerySet | None:
        if self._queryset is None and self.user is not None:
            self._queryset = choosing.nameable(self.kind, self.user)
        return self._queryset

    def _given(self, given: QuerySet | None) -> None:
        self._queryset = None if given is None else given.all()

    queryset = property(_nameable, _given)


class UnitField(NamingField):
    """The unit concerned."""

    def __init__(self, **options: Any):
        super().__init__("organization.unit", **options)


class OfficialField(NamingField):
    """An official on record."""

    def __init__(self, **options: Any):
        super().__init__("organization.official", **options)
