"""The pages as people use them, from design to the public page."""

import json
import re
from datetime import timedelta
from io import BytesIO

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from paizhu.kernel import clock
from paizhu.oversight.models import Activity, Opinion
from paizhu.surveys.actions import voices
from paizhu.surveys.models import Survey, SurveyTemplate, SurveyUnit, Ticket, Voice
from paizhu.surveys.queries import packs
from tests.surveys import factories

pytestmark = pytest.mark.django_db


def client(city, role="leader"):
    made = Client()
    made.force_login(city.user(role))
    return made


def address(name, *args):
    return reverse(f"surveys:{name}", args=args)


def start(city, **given):
    now = timezone.localtime(clock.now())
    return {
        "source": "pack:2-appraisal",
        "group": city.groups["Z1"].pk,
        "units": [city.units["U2"].pk],
        "opens_at": (now - timedelta(hours=1)).strftime("%Y-%m-%dT%H:%M"),
        "closes_at": (now + timedelta(days=1)).strftime("%Y-%m-%dT%H:%M"),
        "minimum": 5,
    } | given


def send(browser, url, given):
    """Send a form with the revision that its page showed."""
    revision = browser.get(url).context["form"]["revision"].value()
    return browser.post(url, given | {"revision": revision})


def begun(city, browser=None, **given):
    browser = browser or client(city)
    answer = browser.post(address("survey_new"), start(city, **given))
    assert answer.status_code == 302, answer.context["form"].errors
    return Survey.objects.latest("pk")


def scoped(city, browser, survey):
    held = SurveyUnit.objects.get(survey=survey)
    page = browser.get(address("scope", survey.pk))
    form = page.context["form"]
    posted = {name: form[name].value() or "" for name in form.fields}
    for name in ("opens_at", "closes_at"):
        posted[name] = posted[name].strftime("%Y-%m-%dT%H:%M")
    posted |= {f"tickets_{held.pk}_A": 6, f"tickets_{held.pk}_C": 8}
    posted |= {f"members_{held.pk}": "示例head\n王五"}
    answer = browser.post(address("scope", survey.pk), posted)
    assert answer.status_code == 302, answer.context["form"].errors
    return SurveyUnit.objects.get(survey=survey)


def test_an_appraisal_is_held_from_design_to_the_public_page(city):
    browser, public = client(city), Client()
    survey = begun(city, browser)
    held = scoped(city, browser, survey)
    assert browser.get(address("preview", survey.pk)).status_code == 200
    assert browser.post(address("survey_step", survey.pk, "issue")).status_code == 302
    assert Ticket.objects.count() == 14
    counts = {"count_A": 6, "count_C": 7}
    pdf = browser.post(address("slips", held.pk), counts)
    assert pdf.content.startswith(b"%PDF")
    codes = factories.codes(city, survey, "U2")
    texts = ["食堂采购不公开，请公开", "食堂采购要公开", "王五同志很好"]
    for number, code in enumerate(codes["A"] + codes["C"][:6]):
        form = public.get(reverse("ballot:form", args=[code]))
        names = set(re.findall(r'name="([^"]+)" value="(?:good|excellent)"', form.content.decode()))
        answers = {n: "excellent" if "members" in n else "good" for n in names}
        answers["team:l1"] = "fair"
        if number < len(texts):
            answers["advice"] = texts[number]
        assert public.post(reverse("ballot:form", args=[code]), answers).status_code == 303
    assert "封存" in browser.get(address("tally", survey.pk)).content.decode()
    browser.post(address("survey_step", survey.pk, "close"))
    activity = Activity.objects.get()
    assert (activity.method, activity.group) == ("appraisal", city.groups["Z1"])
    tally = browser.get(address("tally", survey.pk)).content.decode()
    for word in ("示例head", "优秀和称职率", "与固定的数据一致", "领导", "85.7%"):
        assert word in tally
    workbook = openpyxl.load_workbook(
        BytesIO(browser.get(address("tally_excel", survey.pk)).content)
    )
    assert "市乙局" in workbook.sheetnames[0]
    assert browser.get(address("tally_report", survey.pk)).content.startswith(b"%PDF")
    first, second, third = Voice.objects.order_by("original")
    page = browser.get(address("voices", survey.pk)).content.decode()
    assert "相似" in page
    by = {voice.original: voice for voice in (first, second, third)}
    kept = send(
        browser,
        address("voice_step", by[texts[0]].pk, "keep"),
        {"wording": "建议公开食堂采购", "theme": "公开", "addressee": "team"},
    )
    assert kept.status_code == 302, kept.context["form"].errors
    send(browser, address("voice_step", by[texts[1]].pk, "merge"), {"into": by[texts[0]].pk})
    send(browser, address("voice_step", by[texts[2]].pk, "drop"), {"reason": "表扬"})
    answer = send(browser, address("voice_step", by[texts[0]].pk, "feed_back"), {"due_on": ""})
    assert answer.status_code == 302
    opinion = Opinion.objects.get()
    assert (opinion.content, opinion.unit) == ("建议公开食堂采购", city.units["U2"])
    results = reverse("ballot:results", args=[held.page])
    assert "尚未公布" in public.get(results).content.decode()
    browser.post(address("publish", held.pk))
    shown = public.get(results).content.decode()
    assert "建议公开食堂采购" in shown
    assert texts[0] not in shown
    assert "王五" not in shown


