"""Petitions (信访举报): received once by the petition office; who reported is kept apart, under keys of its own."""

from collections.abc import Iterable
from datetime import date
from functools import reduce
from operator import or_
from typing import Self

from django.apps import apps as django_apps
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_fsm import FSMField, transition

from paizhu.clues.models.named import NamingRecord, SealedTenantRecord, doer
from paizhu.clues.models.wall import Wall, wall_of
from paizhu.clues.states import ApprovalState, Channel, PetitionState, RecusalState, Standing
from paizhu.kernel.protection import Ring
from paizhu.kernel.viewers import Viewer
from paizhu.organization.models import Official, Post
from paizhu.sealing import BlindIndexField, SealedTextField, finding
from paizhu.tenancy.models import TenantQuerySet

WITH_CASE_OFFICE = (PetitionState.HANDED_OVER, PetitionState.ANSWERED)
"""What the case office has in hand."""
LEADERS = frozenset({Post.SECRETARY, Post.DEPUTY_SECRETARY})
"""Who decides whether a petition goes back to the petition office (2020 rules, art. 17)."""
ANSWERABLE = (
    PetitionState.REGISTERED, PetitionState.ACCEPTED, PetitionState.NOT_ACCEPTED, PetitionState.HANDED_OVER,
)  # fmt: skip
"""Where somebody who gave a name is told whether it is accepted. A repeated petition is not told again (art. 26)."""


class PetitionQuerySet(TenantQuerySet):
    """Reads of petitions."""

    def visible_to(self, user: Viewer) -> Self:
        """The petition office sees petitions, the case office those handed to it; the wall stands before both.

        Who leads sees those of which he has to decide, for as long as he has to: whether they go back, whether somebody keeps away.
        """
        mine, posts = self.of(user.commission_id), user.powers.commission_posts
        if Post.PETITION_OFFICE not in posts:
            seen = Q(pk__in=[])
            if Post.CASE_OFFICE in posts:
                seen |= Q(state__in=WITH_CASE_OFFICE)
            if posts & LEADERS:
                waiting = PetitionReturn.objects.filter(state=ApprovalState.WAITING)
                demanded = _recusals().filter(state=RecusalState.ASKED)
                seen |= Q(pk__in=waiting.values("petition_id"))
                seen |= Q(pk__in=demanded.values("petition_id"))
            if not posts & {Post.CASE_OFFICE, *LEADERS}:
                return mine.none()
            mine = mine.filter(seen)
        return mine.before_the_wall(user)

    def before_the_wall(self, user: Viewer) -> Self:
        """Restrict to those that the wall does not hide from the user, whatever his post."""
        return self.exclude(_hidden(wall_of(user)))


def _hidden(wall: Wall) -> Q:
    """Return the condition of what somebody must not see: as of clues, and the matter which he or his kin reported.

    A matter is the first petition with all that repeat it: whoever keeps away from one of them or from its clue, or is near to one of
    its reporters, sees none of them.
    """
    near = Reporter.objects.made_by(wall.kin).values("petition_id")
    recusals = django_apps.get_model("clues", "Recusal").objects.filter(
        official=wall.official_id or 0, state=RecusalState.RECUSED
    )
    left = recusals.filter(clue__petition__isnull=False).values("clue__petition_id")
    away = _recusals().filter(official=wall.official_id or 0, state=RecusalState.RECUSED)
    gone = Q(pk__in=left) | Q(pk__in=away.values("petition_id"))
    own = Petition.objects.filter(Q(pk__in=near) | gone).order_by()
    matters = own.annotate(root=Coalesce("first_id", "pk")).values("root")
    return (
        Q(unit__in=wall.units | wall.former)
        | Q(official_index__in=wall.persons)
        | Q(pk__in=matters)
        | Q(first__in=matters)
    )


def _recusals() -> models.QuerySet:
    return django_apps.get_model("clues", "PetitionRecusal").objects.all()


