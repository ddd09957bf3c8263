"""Where a petition and a clue stand. The transitions are on the models; who may take which is in `rules`."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class PetitionState(models.TextChoices):
    """From the petition office's desk to the answer."""

    REGISTERED = "registered", pgettext_lazy("petition", "Registered")
    NOT_ACCEPTED = "not_accepted", _("Not accepted")
    FORWARDED = "forwarded", _("Forwarded to another organ")
    REPEATED = "repeated", _("Repeat of an earlier one")
    ACCEPTED = "accepted", pgettext_lazy("petition", "Accepted")
    HANDED_OVER = "handed_over", _("Handed to the case office")
    ANSWERED = "answered", pgettext_lazy("petition", "Finished")


class ClueState(models.TextChoices):
    """From the case office's register to the archive."""

    REGISTERED = "registered", pgettext_lazy("clue", "To be assigned")
    ASSIGNED = "assigned", _("Assigned, disposition to be proposed")
    PROPOSED = "proposed", _("Disposition proposed")
    INQUIRING = "inquiring", _("Inquiry under way")
    VERIFYING = "verifying", _("Verification under way")
    REPORTED = "reported", pgettext_lazy("clue", "Report to be approved")
    FILING = "filing", _("Filing to be decided")
    FILED = "filed", _("Case filed")
    HELD = "held", pgettext_lazy("clue", "Held for later")
    CONCLUDED = "concluded", pgettext_lazy("clue", "Concluded")
    TRANSFERRED = "transferred", pgettext_lazy("clue", "Handed to a party organisation")
    ARCHIVED = "archived", _("Archived")


AT_WORK = (ClueState.INQUIRING, ClueState.VERIFYING)
OPEN_CLUES = (
    ClueState.REGISTERED, ClueState.ASSIGNED, ClueState.PROPOSED, *AT_WORK, ClueState.REPORTED, ClueState.FILING,
)  # fmt: skip
"""The clues for which somebody still has to act by a day. What is held is looked at again in its own time."""
ENDED = (ClueState.FILED, ClueState.CONCLUDED, ClueState.TRANSFERRED)
"""From here a clue may go to the archive."""


class ApprovalState(models.TextChoices):
    """A request for a decision at a level."""

    WAITING = "waiting", _("Waiting for the decision")
    APPROVED = "approved", _("Approved")
    RETURNED = "returned", _("Returned")


class RecusalState(models.TextChoices):
    """A ground that was raised."""

    ASKED = "asked", _("To be decided")
    RECUSED = "recused", _("Recused")
    REFUSED = "refused", _("No ground found")
    LIFTED = "lifted", _("Allowed by the level above")


class ReportState(models.TextChoices):
    """A report of an inquiry or a verification."""

    WRITTEN = "written", _("To be signed by the whole team")
    SUBMITTED = "submitted", _("Submitted")
    APPROVED = "approved", pgettext_lazy("report", "Approved")
    RETURNED = "returned", pgettext_lazy("report", "Returned")