def test_an_opinion_for_a_member_goes_to_that_official(city):
    survey = factories.issued(city, {"U2": {"A": 6}})
    SurveyUnit.objects.filter(survey=survey).update(
        members=[{"key": "member_1", "name": "示例head"}]
    )
    for code in factories.codes(city, survey, "U2")["A"]:
        factories.cast(code, q1="good", t1="多下基层")
    factories.close(city, survey)
    browser, voice = client(city), Voice.objects.first()
    given = {"wording": "请多到基层", "addressee": "member_1"}
    answer = send(browser, address("voice_step", voice.pk, "keep"), given)
    assert answer.status_code == 302, answer.context["form"].errors
    send(browser, address("voice_step", voice.pk, "feed_back"), {"due_on": ""})
    assert Opinion.objects.get().rectification.addressee == city.people["head"]


@pytest.mark.parametrize("source", ["blank:opinions", "pack:1-main-responsibility"])
def test_questions_are_added_changed_moved_and_taken_out(city, source):
    browser = client(city)
    survey = begun(city, browser, source=source)
    given = {
        "section": 0, "kind": "matrix", "title": "新题", "options": "好 | 100\n差 | 40\n不了解",
        "lines": "学习\n工作", "required": "on",
    }  # fmt: skip
    answer = send(browser, address("question_new", survey.pk), given)
    assert answer.status_code == 302, answer.context["form"].errors
    survey = Survey.objects.get(pk=survey.pk)
    made = survey.definition["sections"][0]["questions"][-1]
    assert [o.get("score") for o in made["options"]] == [100.0, 40.0, None]
    assert made["options"][2]["unclear"]
    assert (
        browser.get(address("question", survey.pk, made["key"])).context["form"]["options"].value()
    )
    changed = given | {"title": "改过的题"}
    assert send(browser, address("question", survey.pk, made["key"]), changed).status_code == 302
    survey = Survey.objects.get(pk=survey.pk)
    again = survey.definition["sections"][0]["questions"][-1]
    assert (again["title"], again["options"]) == ("改过的题", made["options"])
    browser.post(address("question_step", survey.pk, made["key"], "up"))
    survey = Survey.objects.get(pk=survey.pk)
    assert survey.definition["sections"][0]["questions"][-1]["key"] != made["key"]
    browser.post(address("question_step", survey.pk, made["key"], "delete"))
    survey = Survey.objects.get(pk=survey.pk)
    assert made["key"] not in json.dumps(survey.definition)


