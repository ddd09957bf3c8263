"""Every look leaves a trace: views, searches, exports, prints. The trail has who, which record, and how; no content.

Pages that show a record of casework call `view`; lists that were searched call `search`. Source: 2019 rules, art. 67.
"""

from django.db import models

from paizhu.kernel.acts import act
from paizhu.kernel.viewers import Viewer
from paizhu.trail import actions as trail


@act
def view(*, record: models.Model, reason: str = "", by: Viewer) -> None:
    """Somebody opened a record of casework; `reason`: what he gave where it is asked."""
    told = {"reason": reason} if reason else {}
    trail.record("clues.viewed_for" if reason else "clues.viewed", record, by=by, **told)


@act
def search(*, commission: models.Model, kind: str, found: int, by: Viewer) -> None:
    """Somebody searched casework; the words are not kept, for they may be names."""
    trail.record("clues.searched", commission, by=by, kind=kind, count=found)


@act
def export(*, commission: models.Model, kind: str, count: int, by: Viewer) -> None:
    """Somebody took a list of casework away."""
    trail.record("clues.exported", commission, by=by, kind=kind, count=count)


@act
def open_file(*, record: models.Model, by: Viewer) -> None:
    """Somebody took an attachment of a petition; `record`: the petition."""
    trail.record("clues.petition_file_opened", record, by=by)
