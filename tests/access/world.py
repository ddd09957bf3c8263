"""The world of the matrix: two commissions, somebody in every role, and each kind of record in four places.

The places, called samples: `host` (the unit whose resident group the people of ours are in), `linked` (another
unit of the group's sector), `other` (a unit of another sector and group), `foreign` (another commission).
Everybody's postings are at `host`, at its resident group, or at the group in charge of `host` and `linked`.
"""

from datetime import date, datetime, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from paizhu.access import actions, queries
from paizhu.access.models import Administration, User
from paizhu.documents import actions as documents
from paizhu.exchange.actions import feeds
from paizhu.exchange.models import ImportRun
from paizhu.notices.models import Notice
from paizhu.organization.models import Administration as Office
from paizhu.organization.models import (
    Capacity,
    Charge,
    CompositeGroup,
    Placement,
    Post,
    Posting,
    RecusalGround,
    ResidentGroup,
    Sector,
    Unit,
)
from paizhu.oversight.models import (
    Activity,
    ActivityFile,
    ActivityUnit,
    JointKind,
    JointWork,
    Matter,
    MatterNotice,
    Method,
    Opinion,
    Participation,
)
from paizhu.planning.models import (
    Convening,
    PlanItem,
    PlanState,
    PlanWork,
    WorkPlan,
    WorkRule,
)
from paizhu.rectification.models import Evidence, Voice
from paizhu.rulebook import queries as rulebook
from paizhu.rulebook.models import CalendarDay, SettledYear, StricterLimit
from paizhu.rulebook.states import Limit
from paizhu.rulebook.states.words import Kind
from paizhu.trail import actions as trail
from paizhu.trail.models import Event
from tests.access import factories, samples, surveys
from tests.documents.bytes import png
from tests.rectification.factories import add_measure, standing_for

SAMPLES = ("host", "linked", "other", "foreign")
ROLES = (
    *Post.values, *Office.values, "unposted", "locked", "anonymous", "foreign_office", "foreign_secretary",
)  # fmt: skip
ON = date(2015, 6, 1)
NOON = datetime(2015, 6, 1, 12, tzinfo=ZoneInfo("Asia/Shanghai"))


def limits() -> list[Limit]:
    """Return the limits of the pack in force when everything began."""
    entries = rulebook.pack_on(factories.START).entries
    return [e for e in entries if e.kind == Kind.LIMIT and not e.is_absent]


