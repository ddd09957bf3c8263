"""Words of matter notices (重要事项通报): how they stand, and by which way word came."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class NoticeState(models.TextChoices):
    """状态 of a matter notice."""

    SENT = "sent", _("Not read yet")
    READ = "read", _("Read")
    ATTEND = "attend", _("To be attended")
    NOT_ATTEND = "not_attend", _("Not attended")
    ATTENDED = "attended", _("Attended and recorded")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    CANCELLED = "cancelled", _("Matter cancelled")


UNDECIDED = (NoticeState.SENT, NoticeState.READ)
"""Nobody has decided yet whether somebody attends."""
OPEN_NOTICES = (*UNDECIDED, NoticeState.ATTEND, NoticeState.NOT_ATTEND)
"""The matter may still move, and the decision may still change."""
ENDED_NOTICES = (NoticeState.WITHDRAWN, NoticeState.CANCELLED)


class Channel(models.TextChoices):
    """By which way word came. Word by a group's people is never shown to the unit; its own contact's is."""

    GROUP = "group", _("Supervision")
    UNIT = "unit", _("The unit's contact")
    OFFICE = "office", _("Commission office")
