"""Inquiry, verification and filing: plans, letters, measures, talks, evidence, reports signed by everybody, the host's view."""

from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from paizhu.clues.models.clues import READS_ALL, Clue, OfClue
from paizhu.clues.models.handling import Approval, Material, StageRecord
from paizhu.clues.models.named import NAMES, NumberedCopy, SealedTenantRecord, doer
from paizhu.clues.models.wall import PERSONS, wall_of
from paizhu.clues.states import OPEN_TALKS, ReportState, TalkKind
from paizhu.kernel.viewers import Viewer
from paizhu.organization.models import Official, Unit
from paizhu.sealing import BlindIndexField, SealedTextField
from paizhu.tenancy.models import TenantQuerySet


class Plan(StageRecord):
    """方案: the plan of an inquiry or a verification, with the plan of the talks and of what to do in an emergency.

    `closed_on`: the day its work was reported and decided about; an inquiry that goes on needs a new plan.
    """

    is_verification = models.BooleanField(_("of a verification"))
    text = SealedTextField(_("plan of work"), max_length=8000)
    talks = SealedTextField(_("plan of the talks"), max_length=8000)
    safety = SealedTextField(_("safety and emergency plan"), max_length=8000)
    written_on = models.DateField(_("written on"))
    written_by = doer(_("written by"))
    approval = models.OneToOneField(
        Approval, models.PROTECT, null=True, blank=True, related_name="plan"
    )

    class Meta:
        verbose_name = _("plan")
        verbose_name_plural = _("plans")
        ordering = ["pk"]


class Letter(OfClue):
    """函询: a letter of inquiry, from sending to reply. `concerns_head`: it asks about the head, whose signature then falls away."""

    sent_on = models.DateField(_("sent on"))
    received_on = models.DateField(_("received on"), null=True, blank=True)
    replied_on = models.DateField(_("reply received on"), null=True, blank=True)
    concerns_head = models.BooleanField(_("concerns the head"), default=False)
    is_signed_by_head = models.BooleanField(_("signed by the head"), default=False)
    text = SealedTextField(_("what is asked"), max_length=8000)
    reply = SealedTextField(_("reply"), max_length=8000)

    class Meta:
        verbose_name = _("letter of inquiry")
        verbose_name_plural = _("letters of inquiry")
        ordering = ["sent_on", "pk"]


class Measure(OfClue):
    """措施使用台账: a measure taken, by whom approved, filed periodically (2022 rules, art. 39)."""

    name = models.CharField(_("measure"), max_length=100)
    detail = SealedTextField(_("towards whom, about what"), max_length=2000)
    approved_by = models.CharField(_("approved by"), max_length=100)
    from_on = models.DateField(_("from"))
    until_on = models.DateField(_("until"), null=True, blank=True)
    filed_on = models.DateField(_("filed on"), null=True, blank=True)

    class Meta:
        verbose_name = _("measure")
        verbose_name_plural = _("measures")
        ordering = ["from_on", "pk"]


class TalkQuerySet(TenantQuerySet):
    """Reads of talks."""

    def visible_to(self, user: Viewer) -> Self:
        """A talk of a clue: who sees the clue. Casework without a clue: the case office, who decides, who talked, leaders of the unit's group.

        An integrity or collective talk without a clue is daily supervision: who supervises the unit sees it. Never a unit's own people.
        """
        mine, powers = self.of(user.commission_id), user.powers
        own = getattr(user, "official_id", None)
        if own is None or not powers.is_staff_of_commission:
            return mine.none()
        wall = wall_of(user)
        talked = Q(pk__in=Talker.objects.filter(official=own).values("talk_id"))
        leads = bool(powers.led_groups | powers.deputised_groups | powers.guided_groups)
        at_units = Q(unit__in=powers.units - powers.host_units) if leads else Q(pk__in=())
        is_all = bool(powers.commission_posts & READS_ALL)
        casework = Q(clue__isnull=True) & (Q() if is_all else talked | at_units)
        casework &= ~Q(unit__in=wall.units | wall.former)
        daily = Q(clue__isnull=True, kind__in=OPEN_TALKS)
        if not (powers.sees_commission or is_all):
            daily &= Q(unit__in=powers.units) | talked
        of_clue = Exists(Clue.objects.visible_to(user).filter(pk=OuterRef("clue")))
        seen = mine.filter(Q(of_clue) | casework | daily)
        return seen.exclude(official_index__in=wall.persons) if wall.persons else seen

    def counted_for(self, user: Viewer) -> Self:
        """What figures count: what the user may see; at the command line the whole commission, as numbers only."""
        return self.of(user.commission_id) if user.powers.is_operator else self.visible_to(user)

    def exported(self) -> Self:
        """Restrict to the kinds of the workbook contract."""
        return self.filter(kind__in=[kind for kind in TalkKind if kind.word])