class Place:
    """One unit with one record of each kind."""

    def __init__(self, name: str, group: CompositeGroup, sector: Sector):
        home = group.commission
        number = f"{name}-{home.pk}"
        self.commission, self.group, self.sector = home, group, sector
        self.unit = Unit.objects.create(commission=home, code=f"U-{number}", name=f"{name}局")
        self.placement = Placement.objects.create(
            commission=home, unit=self.unit, sector=sector, from_on=factories.START
        )
        self.resident_group = ResidentGroup.objects.create(
            commission=home, code=f"R-{number}", name=f"驻{name}局组", host=self.unit, posts=2
        )
        self.official = factories.official(home, f"{name}人")
        self.posting = Posting.objects.create(
            commission=home,
            official=self.official,
            post=Post.RESIDENT_LEADER,
            resident_group=self.resident_group,
            from_on=factories.START,
        )
        self.recusal_ground = RecusalGround.objects.create(
            commission=home, official=self.official, unit=self.unit, reason="亲属"
        )
        rule = limits()[SAMPLES.index(name)]
        self.stricter_limit = StricterLimit.objects.create(
            commission=home, limit_key=rule.key, amount=rule.amount, unit=rule.unit,
            from_on=factories.START, reason="从严",
        )  # fmt: skip
        self.account = factories.account(home, self.official)
        self.import_run = ImportRun.objects.create(
            commission=home,
            user=self.account,
            file_name="a.xlsx",
            size=1,
            digest="0",
            stored_as=number,
        )
        self.charge = Charge.objects.filter(group=group).first()
        self.event = self._event(number)
        self.told = Notice.objects.create(
            commission=home, recipient=self.official, kind="tests.told", number=number, url="/",
            about_label="organization.unit", about_id=self.unit.pk,
        )  # fmt: skip
        self._acts(number)
        self._intentions(number)
        samples.hang_on(self, number, ON, NOON)

    def _event(self, number: str) -> Event:
        actions.note_sign_in(user=self.account, address="127.0.0.1", by=self.account)
        return Event.objects.get(subject_id=str(self.account.pk), chain=self.commission.pk)

    def _acts(self, number: str) -> None:
        given = {"commission": self.commission}
        self.notice = MatterNotice.objects.create(
            **given, code=f"N-{number}", unit=self.unit, matter=Matter.values[0],
            title="集体决策", happens_at=NOON, sent_at=NOON,
        )  # fmt: skip
        self.activity = Activity.objects.create(
            **given, code=f"A-{number}", on=ON, method=Method.values[0], group=self.group
        )
        ActivityUnit.objects.create(
            commission_id=self.commission.pk,
            activity=self.activity,
            unit=self.unit,
            on=ON,
            month=201506,
        )
        Participation.objects.create(
            commission_id=self.commission.pk, activity=self.activity, official=self.official,
            unit=self.unit, on=ON, month=201506, capacity=Capacity.SAME_BODY,
        )  # fmt: skip
        kept = documents.keep(
            commission=self.commission, upload=SimpleUploadedFile("a.png", png()), by=self.account
        )
        self.activity_file = ActivityFile.objects.create(
            **given, activity=self.activity, file=kept, name=kept.name, digest=kept.digest,
            added_at=NOON,
        )  # fmt: skip
        self.joint_work = JointWork.objects.create(
            **given, code=f"J-{number}", kind=JointKind.SPECIAL, purpose="协作", from_on=ON,
            until_on=date(2015, 7, 1), agreed_by=self.official, agreed_on=ON,
        )  # fmt: skip
        self.joint_work.units.add(self.unit)
        said = {**given, "code": f"O-{number}", "unit": self.unit, "content": "整改", "made_on": ON}
        self.rectification = standing_for(**said)
        self.opinion = Opinion.objects.create(
            **said, activity=self.activity, rectification=self.rectification
        )
        self.measure = add_measure(self.rectification)
        self.kept = kept
        self.said = voice = Voice.objects.create(
            **given, rectification=self.rectification, side="unit", step="report", said_at=NOON,
            said_name="某",
        )  # fmt: skip
        self.evidence = Evidence.objects.create(
            **given, rectification=self.rectification, voice=voice, file=kept
        )
        self.survey, self.surveyed, self.voice, self.ballot_code = surveys.survey_at(
            self.commission, self.group, self.unit, number
        )

    def _intentions(self, number: str) -> None:
        """A submitted plan that revises nothing, with an item and a link; a work rule; a joint activity."""
        given = {"commission": self.commission, "group": self.group}
        self.work_plan = WorkPlan.objects.create(
            **given, code=f"P-{number}", kind="proposal", title="打算", from_on=ON,
            until_on=date(2035, 7, 1), drafted_by=self.official, submitted_on=ON,
            state=PlanState.SUBMITTED,
        )  # fmt: skip
        self.plan_item = PlanItem.objects.create(
            commission=self.commission, plan=self.work_plan, position=1, what="走访", from_on=ON,
            until_on=ON,
        )  # fmt: skip
        self.plan_work = PlanWork.objects.create(
            commission=self.commission, item=self.plan_item, activity=self.activity, linked_on=ON
        )
        self.work_rule = WorkRule.objects.create(
            **given, code=f"W-{number}", title="制度", text="每月一次。", from_on=ON,
            written_by=self.official,
        )  # fmt: skip
        self.convening = Convening.objects.create(
            **given, code=f"C-{number}", title="集中", starts_at=NOON,
            ends_at=NOON + timedelta(hours=1), place="三楼", convened_by=self.official,
        )  # fmt: skip


