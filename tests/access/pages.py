"""The table of the matrix: every address of the product and who it is open to.

An address that is not in `PAGES` fails the test, so nothing is open by omission. To read an entry: roles → the
records for which the page opens (`tests.access.world` says where they are); `ALONE` for a page that shows no
single record. Who is not named is refused: 403 with the reason, or 404 where the record may not be known.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from allauth.mfa.models import Authenticator
from django.urls import reverse
from django.utils import timezone

from paizhu.access.models import User
from paizhu.organization.models import Administration as Office
from paizhu.organization.models import Placement, Post, Unit
from paizhu.oversight.models import Activity
from paizhu.planning.models import PlanState, WorkPlan
from tests.access import petitions, surveys
from tests.access.world import SAMPLES, World
from tests.rectification.factories import in_state, reach

LATER = date(2015, 9, 1)
ALONE = frozenset({""})
OURS = frozenset({"host", "linked", "other"})
SECTOR = frozenset({"host", "linked"})
HOST = frozenset({"host"})
FOREIGN = frozenset({"foreign"})

WHOLE = (Post.SECRETARY, Post.DEPUTY_SECRETARY, Post.STANDING_MEMBER, Post.OFFICE)
GROUP = (Post.LEADER, Post.DEPUTY, Post.MEMBER, Post.LIAISON)
RESIDENT = (Post.RESIDENT_LEADER, Post.RESIDENT_DEPUTY, Post.RESIDENT_MEMBER)
UNIT_PEOPLE = (Post.UNIT_HEAD, Post.TEAM_MEMBER, Post.CONTACT)
CASEWORK = (Post.PETITION_OFFICE, Post.CASE_OFFICE)
ABROAD = ("foreign_office", "foreign_secretary")
SIGNED_IN = (*Post, *Office, "unposted", *ABROAD)
KEEPERS = (Office.SYSTEM_ADMIN, Office.SECURITY_ADMIN)
SYSTEM, SECURITY, AUDITOR = ((office,) for office in Office)

EVERYBODY = {SIGNED_IN: ALONE}
NOBODY: dict = {}


def nothing(world: World, sample: str) -> list:
    return []


@dataclass(frozen=True)
class Page:
    """One address. `args(world, sample)` are its arguments; `before(record)` puts the record into a fit state."""

    open_to: dict
    args: Callable[[World, str], list] = nothing
    before: Callable[[Any], None] | None = None
    kind: str = ""

    def address(self, name: str, world: World, sample: str) -> str:
        """Return where the page is found for a record."""
        return reverse(name, args=self.args(world, sample))

    @property
    def samples(self) -> tuple[str, ...]:
        """The records to try the address with."""
        return SAMPLES if self.kind else ("",)


def of(kind: str, open_to: dict, before: Callable[[Any], None] | None = None) -> Page:
    """Return the page of one record of a kind, addressed by its id."""
    return Page(open_to, lambda world, sample: [world.record(kind, sample).pk], before, kind)


def alone(*roles: tuple, args: tuple = (), record: str = "") -> Page:
    """Return a page that shows no commission's record, open to these roles. `record`: one of the calendar."""
    given = (lambda world, sample: [getattr(world, record).pk]) if record else None
    return Page(dict.fromkeys(roles, ALONE), given or (lambda world, sample: list(args)))


def of_rectification(kind: str, *more: str) -> Callable[[World, str], list]:
    """Return the arguments of a page beneath a rectification: its id, that of a record of it, further words."""

    def args(world: World, sample: str) -> list:
        record = world.record("rectification", sample)
        below = [world.record(kind, sample).pk] if kind else []
        return [record.pk, *below, *more]

    return args


def is_dissolved(unit: Unit) -> None:
    Unit.objects.filter(pk=unit.pk).update(dissolved_on=LATER)


def is_planned(record: Any) -> None:
    in_state(getattr(record, "rectification", record), "planning")


def is_put_right(record: Any) -> None:
    in_state(getattr(record, "rectification", record), "rectifying")


def is_reminded(record: Any) -> None:
    reach(record, 1)


def of_activity(world: World, sample: str) -> list:
    file = world.record("activity_file", sample)
    return [file.activity_id, file.pk]