class Talk(SealedTenantRecord):
    """谈话: with a transcript where the commission talks, and what was seen to for safety (2019 rules, art. 28 and 69).

    `official_ref`: the id of the official on record who was talked to alone, for his dossier; sealed as in clues.
    """

    code = models.CharField(_("talk code"), max_length=64)
    held_on = models.DateField(_("held on"))
    kind = models.CharField(_("kind of talk"), max_length=30, choices=TalkKind)
    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="+", verbose_name=_("unit"), db_index=False
    )
    clue = models.ForeignKey(
        Clue,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="talks",
        verbose_name=_("clue"),
    )
    people = models.PositiveIntegerField(_("people talked to"))
    person_name = SealedTextField(_("who was talked to"), max_length=500)
    person_index = BlindIndexField(of="person_name", purpose=NAMES)
    official_ref = SealedTextField(editable=False)
    official_index = BlindIndexField(of="official_ref", purpose=PERSONS)
    place = models.CharField(_("place"), max_length=200, blank=True)
    seen_to = models.JSONField(_("safety checklist"), default=list, blank=True)
    visit_on = models.DateField(_("later visit on"), null=True, blank=True)
    transcript = SealedTextField(_("transcript"), max_length=40000)
    is_transcript_signed = models.BooleanField(_("transcript signed"), default=False)
    outcome = SealedTextField(_("outcome"), max_length=4000)

    objects = TalkQuerySet.as_manager()

    class Meta:
        verbose_name = _("talk")
        verbose_name_plural = _("talks")
        ordering = ["-held_on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["commission", "code"], name="talk_code"),
            models.CheckConstraint(name="talk_people", condition=Q(people__gte=1)),
            models.CheckConstraint(name="talk_kind", condition=Q(kind__in=TalkKind.values)),
        ]
        indexes = [
            models.Index(fields=["commission", "-held_on", "-id"], name="talk_newest"),
            models.Index(fields=["unit", "-held_on", "-id"], name="talk_unit"),
            models.Index(fields=["commission", "official_index"], name="talk_official"),
        ]

    def __str__(self) -> str:
        return self.code

    def get_absolute_url(self) -> str:
        """Return the address of its page."""
        return reverse("clues:talk", args=[self.pk])


class Talker(models.Model):
    """谈话人."""

    commission_id = models.BigIntegerField()
    talk = models.ForeignKey(Talk, models.CASCADE, related_name="talkers", db_index=False)
    official = models.ForeignKey(Official, models.PROTECT, related_name="+", db_index=False)

    class Meta:
        verbose_name = _("talker")
        verbose_name_plural = _("talkers")
        constraints = [
            models.UniqueConstraint(fields=["talk", "official"], name="talker_once"),
        ]
        indexes = [models.Index(fields=["official", "talk"], name="talker_official")]

    def __str__(self) -> str:
        return f"{self.talk_id} — {self.official_id}"


class TalkCopyQuerySet(TenantQuerySet):
    """Reads of prints of talks."""

    def visible_to(self, user: Viewer) -> Self:
        """Who sees the talk."""
        seen = Talk.objects.visible_to(user).filter(pk=OuterRef("talk"))
        return self.of(user.commission_id).filter(Exists(seen))


class TalkCopy(NumberedCopy):
    """A numbered print of a talk that belongs to no clue; those of a clue's talk are copies of the clue."""

    talk = models.ForeignKey(Talk, models.PROTECT, related_name="+", db_index=False)

    objects = TalkCopyQuerySet.as_manager()

    class Meta(NumberedCopy.Meta):
        verbose_name = _("printed copy of a talk")
        verbose_name_plural = _("printed copies of talks")
        constraints = [
            models.UniqueConstraint(fields=["talk", "number"], name="talk_copy_number"),
        ]

    def __str__(self) -> str:
        return f"{self.talk_id} — {self.number}"