class World:
    """Both commissions and everybody in them."""

    def __init__(self):
        self.commission, foreign = factories.commission(), factories.commission()
        self.places = {}
        for home, names in ((self.commission, ("host", "other")), (foreign, ("foreign",))):
            for name in names:
                sector = Sector.objects.create(commission=home, name=f"{name}口")
                group = CompositeGroup.objects.create(
                    commission=home, code=f"G-{name}-{home.pk}", name=f"{name}综合组",
                    established_on=factories.START,
                )  # fmt: skip
                Charge.objects.create(
                    commission=home, group=group, sector=sector, from_on=factories.START
                )
                self.places[name] = Place(name, group, sector)
        host = self.places["host"]
        self.places["linked"] = Place("linked", host.group, host.sector)
        self.day = CalendarDay.objects.create(
            day=date(2027, 1, 4), is_working_day=False, note="放假"
        )
        self.year = SettledYear.objects.create(year=2027, source="国务院办公厅通知")
        self.users: dict[str, User | None] = {"anonymous": None}
        self._people(foreign)
        for sample, office in zip(SAMPLES, (*Office, None), strict=True):
            held = Administration.objects.filter(office=office, commission=self.commission).first()
            self.places[sample].administration = held or self._foreign_auditor(foreign)

    def _people(self, foreign) -> None:
        host = self.places["host"]
        targets = {
            "unit": host.unit, "resident_group": host.resident_group, "composite_group": host.group,
            "commission": None,
        }  # fmt: skip
        for post in Post:
            self.users[post] = self._holder(self.commission, post, targets[post.target])
        for office in Office:
            self.users[office] = factories.administrator(self.commission, office)
        self.users["unposted"] = factories.account(
            self.commission, factories.official(self.commission)
        )
        self.users["locked"] = self._holder(self.commission, Post.OFFICE, None)
        self.users["foreign_office"] = self._holder(foreign, Post.OFFICE, None)
        self.users["foreign_secretary"] = self._holder(foreign, Post.SECRETARY, None)

    @cached_property
    def taken_head(self) -> int:
        """Return the number of the record of a head of the trail that was taken."""
        auditor = self.users[Office.AUDITOR]
        trail.take_heads(commission=self.commission, by=auditor)
        return Event.objects.get(act="trail.heads_taken", chain=self.commission.pk).sequence

    @property
    def open_ballot(self) -> str:
        """Return the code of a ticket that opens a form; the survey is issued."""
        surveys.is_issued(self.places["host"].survey)
        return self.places["host"].ballot_code

    @cached_property
    def feed_secret(self) -> str:
        """Return the secret of the office's calendar address."""
        return feeds.make_address(by=self.users[Post.OFFICE])

    @staticmethod
    def _foreign_auditor(home) -> Administration:
        user = factories.administrator(home, Office.AUDITOR)
        return Administration.objects.get(user=user)

    @staticmethod
    def _holder(home, post: Post, where) -> User:
        person = factories.official(home)
        posting = Posting(commission=home, official=person, post=post, from_on=factories.START)
        posting.place = where
        posting.save()
        return factories.account(home, person)

    def record(self, kind: str, sample: str):
        """Return the sample record of a kind, an attribute of `Place`."""
        return getattr(self.places[sample], kind)

    def reader(self, role: str) -> User:
        """Return a fresh copy of the role's account, as each request has one."""
        return User.objects.get(pk=self.users[role].pk)

    @cached_property
    def clients(self) -> dict[str, Client]:
        """Return a browser for each role, in which it is signed in; the locked one was locked afterwards."""
        clients = {role: Client() for role in ROLES}
        for role, user in self.users.items():
            if user is not None:
                clients[role].force_login(user)
        actions.lock(user=self.users["locked"], by=queries.operator(self.commission))
        return clients
