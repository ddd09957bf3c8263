"""The pages for both voices: what each reader finds, each step from its page, and plain answers to bad input."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from paizhu.organization.models import Post, Posting
from paizhu.rectification.actions import keeping
from paizhu.rectification.models import Evidence, Measure, Rectification, Voice, WorkingNote
from tests.documents.bytes import png
from tests.oversight.factories import ON
from tests.rectification.factories import add_measure, in_state, issued, take


def client(city, role="office") -> Client:
    browser = Client()
    browser.force_login(city.user(role))
    return browser


def address(name, *args):
    return reverse(f"rectification:{name}", args=args)


def page(city, record, role) -> str:
    return client(city, role).get(record.get_absolute_url()).content.decode()


def send(city, record, step, role, **given):
    given = {"revision": Rectification.objects.get(pk=record.pk).revision, **given}
    return client(city, role).post(address("step", record.pk, step), given)


def test_the_whole_way_of_a_matter_from_page_to_page(city):
    record = issued(city)
    words = {"text": "见说明。"}
    measure = {"what": "修订制度", "leader": "某局长", "until_on": "2015-07-01"}
    steps = [
        ("contact", "sign", {}, "issued"),
        ("contact", "accept", {}, "planning"),
        ("contact", "submit_plan", {}, "plan_submitted"),
        ("leader", "return_plan", words, "planning"),
        ("contact", "submit_plan", {}, "plan_submitted"),
        ("leader", "agree_plan", {}, "rectifying"),
        ("contact", "report", words, "reported"),
        ("leader", "return_report", words, "rectifying"),
        ("contact", "report", words, "reported"),
        ("leader", "confirm", {"on": timezone.localdate().isoformat()}, "closed"),
        ("leader", "pass_recheck", {}, "closed"),
        ("leader", "reopen", words, "rectifying"),
    ]
    for role, step, given, state in steps:
        if (step, state) == ("submit_plan", "plan_submitted") and not Measure.objects.exists():
            client(city, role).post(address("measure_new", record.pk), measure)
        if step == "report":
            strike(city, record)
        assert address("step", record.pk, step) in page(city, record, role), step
        assert send(city, record, step, role, **given).status_code == 302, step
        assert Rectification.objects.get().state == state


def strike(city, record):
    for measure in Measure.objects.filter(done_on__isnull=True):
        place = address("measure_strike", record.pk, measure.pk)
        given = {"revision": measure.revision, "on": timezone.localdate().isoformat()}
        assert client(city, "contact").post(place, given).status_code == 302


def test_a_units_contact_sees_the_groups_word_and_never_who_nor_its_notes(city):
    record = issued(city)
    Rectification.objects.update(group=city.groups["Z1"], keeper=city.people["member"])
    take(city, take(city, record, "dispute", "contact"), "uphold", "leader", text="组里坚持。")
    keeping.note(rectification=record, text="留意此事", by=city.looker("leader"))
    text = page(city, record, "contact")
    assert "组里坚持。" in text
    assert "党群口综合纪检监察组" in text
    for hidden in ("示例leader", "示例member", "留意此事", "组内工作记录", "代单位登记"):
        assert hidden not in text
    for shown in ("示例leader", "示例member", "留意此事"):
        assert shown in page(city, record, "member")


def test_the_list_names_who_follows_to_the_group_only(city):
    issued(city)
    Rectification.objects.update(group=city.groups["Z1"], keeper=city.people["member"])
    place = address("rectifications")
    assert "示例member" in client(city, "leader").get(place).content.decode()
    text = client(city, "contact").get(place)
    assert "示例member" not in text.content.decode()
    assert "keeper" not in text.content.decode()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", "ABC"),
        ("turn=open", "AB"),
        ("turn=unit", "A"),
        ("turn=group", "B"),
        ("light=red", "A"),
        ("light=blue", ""),
        ("state=closed", "C"),
        ("overdue_on=2015-07-02", "A"),
        ("q=市丙局", "B"),
        ("light=kein", ""),
    ],
)
def test_the_list_answers_its_filters(city, query, found):
    in_state(issued(city, code="A", due_on=ON), "planning")
    in_state(issued(city, "U3", code="B"), "reported")
    in_state(issued(city, code="C", due_on=ON), "closed")
    answer = client(city).get(f"{address('rectifications')}?{query}")
    shown = {record.code for record in answer.context["listing"].turn.records}
    assert shown == set(found)


def test_a_resident_leader_sees_the_button_and_why_it_is_not_his(city):
    record = in_state(issued(city, "U3"), "reported")
    text = page(city, record, "leader_two")
    assert "您派驻在“市丙局”" in text
    assert address("step", record.pk, "confirm") not in text
    assert address("step", record.pk, "return_report") in text


def test_a_step_out_of_order_and_a_stale_page_get_plain_answers(city):
    record = in_state(issued(city), "reported")
    answer = send(city, record, "agree_plan", "leader")
    assert answer.status_code == 403
    assert "不能办理此步骤" in answer.content.decode()
    send(city, record, "return_report", "leader", text="缺佐证。")
    stale = client(city, "contact").post(
        address("step", record.pk, "report"), {"revision": 1, "text": "已完成。"}
    )
    assert "他人修改" in stale.content.decode()
    assert "已完成。" in stale.content.decode()
    assert Rectification.objects.get().state == "rectifying"
    assert client(city).get(address("step", record.pk, "burn")).status_code == 404


def test_a_reason_left_out_is_asked_for_beside_its_field(city):
    record = issued(city)
    answer = send(city, record, "dispute", "contact", text="")
    assert "text" in answer.context["form"].errors
    assert not Voice.objects.exists()


def test_evidence_is_given_to_who_sees_the_matter_and_a_false_file_is_refused(city):
    record = in_state(issued(city), "rectifying")
    false = SimpleUploadedFile("公示.pdf", png())
    answer = send(city, record, "report", "contact", text="已完成。", files=[false])
    assert "files" in answer.context["form"].errors
    good = SimpleUploadedFile("公示.png", png())
    assert send(city, record, "report", "contact", text="已完成。", files=[good]).status_code == 302
    place = address("evidence", record.pk, Evidence.objects.get().pk)
    assert client(city, "leader").get(place).content == png()
    assert client(city, "team").get(place).status_code == 404


def test_measures_of_another_matter_are_not_reached_through_this_one(city):
    record, other = in_state(issued(city), "planning"), issued(city)
    place = address("measure_change", record.pk, add_measure(other).pk)
    assert client(city).get(place).status_code == 404


def test_the_three_lists_are_printed(city):
    record = in_state(issued(city), "planning")
    text = client(city, "contact").get(address("printed", record.pk)).content.decode()
    for words in ("一、问题清单", "二、任务清单", "三、责任清单", "修订制度", "示例负责人"):
        assert words in text


def test_the_page_of_a_postings_end_shows_what_is_handed_over_and_does_it_in_one_step(city):
    record = issued(city)
    Rectification.objects.update(group=city.groups["Z1"], keeper=city.people["member"])
    posting = city.posting("member", Post.MEMBER)
    place = reverse("organization:posting_end", args=[posting.pk])
    office = client(city)
    shown = office.get(place)
    assert record.get_absolute_url() in shown.content.decode()
    assert shown.context["form"].initial["successor"] == city.people["leader"]
    given = {"revision": posting.revision, "until_on": timezone.localdate().isoformat()}
    refused = office.post(place, {**given, "successor": "", "successor-text": ""})
    assert "未结事项" in refused.content.decode()
    answer = office.post(place, {**given, "successor": city.people["leader"].pk})
    assert answer.status_code == 302
    assert Posting.objects.get(pk=posting.pk).until_on
    assert Rectification.objects.get().keeper == city.people["leader"]


def test_the_pages_speak_english_too(city):
    browser = client(city, "contact")
    browser.cookies.load({"django_language": "en"})
    text = browser.get(issued(city).get_absolute_url()).content.decode()
    assert "What both sides said" in text


def test_a_form_sent_twice_is_led_on_and_nothing_happens_twice(city):
    record = issued(city)
    office, token = client(city, "office"), "a" * 32
    for name, given in (("note", {"text": "留意。"}), ("accept", {"text": "认领。"})):
        revision = Rectification.objects.get().revision
        sent = {"revision": revision, "once": f"{name[0]}{token[1:]}".replace("n", "b"), **given}
        answers = [office.post(address("step", record.pk, name), sent) for _time in range(2)]
        assert [answer.status_code for answer in answers] == [302, 302], name
        assert answers[1].url == record.get_absolute_url()
    assert WorkingNote.objects.count() == 1
    assert Voice.objects.count() == 1
    measure = {"what": "修订制度", "leader": "某局长", "until_on": "2015-07-01", "once": token}
    for _time in range(2):
        client(city, "contact").post(address("measure_new", record.pk), measure)
    assert Measure.objects.count() == 1
