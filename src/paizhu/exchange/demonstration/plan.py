"""The measure of the demonstration year: how many of what, which units stay silent, what is said where.

213 meetings on major matters and 86 opinions are the source's figures; the rest is of the size such a year has.
"""

from datetime import date, time

from paizhu.exchange.demonstration.phrases import field as fieldwork
from paizhu.exchange.demonstration.phrases import guarding
from paizhu.oversight.models import Matter, Method, Subject

FIRST, LAST = date(2015, 1, 1), date(2015, 12, 31)
MAJOR_MEETINGS, OPINION_COUNT = 213, 86
BY_HAND_MEETINGS, BY_HAND_OPINIONS = 6, 21
"""How many of these the stories enter by hand (`phrases.stories`); the workbook holds the others."""
MEETINGS_BY_METHOD = {Method.MEETING: 132, Method.DECISION: 53, Method.EVENT: 28}
OTHER_MEETINGS, UNATTENDED_NOTICES, LATE_NOTICES = 24, 26, 14
OUTSIDE_VISITS = 5
SILENT = ("市仲裁委员会办公室", "市地方志编纂委员会办公室", "市公共交通总公司")  # no act all year
SILENT_SINCE = {
    "市招商局": date(2015, 3, 31),
    "市博物馆": date(2015, 2, 28),
    "市气象局": date(2015, 6, 30),
}
CLOCKS = (
    time(8, 30),
    time(9),
    time(9, 30),
    time(10),
    time(14, 30),
    time(15),
    time(15, 30),
    time(16),
)
MATTERS = (
    *[Matter.DECISION] * 7,
    *[Matter.APPOINTMENT] * 5,
    *[Matter.PROJECT] * 6,
    *[Matter.EXPENDITURE] * 6,
)
SUBJECT_OF = {
    Matter.DECISION: Subject.DECISIONS,
    Matter.APPOINTMENT: Subject.APPOINTMENTS,
    Matter.PROJECT: Subject.PROJECTS,
    Matter.EXPENDITURE: Subject.FUNDS,
}
FIELD_WORK = {
    Method.VISIT: (
        78, (fieldwork.VISIT_OPENINGS, fieldwork.VISIT_BODIES, fieldwork.VISIT_ENDINGS),
        (Subject.MAIN_RESPONSIBILITY, Subject.INTEGRITY),
    ),
    Method.TALK: (
        64, (fieldwork.TALK_OPENINGS, fieldwork.TALK_BODIES, fieldwork.TALK_ENDINGS),
        (Subject.INTEGRITY, Subject.POLITICAL_DISCIPLINE),
    ),
    Method.REPORT: (
        57, (fieldwork.REPORT_OPENINGS, fieldwork.REPORT_BODIES, fieldwork.REPORT_ENDINGS),
        (Subject.MAIN_RESPONSIBILITY, Subject.FUNDS),
    ),
    Method.APPRAISAL: (
        18, (fieldwork.APPRAISAL_OPENINGS, fieldwork.APPRAISAL_BODIES, fieldwork.APPRAISAL_ENDINGS),
        (Subject.DEMOCRATIC_CENTRALISM, Subject.INTEGRITY),
    ),
    Method.QUESTIONNAIRE: (
        12,
        (fieldwork.QUESTIONNAIRE_OPENINGS, fieldwork.QUESTIONNAIRE_BODIES, fieldwork.QUESTIONNAIRE_ENDINGS),
        (Subject.MAIN_RESPONSIBILITY,),
    ),
    Method.COLLECTIVE_TALK: (
        4, (guarding.COLLECTIVE_OPENINGS, guarding.COLLECTIVE_BODIES, guarding.COLLECTIVE_ENDINGS),
        (Subject.POLITICAL_DISCIPLINE, Subject.INTEGRITY),
    ),
    Method.WARNING_EDUCATION: (
        8, (guarding.WARNING_OPENINGS, guarding.WARNING_BODIES, guarding.WARNING_ENDINGS),
        (Subject.POLITICAL_DISCIPLINE, Subject.INTEGRITY),
    ),
    Method.RISK_REVIEW: (
        5, (guarding.RISK_OPENINGS, guarding.RISK_BODIES, guarding.RISK_ENDINGS), (Subject.INTEGRITY,),
    ),
    Method.OTHER: (
        8, (guarding.OTHER_OPENINGS, guarding.OTHER_BODIES, guarding.OTHER_ENDINGS), (),
    ),
}  # fmt: skip
WHOLE_STAFF = {Method.APPRAISAL, Method.QUESTIONNAIRE}
PEOPLE_AT_LEAST = {Method.TALK: 2, Method.COLLECTIVE_TALK: 2, Method.RISK_REVIEW: 2}
LARGE = 60  # staff from which a whole-staff ballot of fifty and more makes sense
