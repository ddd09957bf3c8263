"""The form that takes a workbook."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from paizhu.exchange.queries import FILE_LIMIT


class WorkbookForm(forms.Form):
    """A workbook to be checked. What is in it is looked at afterwards, in the background."""

    workbook = forms.FileField(
        label=_("Workbook (.xlsx)"),
        help_text=_("It is checked first; nothing is stored before you confirm."),
        widget=forms.FileInput(
            attrs={
                "accept": ".xlsx,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
            }
        ),
    )

    def clean_workbook(self):
        """Refuse at once what is far too large."""
        file = self.cleaned_data["workbook"]
        if file.size > FILE_LIMIT:
            raise ValidationError(
                _("The file has %(size)s MB; at most %(limit)s MB are taken.")
                % {"size": file.size // 1024**2, "limit": FILE_LIMIT // 1024**2}
            )
        return file
