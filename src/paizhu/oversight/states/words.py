"""Closed lists of supervision: methods, matters, subjects, states of an opinion, series of numbers.

Each closed word carries `word`, the Chinese word of the workbook contract.
"""

from enum import IntFlag, StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _


class Method(models.TextChoices):
    """方式: how supervision is done."""

    DECISION = "decision", _("Taking part in a major decision")
    EVENT = "event", _("Taking part in an important event")
    REPORT = "report", _("Hearing a work report")
    MEETING = "meeting", _("Attending a meeting as observer")
    TALK = "talk", _("Individual talk")
    VISIT = "visit", _("Visit and field research")
    APPRAISAL = "appraisal", _("Democratic appraisal")
    QUESTIONNAIRE = "questionnaire", _("Questionnaire")
    COLLECTIVE_TALK = "collective_talk", _("Collective talk")
    WARNING_EDUCATION = "warning_education", _("Warning education")
    RISK_REVIEW = "risk_review", _("Integrity-risk review")
    OTHER = "other", _("Other")

    @property
    def word(self) -> str:
        """The contract's word."""
        return METHOD_WORDS[self]


METHOD_WORDS = {
    Method.DECISION: "参与重大决策",
    Method.EVENT: "参加重要活动",
    Method.REPORT: "听取工作汇报",
    Method.MEETING: "列席会议",
    Method.TALK: "个别谈话",
    Method.VISIT: "走访调研",
    Method.APPRAISAL: "民主测评",
    Method.QUESTIONNAIRE: "问卷调查",
    Method.COLLECTIVE_TALK: "集体约谈",
    Method.WARNING_EDUCATION: "警示教育",
    Method.RISK_REVIEW: "廉政风险排查",
    Method.OTHER: "其他",
}
MEETING_METHODS = (Method.DECISION, Method.EVENT, Method.MEETING)
"""The methods by which a meeting on a major matter is attended."""


class Matter(models.TextChoices):
    """事项类别: the four kinds of major matter (三重一大), and other matters."""

    DECISION = "decision", _("Decision on a major question")
    APPOINTMENT = "appointment", _("Appointment of cadres")
    PROJECT = "project", _("Major project")
    EXPENDITURE = "expenditure", _("Use of large funds")
    OTHER = "other", _("Other matter")

    @property
    def word(self) -> str:
        """The contract's word."""
        return MATTER_WORDS[self]


MATTER_WORDS = {
    Matter.DECISION: "重大问题决策",
    Matter.APPOINTMENT: "干部人事任免",
    Matter.PROJECT: "重大项目安排",
    Matter.EXPENDITURE: "大额度资金使用",
    Matter.OTHER: "其他",
}
MAJOR_MATTERS = (Matter.DECISION, Matter.APPOINTMENT, Matter.PROJECT, Matter.EXPENDITURE)


class Subject(IntFlag):
    """监督内容: the eight things supervised; an activity may concern several, kept as one bit set."""

    POLITICAL_DISCIPLINE = 1
    DEMOCRATIC_CENTRALISM = 2
    MAIN_RESPONSIBILITY = 4
    INTEGRITY = 8
    DECISIONS = 16
    APPOINTMENTS = 32
    PROJECTS = 64
    FUNDS = 128

    @property
    def word(self) -> str:
        """The contract's word."""
        return SUBJECT_WORDS[self]

    @property
    def label(self):
        """The translated name."""
        return SUBJECT_LABELS[self]


SUBJECT_WORDS = {
    Subject.POLITICAL_DISCIPLINE: "政治纪律",
    Subject.DEMOCRATIC_CENTRALISM: "民主集中制",
    Subject.MAIN_RESPONSIBILITY: "主体责任",
    Subject.INTEGRITY: "廉政勤政",
    Subject.DECISIONS: "重大问题决策",
    Subject.APPOINTMENTS: "干部人事任免",
    Subject.PROJECTS: "重大项目安排",
    Subject.FUNDS: "大额度资金使用",
}
SUBJECT_LABELS = {
    Subject.POLITICAL_DISCIPLINE: _("Political discipline"),
    Subject.DEMOCRATIC_CENTRALISM: _("Democratic centralism"),
    Subject.MAIN_RESPONSIBILITY: _("Main responsibility"),
    Subject.INTEGRITY: _("Integrity and diligence"),
    Subject.DECISIONS: _("Decisions on major questions"),
    Subject.APPOINTMENTS: _("Appointments of cadres"),
    Subject.PROJECTS: _("Major projects"),
    Subject.FUNDS: _("Use of large funds"),
}


class OpinionState(models.TextChoices):
    """状态 of an opinion."""

    RAISED = "raised", _("Raised")
    RECTIFYING = "rectifying", _("Being put right")
    REPORTED = "reported", _("Reported done")
    CLOSED = "closed", _("Closed out")
    DECLINED = "declined", _("Not adopted")

    @property
    def word(self) -> str:
        """The contract's word."""
        return OPINION_STATE_WORDS[self]


OPINION_STATE_WORDS = {
    OpinionState.RAISED: "已提出",
    OpinionState.RECTIFYING: "整改中",
    OpinionState.REPORTED: "已报结",
    OpinionState.CLOSED: "已销号",
    OpinionState.DECLINED: "不采纳",
}
OPEN_OPINIONS = (OpinionState.RAISED, OpinionState.RECTIFYING, OpinionState.REPORTED)
SHORT_WORDS = {
    "issued": OpinionState.RAISED,
    "disputed": OpinionState.RAISED,
    "planning": OpinionState.RECTIFYING,
    "plan_submitted": OpinionState.RECTIFYING,
    "rectifying": OpinionState.RECTIFYING,
    "reported": OpinionState.REPORTED,
    "closed": OpinionState.CLOSED,
    "declined": OpinionState.DECLINED,
}
"""State of the rectification → the opinion's short word for it, as the contract knows it."""
OPENING_STATES = {OpinionState.RAISED: "issued"}
"""The short words whose rectification begins in a state of another name."""


class Series(StrEnum):
    """The letters that begin the numbers of each ledger: 监督, 意见, 通报, 协作."""

    ACTIVITY = "JD"
    OPINION = "YJ"
    NOTICE = "TB"
    JOINT_WORK = "XZ"