def of_summary(world: World, sample: str) -> list:
    return [world.record("group", sample).pk, "week", "2015-06-01"]


def is_sketch(activity: Activity) -> None:
    Activity.objects.filter(pk=activity.pk).update(is_sketch=True)


def postponed(world: World, sample: str) -> list:
    return [world.record("notice", sample).pk, "postpone"]


def no_paper(world: World, sample: str) -> list:
    return [world.record("notice", sample).pk, 1]


def link_of_event(world: World, sample: str) -> list:
    event = world.record("event", sample)
    return [event.chain, event.sequence]


def was_transferred(unit: Unit) -> None:
    """Place the unit in its sector a second time, as after a transfer there and back."""
    first = unit.placements.get()
    Placement.objects.filter(pk=first.pk).update(until_on=LATER)
    Placement.objects.create(
        commission=unit.commission, unit=unit, sector=first.sector, from_on=LATER
    )


def waits(user: User) -> None:
    User.objects.filter(pk=user.pk).update(is_active=False, prepared_by=None)


def is_locked(user: User) -> None:
    User.objects.filter(pk=user.pk).update(is_active=False, locked_at=timezone.now())


def has_factor(user: User) -> None:
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": "x"})


PUBLIC = {
    "account_login": "the door",
    "account_inactive": "tells whose account is not in force",
    "mfa_authenticate": "the second half of the door; leads back to the first who has not passed it",
    "set_language": "the switch on the sign-in page",
    "ballot:enter": "the public door of surveys",
    "ballot:form": "a form that a ticket opens; no account may be known there",
    "ballot:thanks": "the receipt of a ballot",
    "ballot:results": "what came of a survey, for those who answered",
    "exchange:feed": "a calendar program; the secret in the address is its key",
}
"""What answers somebody who is not signed in, and why."""

