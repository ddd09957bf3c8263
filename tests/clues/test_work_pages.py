"""The pages of the work on a clue: panels, forms, what they refuse, and that a form is taken once."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from paizhu.clues.actions import evidence, letters, measures, recusals, reports, talks
from paizhu.clues.models import (
    Clue,
    Disposition,
    Evidence,
    Letter,
    Measure,
    Plan,
    Report,
    Safety,
    Talk,
)
from paizhu.clues.states import Ground, TalkEntry
from paizhu.kernel import clock
from paizhu.trail.models import Event
from tests.clues.casework import AN_HOUR, at_work, by, staffed, studied, with_team
from tests.documents.bytes import png

pytestmark = pytest.mark.django_db
TOKEN = "0a" * 16


@pytest.fixture
def town(city):
    staffed(city)
    return city


@pytest.fixture
def signed_in(town, client):
    """Return a browser in which somebody is signed in."""

    def enter(role: str):
        client.force_login(town.user(role))
        return client

    return enter


def work(clue: Clue, word: str, item=None) -> str:
    if item:
        return reverse("clues:work_item", args=[clue.pk, word, item.pk])
    return reverse("clues:work", args=[clue.pk, word])


def posted(browser, address: str, **given):
    page = browser.get(address)
    assert page.status_code == 200, page.content.decode()[-2000:]
    revision = page.context["form"].fields.get("revision")
    hidden = {"revision": revision.initial} if revision else {}
    return browser.post(address, {**hidden, **given})


def test_a_plan_is_submitted_once_however_often_it_is_sent(town, signed_in):
    clue = with_team(town)
    browser, address = signed_in("one"), work(clue, "plan_submit")
    for _ in range(2):
        answer = browser.post(address, AN_HOUR | {"revision": clue.revision, "once": TOKEN})
        assert answer.status_code == 302
    assert Plan.objects.filter(clue=clue).count() == 1


def test_what_is_typed_is_not_lost_by_a_refusal(town, signed_in):
    clue = at_work(town)
    answer = posted(
        signed_in("one"), work(clue, "measure_enter"), name="查询", detail="账户明细", approved_by="市纪委",
        from_on="2024-01-02", until_on="2023-01-01",
    )  # fmt: skip
    assert answer.status_code == 200
    assert "账户明细" in answer.content.decode()
    assert not Measure.objects.exists()


def test_a_report_that_was_changed_meanwhile_is_not_signed(town, signed_in):
    clue = at_work(town)
    report = reports.write(clue=clue, text="甲", proposal="concluded", by=by(town, "one"))
    browser = signed_in("one")
    page = browser.get(work(clue, "report_sign", report))
    assert "甲" in page.content.decode()
    reports.rewrite(clue=clue, report=report, text="乙", proposal="concluded", by=by(town, "two"))
    browser.post(work(clue, "report_sign", report), {"revision": report.revision})
    assert not report.signatures.exists()


def test_the_whole_way_is_gone_through_pages(town, signed_in):
    clue = at_work(town, Disposition.INQUIRY)
    browser = signed_in("one")
    posted(browser, work(clue, "letter_send"), sent_on="2024-03-01", text="请说明。")
    letter = Letter.objects.get(clue=clue)
    posted(browser, work(clue, "letter_receive", letter), on="2024-03-04")
    posted(
        browser,
        work(clue, "letter_reply", letter),
        on="2024-03-20",
        reply="说明。",
        is_signed_by_head="on",
    )
    posted(
        browser, work(clue, "evidence_add"), kind="书证", what="账册", obtained_from="财务科",
        obtained_on="2024-03-21", files=SimpleUploadedFile("账册.png", png()),
    )  # fmt: skip
    item = Evidence.objects.get(clue=clue)
    assert item.material.name == "账册.png"
    assert "账册" not in item.material.file.name
    file = browser.get(reverse("clues:evidence_file", args=[clue.pk, item.pk]))
    assert file.status_code == 200
    posted(browser, work(clue, "report_write"), text="采信。", proposal="accepted")
    report = Report.objects.get(clue=clue)
    posted(browser, work(clue, "report_sign", report))
    shown = browser.get(clue.get_absolute_url()).content.decode()
    for words in ("承办组", "请说明。", "第1号", "尚未签名", "示例two"):
        assert words in shown
    draft = browser.post(reverse("clues:letter_print", args=[clue.pk, letter.pk])).content.decode()
    assert "由办公室编号" in draft


def test_every_form_page_opens_for_who_may_take_the_step(town, signed_in):
    clue = at_work(town)
    browser = signed_in("one")
    for word in ("measure_enter", "evidence_add", "report_write"):
        page = browser.get(work(clue, word))
        assert page.status_code == 200
    refused = browser.get(work(clue, "letter_send"))
    assert refused.status_code == 403
    assert browser.get(work(clue, "no_such_step")).status_code == 404


def test_the_page_of_a_clue_needs_as_many_queries_with_much_work_as_with_little(
    town, signed_in, django_assert_max_num_queries
):
    clue = at_work(town, Disposition.INQUIRY)
    browser = signed_in("secretary")
    browser.get(clue.get_absolute_url())
    with django_assert_max_num_queries(200) as first:
        browser.get(clue.get_absolute_url())
    for _ in range(4):
        letters.send(clue=clue, text="请说明", sent_on=clock.today(), by=by(town, "one"))
    with django_assert_max_num_queries(len(first) + 1):
        browser.get(clue.get_absolute_url())


def test_a_talk_is_entered_shown_printed_and_corrected(town, signed_in):
    browser = signed_in("one")
    answer = posted(
        browser, reverse("clues:talk_new"), kind="integrity", held_on="2024-05-06", unit=town.units["U5"].pk,
        people="1", person_name="李某", talkers=[town.people["one"].pk], outcome="已提醒",
    )  # fmt: skip
    talk = Talk.objects.get()
    assert answer.url == talk.get_absolute_url()
    assert "李某" in browser.get(talk.get_absolute_url()).content.decode()
    for number in (1, 2):
        paper = browser.post(reverse("clues:talk_print", args=[talk.pk]))
        assert "李某" in paper.content.decode()
        assert f"第{number}份" in paper.content.decode()
        assert "谈话日期" in paper.content.decode()
    printed = Event.objects.filter(act="clues.printed").order_by("sequence")
    assert [(event.subject_label, event.detail["copy"]) for event in printed] == [
        (talk.code, 1),
        (talk.code, 2),
    ]
    change = reverse("clues:talk_change", args=[talk.pk])
    posted(
        browser, change, kind="integrity", held_on="2024-05-06", people="1", person_name="李某",
        talkers=[town.people["one"].pk], outcome="已改正",
    )  # fmt: skip
    assert Talk.objects.get().outcome == "已改正"
    listed = browser.get(reverse("clues:talks"), {"q": "李某"}).content.decode()
    assert talk.code in listed
    assert Event.objects.filter(act="clues.searched").exists()


def test_talks_stand_on_the_units_page_for_those_entitled_only(town, signed_in):
    entry = TalkEntry(
        held_on=date(2024, 5, 6), kind="integrity", people=1, outcome="提醒",
        talker_ids=(town.people["one"].pk,),
    )  # fmt: skip
    code = talks.enter(unit=town.units["U2"], entry=entry, by=by(town, "one")).code
    page = reverse("organization:unit", args=[town.units["U2"].pk])
    shown = {
        r
        for r in ("leader", "office", "head", "contact")
        if code in signed_in(r).get(page).content.decode()
    }
    assert shown == {"leader", "office"}


def test_a_dossier_asks_why_before_it_shows_anything(town, signed_in):
    browser = signed_in("cases")
    official = town.people["head"]
    address = reverse("clues:dossier", args=[official.pk])
    asked = browser.get(address).content.decode()
    assert "班子主要负责人" not in asked.partition("<main")[2]
    faulty = browser.post(address, {"reason": ""}).content.decode()
    assert "班子主要负责人" not in faulty.partition("<main")[2]
    shown = browser.post(address, {"reason": "2", "number": "XS-2024-0001"}).content.decode()
    assert "班子主要负责人" in shown
    event = Event.objects.filter(act="clues.dossier_opened").latest("sequence")
    assert "XS-2024-0001" in event.detail_text
    paper = reverse("clues:dossier_print", args=[official.pk])
    assert "watermark" in browser.post(paper, {"reason": "1"}).content.decode()
    assert Event.objects.filter(act="clues.dossier_printed").exists()


def filled(town, clue: Clue) -> None:
    """Put one more of everything into the file of a verification."""
    one, two = by(town, "one"), by(town, "two")
    measures.enter(
        clue=clue,
        name="查询",
        detail="账户明细",
        approved_by="市纪委",
        from_on=date(2023, 4, 3),
        by=one,
    )
    item = {"kind": "书证", "what": "账册", "obtained_from": "财务科"}
    kept = evidence.add(clue=clue, **item, obtained_on=date(2023, 4, 3), by=one)
    evidence.take_over(clue=clue, item=kept, by=two)
    talk = TalkEntry(
        held_on=date(2023, 4, 4), kind="verification", people=1, person_name="王某某", place="谈话室",
        transcript="问：…答：…", seen_to=tuple(Safety.values), is_transcript_signed=True, outcome="如实说明",
        talker_ids=tuple(town.people[name].pk for name in ("one", "two")),
    )  # fmt: skip
    talks.enter(unit=clue.unit, clue=clue, entry=talk, by=one)
    studied(town, clue, "verification_report")


def test_the_page_of_a_matter_at_work_costs_the_same_however_full_its_file_is(town, client):
    clue = at_work(town, keeper=town.people["one"])
    reports.write(clue=clue, text="甲", proposal="concluded", by=by(town, "one"))
    spare = iter(("member", "deputy", "contact", "head"))

    def demanded() -> None:
        """Let one more question wait."""
        about = {"official": town.people[next(spare)], "ground": Ground.OTHER, "text": "应当回避"}
        recusals.demand(clue=clue, **about, by=by(town, "leader"))

    def costs() -> dict[str, int]:
        found = {}
        for role in ("one", "leader", "cases", "secretary"):
            client.force_login(town.user(role))
            with CaptureQueriesContext(connection) as asked:
                assert client.get(clue.get_absolute_url()).status_code == 200
            found[role] = len(asked)
        return found

    filled(town, clue)
    demanded()
    costs()
    before = costs()
    for _each in range(2):
        filled(town, clue)
        demanded()
    assert costs() == before
    assert max(before.values()) <= 42, before