def test_a_matrix_of_members_by_items_is_entered_drawn_tallied_and_exported(city):
    browser = client(city)
    survey = begun(city, browser, source="blank:appraisal")
    given = {
        "section": 0, "kind": "matrix", "title": "逐项评价", "options": "优秀 | 100\n称职 | 80",
        "of_members": "on", "items": "德\n廉", "required": "on",
    }  # fmt: skip
    answer = send(browser, address("question_new", survey.pk), given)
    assert answer.status_code == 302, answer.context["form"].errors
    survey = Survey.objects.get(pk=survey.pk)
    made = survey.definition["sections"][0]["questions"][1]
    assert [item["label"] for item in made["items"]] == ["德", "廉"]
    kept = browser.get(address("question", survey.pk, made["key"])).context["form"]
    assert kept["items"].value() == "德\n廉"
    scoped(city, browser, survey)
    browser.post(address("survey_step", survey.pk, "issue"))
    codes = factories.codes(city, survey, "U2")["A"]
    form = Client().get(reverse("ballot:form", args=[codes[0]])).content.decode()
    names = sorted(set(re.findall(rf'name="({made["key"]}:[^"]+)"', form)))
    assert len(names) == 4
    assert (
        form.count("王五") == 3
    )  # above his items, and before each of them for who hears the page
    for code in codes:
        good, fair = (option["key"] for option in made["options"])
        answers = {"q1": "o1"} | {n: good if n.endswith("i1") else fair for n in names}
        sent = Client().post(reverse("ballot:form", args=[code]), answers)
        assert sent.status_code == 303
    browser.post(address("survey_step", survey.pk, "close"))
    assert "王五 · 德" in browser.get(address("tally", survey.pk)).content.decode()
    book = openpyxl.load_workbook(BytesIO(browser.get(address("tally_excel", survey.pk)).content))
    cells = [cell for row in book.worksheets[0].iter_rows(values_only=True) for cell in row]
    assert "王五 · 廉" in cells
    assert browser.get(address("tally_report", survey.pk)).content.startswith(b"%PDF")


def counting(city, browser, survey, **changed):
    """Send the page of counting with some of its fields changed."""
    url = address("counting", survey.pk)
    form = browser.get(url).context["form"]
    return browser.post(url, {n: form[n].value() or "" for n in form.fields} | changed)


def test_formulas_warning_lines_and_invalid_rules_are_entered_in_words_and_counted(city):
    browser = client(city)
    survey = begun(city, browser)
    before = survey.definition
    assert counting(city, browser, survey).status_code == 302
    kept = Survey.objects.get(pk=survey.pk).definition
    assert (kept["formulas"], kept["invalid"]) == (before["formulas"], before["invalid"])
    assert [w["options"] for w in kept["warnings"]] == [w["options"] for w in before["warnings"]]
    given = {
        "invalid": ["unfinished"], "title_3": "系数得分", "kind_3": "coefficients",
        "options_3": "优秀 1、称职×0.8，基本称职 0.6、不称职 0", "share_0": "25",
        "title_1": "", "kind_1": "",
    }  # fmt: skip
    answer = counting(city, browser, survey, **given)
    assert answer.status_code == 302, answer.context["form"].errors
    kept = Survey.objects.get(pk=survey.pk).definition
    assert kept["invalid"] == ["unfinished"]
    assert [f["title"] for f in kept["formulas"]] == ["优秀和称职率", "得分", "系数得分"]
    assert kept["formulas"][2]["points"] == {
        "excellent": 1,
        "competent": 0.8,
        "basic": 0.6,
        "not": 0,
    }
    assert kept["warnings"][0]["at_least"] == 0.25
    page = browser.get(address("questions", survey.pk)).content.decode()
    assert "系数得分" in page


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"title_3": "甲", "kind_3": "share", "options_3": "很好"}, "没有选项“很好”"),
        ({"title_3": "甲", "kind_3": "share", "options_3": ""}, "至少写一个选项"),
        ({"title_3": "甲", "kind_3": "coefficients", "options_3": "优秀"}, "优秀 1、称职 0.8"),
        ({"title_3": "甲", "kind_3": "coefficients", "options_3": "优秀 nan"}, "优秀 1、称职 0.8"),
        ({"title_3": "甲"}, "公式要有名称和算法"),
        ({"line_2": "乙", "named_2": "优秀"}, "写明达到多少"),
        ({"line_2": "乙", "named_2": "优秀", "share_2": "101"}, "100"),
    ],
)
def test_a_rule_of_counting_that_makes_no_sense_is_told_at_its_row(city, given, words):
    browser = client(city)
    survey = begun(city, browser)
    answer = counting(city, browser, survey, **given)
    assert answer.status_code == 200
    assert words in answer.content.decode()
    assert Survey.objects.get(pk=survey.pk).definition == survey.definition


