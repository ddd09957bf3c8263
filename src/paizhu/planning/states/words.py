"""Closed lists of planning: kinds and states of plans, their steps, roles of watchers, joint activities, series."""

from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class PlanKind(models.TextChoices):
    """A plan for a year (年度计划), for a half-year (半年计划), or a single proposal (单项工作打算)."""

    YEARLY = "yearly", _("Yearly plan")
    HALF_YEARLY = "half_yearly", _("Half-yearly plan")
    PROPOSAL = "proposal", _("Single proposal")


class PlanState(models.TextChoices):
    """Where a plan stands on its way: group, liaison member, work, report."""

    DRAFT = "draft", _("Being drafted")
    SUBMITTED = "submitted", _("With the liaison member")
    RETURNED = "returned", _("Returned")
    AGREED = "agreed", _("Agreed, being carried out")
    REPORTED = "reported", _("Carried out and reported")
    WITHDRAWN = "withdrawn", pgettext_lazy("plan", "Withdrawn")
    REPLACED = "replaced", _("Replaced by a later version")


EDITABLE_PLANS = (PlanState.DRAFT, PlanState.RETURNED)
"""States in which the group still writes."""
LIVE_PLANS = (PlanState.DRAFT, PlanState.SUBMITTED, PlanState.RETURNED, PlanState.AGREED)
"""States in which something is still to be done with a plan."""


class PlanStepKind(models.TextChoices):
    """What happened to a plan, as its page tells it."""

    SUBMIT = "submit", _("Submitted")
    TAKE_BACK = "take_back", _("Taken back to be changed")
    AGREE = "agree", _("Agreed")
    SEND_BACK = "send_back", _("Returned")
    TALK = "talk", _("Asked to talk about it")
    REPORT = "report", _("Completion reported")
    WITHDRAW = "withdraw", pgettext_lazy("plan", "Withdrawn")
    REVISE = "revise", _("Revision begun")


class WatchRole(models.TextChoices):
    """分工: who watches a unit foremost, and who stands in."""

    PRINCIPAL = "principal", _("Principal")
    DEPUTY = "deputy", _("Second")


class ConveningState(models.TextChoices):
    """Where a joint activity stands."""

    CONVENED = "convened", _("Convened")
    HELD = "held", _("Held")
    CANCELLED = "cancelled", _("Called off")


class Reply(models.TextChoices):
    """What somebody who is called answers."""

    OPEN = "open", _("No answer yet")
    COMING = "coming", _("Comes")
    CANNOT = "cannot", _("Cannot come")


class Series(StrEnum):
    """The letters that begin the numbers: 计划, 制度, 集中."""

    PLAN = "JH"
    WORK_RULE = "ZD"
    CONVENING = "JZ"
