"""Notices, how their recipients want to hear of them, and what is sent outside."""

from paizhu.notices.models.notices import IN_STANDING, UNSETTLED, Notice, still_seen
from paizhu.notices.models.sendings import Delivery, Sending

__all__ = ["IN_STANDING", "UNSETTLED", "Delivery", "Notice", "Sending", "still_seen"]
