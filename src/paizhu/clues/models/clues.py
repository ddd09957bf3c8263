"""Clues (问题线索), who works on them, and who must keep away.

`Clue.visible_to` is the reporter wall and need-to-know in one query; everything that hangs on a clue is seen by who sees the clue.
"""

from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_fsm import GET_STATE, FSMField, transition

from paizhu.clues.models.details import ClueDetails
from paizhu.clues.models.named import SealedTenantRecord
from paizhu.clues.models.raised import RaisedRecord
from paizhu.clues.models.wall import wall_of
from paizhu.clues.states import (
    AT_WORK,
    ENDED,
    MANDATORY,
    OPEN_CLUES,
    ClueState,
    Conclusion,
    Disposition,
    RecusalState,
)
from paizhu.kernel.viewers import Viewer
from paizhu.organization.models import CompositeGroup, Official, Post
from paizhu.tenancy.models import TenantQuerySet

READS_ALL = frozenset({Post.SECRETARY, Post.DEPUTY_SECRETARY, Post.CASE_OFFICE})
"""Who works on, or decides about, the clues of the whole commission. Not the office, not the standing committee at large."""


class ClueQuerySet(TenantQuerySet):
    """Reads of clues."""

    def visible_to(self, user: Viewer) -> Self:
        """Need-to-know behind the wall: who decides for the commission, the case office, the group's leaders, the team.

        The liaison member sees those of the groups he guides; members only those on which they work.
        """
        mine, powers = self.of(user.commission_id), user.powers
        own = getattr(user, "official_id", None)
        if own is None or not powers.is_staff_of_commission:
            return mine.none()
        if not powers.commission_posts & READS_ALL:
            groups = powers.led_groups | powers.deputised_groups | powers.guided_groups
            working = TeamMember.objects.filter(official=own, left_on__isnull=True)
            # Each in its own index; an OR of the three would walk the commission's whole ledger.
            mine = mine.filter(
                pk__in=Clue.objects.filter(group__in=groups)
                .order_by()
                .values("pk")
                .union(
                    Clue.objects.filter(keeper=own).order_by().values("pk"),
                    working.order_by().values("clue_id"),
                )
            )
        return mine.exclude(wall_of(user).hidden(Recusal))

    def counted_for(self, user: Viewer) -> Self:
        """What figures count: what the user may see; at the command line the whole commission, as numbers only."""
        return self.of(user.commission_id) if user.powers.is_operator else self.visible_to(user)

    def in_states(self, commission_id: int | None, *states: str) -> Self:
        """Restrict a commission's clues to states, found through their index first: of many closed ones none is read."""
        found = self.model.objects.of(commission_id).filter(state__in=states)
        return self.filter(pk__in=found.order_by().values("pk"))

    def open(self) -> Self:
        """Restrict to those for which somebody still has to act."""
        return self.filter(state__in=OPEN_CLUES)


