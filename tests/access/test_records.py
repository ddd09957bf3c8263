"""Which record each role may know of: every model with a reader's view × every role × records in four places.

The table is the expectation. A model that is not in it fails, so nothing becomes readable by omission.
"""

import pytest
from django.apps import apps

from paizhu.organization.models import Administration as Office
from paizhu.organization.models import Post
from paizhu.tenancy.models import TenantRecord
from tests.access.samples import RECORDS
from tests.access.world import ROLES, SAMPLES

pytestmark = pytest.mark.django_db

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
INSIDE = (*Post, *Office, "unposted")
"""Everybody of the commission whose account is in force."""

BY_UNIT = {WHOLE: OURS, GROUP: SECTOR, RESIDENT: HOST, UNIT_PEOPLE: HOST, ABROAD: FOREIGN}
OWN_GROUP = {WHOLE: OURS, GROUP: SECTOR, ABROAD: FOREIGN}
ADDRESSED = {
    WHOLE: OURS, GROUP: SECTOR, RESIDENT: HOST, UNIT_PEOPLE: HOST, ABROAD: FOREIGN,
}  # fmt: skip
NOBODY: dict = {}
BY_GROUP = {WHOLE: OURS, (*GROUP, *RESIDENT, *UNIT_PEOPLE): SECTOR, ABROAD: FOREIGN}
WORKING = {WHOLE: OURS, GROUP: SECTOR, RESIDENT: HOST, ABROAD: FOREIGN}
KEEPERS = (Office.SYSTEM_ADMIN, Office.SECURITY_ADMIN)