SIGN_IN = {
    name: alone(SIGNED_IN)
    for name in (
        "account_login", "account_logout", "account_inactive", "account_reauthenticate",
        "account_change_password", "mfa_index", "mfa_activate_totp", "set_language",
        "mfa_authenticate",
    )
} | {
    # Without a second factor there is nothing to see: 404, or the way to the set-up.
    "mfa_reauthenticate": alone(SIGNED_IN),
    "mfa_generate_recovery_codes": alone(SIGNED_IN),
    "mfa_deactivate_totp": Page(NOBODY),
    "mfa_view_recovery_codes": Page(NOBODY),
    "mfa_download_recovery_codes": Page(NOBODY),
}  # fmt: skip
ACCESS = {
    "access:me": alone(SIGNED_IN),
    "access:end_other_sessions": alone(SIGNED_IN),
    "access:end_session": Page(NOBODY, lambda world, sample: [1]),
    "access:accounts": alone(KEEPERS),
    "access:account_new": alone(SYSTEM),
    "access:waiting": alone(SECURITY),
    "access:administrators": alone(tuple(Office)),
    "access:account": of("account", {KEEPERS: OURS}),
    "access:put_in_force": of("account", {SECURITY: OURS}, waits),
    "access:lock": of("account", {SECURITY: OURS}),
    "access:unlock": of("account", {SECURITY: OURS}, is_locked),
    "access:reset_password": of("account", {SECURITY: OURS}),
    "access:reset_second_factor": of("account", {SECURITY: OURS}, has_factor),
    "access:link_official": of("account", {SYSTEM: OURS}),
}
WEB = {
    "web:components": alone(SIGNED_IN),
    "web:choices": alone(SIGNED_IN, args=("access.official_without_account",)),
}
SEES_STRUCTURE = (*WHOLE, *GROUP, *RESIDENT, *UNIT_PEOPLE, *ABROAD)
SUPERVISES = (*WHOLE, *GROUP, *RESIDENT, *ABROAD)
OFFICES = {(Post.OFFICE,): OURS, ("foreign_office",): FOREIGN}
OFFICE = (Post.OFFICE, "foreign_office")
BY_UNIT = {WHOLE: OURS, GROUP: SECTOR, RESIDENT: HOST, UNIT_PEOPLE: HOST, ABROAD: FOREIGN}
BY_SUMMARY = {WHOLE: OURS, GROUP: SECTOR, ABROAD: FOREIGN}
BY_GROUP = {WHOLE: OURS, (*GROUP, *RESIDENT, *UNIT_PEOPLE): SECTOR, ABROAD: FOREIGN}
RULEBOOK = {
    "rulebook:packs": alone(SIGNED_IN),
    "rulebook:compare": alone(SIGNED_IN),
    "rulebook:own": alone(SIGNED_IN),
    "rulebook:own_new": alone(OFFICE),
    "rulebook:own_withdraw": of("stricter_limit", OFFICES),
    "rulebook:calendar": alone(SIGNED_IN),
    "rulebook:day_new": alone(SYSTEM),
    "rulebook:day_change": alone(SYSTEM, record="day"),
    "rulebook:day_remove": alone(SYSTEM, record="day"),
    "rulebook:year_settle": alone(SYSTEM),
    "rulebook:year_reopen": alone(SYSTEM, record="year"),
}
ORGANIZATION = {
    "organization:chart": alone(SEES_STRUCTURE),
    "organization:units": alone(SEES_STRUCTURE),
    "organization:unit": of("unit", BY_UNIT),
    "organization:unit_new": alone(OFFICE),
    "organization:unit_edit": of("unit", OFFICES),
    "organization:unit_transfer": of("unit", OFFICES),
    "organization:transfer_take_back": of("unit", OFFICES, was_transferred),
    "organization:unit_posting_new": of("unit", OFFICES),
    "organization:unit_rename": of("unit", OFFICES),
    "organization:unit_dissolve": of("unit", OFFICES),
    "organization:unit_dissolution_take_back": of("unit", OFFICES, is_dissolved),
    "organization:sectors": alone(SEES_STRUCTURE),
    "organization:sector_edit": of("sector", OFFICES),
    "organization:sector_hand_over": of("sector", OFFICES),
    "organization:groups": alone(SEES_STRUCTURE),
    "organization:group": of("group", BY_GROUP),
    "organization:group_new": alone(OFFICE),
    "organization:group_edit": of("group", OFFICES),
    "organization:group_take_over": of("group", OFFICES),
    "organization:group_posting_new": of("group", OFFICES),
    "organization:charge_take_back": of("charge", OFFICES),
    "organization:resident_groups": alone(SEES_STRUCTURE),
    "organization:resident_group": of("resident_group", BY_UNIT),
    "organization:resident_group_new": alone(OFFICE),
    "organization:resident_group_edit": of("resident_group", OFFICES),
    "organization:resident_group_posting_new": of("resident_group", OFFICES),
    "organization:officials": alone(SEES_STRUCTURE, KEEPERS),
    "organization:official": of("official", BY_UNIT | {KEEPERS: OURS}),
    "organization:official_new": alone(OFFICE),
    "organization:official_edit": of("official", OFFICES),
    "organization:official_posting_new": of("official", OFFICES),
    "organization:recusal_new": of("official", OFFICES),
    "organization:recusal_edit": of("recusal_ground", OFFICES),
    "organization:recusal_withdraw": of("recusal_ground", OFFICES),
    "organization:posting_handovers": alone((Post.OFFICE, "foreign_office")),
    "organization:posting_end": of("posting", OFFICES),
    "organization:posting_rotate": of("posting", OFFICES),
    "organization:posting_correct": of("posting", OFFICES),
    "organization:posting_withdraw": of("posting", OFFICES),
}
WORKING = {WHOLE: OURS, GROUP: SECTOR, RESIDENT: HOST, ABROAD: FOREIGN}
COLLEAGUES = (Post.LEADER, Post.DEPUTY, Post.MEMBER)
WRITES = (*COLLEAGUES, *RESIDENT, *OFFICE)
WRITING = OFFICES | {COLLEAGUES: SECTOR, RESIDENT: HOST}
OVERSIGHT = {
    "oversight:activities": alone(SUPERVISES),
    "oversight:activity": of("activity", WORKING),
    "oversight:activity_new": alone(WRITES),
    "oversight:activity_correct": of("activity", OFFICES | {(Post.LEADER, Post.DEPUTY): SECTOR}),
    "oversight:activity_quick": alone((*COLLEAGUES, *RESIDENT)),
    "oversight:activity_record": of("activity", OFFICES | {(Post.LEADER, Post.DEPUTY): SECTOR}),
    "oversight:activity_complete": of(
        "activity", OFFICES | {(Post.LEADER, Post.DEPUTY): SECTOR}, is_sketch
    ),
    "oversight:activity_files": of("activity", OFFICES | {(Post.LEADER, Post.DEPUTY): SECTOR}),
    "oversight:activity_file": replace(of("activity_file", WORKING), args=of_activity),
    "oversight:activity_file_remove": replace(
        of("activity_file", OFFICES | {(Post.LEADER, Post.DEPUTY): SECTOR}), args=of_activity
    ),
    "oversight:capacities": alone(WRITES),
    "oversight:joint_works": alone(SUPERVISES),
    "oversight:joint_work": of("joint_work", WORKING),
    "oversight:joint_work_new": alone(OFFICE),
    "oversight:joint_work_end": of("joint_work", OFFICES),
    "oversight:opinions": alone(SUPERVISES, UNIT_PEOPLE),
    "oversight:opinion": of("opinion", WORKING | {UNIT_PEOPLE: HOST}),
    "oversight:opinion_new": alone(WRITES),
    "oversight:notices": alone(SUPERVISES, (Post.CONTACT,)),
    "oversight:notices_own": alone((Post.CONTACT,)),
    "oversight:notice": of("notice", WORKING),
    "oversight:notice_new": alone(WRITES, (Post.CONTACT,)),
    "oversight:notice_times": alone(SUPERVISES),
    "oversight:notice_decide": of("notice", {(Post.LEADER, Post.DEPUTY): SECTOR}),
    "oversight:notice_propose": of("notice", {COLLEAGUES: SECTOR, RESIDENT: HOST}),
    "oversight:notice_correct": of("notice", OFFICES | {(Post.LEADER, Post.DEPUTY): SECTOR}),
    "oversight:notice_change": replace(
        of("notice", OFFICES | {COLLEAGUES: SECTOR, RESIDENT: HOST}), args=postponed
    ),
    "oversight:notice_paper": replace(of("notice", NOBODY), args=no_paper),
}
SPEAKING = WRITING | {(Post.UNIT_HEAD, Post.CONTACT): HOST}
RECTIFICATION = {
    "rectification:rectifications": alone(SUPERVISES, UNIT_PEOPLE),
    "rectification:rectification": of("rectification", WORKING | {UNIT_PEOPLE: HOST}),
    "rectification:printed": of("rectification", WORKING | {UNIT_PEOPLE: HOST}),
    "rectification:letter": replace(
        of("rectification", WORKING | {UNIT_PEOPLE: HOST}, is_reminded),
        args=of_rectification("", "follow_up"),
    ),
    "rectification:evidence": replace(
        of("evidence", WORKING | {UNIT_PEOPLE: HOST}), args=of_rectification("evidence")
    ),
    "rectification:step": replace(
        of("rectification", SPEAKING), args=of_rectification("", "accept")
    ),
    "rectification:measure_new": of("rectification", SPEAKING, is_planned),
    "rectification:measure_change": replace(
        of("measure", SPEAKING, is_planned), args=of_rectification("measure")
    ),
    "rectification:measure_remove": replace(
        of("measure", SPEAKING, is_planned), args=of_rectification("measure")
    ),
    "rectification:measure_strike": replace(
        of("measure", SPEAKING, is_put_right), args=of_rectification("measure")
    ),
}
DIARISTS = (*WHOLE, *GROUP, *RESIDENT, *UNIT_PEOPLE, *CASEWORK, *ABROAD)
COVERAGE = {
    "coverage:overview": alone(SUPERVISES),
    "coverage:map": alone(SUPERVISES),
    "coverage:blind_spots": alone(SUPERVISES),
    "coverage:balance": alone(WHOLE, ABROAD),
}
REPORTING = {
    "reporting:home": alone(SIGNED_IN),
    "reporting:diary": alone(DIARISTS),
    # Nobody works in one composite group with these officials.
    "reporting:person_diary": of("official", NOBODY),
    "reporting:group_diary": of("group", {WHOLE: OURS, GROUP: SECTOR, ABROAD: FOREIGN}),
    "reporting:figures": alone(SUPERVISES),
    "reporting:figures_export": alone(SUPERVISES),
    "reporting:parts": alone(SUPERVISES),
    "reporting:summaries": alone(WHOLE, GROUP, ABROAD),
    "reporting:summary": replace(of("group", BY_SUMMARY), args=of_summary),
    "reporting:summary_export": replace(of("group", BY_SUMMARY), args=of_summary),
    "reporting:summary_hand_in": replace(
        of("group", {(Post.LEADER, Post.DEPUTY): SECTOR}), args=of_summary
    ),
    "reporting:timeline": of("unit", BY_UNIT),
    "reporting:trail": alone(AUDITOR),
    "reporting:trail_check": alone(AUDITOR),
    "reporting:trail_readings": alone(AUDITOR),
    "reporting:trail_heads": alone(AUDITOR),
    "reporting:trail_head": Page({AUDITOR: ALONE}, lambda world, sample: [world.taken_head]),
    "reporting:trail_record": Page({AUDITOR: OURS}, link_of_event, kind="event"),
}
NOTICES = {
    "notices:inbox": alone(SIGNED_IN),
    "notices:open": of(
        "told", NOBODY
    ),  # a notice is its recipient's alone, and nobody of the table is told
    "notices:read": of("told", NOBODY),
    "notices:read_all": alone(SIGNED_IN),
    "notices:delivery": alone(SIGNED_IN),
    "notices:sendings": alone(SYSTEM),
    "notices:sendings_again": alone(SYSTEM),
}
JOBS = {
    "jobs:jobs": alone(SYSTEM),
    "jobs:runs": alone(SYSTEM),
}
EXCHANGE = {
    "exchange:workbook": alone(OFFICE, (Post.CASE_OFFICE,)),
    "exchange:template": alone(OFFICE, (Post.CASE_OFFICE,)),
    "exchange:export": alone(WHOLE, GROUP, RESIDENT, CASEWORK, ABROAD),
    "exchange:own_feed": alone(DIARISTS),
    "exchange:make_feed": alone(DIARISTS),
    "exchange:revoke_feed": alone(DIARISTS),
    "exchange:feed": Page({SIGNED_IN: ALONE}, lambda world, sample: [world.feed_secret]),
    "exchange:imports": alone(OFFICE, (Post.CASE_OFFICE,)),
    "exchange:run": of("import_run", OFFICES),
    "exchange:progress": of("import_run", OFFICES),
    # These sample runs are still being checked: who may is refused for that, everybody else for himself.
    "exchange:annotated": of("import_run", NOBODY),
    "exchange:begin": of("import_run", NOBODY),
    "exchange:discard": of("import_run", NOBODY),
}
READS_SURVEYS = {WHOLE: OURS, GROUP: SECTOR, ABROAD: FOREIGN}
IN_GROUP = (Post.LEADER, Post.DEPUTY, Post.MEMBER)
DESIGNS = {**OFFICES, IN_GROUP: SECTOR}
DESIGNERS = (Post.OFFICE, *IN_GROUP, "foreign_office")