class Clue(ClueDetails):
    """问题线索: where it stands. What is kept of it: `ClueDetails`."""

    state = FSMField(
        _("state"), default=ClueState.REGISTERED, choices=ClueState.choices, protected=True
    )
    objects = ClueQuerySet.as_manager()

    class Meta:
        verbose_name = _("clue")
        verbose_name_plural = _("clues")
        ordering = ["-received_on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["commission", "code"], name="clue_code"),
            models.CheckConstraint(name="clue_state", condition=Q(state__in=ClueState.values)),
            models.CheckConstraint(
                name="clue_filed_has_day",
                condition=~Q(state=ClueState.FILED) | Q(filed_on__isnull=False),
            ),
            models.CheckConstraint(
                name="clue_assigned_has_day",
                condition=Q(group__isnull=True) | Q(assigned_on__isnull=False),
            ),
            models.CheckConstraint(
                name="clue_sealed", condition=Q(summary="") | Q(summary__startswith="paizhu1$")
            ),
        ]
        indexes = [
            # With what the wall compares, so that counting reads no sealed row.
            models.Index(
                fields=["commission", "-received_on", "-id", "unit", "official_index"],
                name="clue_newest",
            ),
            models.Index(fields=["commission", "state", "since"], name="clue_state"),
            models.Index(fields=["group", "-received_on", "-id"], name="clue_group"),
            models.Index(fields=["unit", "-received_on", "-id"], name="clue_unit"),
            models.Index(fields=["commission", "person_index"], name="clue_person"),
            models.Index(fields=["commission", "number_index"], name="clue_number"),
            models.Index(fields=["commission", "official_index"], name="clue_official"),
            models.Index(fields=["commission", "filed_on"], name="clue_filed"),
            models.Index(fields=["commission", "due_on", "id"], name="clue_due"),
            models.Index(
                fields=["commission", "disposed_on", "id"],
                condition=Q(disposed_on__isnull=False, filed_with_organ_on__isnull=True),
                name="clue_unfiled",
            ),
            models.Index(
                fields=["commission", "category", "disposed_on", "id"],
                condition=Q(disposed_on__isnull=False, superior_told_on__isnull=True),
                name="clue_upward",
            ),
        ]

    def __str__(self) -> str:
        return self.code

    def get_absolute_url(self) -> str:
        """Return the address of its page."""
        return reverse("clues:clue", args=[self.pk])

    def clean_fields(self, exclude=None):
        """Check each field; the state moves by its steps only."""
        super().clean_fields(exclude={*(exclude or ()), "state"})

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to act."""
        return self.state in OPEN_CLUES

    @transition(state, ClueState.REGISTERED, ClueState.ASSIGNED, custom={"verb": _("assign")})
    def assign(self, *, group: CompositeGroup, on):
        """To a composite group (交办)."""
        self.group, self.assigned_on = group, on

    @transition(
        state,
        (ClueState.ASSIGNED, ClueState.PROPOSED, *AT_WORK),
        ClueState.REGISTERED,
        custom={"verb": _("withdraw from the group")},
    )
    def withdraw(self):
        """Taken back from the group, so that another one gets it; the work done is kept (收回改派)."""
        self.group, self.assigned_on, self.keeper = None, None, None

    @transition(
        state, ClueState.ASSIGNED, ClueState.PROPOSED, custom={"verb": _("propose a disposition")}
    )
    def propose(self):
        """After collective study the group proposes what to do (提出处置意见)."""

    @transition(state, ClueState.PROPOSED, ClueState.ASSIGNED, custom={"verb": _("return")})
    def return_proposal(self):
        """The level that decides returns the proposal."""

    @transition(
        state,
        ClueState.PROPOSED,
        GET_STATE(
            lambda clue, *, disposition, on: {
                Disposition.INQUIRY: ClueState.INQUIRING,
                Disposition.VERIFICATION: ClueState.VERIFYING,
                Disposition.HELD: ClueState.HELD,
                Disposition.CONCLUDED: ClueState.CONCLUDED,
            }[disposition],
            states=[ClueState.INQUIRING, ClueState.VERIFYING, ClueState.HELD, ClueState.CONCLUDED],
        ),
        custom={"verb": _("approve the disposition")},
    )
    def dispose(self, *, disposition: Disposition, on):
        """Approved: the way is decided (批准处置)."""
        self.disposition, self.disposed_on = disposition, on
        self.reviewed_on = on if disposition == Disposition.HELD else None

    @transition(state, AT_WORK, ClueState.REPORTED, custom={"verb": _("report")})
    def report(self):
        """The report is signed by the whole team and goes to the level that decides (报告)."""

    @transition(
        state,
        ClueState.REPORTED,
        GET_STATE(
            lambda clue: (
                ClueState.INQUIRING
                if clue.disposition == Disposition.INQUIRY
                else ClueState.VERIFYING
            ),
            states=list(AT_WORK),
        ),
        custom={"verb": _("return the report")},
    )
    def return_report(self):
        """The report is not good enough: the work goes on."""

    @transition(
        state,
        ClueState.REPORTED,
        GET_STATE(
            lambda clue, *, conclusion, on: {
                Conclusion.FILING: ClueState.FILING,
                Conclusion.CONCLUDED: ClueState.CONCLUDED,
                Conclusion.REMINDER: ClueState.CONCLUDED,
                Conclusion.HELD: ClueState.HELD,
                Conclusion.TRANSFERRED: ClueState.TRANSFERRED,
            }[conclusion],
            states=[ClueState.FILING, ClueState.CONCLUDED, ClueState.HELD, ClueState.TRANSFERRED],
        ),
        custom={"verb": _("approve the report")},
    )
    def conclude(self, *, conclusion: Conclusion, on):
        """The result of the verification is approved (核实结论)."""
        self.conclusion, self.concluded_on = conclusion, on
        self.reviewed_on = on if conclusion == Conclusion.HELD else None

    @transition(
        state,
        ClueState.REPORTED,
        GET_STATE(
            lambda clue, *, verify, on: ClueState.VERIFYING if verify else ClueState.CONCLUDED,
            states=[ClueState.VERIFYING, ClueState.CONCLUDED],
        ),
        custom={"verb": _("approve the result of the inquiry")},
    )
    def end_inquiry(self, *, verify: bool, on):
        """The result of the inquiry is approved: finished, or verified from here on."""
        if verify:
            self.disposition, self.disposed_on = Disposition.VERIFICATION, on
        else:
            self.concluded_on = on

    @transition(state, ClueState.FILING, ClueState.FILED, custom={"verb": _("file the case")})
    def file_case(self, *, on):
        """The filing is approved at its level (立案)."""
        self.filed_on = on

    @transition(state, ClueState.FILING, ClueState.VERIFYING, custom={"verb": _("not file")})
    def refuse_filing(self):
        """The level that decides does not file: the verification is completed or concluded otherwise."""
        self.conclusion, self.concluded_on = "", None

    @transition(state, ClueState.HELD, ClueState.ASSIGNED, custom={"verb": _("take up again")})
    def take_up(self, *, on):
        """On new evidence, or at the yearly look (启动)."""
        self.taken_up_on = on
        self.disposition, self.disposed_on, self.conclusion, self.concluded_on = "", None, "", None

    @transition(
        state, ClueState.CONCLUDED, ClueState.ASSIGNED, custom={"verb": _("work on it anew")}
    )
    def work_anew(self, *, on):
        """A spot check found an accepted explanation untrue (抽查核实): a disposition is proposed anew."""
        self.taken_up_on = on
        self.disposition, self.disposed_on, self.conclusion, self.concluded_on = "", None, "", None

    @transition(state, ENDED, ClueState.ARCHIVED, custom={"verb": _("archive")})
    def archive(self, *, on):
        """Everything that must be in the file is in it (归档)."""
        self.archived_on = on


class OfClueQuerySet(TenantQuerySet):
    """Reads of what belongs to clues."""

    def visible_to(self, user: Viewer) -> Self:
        """Who sees the clue; asked of each record's own clue, for listing all that he sees would read the whole ledger."""
        return self.filter(Exists(Clue.objects.visible_to(user).filter(pk=OuterRef("clue"))))