def test_how_a_survey_is_counted_is_frozen_once_it_is_issued(city):
    survey = factories.issued(city)
    answer = client(city).post(address("counting", survey.pk), {"revision": survey.revision})
    assert answer.status_code == 403
    assert Survey.objects.get(pk=survey.pk).definition == survey.definition


def test_the_same_answer_keeps_its_key_in_every_question(city):
    browser = client(city)
    survey = begun(city, browser)
    given = {
        "section": 0, "kind": "single", "title": "新题", "options": "称职 | 80\n别的", "required": "on",
    }  # fmt: skip
    send(browser, address("question_new", survey.pk), given)
    made = Survey.objects.get(pk=survey.pk).definition["sections"][0]["questions"][-1]
    assert [option["key"] for option in made["options"]] == ["competent", "o1"]


def test_a_condition_is_entered_in_words_and_a_wrong_one_is_told(city):
    browser = client(city)
    survey = begun(city, browser, source="blank:opinions")
    given = {
        "section": 0, "kind": "text", "title": "为什么", "when_question": "q1",
        "when_operator": "is", "when_value": "否",
    }  # fmt: skip
    answer = send(browser, address("question_new", survey.pk), given)
    assert answer.status_code == 302, answer.context["form"].errors
    survey = Survey.objects.get(pk=survey.pk)
    when = survey.definition["sections"][0]["questions"][1]["when"]
    assert when == {"question": "q1", "operator": "is", "value": "o2"}
    wrong = send(browser, address("question_new", survey.pk), given | {"when_value": "也许"})
    assert "不在该题的选项之中" in wrong.content.decode()


def test_a_template_is_exported_imported_and_kept(city):
    browser = client(city)
    survey = begun(city, browser)
    exported = browser.get(address("export", survey.pk)).content
    assert json.loads(exported) == packs.packs()["2-appraisal"]
    file = SimpleUploadedFile("t.json", exported, "application/json")
    copied = begun(city, browser, source="file", file=file)
    assert copied.definition == survey.definition
    browser.post(address("template_new", survey.pk), {"name": "我们的表"})
    own = SurveyTemplate.objects.get()
    assert begun(city, browser, source=f"own:{own.pk}").definition == survey.definition
    last = begun(city, browser, source=f"survey:{survey.pk}")
    assert last.previous == survey


def test_a_round_is_compared_with_the_earlier_one_and_units_stand_in_their_order(city):
    browser, earlier = client(city), None
    for answers in ("bad", "good"):
        given = {"previous_id": earlier.pk if earlier else None}
        survey = factories.issued(city, {"U1": {"A": 6}, "U2": {"A": 6}}, **given)
        for unit, answer in (("U1", "fair"), ("U2", answers)):
            for code in factories.codes(city, survey, unit)["A"]:
                factories.cast(code, q1=answer)
        earlier = factories.close(city, survey)
    context = browser.get(address("tally", earlier.pk)).context
    told = [(r["survey"].code, r["unit"].code, r["results"][0][2]) for r in context["rounds"]]
    codes = [survey.code for survey in Survey.objects.order_by("-pk")]
    assert told == [
        (codes[0], "U1", 80), (codes[0], "U2", 100), (codes[1], "U1", 80), (codes[1], "U2", 40),
    ]  # fmt: skip
    assert [unit.code for unit, _value in context["ranks"][0]["units"]] == ["U2", "U1"]
    book = openpyxl.load_workbook(BytesIO(browser.get(address("tally_excel", earlier.pk)).content))
    cells = [cell for row in book.worksheets[1].iter_rows(values_only=True) for cell in row]
    assert {1, 6, 100} <= set(cells)  # figures are numbers: a share, ballots, points