def of_survey(*more: str) -> Callable[[World, str], list]:
    """Return the arguments of a page of a survey: its id and further words."""
    return lambda world, sample: [world.record("survey", sample).pk, *more]


def of_tablet(world: World, sample: str) -> list:
    """Return the arguments of a tablet's page: the surveyed unit and the class."""
    held = world.record("surveyed", sample)
    return [held.pk, held.survey.classes.get().pk]


def of_voice(world: World, sample: str) -> list:
    """Return the arguments of sorting a free text."""
    return [world.record("voice", sample).pk, "keep"]


SURVEYS = {
    "surveys:surveys": alone((*WHOLE, *GROUP, *ABROAD)),
    "surveys:survey_new": alone(DESIGNERS),
    **{
        f"surveys:{name}": of("survey", READS_SURVEYS)
        for name in ("survey", "questions", "preview", "export", "tickets", "tally", "voices")
    },
    **{
        f"surveys:{name}": of("survey", DESIGNS)
        for name in ("scope", "question_new", "words", "counting", "section_new", "template_new")
    },
    "surveys:question": Page(DESIGNS, of_survey("q1"), None, "survey"),
    "surveys:question_step": Page(DESIGNS, of_survey("q1", "down"), None, "survey"),
    "surveys:survey_step": Page(DESIGNS, of_survey("withdraw"), None, "survey"),
    "surveys:unit_new": of("survey", {(Post.LEADER,): SECTOR}, surveys.is_issued),
    "surveys:slips": of("surveyed", DESIGNS, surveys.is_issued),
    "surveys:meeting": of("surveyed", DESIGNS, surveys.is_issued),
    "surveys:meeting_in": of("surveyed", DESIGNS, surveys.is_issued),
    "surveys:tablet": Page(DESIGNS, of_tablet, surveys.is_issued, "surveyed"),
    "surveys:tablet_draw": Page(DESIGNS, of_tablet, surveys.is_issued, "surveyed"),
    "surveys:tally_excel": of("survey", READS_SURVEYS, surveys.is_closed),
    "surveys:tally_report": of("survey", READS_SURVEYS, surveys.is_closed),
    "surveys:voice_step": Page(DESIGNS, of_voice, surveys.is_closed, "voice"),
    "surveys:results_preview": of("surveyed", READS_SURVEYS, surveys.is_closed),
    "surveys:publish": of("surveyed", {(Post.LEADER,): SECTOR}, surveys.is_closed),
}
BALLOT = {
    "ballot:enter": alone(SIGNED_IN),
    "ballot:thanks": alone(SIGNED_IN, args=("page",)),
    "ballot:results": Page(EVERYBODY, lambda world, sample: [world.places["host"].surveyed.page]),
    "ballot:form": Page(
        EVERYBODY,
        lambda world, sample: [world.open_ballot],
    ),
}
"""The public door: the same for everybody, signed in or not."""
PLANNERS = {WHOLE: OURS, GROUP: SECTOR, ABROAD: FOREIGN}
HEADS = (Post.LEADER, Post.DEPUTY)


