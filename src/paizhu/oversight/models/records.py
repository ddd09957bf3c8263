"""Records of activities, one table for each form of record, and their attachments.

A record is the group's working note: whoever sees the activity sees it, the unit's own people never do, and no word of it
is in the trail. An activity has at most one record of each shape; which one fits its method is in `states.records`.
"""

from typing import Any, Self

from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from paizhu.access.models import User
from paizhu.documents.models import StoredFile
from paizhu.kernel.viewers import Viewer
from paizhu.organization.models import Official
from paizhu.oversight.models.activities import Activity
from paizhu.oversight.states import Followed, Matter, Minuted, Observance, Outcome, Shape, TalkKind
from paizhu.tenancy.models import TenantQuerySet, TenantRecord

LONG, LINE = 4000, 300
UNWRITTEN = {"id", "commission", "revision", "activity", "written_at", "written_by"}
"""Fields of a record that nobody fills in."""


def text(label: Any, length: int = LONG) -> models.TextField:
    """Return a text field that may stay empty."""
    return models.TextField(
        label, max_length=length, blank=True, validators=[MaxLengthValidator(length)]
    )


def line(label: Any) -> models.CharField:
    """Return a field of one line that may stay empty."""
    return models.CharField(label, max_length=LINE, blank=True)


def kept(label: Any) -> models.CharField:
    """Return a line of the checklist; nobody has to say what he did not see."""
    return models.CharField(label, max_length=20, choices=Observance, default=Observance.NOT_SEEN)


class OfActivityQuerySet(TenantQuerySet):
    """Reads of what belongs to an activity."""

    def visible_to(self, user: Viewer) -> Self:
        """Who sees the activity."""
        seen = Activity.objects.visible_to(user)
        return self.of(user.commission_id).filter(activity__in=seen.order_by().values("pk"))

    def of_activity(self, activity: Activity) -> Self:
        """Restrict to one activity."""
        return self.filter(activity=activity)


class Record(TenantRecord):
    """What every form of record has."""

    activity = models.OneToOneField(Activity, models.CASCADE, related_name="%(class)s")
    written_at = models.DateTimeField(_("written"), editable=False)
    written_by = models.ForeignKey(
        User, models.PROTECT, null=True, editable=False, related_name="+", db_index=False
    )

    objects = OfActivityQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.activity.code

    @classmethod
    def own_fields(cls) -> list[str]:
        """Return the fields of this form of record that somebody fills in, in order."""
        return [part.name for part in cls._meta.concrete_fields if part.name not in UNWRITTEN]


class MeetingRecord(Record):
    """列席会议: who chaired, and whether the rules of collective decision were kept. Its items are `AgendaItem`."""

    chaired_by = line(_("chaired by"))
    present = line(_("who was present"))
    first_topic = kept(_("First topic studied"))
    discussed = kept(_("Every member spoke his mind"))
    head_last = kept(_("Head spoke last"))
    recused = kept(_("Who had to recuse did so"))
    minuted = kept(_("Minutes complete and signed"))
    remarks = text(_("remarks"))

    class Meta:
        verbose_name = _("record of a meeting")
        verbose_name_plural = _("records of meetings")


CHECKLIST = ("first_topic", "discussed", "head_last", "recused", "minuted")
"""The rules of collective decision (民主集中制, 三重一大), in the order of the form."""


class AgendaItem(models.Model):
    """议题: one item of a meeting's agenda, how it was decided, and what the group thought of it."""

    meeting = models.ForeignKey(MeetingRecord, models.CASCADE, related_name="items")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(_("item"), max_length=LINE)
    matter = models.CharField(_("kind of matter"), max_length=20, choices=Matter, blank=True)
    outcome = models.CharField(_("how it was decided"), max_length=20, choices=Outcome)
    votes_for = models.PositiveSmallIntegerField(_("votes for"), null=True, blank=True)
    votes_against = models.PositiveSmallIntegerField(_("votes against"), null=True, blank=True)
    abstained = models.PositiveSmallIntegerField(_("abstained"), null=True, blank=True)
    attitudes = text(_("attitudes of the leadership's members"), 2000)
    view = text(_("the group's view"), 2000)
    view_minuted = models.CharField(
        _("view minuted"), max_length=20, choices=Minuted, default=Minuted.NOT_SEEN
    )
    view_followed = models.CharField(
        _("view followed"), max_length=20, choices=Followed, default=Followed.UNKNOWN
    )

    class Meta:
        verbose_name = _("item of an agenda")
        verbose_name_plural = _("items of agendas")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "position"], name="agenda_item_unique"),
        ]

    def __str__(self) -> str:
        return self.title


