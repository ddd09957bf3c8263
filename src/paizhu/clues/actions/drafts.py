"""Keeping and throwing away drafts of casework's forms: sealed, the writer's alone.

They leave no record in the trail: before it is sent, nothing has been done, and what somebody is about to write is nobody's
matter but his own. Nobody else can read one, the case's other people included.
"""

import json
from collections.abc import Mapping, Sequence

from django.utils import timezone
from django.utils.translation import gettext as _

from paizhu.clues.models import Draft
from paizhu.clues.queries.drafts import KEPT
from paizhu.kernel import acts
from paizhu.kernel.acts import act
from paizhu.kernel.records import save_clean
from paizhu.kernel.refusals import Refused
from paizhu.kernel.viewers import Viewer
from paizhu.tenancy.models import Sending

LONGEST = 150_000
"""Characters of one draft."""


@act
def save(
    *, form: str, about: int, fields: Mapping[str, Sequence[str]], token: str = "", by: Viewer
) -> Draft | None:
    """Keep what is in a form. None where the form with this token was sent already: a late save must bring nothing back."""
    acts.nothing_to_do()
    if not by.commission_id or not by.pk:
        raise Refused(_("A draft belongs to somebody's account."))
    written = {name: list(values) for name, values in fields.items()}
    text = json.dumps(written, ensure_ascii=False)
    if len(text) > LONGEST:
        raise Refused(_("This is too long to be kept as a draft; send the form, or shorten it."))
    if token and Sending.objects.filter(user_id=by.pk, token=token).exists():
        return None
    Draft.objects.visible_to(by).filter(saved_at__lt=timezone.now() - KEPT).delete()
    where = {"commission_id": by.commission_id, "user_id": by.pk, "form": form, "about": about}
    draft = Draft.objects.select_for_update().filter(**where).first() or Draft(**where)
    draft.text, draft.saved_at = text, timezone.now()
    return save_clean(draft)


@act
def discard(*, form: str, about: int, by: Viewer) -> None:
    """Throw a draft away: its form was sent, or its writer does not want it."""
    acts.nothing_to_do()
    Draft.objects.visible_to(by).filter(form=form, about=about).delete()