def is_state(state: str) -> Callable[[Any], None]:
    """Put a plan, or the plan of an item or a link, into a state; nothing else of it changes."""

    def put(record: Any) -> None:
        item = getattr(record, "item", record)
        plan = getattr(item, "plan", item)
        agreed = state == PlanState.AGREED
        WorkPlan.objects.filter(pk=plan.pk).update(
            state=state,
            decided_on=plan.from_on if agreed else None,
            decided_by=plan.drafted_by if agreed else None,
        )

    return put


def decision(world: World, sample: str) -> list:
    return [world.record("work_plan", sample).pk, "agree"]


def division_unit_of(world: World, sample: str) -> list:
    return [world.record("group", sample).pk, world.record("unit", sample).pk]


WRITTEN, CARRIED = is_state(PlanState.RETURNED), is_state(PlanState.AGREED)
PLANNING = {
    "planning:plans": alone(WHOLE, GROUP, ABROAD),
    "planning:plan_new": alone(COLLEAGUES),
    "planning:plan": of("work_plan", PLANNERS),
    "planning:plan_print": of("work_plan", PLANNERS),
    "planning:plan_edit": of("work_plan", {COLLEAGUES: SECTOR}, WRITTEN),
    "planning:plan_item_new": of("work_plan", {COLLEAGUES: SECTOR}, WRITTEN),
    "planning:plan_item": of("plan_item", {COLLEAGUES: SECTOR}, WRITTEN),
    "planning:plan_item_remove": of("plan_item", {COLLEAGUES: SECTOR}, WRITTEN),
    "planning:plan_item_works": of("plan_item", {COLLEAGUES: SECTOR}, CARRIED),
    # Who sees the plan and may not take the link back is led to the plan, and told why not.
    "planning:plan_work_unlink": of("plan_work", PLANNERS, CARRIED),
    # The liaison member decides, and nobody else: no unit, no office, no secretary.
    "planning:plan_step": replace(of("work_plan", {(Post.LIAISON,): SECTOR}), args=decision),
    "planning:work_rules": alone(WHOLE, GROUP, ABROAD),
    "planning:work_rule": of("work_rule", PLANNERS),
    "planning:work_rule_new": alone(HEADS),
    "planning:work_rule_revise": of("work_rule", {(Post.LEADER,): SECTOR}),
    "planning:work_rule_end": of("work_rule", {(Post.LEADER,): SECTOR}),
    "planning:divisions": alone(WHOLE, GROUP, ABROAD),
    "planning:division": of("group", PLANNERS),
    "planning:division_suggest": of("group", {(Post.LEADER,): SECTOR}),
    "planning:division_unit": replace(of("unit", {(Post.LEADER,): SECTOR}), args=division_unit_of),
    "planning:convenings": alone(WHOLE, GROUP, ABROAD),
    "planning:convening_new": alone(HEADS),
    "planning:convening_conflicts": alone(HEADS),
    "planning:convening": of("convening", PLANNERS),
    "planning:convening_change": of("convening", {HEADS: SECTOR}),
    "planning:convening_cancel": of("convening", {HEADS: SECTOR}),
    "planning:convening_result": of("convening", {HEADS: SECTOR}),
    # Nobody of the table is called: who sees it is led back and told so, or refused.
    "planning:convening_come": of("convening", PLANNERS),
    "planning:convening_cannot": of("convening", NOBODY),
}
CASE_OFFICE, DECIDERS = (Post.CASE_OFFICE,), (Post.SECRETARY, Post.DEPUTY_SECRETARY)
HEARD_OF = {
    (*DECIDERS, *CASE_OFFICE): OURS,
    (Post.LEADER, Post.DEPUTY, Post.LIAISON): SECTOR,
    ("foreign_secretary",): FOREIGN,
}
"""Who knows of a clue that a group has; a member only of those on which he works."""
CLUE_READERS = (*DECIDERS, *CASE_OFFICE, *GROUP, "foreign_secretary")