@pytest.mark.parametrize("content", [b"", b"[]", b"\xff\xfe", b'{"kind": "x"}', b"[" * 3000])
def test_a_file_that_is_no_template_is_refused_in_words(city, content):
    file = SimpleUploadedFile("t.json", content, "application/json")
    answer = client(city).post(address("survey_new"), start(city, source="file", file=file))
    assert answer.status_code == 200
    assert answer.context["form"].errors
    assert not Survey.objects.exists()


def test_a_tablet_draws_tickets_one_by_one_and_none_that_was_printed(city):
    survey = factories.issued(city, {"U1": {"A": 3}})
    held = SurveyUnit.objects.get(survey=survey)
    browser = client(city)
    browser.post(address("slips", held.pk), {"count_A": 1})
    row = browser.get(address("tablet", held.pk, survey.classes.get(key="A").pk))
    assert row.context["left"] == 2
    draw = address("tablet_draw", held.pk, survey.classes.get(key="A").pk)
    first, second = browser.post(draw), browser.post(draw)
    assert first.url != second.url
    assert Client().get(first.url).status_code == 200
    assert browser.post(draw).status_code == 403


ROLES_THAT_SEE = {
    "leader",
    "member",
    "liaison",
    "secretary",
    "deputy_secretary",
    "standing",
    "office",
}


@pytest.mark.parametrize(
    "role",
    ["leader", "member", "liaison", "secretary", "deputy_secretary", "standing", "office", "leader_two",
     "deputy", "resident", "head", "contact", "team", "petitions", "cases", "nobody", "auditor", "system_admin"],
)  # fmt: skip
def test_who_sees_a_group_s_survey(city, role):
    survey = factories.drafted(city)
    status = client(city, role).get(address("survey", survey.pk)).status_code
    assert status == (200 if role in ROLES_THAT_SEE else 404)


def test_each_page_of_a_survey_says_what_comes_next(city):
    """From the empty draft to the published page; who has no part in it is told nothing."""
    survey = factories.drafted(city)
    survey.allocations.all().delete()

    def told(name="survey", role="leader"):
        return client(city, role).get(address(name, survey.pk)).context["next_step"]

    assert (told("questions").page, "没有" in told().text) == ("scope", True)
    survey = factories.drafted(city)
    assert told("questions").page == "survey"
    survey = factories.issued(city)
    assert told().page == "tickets"
    codes = factories.codes(city, survey)
    assert (told("tickets").page, told().label) == ("survey", "收票")
    for code in codes["A"]:
        factories.cast(code, q1="good", t1="食堂采购要公开")
    factories.close(city, survey)
    assert "6 条书面意见待整理" in told("tally").text
    first, *others = Voice.objects.all()
    leader = factories.leader(city)
    voices.keep(voice=first, wording="请公开食堂采购", by=leader)
    for each in others:
        voices.merge(voice=each, into=first, by=leader)
    assert "1 条意见已归纳，待反馈" in told("voices").text
    voices.feed_back(voice=first, due_on=None, by=leader)
    assert "公开页预览" in told("voices").text
    assert client(city).get(address("voices", survey.pk)).status_code == 200
    voices.publish(held=SurveyUnit.objects.get(survey=survey), by=leader)
    assert told("voices") is None


def test_texts_to_merge_into_are_offered_most_alike_first(city):
    survey = factories.issued(city)
    said = ["希望改善办公条件", "食堂采购要公开", "食堂采购应当公开", "多组织学习", "无", "无"]
    for code, text in zip(factories.codes(city, survey)["A"], said, strict=True):
        factories.cast(code, q1="good", t1=text)
    factories.close(city, survey)
    voice = Voice.objects.get(original="食堂采购要公开")
    page = client(city).get(address("voice_step", voice.pk, "merge"))
    labels = [label for _pk, label in page.context["form"].fields["into"].choices]
    assert labels[0].startswith("食堂采购应当公开（相似")
