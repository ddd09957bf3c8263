"""Joint work between groups (组组协作): its kinds. Source: 《纪检监察机关派驻机构工作规则》 (2022) art. 17."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class JointKind(models.TextChoices):
    """What groups do together under one authorisation of the commission."""

    SPECIAL = "special", _("Special supervision at the same time")
    INVESTIGATION = "investigation", _("Joint investigation")
    CROSS_CHECK = "cross_check", _("Cross check")
    RESEARCH = "research", _("Joint research")
    TRAINING = "training", _("Joint training")
    OTHER = "other", _("Other joint work")
