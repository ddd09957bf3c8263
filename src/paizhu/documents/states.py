"""Closed lists of files: the kinds that are taken in, and the condition of kept ones. Plain Python."""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

MEGABYTE = 1024 * 1024
NAME_LENGTH = 120
"""Characters of a file's name that are kept, its ending included."""


class Condition(models.TextChoices):
    """What the last look at a kept file found."""

    WHOLE = "whole", _("whole")
    MISSING = "missing", _("not on the disk")
    DAMAGED = "damaged", _("damaged")


@dataclass(frozen=True)
class FileKind:
    """A kind of file: its endings, the type told to browsers, and `family`, by which its content is examined.

    `marks`: what must be found in it, any one: names inside a zip family, streams inside an old office file.
    """

    endings: tuple[str, ...]
    type: str
    family: str
    marks: tuple[str, ...] = ()


_OFFICE = "application/vnd.openxmlformats-officedocument"
KINDS = (
    FileKind(("pdf",), "application/pdf", "pdf"),
    FileKind(("png",), "image/png", "png"),
    FileKind(("jpg", "jpeg"), "image/jpeg", "jpeg"),
    FileKind(("webp",), "image/webp", "webp"),
    FileKind(("docx",), f"{_OFFICE}.wordprocessingml.document", "zip", ("word/document.xml",)),
    FileKind(("xlsx",), f"{_OFFICE}.spreadsheetml.sheet", "zip", ("xl/workbook.xml",)),
    FileKind(("pptx",), f"{_OFFICE}.presentationml.presentation", "zip", ("ppt/presentation.xml",)),
    FileKind(("ofd",), "application/ofd", "zip", ("OFD.xml",)),
    FileKind(("doc", "wps"), "application/msword", "ole", ("WordDocument",)),
    FileKind(("xls", "et"), "application/vnd.ms-excel", "ole", ("Workbook", "Book")),
    FileKind(("ppt", "dps"), "application/vnd.ms-powerpoint", "ole", ("PowerPoint Document",)),
    FileKind(("txt",), "text/plain; charset=utf-8", "text"),
    FileKind(("csv",), "text/csv; charset=utf-8", "text"),
)
BY_ENDING = {ending: kind for kind in KINDS for ending in kind.endings}