class Petition(NamingRecord):
    """信访件. `first`: the earlier one that it repeats; `forwarded_to`: the organ it went on to. Nothing tells of an address or device.

    `named_on`: when somebody gave his name later than the petition came; who reported is answered from that day on.
    What belongs to a superior organ's jurisdiction is never entered here (2020 rules, art. 15).
    """

    code = models.CharField(_("number"), max_length=64)
    received_on = models.DateField(_("received on"))
    channel = models.CharField(_("way it came in"), max_length=20, choices=Channel)
    standing = models.CharField(_("signature"), max_length=20, choices=Standing)
    text = SealedTextField(_("what is reported"), max_length=20000)
    state = FSMField(
        _("state"), default=PetitionState.REGISTERED, choices=PetitionState.choices, protected=True
    )
    since = models.DateField(_("in this state since"))
    registered_by = doer(_("registered by"))
    not_accepted = models.CharField(_("reason for not accepting"), max_length=30, blank=True)
    forwarded_to = models.CharField(_("forwarded to"), max_length=200, blank=True)
    named_on = models.DateField(_("name given on"), null=True, blank=True)
    first = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="repeats",
        verbose_name=_("repeats"),
    )

    objects = PetitionQuerySet.as_manager()

    class Meta:
        verbose_name = _("petition")
        verbose_name_plural = _("petitions")
        ordering = ["-received_on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["commission", "code"], name="petition_code"),
            models.CheckConstraint(
                name="petition_state", condition=Q(state__in=PetitionState.values)
            ),
            models.CheckConstraint(
                name="petition_channel", condition=Q(channel__in=Channel.values)
            ),
            models.CheckConstraint(
                name="petition_standing", condition=Q(standing__in=Standing.values)
            ),
        ]
        indexes = [
            models.Index(fields=["commission", "-received_on", "-id"], name="petition_newest"),
            models.Index(fields=["commission", "state", "since"], name="petition_state"),
            models.Index(fields=["commission", "person_index"], name="petition_person"),
            models.Index(fields=["commission", "number_index"], name="petition_number"),
            models.Index(fields=["unit", "-received_on"], name="petition_unit"),
        ]

    def __str__(self) -> str:
        return self.code

    def get_absolute_url(self) -> str:
        """Return the address of its page."""
        return reverse("clues:petition", args=[self.pk])

    def clean_fields(self, exclude=None):
        """Check each field; the state moves by its steps only."""
        super().clean_fields(exclude={*(exclude or ()), "state"})

    @property
    def answered_from(self) -> date:
        """From when the days run within which who reported is told whether it is accepted."""
        return self.named_on or self.received_on

    @property
    def unsigned(self) -> "PetitionHandover | None":
        """The handover that waits for a signature; from what was read of them, where they were."""
        return next((each for each in self.handovers.all() if each.signed_at is None), None)

    @property
    def asked_back(self) -> "PetitionReturn | None":
        """The request to give it back that waits for its decision."""
        asked = self.returns.all()
        return next((each for each in asked if each.state == ApprovalState.WAITING), None)

    @property
    def is_open(self) -> bool:
        """Whether the petition office still owes a step."""
        return self.state in (
            PetitionState.REGISTERED,
            PetitionState.ACCEPTED,
            PetitionState.HANDED_OVER,
        )

    @transition(
        state,
        PetitionState.REGISTERED,
        PetitionState.ACCEPTED,
        custom={"verb": pgettext_lazy("petition", "accept")},
    )
    def accept(self):
        """It is ours and has substance (受理)."""

    @transition(
        state,
        PetitionState.REGISTERED,
        PetitionState.NOT_ACCEPTED,
        custom={"verb": _("not accept")},
    )
    def refuse(self, *, reason: str):
        """Not accepted, for one of the reasons of art. 13 (不予受理)."""
        self.not_accepted = reason

    @transition(
        state,
        (PetitionState.REGISTERED, PetitionState.ACCEPTED),
        PetitionState.FORWARDED,
        custom={"verb": _("forward")},
    )
    def forward(self, *, to: str):
        """It belongs to another organ (转办)."""
        self.forwarded_to = to

    @transition(
        state,
        (PetitionState.REGISTERED, PetitionState.ACCEPTED),
        PetitionState.REPEATED,
        custom={"verb": _("link to an earlier one")},
    )
    def repeat(self, *, first: "Petition"):
        """A person has found that it repeats an earlier one (重复件)."""
        self.first = first

    @transition(
        state, PetitionState.REPEATED, PetitionState.REGISTERED, custom={"verb": _("unlink")}
    )
    def unlink(self):
        """It was no repeat after all."""
        self.first = None

    @transition(
        state, PetitionState.ACCEPTED, PetitionState.HANDED_OVER, custom={"verb": _("hand over")}
    )
    def hand_over(self):
        """To the case office, which makes it a clue (移送)."""

    @transition(
        state, PetitionState.HANDED_OVER, PetitionState.ACCEPTED, custom={"verb": _("return")}
    )
    def take_back(self):
        """Returned to the petition office with the approval of the leader in charge (2020 rules, art. 17)."""

    @transition(
        state,
        PetitionState.HANDED_OVER,
        PetitionState.ANSWERED,
        custom={"verb": pgettext_lazy("petition", "finish")},
    )
    def answer(self):
        """Its matter is finished, and who gave a name has been told (办结)."""


