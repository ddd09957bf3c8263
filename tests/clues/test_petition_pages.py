"""The pages of petitions as the offices use them: from the first question to the end, letters, lists, exports."""

from io import BytesIO

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from paizhu.clues.models import (
    ClueState,
    Conclusion,
    Disposition,
    Petition,
    PetitionState,
    Standing,
)
from paizhu.trail.models import Event
from tests.clues.factories import ON, clue_of, named, petition_of, registered

pytestmark = pytest.mark.django_db


def client(city, role="petitions"):
    made = Client()
    made.force_login(city.user(role))
    return made


def step(made, petition, name, **given):
    petition = Petition.objects.get(pk=petition.pk)
    address = reverse("clues:petition_step", args=[petition.pk, name])
    return made.post(address, {"revision": petition.revision} | given)


def test_a_petition_goes_from_the_first_question_to_its_end_in_the_browser(city):
    office, cases, leader = client(city), client(city, "cases"), client(city, "deputy_secretary")
    new = reverse("clues:petition_new")
    form = office.post(
        new, {"first_question": "1", "question": "within", "received_on": "2024-06-03"}
    )
    assert 'value="2024-06-03"' in form.content.decode()
    sent = {
        "question": "within", "received_on": "2024-06-03", "channel": "letter", "person_name": "王某某",
        "unit-text": "市乙局", "rank": "section_chief", "standing": "named", "text": "反映收受礼金。",
        "reporter_name": "赵举报", "reporter_contact": "13900000000",
    }  # fmt: skip
    made = Petition.objects.get(pk=office.post(new, sent).url.rstrip("/").rsplit("/", 1)[1])
    page = office.get(made.get_absolute_url()).content.decode()
    for words in ("反映收受礼金", "告知检举控告人受理情况", "第26条", "示例petitions", "王某某"):
        assert words in page
    step(office, made, "accept")
    step(office, made, "hand-over", note="原件一份")
    step(cases, made, "sign")
    assert "原件一份" in cases.get(made.get_absolute_url()).content.decode()
    assert leader.get(made.get_absolute_url()).status_code == 404
    step(cases, made, "ask-return", why="仅列罪名")
    assert (
        "仅列罪名"
        in leader.get(
            reverse("clues:petition_step", args=[made.pk, "decide-return"])
        ).content.decode()
    )
    answer = step(leader, made, "decide-return", decision="refuse", text="有具体事实")
    assert answer.url == "/", "decided, it exists no longer for the leader"
    clue_of(
        city, "U2", petition=made, state=ClueState.CONCLUDED, disposition=Disposition.VERIFICATION,
        disposed_on=ON, conclusion=Conclusion.CONCLUDED, concluded_on="2024-07-01",
    )  # fmt: skip
    assert office.get(reverse("clues:petition_step", args=[made.pk, "finish"])).status_code == 403
    told = {"told_on": "2024-07-05", "way": "电话", "text": "查否，已办结"}
    office.post(reverse("clues:petition_answer", args=[made.pk, "result"]), told)
    step(office, made, "finish")
    assert Petition.objects.get(pk=made.pk).state == PetitionState.ANSWERED
    assert "查否，已办结" in office.get(made.get_absolute_url()).content.decode()
    assert Event.objects.filter(act="clues.viewed", subject_id=str(made.pk)).count() >= 3


@pytest.mark.parametrize(
    ("state", "kind", "words"),
    [
        (PetitionState.ACCEPTED, "acceptance", "予以受理"),
        (PetitionState.NOT_ACCEPTED, "advice", "仲裁"),
        (PetitionState.HANDED_OVER, "result", "查否"),
    ],
)
def test_letters_carry_no_name_and_each_print_is_in_the_trail(city, state, kind, words):
    made = named(city, "U5")
    Petition.objects.filter(pk=made.pk).update(state=state, not_accepted="litigation")
    if kind == "result":
        clue_of(
            city,
            "U5",
            petition=made,
            state=ClueState.CONCLUDED,
            conclusion="concluded",
            concluded_on=ON,
        )
    page = client(city).get(reverse("clues:petition_letter", args=[made.pk, kind])).content.decode()
    assert words in page
    assert "赵举报" not in page
    assert Event.objects.filter(act="clues.petition_letter").count() == 1
    for other in {"acceptance", "advice", "result"} - {kind}:
        refused = client(city).get(reverse("clues:petition_letter", args=[made.pk, other]))
        assert refused.status_code == 403 or (other, state) == (
            "acceptance",
            PetitionState.HANDED_OVER,
        )


