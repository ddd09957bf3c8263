"""How a clue is handled: custody, collective study, decisions at their level, extensions, what was looked at on paper."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from paizhu.clues.models.clues import OfClue
from paizhu.clues.models.named import NumberedCopy, doer
from paizhu.clues.states import ApprovalState
from paizhu.documents.models import StoredFile
from paizhu.organization.models import Official
from paizhu.rulebook.models import Approver, PersonCategory
from paizhu.sealing import SealedTextField


class StageRecord(OfClue):
    """What belongs to one stage of the work. `closed_on`: that stage is over; whoever gets the matter next begins his own."""

    closed_on = models.DateField(_("closed on"), null=True, blank=True, editable=False)

    class Meta:
        abstract = True


class Handover(OfClue):
    """经手: the clue's papers go from one person to another, who signs. Until then the giver answers for them.

    `ended_at`: it was taken back, or not accepted, before anybody signed.
    """

    from_official = doer(_("given by"))
    to_official = models.ForeignKey(
        Official, models.PROTECT, related_name="+", verbose_name=_("given to")
    )
    given_at = models.DateTimeField(_("given at"))
    signed_at = models.DateTimeField(_("signed for at"), null=True, blank=True)
    ended_at = models.DateTimeField(_("taken back at"), null=True, blank=True)
    note = SealedTextField(_("what was handed over"), max_length=1000)

    class Meta:
        verbose_name = _("handover")
        verbose_name_plural = _("handovers")
        ordering = ["given_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["clue"],
                condition=Q(signed_at__isnull=True, ended_at__isnull=True),
                name="handover_one_under_way",
            ),
            models.CheckConstraint(
                name="handover_signed_or_ended",
                condition=Q(signed_at__isnull=True) | Q(ended_at__isnull=True),
            ),
        ]
        indexes = [
            models.Index(
                fields=["to_official"],
                condition=Q(signed_at__isnull=True, ended_at__isnull=True),
                name="handover_unsigned",
            ),
        ]

    @property
    def is_under_way(self) -> bool:
        """Whether it waits for the receiver's signature."""
        return self.signed_at is None and self.ended_at is None


class Minute(StageRecord):
    """集体研究: the minute of a collective study, without which no important question is approved (2019 rules, art. 10).

    `after`: the last request of the step when it was entered; a question that is put again is studied again.
    """

    step = models.CharField(_("what was studied"), max_length=40)
    held_on = models.DateField(_("held on"))
    present = models.CharField(_("present"), max_length=500)
    text = SealedTextField(_("minute"), max_length=8000)
    recorded_by = doer(_("recorded by"))
    after = models.ForeignKey(
        "clues.Approval", models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )

    class Meta:
        verbose_name = _("minute of a collective study")
        verbose_name_plural = _("minutes of collective studies")
        ordering = ["held_on", "pk"]


class Approval(OfClue):
    """审批: a question put to the level that decides it, and its answer.

    `step`: the key of the rule pack's level; `level`: who decides at the lowest by the rules of the clue's day; `word`: what is
    proposed (a disposition, a conclusion, a day). `is_noted`: decided on paper outside this system and entered by the case office.
    """

    step = models.CharField(_("question"), max_length=40)
    category = models.CharField(_("category"), max_length=30, choices=PersonCategory)
    level = models.CharField(_("level that decides"), max_length=30, choices=Approver)
    basis = models.CharField(_("basis"), max_length=300)
    word = models.CharField(_("proposed"), max_length=40, blank=True)
    text = SealedTextField(_("request"), max_length=8000)
    asked_on = models.DateField(_("asked on"))
    asked_by = doer(_("asked by"))
    state = models.CharField(
        _("state"), max_length=10, choices=ApprovalState, default=ApprovalState.WAITING
    )
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    decided_by = doer(_("decided by"))
    decided_as = models.CharField(_("decided as"), max_length=30, choices=Approver, blank=True)
    decision = SealedTextField(_("decision"), max_length=4000)
    is_noted = models.BooleanField(_("entered from paper"), default=False)

    class Meta:
        verbose_name = _("approval")
        verbose_name_plural = _("approvals")
        ordering = ["asked_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["clue", "step", "word"],
                condition=Q(state=ApprovalState.WAITING),
                name="approval_one_waiting",
            ),
            models.CheckConstraint(
                name="approval_decided_has_day",
                condition=Q(state=ApprovalState.WAITING, decided_on__isnull=True)
                | (~Q(state=ApprovalState.WAITING) & Q(decided_on__isnull=False)),
            ),
        ]


class Extension(OfClue):
    """延期: a limit of this clue ends later. `limit`: its key in the rule pack; `number`: the first, the second, …"""

    limit = models.CharField(_("limit"), max_length=40)
    number = models.PositiveSmallIntegerField(_("number"))
    until_on = models.DateField(_("until"))
    approval = models.OneToOneField(Approval, models.PROTECT, related_name="extension")

    class Meta:
        verbose_name = _("extension")
        verbose_name_plural = _("extensions")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["clue", "limit", "number"], name="extension_number"),
        ]


class Reminder(OfClue):
    """A limit of which somebody was reminded, so that nobody is reminded twice of one day. `key`: the limit, and how near it was."""

    key = models.CharField(_("reminder"), max_length=60)
    for_day = models.DateField(_("for the day"))
    sent_on = models.DateField(_("sent on"))

    class Meta:
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")
        constraints = [
            models.UniqueConstraint(fields=["clue", "key", "for_day"], name="case_reminder_once"),
        ]


class Material(OfClue):
    """材料: a file of the clue. The stored file bears a neutral name; how it was called is sealed."""

    file = models.OneToOneField(StoredFile, models.PROTECT, related_name="+")
    name = SealedTextField(_("file name"), max_length=200)
    kind = models.CharField(_("kind"), max_length=30, blank=True)
    added_on = models.DateField(_("added on"))
    added_by = doer(_("added by"))

    class Meta:
        verbose_name = _("material")
        verbose_name_plural = _("material")
        ordering = ["pk"]


class PrintedCopy(NumberedCopy, OfClue):
    """A numbered print of a clue's page."""

    class Meta(NumberedCopy.Meta):
        verbose_name = _("printed copy")
        verbose_name_plural = _("printed copies")
        constraints = [
            models.UniqueConstraint(fields=["clue", "number"], name="printed_copy_number"),
        ]