class TalkRecord(Record):
    """个别谈话: with whom, about what, what came of it. The talkers are the activity's participants."""

    kind = models.CharField(
        _("kind of talk"), max_length=20, choices=TalkKind, default=TalkKind.HEART
    )
    talked_with = models.ForeignKey(
        Official,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("talked with"),
    )
    talked_with_words = models.CharField(_("or in words"), max_length=LINE, blank=True)
    place = line(_("place"))
    outline = text(_("outline"))
    main_points = text(_("main points"))
    outcome = text(_("what came of it"))

    class Meta:
        verbose_name = _("record of a talk")
        verbose_name_plural = _("records of talks")
        constraints = [
            models.CheckConstraint(
                name="talk_with_somebody",
                condition=Q(talked_with__isnull=False) | ~Q(talked_with_words=""),
                violation_error_message=_("Say whom the talk was with."),
            ),
        ]


class VisitRecord(Record):
    """走访调研, 廉政风险排查, 其他: places, persons met, findings."""

    places = line(_("places"))
    persons_met = text(_("persons met"), 1000)
    findings = text(_("findings"))

    class Meta:
        verbose_name = _("record of a visit")
        verbose_name_plural = _("records of visits")


class ReportRecord(Record):
    """听取工作汇报: who reported, on what, what the group thinks of it."""

    reported_by = line(_("who reported"))
    about = line(_("on what"))
    main_points = text(_("main points"))
    assessment = text(_("assessment"))

    class Meta:
        verbose_name = _("record of a report heard")
        verbose_name_plural = _("records of reports heard")


class GatheringRecord(Record):
    """集体约谈, 警示教育: who was spoken to, with which case (without names), and what came of it."""

    audience = line(_("audience"))
    audience_count = models.PositiveIntegerField(_("people present"), null=True, blank=True)
    speaker = line(_("who spoke"))
    case_used = text(_("case used, without names"), 2000)
    content = text(_("content"))
    effect = text(_("response and what follows"))

    class Meta:
        verbose_name = _("record of a gathering")
        verbose_name_plural = _("records of gatherings")


class SurveyRecord(Record):
    """民主测评, 问卷调查 on paper: how many sheets, and the result."""

    topic = line(_("topic"))
    issued = models.PositiveIntegerField(_("sheets given out"), null=True, blank=True)
    returned = models.PositiveIntegerField(_("sheets returned"), null=True, blank=True)
    valid = models.PositiveIntegerField(_("valid sheets"), null=True, blank=True)
    result = text(_("result"))

    class Meta:
        verbose_name = _("record of a survey on paper")
        verbose_name_plural = _("records of surveys on paper")
        constraints = [
            models.CheckConstraint(
                name="survey_sheets_add_up",
                condition=(
                    (Q(returned__isnull=True) | Q(issued__isnull=True) | Q(returned__lte=F("issued")))
                    & (Q(valid__isnull=True) | Q(returned__isnull=True) | Q(valid__lte=F("returned")))
                ),
                violation_error_message=_(
                    "No more sheets can be valid than returned, nor returned than given out."
                ),
            ),
        ]  # fmt: skip


RECORDS: dict[Shape, type[Record]] = {
    Shape.MEETING: MeetingRecord,
    Shape.TALK: TalkRecord,
    Shape.VISIT: VisitRecord,
    Shape.REPORT: ReportRecord,
    Shape.GATHERING: GatheringRecord,
    Shape.SURVEY: SurveyRecord,
}


class ActivityFile(TenantRecord):
    """附件: a file that hangs on an activity. Once removed it keeps its name, its digest and the reason, not its bytes."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="files")
    file = models.OneToOneField(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(_("file name"), max_length=200)
    digest = models.CharField(_("digest"), max_length=64)
    added_at = models.DateTimeField(_("added"))
    added_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    removed_at = models.DateTimeField(_("removed"), null=True, blank=True)
    removed_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    removal_reason = models.CharField(_("reason for removing"), max_length=LINE, blank=True)

    objects = OfActivityQuerySet.as_manager()

    class Meta:
        verbose_name = _("attachment of an activity")
        verbose_name_plural = _("attachments of activities")
        ordering = ["added_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="activity_file_removed_with_reason",
                condition=Q(removed_at__isnull=True, file__isnull=False)
                | (Q(removed_at__isnull=False, file__isnull=True) & ~Q(removal_reason="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.activity_id} — {self.pk}"