class ReporterQuerySet(TenantQuerySet):
    """Reads of who reported."""

    def made_by(self, officials: Iterable[int]) -> Self:
        """Restrict to reports that one of these officials made: he and his kin keep away from them (2020 rules, art. 48)."""
        if not Ring.REPORTERS.file.exists():  # locked away: nothing is looked for
            return self.none()
        found = [finding(self.model, "official_index", str(key)) for key in sorted(officials)]
        digests = [digest for each in found for digest in each["official_index__in"]]
        return self.filter(official_index__in=digests)

    def named(self, text: str) -> Self:
        """Restrict to those with exactly this name or identity number."""
        if not Ring.REPORTERS.file.exists():
            return self.none()
        names = (finding(self.model, index, text) for index in ("name_index", "number_index"))
        return self.filter(reduce(or_, (Q(**name) for name in names)))

    def visible_to(self, user: Viewer) -> Self:
        """The petition office alone, for petitions that it may see; every look is an act with a reason."""
        if Post.PETITION_OFFICE not in user.powers.commission_posts:
            return self.none()
        return self.filter(petition__in=Petition.objects.visible_to(user))


class Reporter(SealedTenantRecord):
    """检举控告人: who signed a petition. There is no row where nobody did."""

    petition = models.OneToOneField(
        Petition, models.CASCADE, related_name="reporter", verbose_name=_("petition")
    )
    name = SealedTextField(_("name"), max_length=60, ring=Ring.REPORTERS)
    name_index = BlindIndexField(of="name", purpose="clues.reporter")
    contact = SealedTextField(_("how to reach"), max_length=300, ring=Ring.REPORTERS)
    number = SealedTextField(_("identity number"), max_length=40, ring=Ring.REPORTERS)
    number_index = BlindIndexField(of="number", purpose="clues.reporter_number")
    official_ref = SealedTextField(editable=False, ring=Ring.REPORTERS)
    official_index = BlindIndexField(of="official_ref", purpose="clues.reporter_official")

    objects = ReporterQuerySet.as_manager()

    class Meta:
        verbose_name = _("reporter")
        verbose_name_plural = _("reporters")
        indexes = [
            models.Index(fields=["commission", "name_index"], name="reporter_name"),
            models.Index(fields=["official_index"], name="reporter_official"),
        ]

    def __str__(self) -> str:
        return str(self.petition_id)


class OfPetitionQuerySet(TenantQuerySet):
    """Reads of what belongs to petitions."""

    def visible_to(self, user: Viewer) -> Self:
        """Who sees the petition."""
        return self.filter(petition__in=Petition.objects.visible_to(user))


class PetitionHandover(SealedTenantRecord):
    """经手: a petition's papers go from one office to the other; who takes them signs (2019 rules, art. 23).

    `to_case_office`: which way. Nobody's until it is signed for.
    """

    petition = models.ForeignKey(
        Petition, models.CASCADE, related_name="handovers", verbose_name=_("petition")
    )
    to_case_office = models.BooleanField(_("to the case office"))
    given_by = models.ForeignKey(
        Official, models.PROTECT, related_name="+", verbose_name=_("given by")
    )
    given_at = models.DateTimeField(_("given at"))
    signed_by = doer(_("signed for by"))
    signed_at = models.DateTimeField(_("signed for at"), null=True, blank=True)
    note = SealedTextField(_("what was handed over"), max_length=1000)

    objects = OfPetitionQuerySet.as_manager()

    class Meta:
        verbose_name = _("handover of a petition")
        verbose_name_plural = _("handovers of petitions")
        ordering = ["given_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["petition"],
                condition=Q(signed_at__isnull=True),
                name="petition_handover_unsigned_once",
            ),
            models.CheckConstraint(
                name="petition_handover_signed_by_somebody",
                condition=Q(signed_at__isnull=True, signed_by__isnull=True)
                | Q(signed_at__isnull=False, signed_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.petition_id}-{self.pk}"


class PetitionReturn(SealedTenantRecord):
    """退回: the case office asks to give a petition back; the leader in charge decides (2020 rules, art. 17)."""

    petition = models.ForeignKey(
        Petition, models.CASCADE, related_name="returns", verbose_name=_("petition")
    )
    state = models.CharField(
        _("state"), max_length=10, choices=ApprovalState, default=ApprovalState.WAITING
    )
    reason = SealedTextField(_("why it should go back"), max_length=2000)
    basis = models.CharField(_("basis"), max_length=300)
    asked_on = models.DateField(_("asked on"))
    asked_by = doer(_("asked by"))
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    decided_by = doer(_("decided by"))
    decision = SealedTextField(_("decision"), max_length=2000)

    objects = OfPetitionQuerySet.as_manager()

    class Meta:
        verbose_name = _("return of a petition")
        verbose_name_plural = _("returns of petitions")
        ordering = ["asked_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["petition"],
                condition=Q(state=ApprovalState.WAITING),
                name="petition_return_one_waiting",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.petition_id}-{self.pk}"