class Evidence(OfClue):
    """证据: a numbered item with its custody."""

    number = models.PositiveIntegerField(_("number"))
    kind = models.CharField(_("kind"), max_length=60)
    what = SealedTextField(_("what it is"), max_length=2000)
    obtained_from = SealedTextField(_("obtained from"), max_length=300)
    obtained_on = models.DateField(_("obtained on"))
    keeper = models.ForeignKey(
        Official, models.PROTECT, related_name="+", verbose_name=_("kept by")
    )
    returned_on = models.DateField(_("returned on"), null=True, blank=True)
    material = models.ForeignKey(
        Material, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("file")
    )

    class Meta:
        verbose_name = _("item of evidence")
        verbose_name_plural = _("items of evidence")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["clue", "number"], name="evidence_number"),
        ]


class Keeping(OfClue):
    """保管: from when somebody keeps an item of evidence. Whoever takes it over signs for it by that act."""

    evidence = models.ForeignKey(Evidence, models.CASCADE, related_name="keepings")
    official = models.ForeignKey(
        Official, models.PROTECT, related_name="+", verbose_name=_("kept by")
    )
    since = models.DateTimeField(_("taken over at"))

    class Meta:
        verbose_name = _("keeping of evidence")
        verbose_name_plural = _("keepings of evidence")
        ordering = ["since", "pk"]


class Report(StageRecord):
    """情况报告: what was found and what is proposed; submitted once every member of the team has signed (2019 rules, art. 35).

    `told_on`: when the person concerned was told of an explanation that was accepted (反馈).
    """

    is_verification = models.BooleanField(_("of a verification"))
    text = SealedTextField(_("report"), max_length=40000)
    proposal = models.CharField(_("proposal"), max_length=30)
    state = models.CharField(
        _("state"), max_length=10, choices=ReportState, default=ReportState.WRITTEN
    )
    written_on = models.DateField(_("written on"))
    written_by = doer(_("written by"))
    approval = models.OneToOneField(
        Approval, models.PROTECT, null=True, blank=True, related_name="report"
    )
    told_on = models.DateField(_("person told on"), null=True, blank=True)

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        ordering = ["pk"]


class Signature(OfClue):
    """A member of the team signs a report."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="signatures")
    official = models.ForeignKey(Official, models.PROTECT, related_name="+")
    signed_at = models.DateTimeField(_("signed at"))

    class Meta:
        verbose_name = _("signature")
        verbose_name_plural = _("signatures")
        ordering = ["signed_at"]
        constraints = [
            models.UniqueConstraint(fields=["report", "official"], name="signature_once"),
        ]


class Consultation(StageRecord):
    """征求意见: the view of the host's party-group head before filing, without a veto; or the leave to ask only afterwards.

    Source: 2022 rules, art. 38. `skipped_by`: the decision of the level above that secrecy allows to inform afterwards.
    """

    asked_on = models.DateField(_("asked on"), null=True, blank=True)
    answered_on = models.DateField(_("answered on"), null=True, blank=True)
    agrees = models.BooleanField(_("agrees"), null=True, blank=True)
    view = SealedTextField(_("view"), max_length=4000)
    skipped_by = models.OneToOneField(
        Approval, models.PROTECT, null=True, blank=True, related_name="+"
    )
    informed_on = models.DateField(_("informed on"), null=True, blank=True)

    class Meta:
        verbose_name = _("consultation of the host")
        verbose_name_plural = _("consultations of hosts")
        ordering = ["pk"]


class Clarification(OfClue):
    """澄清正名: a report that proved unfounded is cleared up, in a limited circle, with approval (2020 rules, art. 50)."""

    way = models.CharField(_("way"), max_length=100)
    circle = SealedTextField(_("circle"), max_length=500)
    text = SealedTextField(_("what is said"), max_length=4000)
    approval = models.OneToOneField(Approval, models.PROTECT, related_name="clarification")
    done_on = models.DateField(_("done on"), null=True, blank=True)

    class Meta:
        verbose_name = _("clarification")
        verbose_name_plural = _("clarifications")
        ordering = ["pk"]
