"""The form field for files: several at once, from a computer or a telephone's camera."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import ngettext

from paizhu.documents import rules
from paizhu.documents.states import BY_ENDING

MOST = 10
"""Files taken in with one form."""


class FilesInput(forms.FileInput):
    """The browser's own file chooser for several files. Telephones offer the camera, because pictures are asked for."""

    allow_multiple_selected = True
    template_name = "documents/files_input.html"

    def __init__(self, attrs: dict | None = None):
        accepted = ",".join(["image/jpeg", *(f".{ending}" for ending in BY_ENDING)])
        super().__init__({"accept": accepted, "multiple": True, **(attrs or {})})

    def get_context(self, name: str, value: Any, attrs: dict | None) -> dict:
        """Name the files that a page shown again has lost: browsers never send a chosen file twice by themselves."""
        context = super().get_context(name, value, attrs)
        uploads = value if isinstance(value, list | tuple) else []
        context["lost"] = [
            rules.cleaned_name(each.name) for each in uploads if isinstance(each, UploadedFile)
        ]
        return context


class FilesField(forms.FileField):
    """Several files; cleans to a list of uploads, each examined. Every fault is told, not the first alone.

    papers = FilesField(label=_("Papers"), required=False)
    …  for upload in form.cleaned_data["papers"]: documents.keep(commission=…, upload=upload, by=by)
    """

    widget = FilesInput

    def __init__(self, *, most: int = MOST, **options: Any):
        super().__init__(**options)
        self.most = most

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        """Return the uploads. Raises `ValidationError` with each file's fault."""
        uploads = [each for each in (data or []) if each]
        if self.required and not uploads:
            raise ValidationError(self.error_messages["required"], code="required")
        if len(uploads) > self.most:
            raise ValidationError(
                ngettext(
                    "Choose at most %(count)s file.", "Choose at most %(count)s files.", self.most
                )
                % {"count": self.most},
                code="many",
            )
        faults = []
        for upload in uploads:
            try:
                rules.check_upload(upload)
            except ValidationError as fault:
                faults.append(fault)
        if faults:
            raise ValidationError(faults)
        return uploads

    def bound_data(self, data: Any, initial: Any) -> Any:
        """Hand what was sent to the widget, so that a page shown again can name it."""
        return data

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Files that were chosen are a change."""
        return bool(data)


__all__ = ["FilesField"]