class OfClue(SealedTenantRecord):
    """The base of what belongs to a clue."""

    clue = models.ForeignKey(
        Clue, models.PROTECT, related_name="%(class)ss", verbose_name=_("clue")
    )

    objects = OfClueQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.clue_id}-{self.pk}"


class TeamMember(OfClue):
    """Somebody who works on a clue. Who has left keeps no sight of it; what he did stays."""

    official = models.ForeignKey(
        Official, models.PROTECT, related_name="+", verbose_name=_("official"), db_index=False
    )
    is_lead = models.BooleanField(_("leads the team"), default=False)
    joined_on = models.DateField(_("joined on"))
    left_on = models.DateField(_("left on"), null=True, blank=True)
    left_because = models.CharField(_("reason for leaving"), max_length=30, blank=True)

    class Meta:
        verbose_name = _("team member")
        verbose_name_plural = _("team members")
        ordering = ["-is_lead", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["clue", "official"],
                condition=Q(left_on__isnull=True),
                name="team_member_once",
            ),
        ]
        indexes = [
            models.Index(fields=["official", "left_on", "clue"], name="team_member_official")
        ]


class Recusal(RaisedRecord, OfClue):
    """回避 from a clue: demanded and decided, declared, or computed; some grounds the level above can set aside."""

    class Meta(RaisedRecord.Meta):
        verbose_name = _("recusal")
        verbose_name_plural = _("recusals")
        constraints = [
            models.CheckConstraint(
                name="recusal_mandatory_stands",
                condition=~Q(state=RecusalState.LIFTED, ground__in=sorted(MANDATORY)),
                violation_error_message=_("This ground cannot be set aside."),
            ),
            models.UniqueConstraint(
                fields=["clue", "official"],
                condition=Q(state__in=(RecusalState.ASKED, RecusalState.RECUSED)),
                name="recusal_once",
            ),
        ]
        indexes = [models.Index(fields=["official", "state", "clue"], name="recusal_official")]
