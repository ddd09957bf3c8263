"""Whether an upload may be kept. All faults in plain words, naming the file and the mend."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from paizhu.documents.rules.content import check_content
from paizhu.documents.rules.names import cleaned_name, ending_of
from paizhu.documents.states import BY_ENDING, KINDS, MEGABYTE, FileKind
from paizhu.kernel.refusals import Refused
from paizhu.kernel.viewers import Viewer
from paizhu.tenancy.models import Commission


def check_can_keep(by: Viewer, commission: Commission) -> None:
    """Whoever may do the act that keeps it, in his own commission."""
    if commission.pk != by.commission_id:
        raise Refused(_("Files are kept in one's own commission only."))


def check_upload(upload: UploadedFile) -> FileKind:
    """Return what kind of file it is. Raises `ValidationError` where it may not be kept, and says why."""
    name = cleaned_name(upload.name)
    if not upload.size:
        raise ValidationError(_("“%(name)s” is empty.") % {"name": name}, code="empty")
    if upload.size > settings.FILE_SIZE_LIMIT:
        told = {
            "name": name,
            "size": f"{upload.size / MEGABYTE:.1f}",
            "limit": settings.FILE_SIZE_LIMIT // MEGABYTE,
        }
        raise ValidationError(
            _(
                "“%(name)s” has %(size)s MB; at most %(limit)s MB can be kept. Make it smaller or part it."
            )
            % told,
            code="size",
        )
    kind = BY_ENDING.get(ending_of(name))
    if kind is None:
        raise ValidationError(
            _("“%(name)s” is no kind of file that is kept here. Kept are: %(endings)s.")
            % {"name": name, "endings": ", ".join(e for k in KINDS for e in k.endings)},
            code="kind",
        )
    upload.seek(0)
    check_content(upload.read(), kind, name)
    upload.seek(0)
    return kind
