"""Intake: what belongs above leaves nothing behind; what is registered is numbered, sealed, and about nobody's own matter."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse

from paizhu.clues.actions import intake, reporters
from paizhu.clues.models import Channel, Draft, Petition, PetitionFile, Reporter, Standing
from paizhu.clues.queries import categories
from paizhu.clues.rules.petitions import BelongsAbove
from paizhu.documents.models import StoredFile
from paizhu.kernel.refusals import Refused
from paizhu.organization.models import Official, Post, Posting, Rank, RecusalGround, Unit
from paizhu.rulebook.states import PersonCategory
from paizhu.trail.models import Event
from tests.clues.factories import ON, REPORTER, facts_of, named, registered
from tests.documents.bytes import png
from tests.organization.city import ROLES

pytestmark = pytest.mark.django_db
NEW = "clues:petition_new"


def client(city, role="petitions"):
    made = Client()
    made.force_login(city.user(role))
    return made


def whole_database() -> dict[str, list]:
    """Return every row of every table."""
    found = {}
    with connection.cursor() as cursor:
        for table in sorted(connection.introspection.table_names(cursor)):
            cursor.execute(f'SELECT * FROM "{table}"')
            found[table] = sorted(map(repr, cursor.fetchall()))
    return found


def posted(city, **given):
    """Return what the registering form sends."""
    return {
        "question": "within", "received_on": "2015-06-01", "channel": "letter", "person_name": "王某某",
        "unit": city.units["U2"].pk, "rank": Rank.SECTION_CHIEF, "standing": "anonymous",
        "text": "反映其在工程发包中收受礼金。",
    } | given  # fmt: skip


@pytest.mark.parametrize("answer", ["above", "head"])
def test_what_belongs_above_leaves_the_whole_database_as_it_was(city, answer, data_folder):
    office = client(city)
    office.get(reverse(NEW))
    before, files = whole_database(), sorted(data_folder.rglob("*"))
    screen = office.get(reverse(NEW)).content.decode()
    for field in ("person_name", 'name="text"', "reporter", "files"):
        assert field not in screen, "the first screen has no field for content"
    sent = {"first_question": "1", "question": answer, "received_on": "2024-06-03"}
    slip = office.post(reverse(NEW), sent | {"text": "不得保存的内容", "person_name": "某领导"})
    assert slip.status_code == 200
    assert "径送单" in slip.content.decode()
    assert "不得保存的内容" not in slip.content.decode()
    assert whole_database() == before
    assert sorted(data_folder.rglob("*")) == files


@pytest.mark.parametrize(
    ("received", "told"),
    [("2024-06-03", "2024-06-11"), ("2015-06-01", "当时的规定未列明天数")],
    ids=["five working days over the feast of June 10", "a time that knew no number"],
)
def test_the_slip_says_by_when_and_why(city, received, told):
    sent = {"first_question": "1", "question": "above", "received_on": received}
    page = client(city).post(reverse(NEW), sent).content.decode()
    assert told in page
    assert "处理检举控告工作规则" in page or "2020年" in page


def test_content_is_taken_only_after_the_first_question_was_answered_with_no(city):
    office = client(city)
    for question in ({}, {"question": ""}, {"question": "above"}, {"question": "nonsense"}):
        sent = {**posted(city), "question": ""} | question
        assert office.post(reverse(NEW), sent).status_code == 200
    assert not Petition.objects.exists()
    assert office.post(reverse(NEW), posted(city)).status_code == 302
    assert Petition.objects.count() == 1


@pytest.mark.parametrize("by_record", [True, False])
def test_the_head_of_the_commission_is_refused_and_the_draft_goes_too(city, by_record):
    head, office = city.people["secretary"], client(city)
    given = {"official": head.pk} if by_record else {"person_name": f" {head.name} "}
    office.post(reverse("clues:draft_save"), {**posted(city), "draft_of": reverse(NEW)})
    assert Draft.objects.count() == 1
    page = office.post(reverse(NEW), posted(city, **given)).content.decode()
    assert "径送单" in page
    assert "工程发包" not in page
    assert not Petition.objects.exists()
    assert not Draft.objects.exists()


def test_a_namesake_of_the_head_is_entered_when_chosen_on_record(city):
    namesake = Official.objects.create(
        commission=city.commission, code="P99", name=city.people["secretary"].name
    )
    made = registered(city, official_id=namesake.pk, person_name=namesake.name)
    assert made.official_id == namesake.pk


@pytest.mark.parametrize("role", ROLES)
def test_only_the_petition_office_registers(city, role):
    given = {"commission": city.commission, "facts": facts_of(city, "U5"), "by": city.looker(role)}
    if role == "petitions":
        assert intake.register(**given).code == "XF-2015-0001"
        return
    with pytest.raises(Refused, match="信访举报部门"):
        intake.register(**given)


def test_numbers_have_no_gap_although_a_registration_fails(city):
    first = registered(city)
    with pytest.raises(Refused):
        registered(city, text=" ")
    assert [first.code, registered(city).code] == ["XF-2015-0001", "XF-2015-0002"]


def test_names_text_and_attachments_lie_sealed_and_files_bear_a_neutral_name(city):
    upload = SimpleUploadedFile("反映王某某的材料.png", png())
    petition = named(city, uploads=[upload], person_number="620102198001010011")
    dump = repr(whole_database())
    for secret in ("王某某", "收受礼金", "620102198001010011", "赵举报", "13900000000"):
        assert secret not in dump
    kept = PetitionFile.objects.get(petition=petition)
    assert kept.name == "反映王某某的材料.png"
    assert StoredFile.objects.get(pk=kept.file_id).name == "附件.png"


def test_an_attachment_comes_back_under_its_own_name_and_the_look_is_in_the_trail(city):
    petition = registered(city, uploads=[SimpleUploadedFile("证据.png", png())])
    answer = client(city).get(reverse("clues:petition_file", args=[petition.files.get().pk]))
    assert answer.content == png()
    assert "%E8%AF%81%E6%8D%AE" in answer.headers["Content-Disposition"]
    assert Event.objects.filter(act="clues.petition_file_opened").exists()


@pytest.mark.parametrize("standing", [Standing.ANONYMOUS, Standing.UNVERIFIABLE])
def test_nothing_is_kept_of_who_reports_without_a_real_name(city, standing):
    with pytest.raises(Refused, match="非实名"):
        registered(city, standing=standing, reporter=REPORTER)
    registered(city, standing=standing)
    assert not Reporter.objects.exists()


@pytest.mark.parametrize("lacking", ["name", "contact"])
def test_a_real_name_has_a_name_and_a_way_to_reach_it(city, lacking):
    with pytest.raises(Refused, match="联系方式"):
        registered(city, standing=Standing.NAMED, reporter=replace(REPORTER, **{lacking: " "}))
    with pytest.raises(Refused, match="联系方式"):
        registered(city, standing=Standing.NAMED)


def test_who_registers_is_kept_out_of_his_own_matter_and_that_of_his_kin(city):
    own, kin = city.people["petitions"], city.people["nobody"]
    RecusalGround.objects.create(
        commission=city.commission, official=kin, relative=own, reason="配偶"
    )
    for official in (own, kin):
        with pytest.raises(Refused, match="近亲属"):
            registered(city, official_id=official.pk)
    with pytest.raises(Refused, match="检举控告人"):
        registered(city, standing=Standing.NAMED, reporter=replace(REPORTER, official_id=own.pk))
    assert not Petition.objects.exists()


def test_a_report_that_one_made_oneself_does_not_exist_for_one_at_the_office(city):
    made = named(city, "U5")
    own = replace(REPORTER, official_id=city.people["petitions"].pk)
    reporters.keep_reporter(made, own)
    assert not Petition.objects.visible_to(city.looker("petitions")).exists()
    reporters.keep_reporter(made, REPORTER)
    assert Petition.objects.visible_to(city.looker("petitions")).exists()


def test_who_was_at_the_unit_within_the_period_that_counts_does_not_register_about_it(city):
    Posting.objects.create(
        commission=city.commission, official=city.people["petitions"], post=Post.TEAM_MEMBER,
        unit=city.units["U2"], from_on=ON, until_on=date.today() - timedelta(days=30),
    )  # fmt: skip
    with pytest.raises(Refused, match="任职"):
        registered(city)
    assert registered(city, "U5").unit == city.units["U5"]


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"received_on": date.today() + timedelta(days=1)}, "晚于今天"),
        ({"person_name": " "}, "不详"),
        ({"text": "\n"}, "反映内容"),
        ({"unit_id": 999999}, "单位"),
        ({"official_id": 999999}, "人员"),
    ],
    ids=["day to come", "nobody named", "no text", "no unit", "no official"],
)
def test_bad_input_is_refused_with_its_reason(city, wrong, told):
    with pytest.raises(Refused, match=told):
        registered(city, **wrong)


def test_a_unit_of_another_commission_is_not_there(city, other_city):
    foreign = Unit.objects.of(other_city.commission).first()
    with pytest.raises(Refused, match="单位"):
        registered(city, unit_id=foreign.pk)


@pytest.mark.parametrize(
    ("role", "rank", "category"),
    [
        ("head", Rank.COUNTY_CHIEF, PersonCategory.UNIT_HEAD),
        ("team", Rank.COUNTY_DEPUTY, PersonCategory.UNIT_TEAM),
        (None, Rank.COUNTY_DEPUTY, PersonCategory.SUPERIOR_MANAGED),
        (None, Rank.SECTION_CHIEF, PersonCategory.MANAGED_CHIEF),
        (None, Rank.SECTION_DEPUTY, PersonCategory.MANAGED_DEPUTY),
        (None, Rank.OTHER, PersonCategory.OTHER),
    ],
)
def test_the_category_is_proposed_from_post_and_rank_and_a_person_may_choose(
    city, role, rank, category
):
    official = city.people[role].pk if role else None
    assert categories.proposed(official, rank, ON) == category
    assert registered(city, rank=rank, official_id=official).category == category
    chosen = registered(city, rank=rank, category=PersonCategory.PARTY_ORGANISATION)
    assert chosen.category == PersonCategory.PARTY_ORGANISATION


def test_the_trail_of_registering_has_number_and_way_and_nothing_of_the_matter(city):
    named(city)
    told = repr(list(Event.objects.values()))
    assert "XF-2015-0001" in told
    for secret in ("王某某", "赵举报", "礼金", "13900000000"):
        assert secret not in told


def test_what_was_registered_is_corrected_until_it_is_handed_over(city):
    petition, office = registered(city), city.looker("petitions")
    facts = facts_of(city, "U5", text="反映其虚报考勤。", channel=Channel.VISIT)
    changed = intake.correct(petition=petition, facts=facts, by=office)
    assert (changed.text, changed.unit, changed.code) == (
        "反映其虚报考勤。",
        city.units["U5"],
        petition.code,
    )
    about_head = facts_of(city, official_id=city.people["secretary"].pk)
    with pytest.raises(BelongsAbove):
        intake.correct(petition=petition, facts=about_head, by=office)
    with pytest.raises(Refused):
        intake.correct(petition=petition, facts=facts, by=city.looker("cases"))


def test_the_form_tells_every_fault_and_loses_nothing(city):
    wrong = posted(city, standing="named", received_on="2999-01-01", unit="", person_name="")
    page = client(city).post(reverse(NEW), wrong).content.decode()
    for told in (
        "收到日期不能晚于今天",
        "实名检举控告必须填写此项",
        "不详",
        "反映其在工程发包中收受礼金",
    ):
        assert told in page
    assert not Petition.objects.exists()


def test_sent_twice_it_is_registered_once(city):
    office, once = client(city), "0123456789abcdef0123456789abcdef"
    first = office.post(reverse(NEW), posted(city, once=once))
    assert office.post(reverse(NEW), posted(city, once=once)).url == first.url
    assert Petition.objects.count() == 1


def test_the_fields_suggest_any_unit_to_the_petition_office_and_nothing_to_others(city):
    address = reverse("clues:suggestions", args=["organization.unit"])
    assert "市乙局" in client(city).get(address, {"q": "乙"}).content.decode()
    for role in ("office", "contact", "head", "standing", "auditor"):
        assert client(city, role).get(address, {"q": "乙"}).status_code == 403
    assert client(city).get(reverse("clues:suggestions", args=["access.user"])).status_code == 404