def test_what_became_of_petitions_is_listed_by_quarter_without_the_clue(city):
    told = petition_of(city, "U5", state=PetitionState.HANDED_OVER, standing=Standing.NAMED)
    clue = clue_of(
        city, "U5", petition=told, state=ClueState.FILED, disposition=Disposition.VERIFICATION,
        disposed_on=ON, conclusion=Conclusion.FILING, concluded_on=ON, filed_on="2026-05-04",
        summary="线索摘要不外泄",
    )  # fmt: skip
    office, address = client(city), reverse("clues:petition_results")
    page = office.get(address, {"quarter": "2026Q2"}).content.decode()
    for words in (told.code, "初步核实", "基本属实", "2026-05-04", "尚未反馈"):
        assert words in page
    for hidden in (clue.code, "线索摘要"):
        assert hidden not in page
    assert told.code not in office.get(address, {"quarter": "2026Q1"}).content.decode()
    assert client(city, "cases").get(address).status_code == 403


def test_filters_find_by_state_way_signature_unit_period_and_overdue_answers(city):
    made = petition_of(city, "U5", state=PetitionState.ACCEPTED, channel="visit", received_on="2024-06-03",
                       standing=Standing.NAMED)  # fmt: skip
    other = petition_of(city, "U2")
    office, address = client(city), reverse("clues:petitions")
    for query in (
        {"state": "accepted"}, {"channel": "visit"}, {"standing": "named"},
        {"unit": city.units["U5"].pk}, {"received_from": "2024-01-01"}, {"answers": "overdue"}, {"answers": "owing"},
    ):  # fmt: skip
        page = office.get(address, query).content.decode()
        assert made.code in page, query
        assert other.code not in page, query
    due = office.get(reverse("clues:petition_answers")).content.decode()
    assert made.code in due
    assert "告知检举控告人受理情况" in due


def test_an_export_holds_no_names_and_is_in_the_trail(city):
    made = named(city)
    answer = client(city).get(reverse("clues:petitions"), {"export": "xlsx"})
    book = openpyxl.load_workbook(BytesIO(b"".join(answer.streaming_content)))
    cells = " ".join(str(c.value) for row in book.worksheets[0].iter_rows() for c in row)
    assert made.code in cells
    for secret in ("王某某", "赵举报"):
        assert secret not in cells
    assert Event.objects.filter(act="clues.exported").count() == 1


def test_likely_repeats_are_shown_and_linked_by_a_person(city):
    first = registered(city, "U5", text="反映其在工程发包中收受礼金。")
    made = registered(city, "U5", text="反映他工程发包中收受礼金！", received_on=ON.replace(day=20))
    office = client(city)
    page = office.get(made.get_absolute_url()).content.decode()
    assert first.code in page
    form = office.get(reverse("clues:petition_step", args=[made.pk, "link"]), {"to": first.code})
    assert f'value="{first.code}"' in form.content.decode()
    step(office, made, "link", number=first.code)
    assert Petition.objects.get(pk=made.pk).first == first
    assert "未找到" in step(office, registered(city, "U5"), "link", number="XF-0").content.decode()


def test_lists_ask_the_database_equally_often_however_long_they_are(city):
    office, counts = client(city), []
    for _round in range(2):
        for _number in range(6):
            petition_of(city, "U5", state=PetitionState.HANDED_OVER, standing=Standing.NAMED)
        with CaptureQueriesContext(connection) as asked:
            office.get(reverse("clues:petitions"))
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 30


@pytest.mark.parametrize("name", ["nonsense", "accepted", "hand_over"])
def test_a_step_that_does_not_exist_is_not_there(city, name):
    address = reverse("clues:petition_step", args=[registered(city).pk, name])
    assert client(city).get(address).status_code == 404


def test_a_step_without_its_reason_is_sent_back_with_words(city):
    made, office = registered(city, "U5"), client(city)
    assert "这个字段是必填项" in step(office, made, "refuse").content.decode()
    assert "借用现行规定" in step(office, made, "refuse").content.decode()
    step(office, made, "refuse", reason="no_substance")
    assert Petition.objects.get(pk=made.pk).not_accepted == "no_substance"
