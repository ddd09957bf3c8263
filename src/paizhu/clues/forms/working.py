"""What the forms of the work on a clue have alike: who fills them in, the matter, the record, and the revision that was shown."""

from typing import Any

from django import forms

from paizhu.clues.models import Clue
from paizhu.kernel import clock


class WorkForm(forms.Form):
    """A form about a clue, or about one of its records (`item`)."""

    of_item = ""
    """The argument of the act that takes the record; empty for a step of the clue itself."""

    def __init__(self, *given: Any, user: Any, clue: Clue, item: Any = None, **options: Any):
        super().__init__(*given, **options)
        self.user, self.clue, self.item = user, clue, item
        shown = item or clue
        self.fields["revision"] = forms.IntegerField(
            widget=forms.HiddenInput, initial=shown.revision
        )
        for field in self.fields.values():
            if isinstance(field, forms.DateField):
                field.widget.attrs.setdefault("max", clock.today().isoformat())

    def given(self) -> dict[str, Any]:
        """Return what the act is given."""
        entered = {name: value for name, value in self.cleaned_data.items() if name != "revision"}
        about = {self.of_item: self.item} if self.of_item else {}
        return {
            "clue": self.clue,
            "seen_revision": self.cleaned_data["revision"],
            **about,
            **entered,
        }


def words(label: Any, *, rows: int = 6, longest: int = 4000, **options: Any) -> forms.CharField:
    """Return a field for a longer text."""
    return forms.CharField(
        label=label, max_length=longest, widget=forms.Textarea(attrs={"rows": rows}), **options
    )


def day(label: Any, **options: Any) -> forms.DateField:
    """Return a field for a day that has come, today at first."""
    return forms.DateField(label=label, initial=clock.today, **options)