HEARD_OF = {
    (Post.SECRETARY, Post.DEPUTY_SECRETARY, Post.CASE_OFFICE): OURS,
    (Post.LEADER, Post.DEPUTY, Post.LIAISON): SECTOR,
    ("foreign_secretary",): FOREIGN,
}
"""Who knows of a clue that a group has, and so of what belongs to it; a member only of those on which he works."""
RECONCILED = {
    (Post.SECRETARY, Post.DEPUTY_SECRETARY, Post.CASE_OFFICE): OURS,
    (Post.LEADER, Post.DEPUTY): SECTOR,
    ("foreign_secretary",): FOREIGN,
}
DAILY_TALKS = {
    (*WHOLE, Post.CASE_OFFICE): OURS,
    GROUP: SECTOR,
    RESIDENT: HOST,
    ABROAD: FOREIGN,
}
"""Integrity and collective talks are daily supervision; a talk of a clue is seen by who knows of the clue."""
VISIBLE = {
    "clues.clue": ("clue", HEARD_OF),
    "clues.approval": ("approval", HEARD_OF),
    "clues.extension": ("case_extension", HEARD_OF),
    "clues.handover": ("handover", HEARD_OF),
    "clues.minute": ("case_minute", HEARD_OF),
    "clues.reminder": ("case_reminder", HEARD_OF),
    "clues.recusal": ("case_recusal", HEARD_OF),
    "clues.reconciliation": ("reconciliation", RECONCILED),
    "clues.teammember": ("case_member", HEARD_OF),
    **{
        f"clues.{name}": (f"case_{name}", HEARD_OF)
        for name in (
            "plan",
            "letter",
            "measure",
            "evidence",
            "material",
            "keeping",
            "report",
            "signature",
            "consultation",
            "clarification",
            "printedcopy",
            "delegation",
            "spotcheck",
            "explanation",
            "trial",
        )
    },
    "clues.talk": ("daily_talk", DAILY_TALKS),
    "clues.talkcopy": ("talk_copy", DAILY_TALKS),
    "clues.dossieritem": (
        "dossier_item",
        {
            (Post.SECRETARY, Post.DEPUTY_SECRETARY, Post.CASE_OFFICE): OURS,
            ("foreign_secretary",): FOREIGN,
        },
    ),
    "clues.dossiercopy": (
        "dossier_copy",
        {
            (Post.SECRETARY, Post.DEPUTY_SECRETARY, Post.CASE_OFFICE): OURS,
            ("foreign_secretary",): FOREIGN,
        },
    ),
    "organization.unit": ("unit", BY_UNIT),
    "organization.placement": ("placement", BY_UNIT),
    "organization.formername": ("former_name", BY_UNIT),
    "organization.residentgroup": ("resident_group", BY_UNIT),
    "organization.sector": ("sector", BY_GROUP),
    "organization.compositegroup": ("group", BY_GROUP),
    "organization.charge": ("charge", BY_GROUP),
    "organization.official": ("official", BY_UNIT | {KEEPERS: OURS}),
    "organization.posting": ("posting", BY_UNIT | {KEEPERS: OURS}),
    "organization.recusalground": (
        "recusal_ground",
        {(Post.OFFICE,): OURS, ("foreign_office",): FOREIGN},
    ),
    "clues.petition": ("petition", {CASEWORK: OURS}),
    "clues.petitionfile": ("petition_file", {CASEWORK: OURS}),
    "clues.petitionhandover": ("petition_handover", {CASEWORK: OURS}),
    "clues.petitionrecusal": ("petition_recusal", {CASEWORK: OURS}),
    "clues.petitionreturn": ("petition_return", {CASEWORK: OURS}),
    "clues.answer": ("petition_answer", {CASEWORK: OURS}),
    "clues.reporter": ("reporter", {(Post.PETITION_OFFICE,): OURS}),
    "clues.draft": ("draft", NOBODY),
    "oversight.matternotice": ("notice", WORKING),
    "oversight.activity": ("activity", WORKING),
    "oversight.opinion": ("opinion", WORKING | {UNIT_PEOPLE: HOST}),
    "oversight.activityfile": ("activity_file", WORKING),
    "oversight.jointwork": ("joint_work", WORKING),
    **{f"oversight.{name}": (name, WORKING) for name in RECORDS},
    "rectification.rectification": ("rectification", ADDRESSED),
    "rectification.measure": ("measure", ADDRESSED),
    "rectification.voice": ("said", ADDRESSED),
    "rectification.evidence": ("evidence", ADDRESSED),
    "rectification.reminder": ("reminder", ADDRESSED),
    "rectification.workingnote": ("working_note", WORKING),
    "planning.workplan": ("work_plan", OWN_GROUP),
    "planning.planitem": ("plan_item", OWN_GROUP),
    "planning.planwork": ("plan_work", OWN_GROUP),
    "planning.planstep": ("plan_step", OWN_GROUP),
    "planning.workrule": ("work_rule", OWN_GROUP),
    "planning.watch": ("watch", OWN_GROUP),
    "planning.convening": ("convening", OWN_GROUP),
    "planning.call": ("call", OWN_GROUP),
    "reporting.summary": ("summary", OWN_GROUP),
    "reporting.summaryreading": ("reading", OWN_GROUP),
    "surveys.survey": ("survey", OWN_GROUP),
    "surveys.surveyunit": ("surveyed", OWN_GROUP),
    "surveys.ballotclass": ("ballot_class", OWN_GROUP),
    "surveys.allocation": ("allocation", OWN_GROUP),
    "surveys.voice": ("voice", OWN_GROUP),
    "surveys.tally": ("tally", OWN_GROUP),
    "surveys.surveytemplate": ("template", {(*WHOLE, *GROUP): OURS, ABROAD: FOREIGN}),
    "surveys.ticket": ("ticket", NOBODY),
    "surveys.ballot": ("ballot", NOBODY),
    "surveys.response": ("response", NOBODY),
    "documents.storedfile": ("kept", NOBODY),
    "notices.notice": ("told", NOBODY),
    "notices.delivery": ("delivery", NOBODY),
    "notices.sending": ("sending", {(Office.SYSTEM_ADMIN,): OURS}),
    "jobs.jobrun": ("job_run", {(Office.SYSTEM_ADMIN,): OURS}),
    "exchange.feedaddress": ("feed", NOBODY),
    "rulebook.stricterlimit": ("stricter_limit", {INSIDE: OURS, ABROAD: FOREIGN}),
    "access.user": ("account", {KEEPERS: OURS}),
    "access.administration": ("administration", {tuple(Office): OURS}),
    "trail.event": ("event", {(Office.AUDITOR,): OURS}),
    "exchange.importrun": (
        "import_run",
        {(Post.OFFICE,): OURS, ("foreign_office",): FOREIGN},
    ),
}
OF_NOBODY = {"rulebook.calendarday", "rulebook.settledyear"}
"""The State Council's calendar: the same for every commission, and no secret."""
KEPT_BY_ADMINISTRATORS = (
    "access.",
    "jobs.",
    "notices.sending",
    "organization.",
    "rulebook.",
    "trail.",
)
NEVER_AN_ADMINISTRATORS = sorted(
    label for label in VISIBLE if not label.startswith(KEPT_BY_ADMINISTRATORS)
)