def of_clue(kind: str, *more: str) -> Callable[[World, str], list]:
    """Return the arguments of a page beneath a clue: its id, that of a record of it, further words."""

    def args(world: World, sample: str) -> list:
        below = [world.record(kind, sample).pk] if kind else []
        return [world.record("clue", sample).pk, *below, *more]

    return args


CLUES = {
    "clues:clues": alone(CLUE_READERS),
    "clues:clues_due": alone(CLUE_READERS),
    "clues:clue_new": alone(CASE_OFFICE),
    "clues:clue_from": of("handed_petition", {CASE_OFFICE: OURS}),
    "clues:clue": of("clue", HEARD_OF),
    "clues:clue_print": of("clue", HEARD_OF),
    "clues:clue_correct": of("clue", {CASE_OFFICE: OURS}),
    # Whoever knows of a matter may leave it; the other steps are in the tables of the room's own tests.
    "clues:clue_step": replace(of("clue", HEARD_OF), args=of_clue("", "declare")),
    "clues:clue_decide": replace(
        of(
            "approval",
            {DECIDERS: OURS, (Post.LEADER, Post.LIAISON): SECTOR, ("foreign_secretary",): FOREIGN},
        ),
        args=of_clue("approval"),
    ),
    "clues:clue_handover": replace(
        of("handover", {CASE_OFFICE: OURS}), args=of_clue("handover", "end")
    ),
    "clues:clue_recusal": replace(
        of("case_recusal", {CASE_OFFICE: OURS, HEADS: SECTOR}),
        args=of_clue("case_recusal", "review"),
    ),
    "clues:reconciliation": alone((*DECIDERS, *CASE_OFFICE, *HEADS, "foreign_secretary")),
    "clues:reconciliation_new": of("group", {CASE_OFFICE: OURS}),
    "clues:reconciliation_sign": of("reconciliation", {HEADS: SECTOR}),
}
READS_ALL = (*DECIDERS, *CASE_OFFICE)
DOSSIERS = {READS_ALL: OURS, (Post.LEADER,): SECTOR, ("foreign_secretary",): FOREIGN}
TALK_READERS = {
    (*WHOLE, *CASE_OFFICE): OURS, GROUP: SECTOR, RESIDENT: HOST, ABROAD: FOREIGN,
}  # fmt: skip
"""Of an integrity talk without a clue: daily supervision."""
VERIFYING = {
    # Forming the team stands for the steps of the clue, taking somebody off for those of its records.
    "clues:work": replace(
        of("clue", {READS_ALL: OURS, HEADS: SECTOR, ("foreign_secretary",): FOREIGN}),
        args=of_clue("", "team_join"),
    ),
    "clues:work_item": replace(
        of("case_worker", {READS_ALL: OURS, HEADS: SECTOR, ("foreign_secretary",): FOREIGN}),
        args=lambda world, sample: [
            world.record("clue", sample).pk,
            "team_leave",
            world.record("case_worker", sample).pk,
        ],
    ),
    "clues:evidence_file": replace(of("clue", HEARD_OF), args=of_clue("case_evidence")),
    "clues:letter_print": replace(of("clue", HEARD_OF), args=of_clue("case_letter")),
    "clues:feedback_print": replace(of("clue", HEARD_OF), args=of_clue("case_report")),
    "clues:clue_talk_new": of("clue", {HEADS: SECTOR}),
    "clues:talks": alone((*WHOLE, *CASE_OFFICE, *GROUP, *RESIDENT, *ABROAD)),
    "clues:talk_new": alone((*READS_ALL, *IN_GROUP, *RESIDENT, "foreign_secretary")),
    "clues:talk": of("daily_talk", TALK_READERS),
    "clues:talk_print": of("daily_talk", TALK_READERS),
    "clues:talk_change": of("daily_talk", {HEADS: SECTOR}),
    "clues:dossiers": alone((*READS_ALL, Post.LEADER, "foreign_secretary")),
    "clues:dossier": of("team_official", DOSSIERS),
    "clues:dossier_print": of("team_official", DOSSIERS),
    "clues:dossier_item_new": of(
        "team_official", {READS_ALL: OURS, ("foreign_secretary",): FOREIGN}
    ),
}
PETITION_OFFICE = (Post.PETITION_OFFICE,)
PETITIONS = {
    "clues:petitions": alone(CASEWORK),
    "clues:petition_new": alone(PETITION_OFFICE),
    "clues:petition_answers": alone(PETITION_OFFICE),
    "clues:petition_results": alone(PETITION_OFFICE),
    "clues:petition": of("petition", {CASEWORK: OURS}),
    "clues:petition_file": of("petition_file", {CASEWORK: OURS}),
    "clues:petition_correct": of(
        "petition", {PETITION_OFFICE: OURS}, petitions.is_state("registered")
    ),
    "clues:petition_step": Page(
        {PETITION_OFFICE: OURS},
        petitions.of_petition("accept"),
        petitions.is_state("registered"),
        "petition",
    ),
    "clues:reporter": of("petition", {PETITION_OFFICE: OURS}),
    "clues:reporter_enter": of("petition", {PETITION_OFFICE: OURS}),
    "clues:petition_answer": Page(
        {PETITION_OFFICE: OURS}, petitions.of_petition("acceptance"), None, "petition"
    ),
    "clues:petition_letter": Page(
        {PETITION_OFFICE: OURS}, petitions.of_petition("acceptance"), None, "petition"
    ),
    "clues:answer_minute": of("petition_answer", {PETITION_OFFICE: OURS}),
    # Nothing is kept or thrown away without the page that it belongs to.
    "clues:draft_save": Page(NOBODY),
    "clues:draft_drop": Page(NOBODY),
    "clues:suggestions": alone(
        (*CASEWORK, Post.SECRETARY, Post.DEPUTY_SECRETARY, "foreign_secretary"),
        GROUP,
        args=("organization.unit",),
    ),
}
PAGES = (
    SIGN_IN
    | ACCESS
    | WEB
    | RULEBOOK
    | ORGANIZATION
    | OVERSIGHT
    | PLANNING
    | RECTIFICATION
    | COVERAGE
    | REPORTING
    | EXCHANGE
    | JOBS
    | NOTICES
    | SURVEYS
    | BALLOT
    | CLUES
    | VERIFYING
    | PETITIONS
)
