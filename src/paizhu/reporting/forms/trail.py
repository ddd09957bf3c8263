"""Heads kept outside, given back for a check: as a file, pasted, or typed from paper."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from paizhu.kernel.viewers import Viewer
from paizhu.trail.queries import Head, NoHead, read_heads

LARGEST = 256 * 1024
"""Bytes of a file of heads: thousands of them."""


class KeptHeadsForm(forms.Form):
    """Heads to compare the trail with; none is needed for a check of the chain itself."""

    file = forms.FileField(
        label=gettext_lazy("File with heads"),
        required=False,
        help_text=gettext_lazy("The file that was saved or sent away, JSON or text."),
    )
    text = forms.CharField(
        label=gettext_lazy("Or from paper"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "spellcheck": "false", "autocomplete": "off"}),
        help_text=gettext_lazy(
            "One line for each head: chain=… record=… hash=…; of the hash the first 16 digits are enough."
        ),
    )

    def __init__(self, *args, user: Viewer, **kwargs):
        super().__init__(*args, **kwargs)
        self.chains = {user.commission_id or 0, 0}

    def clean_file(self) -> list[Head]:
        """Return the heads in the file."""
        file = self.cleaned_data["file"]
        if file is None:
            return []
        if file.size > LARGEST:
            raise ValidationError(_("This file is too large to be a file of heads."))
        try:
            return self._heads(file.read().decode("utf-8"))
        except UnicodeDecodeError:
            raise ValidationError(_("This file holds no head of the trail.")) from None

    def clean_text(self) -> list[Head]:
        """Return the heads that were pasted or typed."""
        text = self.cleaned_data["text"].strip()
        return self._heads(text) if text else []

    def heads(self) -> list[Head]:
        """Return all heads given, once the form is valid."""
        return [*self.cleaned_data["file"], *self.cleaned_data["text"]]

    def _heads(self, text: str) -> list[Head]:
        try:
            heads = read_heads(text)
        except NoHead:
            raise ValidationError(
                _("No head was found here, or one is damaged: look at its number and digits.")
            ) from None
        if any(head.chain not in self.chains for head in heads):
            raise ValidationError(_("This head belongs to the trail of another commission."))
        return heads
