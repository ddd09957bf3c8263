"""Papers of a matter notice: kept with the act that sends or corrects it."""

from collections.abc import Iterable

from django.core.files.uploadedfile import UploadedFile

from paizhu.documents import actions as documents
from paizhu.kernel import acts
from paizhu.kernel.acts import act
from paizhu.kernel.viewers import Viewer
from paizhu.oversight.models import MatterNotice, NoticePaper


@act
def add(*, notice: MatterNotice, uploads: Iterable[UploadedFile], by: Viewer) -> int:
    """Keep the uploads and hang them on the notice, inside the running act. Returns how many.

    Raises `ValidationError` in plain words for a file that cannot be kept.
    """
    kept = [
        documents.keep(commission=notice.commission, upload=upload, by=by) for upload in uploads
    ]
    NoticePaper.objects.bulk_create(
        NoticePaper(commission_id=notice.commission_id, notice=notice, file=file) for file in kept
    )
    if not kept:
        acts.nothing_to_do()
    return len(kept)
