"""Filtering a list of casework by a unit or an official, among those whom casework may name."""

from typing import Any

from paizhu.clues.queries import choosing
from paizhu.web import choices


class NamingFilter(choices.RecordFilter):
    """A list's filter by one unit or official; as `forms.choosing` in forms."""

    def __init__(self, kind: str, *given: Any, **options: Any):
        super().__init__(kind, *given, **options)
        self.kind = kind

    @property
    def field(self) -> choices.RecordField:
        """The form's field, with what the reader may name and casework's own suggestions."""
        made = super().field
        made.queryset = choosing.nameable(self.kind, self.parent.request.user)
        made.widget.template_name = "clues/forms/record.html"
        return made