def readable_models() -> dict:
    """Return label → model of everything that belongs to a commission and says who may see it."""
    return {
        model._meta.label_lower: model
        for model in apps.get_models()
        if model.__module__.startswith("paizhu.")
        and (issubclass(model, TenantRecord) or hasattr(model.objects, "visible_to"))
        and model._meta.label_lower not in OF_NOBODY
    }


def expected(table: dict, role: str) -> frozenset:
    """Return the samples that the table gives the role; none where it does not name it."""
    found = [samples for roles, samples in table.items() if role in roles]
    return frozenset().union(*found)


def test_every_model_stands_in_the_table():
    assert set(readable_models()) == set(VISIBLE)


@pytest.mark.parametrize("label", sorted(VISIBLE))
def test_each_role_sees_what_the_table_says_and_nothing_else(same_world, label):
    world = same_world
    kind, table = VISIBLE[label]
    model, seen, wanted = readable_models()[label], {}, {}
    for role in ROLES:
        if role in ("anonymous", "locked"):
            continue
        visible = set(model.objects.visible_to(world.reader(role)).values_list("pk", flat=True))
        seen[role] = {s for s in SAMPLES if world.record(kind, s).pk in visible}
        wanted[role] = set(expected(table, role))
    assert seen == wanted


@pytest.mark.parametrize("label", sorted(VISIBLE))
def test_a_locked_account_sees_nothing_but_itself(same_world, label):
    world = same_world
    assert world.clients
    reader = world.reader("locked")
    kind, _table = VISIBLE[label]
    visible = readable_models()[label].objects.visible_to(reader)
    if label == "rulebook.stricterlimit":
        return  # by which clock one is measured follows from the commission, not from powers
    assert not visible.filter(pk__in=[world.record(kind, sample).pk for sample in SAMPLES])


@pytest.mark.parametrize("label", sorted(readable_models()))
@pytest.mark.parametrize("role", ABROAD)
def test_nobody_of_another_commission_sees_a_single_record_of_ours(same_world, label, role):
    world = same_world
    visible = readable_models()[label].objects.visible_to(world.reader(role))
    ours = (
        {"commission": world.commission}
        if label != "trail.event"
        else {"chain": world.commission.pk}
    )
    assert not visible.filter(**ours).exists()


@pytest.mark.parametrize("label", NEVER_AN_ADMINISTRATORS)
@pytest.mark.parametrize("office", Office)
def test_none_of_the_three_administrators_sees_the_work(same_world, label, office):
    world = same_world
    assert not readable_models()[label].objects.visible_to(world.reader(office)).exists()


@pytest.mark.parametrize("office", Office)
def test_an_administrators_postings_open_nothing_to_him(same_world, office):
    """Not even to one who is commission secretary besides."""
    world = same_world
    user = world.users[office]
    user.official = world.users[Post.SECRETARY].official
    world.users[Post.SECRETARY].official = None
    world.users[Post.SECRETARY].save()
    user.save()
    reader = world.reader(office)
    for label in NEVER_AN_ADMINISTRATORS:
        assert not readable_models()[label].objects.visible_to(reader).exists()
