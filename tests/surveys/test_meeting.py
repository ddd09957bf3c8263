"""A meeting room without network: the page that goes there, and the one file that comes back."""

import io
import json
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import translation
from playwright.sync_api import expect

from paizhu.kernel.refusals import Refused
from paizhu.surveys.actions import meeting as acts
from paizhu.surveys.models import Ballot, Response, SurveyUnit, Tally, Ticket, Voice
from paizhu.surveys.queries import meeting
from paizhu.surveys.states import answers, definitions
from paizhu.surveys.states.meeting import NotOurs, read
from paizhu.surveys.views import meeting as pages
from paizhu.trail.models import Event
from tests.surveys import factories
from tests.web.conftest import faults, overflow

OPTIONS = factories.OPTIONS
WHOLE = factories.DEFINITION | {
    "sections": [
        {"title": "一", "questions": [
            {"key": "q1", "kind": "single", "title": "总体评价", "options": OPTIONS},
            {"key": "why", "kind": "text", "title": "为什么",
             "when": {"question": "q1", "operator": "is", "value": "bad"}},
            {"key": "many", "kind": "multiple", "title": "哪些", "options": OPTIONS, "most": 2, "required": False},
            {"key": "num", "kind": "number", "title": "几分", "least": 1, "most": 100},
            {"key": "m", "kind": "matrix", "title": "成员", "options": OPTIONS, "lines": "members",
             "items": [{"key": "i1", "label": "德"}, {"key": "i2", "label": "廉"}]},
            {"key": "t1", "kind": "text", "title": "意见", "required": False}]},
    ],
}  # fmt: skip
MATRIX = [f"m:member_{n}.i{i}" for n in (1, 2) for i in (1, 2)]
GOOD = {"q1": ["good"], "num": ["7"]} | {name: ["fair"] for name in MATRIX}


class Room:
    """A laptop in a room without network, driven in a real browser from a file."""

    def __init__(self, browser, folder, text):
        self.file, self.folder = folder / "page.html", folder
        self.file.write_text(text, encoding="utf-8")
        self.context = browser.new_context(viewport={"width": 1280, "height": 900}, offline=True)
        self.page = self.context.new_page()
        self.told = []
        self.page.on("pageerror", lambda error: self.told.append(str(error)))
        self.page.on("console", lambda message: self.told.append(message.text))
        self.page.on("request", lambda request: self._asked(request.url))
        self.page.goto(self.file.as_uri())

    def _asked(self, url):
        if not url.startswith((self.file.as_uri(), "blob:")):
            self.told.append(f"asked elsewhere: {url}")

    def enter(self, code):
        self.page.fill("#code", code)
        self.page.press("#code", "Enter")

    def fill(self, sent):
        for name, values in sent.items():
            for value in values:
                field = self.page.locator(f'#form [name="{name}"]')
                if field.first.get_attribute("type") in ("radio", "checkbox"):
                    self.page.check(f'#form [name="{name}"][value="{value}"]')
                else:
                    field.fill(value)

    def send(self):
        self.page.click("#form button[type=submit]")

    def answer(self, code, sent):
        self.enter(code)
        self.page.wait_for_selector("#answering:not([hidden])")
        self.fill(sent)
        self.send()
        self.page.wait_for_selector("#thanks:not([hidden])")
        self.page.click("#next")

    def saved(self):
        self.page.locator("summary").click()
        with self.page.expect_download() as waited:
            self.page.click("#save")
        place = self.folder / "saved.json"
        waited.value.save_as(place)
        return place.read_bytes()


@pytest.fixture
def language():
    """The page's language."""
    return "zh-hans"


@pytest.fixture
def prepared(city, language):
    """An issued survey, its unit, the codes that went to the meeting, and the page."""
    survey = factories.issued(city, {"U1": {"A": 4, "B": 6}}, definition=WHOLE)
    held = SurveyUnit.objects.get(survey=survey)
    printed = acts.prepare(held=held, counts={"A": 4, "B": 6}, by=factories.leader(city))
    with translation.override(language):
        text = pages.page(held, meeting.given(held, meeting.meeting_for(printed)))
    return survey, held, [code for _each, codes in printed for code in codes], text


def bring(city, held, content):
    return acts.bring_in(held=held, brought=read(content), by=factories.leader(city))


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_a_meeting_answers_without_network_and_its_file_counts_each_ticket_once(
    city, prepared, browser, tmp_path
):
    survey, held, codes, text = prepared
    room = Room(browser, tmp_path, text)
    room.enter("ABCDEFGHJKMN")
    expect(room.page.locator("#told")).to_contain_text("没有这个票码")
    for number, code in enumerate(codes[:7]):
        room.answer(code.lower(), GOOD | {"t1": [f"第{number}份"]})
    room.page.reload()
    room.answer(codes[7], GOOD | {"q1": ["bad"], "why": ["忙"], "t1": ["第7份"]})
    room.enter(codes[0])
    expect(room.page.locator("#told")).to_contain_text("已经使用")
    kept = room.page.evaluate("JSON.stringify(localStorage)")
    assert "份" not in kept
    assert "good" not in kept
    content = room.saved()
    assert not room.told
    room.context.close()
    entries = json.loads(content)["entries"]
    assert len(entries) == 8
    assert len({len(ballot) for _ref, ballot in entries}) == 1
    assert entries == sorted(entries)
    assert all(code not in content.decode() for code in codes)

    assert factories.cast(codes[2], q1="good", num=7)  # meanwhile, online
    assert bring(city, held, content) == acts.Taken(taken=7, used=1, void=0)
    assert bring(city, held, content) == acts.Taken(taken=0, used=8, void=0)
    assert Ticket.objects.filter(is_used=True).count() == Ballot.objects.count() == 8
    assert Event.objects.filter(act="surveys.ballots_brought_in").count() == 1
    factories.close(city, survey)
    verdicts = list(Response.objects.values_list("verdict", flat=True))
    assert sorted(verdicts) == ["unfinished", *["valid"] * 7]  # the one cast online left lines out
    assert {voice.original for voice in Voice.objects.all()} == {
        "忙", *(f"第{number}份" for number in range(8) if number != 2)
    }  # fmt: skip
    figures = Tally.objects.get().figures["units"][str(held.pk)]
    assert [turnout["returned"] for turnout in figures["classes"]] == [4, 4, 0]


CASES = [
    {},
    {"q1": ["bad"]},
    {"q1": ["bad"], "why": ["忙"]},
    {"num": ["0"]},
    {"num": ["101"]},
    {"num": ["7.5"]},
    {"num": ["-3"]},
    {"num": [""]},
    {"many": ["good", "fair", "bad"]},
    {"many": ["bad", "good"]},
    {"t1": ["  前后空格  "]},
    {"t1": ["字" * 500]},
    {"t1": ["😀" * 20]},
]


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_the_page_checks_answers_as_the_server_does(prepared, browser, tmp_path):
    _survey, held, codes, text = prepared
    form = definitions.read(WHOLE).expanded(held.members)
    room = Room(browser, tmp_path, text)
    for case in CASES:
        sent = GOOD | case
        expected = answers.read(form, sent)
        room.enter(codes[0])
        room.page.wait_for_selector("#answering:not([hidden])")
        room.fill(sent)
        if not expected.faults:
            room.page.evaluate("() => { window.asked = null; }")
            seen = room.page.evaluate(
                "() => [...new FormData(document.getElementById('form'))].length"
            )
            assert seen
            room.send()
            room.page.wait_for_selector("#thanks:not([hidden])")
            room.page.evaluate("localStorage.clear()")
            room.page.click("#next")
        else:
            room.send()
            wrong = room.page.locator(".question.is-faulty")
            expect(wrong).to_have_count(len(expected.faults))
            keys = {
                form.questions[int(each.get_attribute("id")[2:]) - 1].key for each in wrong.all()
            }
            assert keys == set(expected.faults), case
            room.page.click("#leave")
    # Lines of a matrix that were left out.
    room.enter(codes[0])
    room.page.wait_for_selector("#answering:not([hidden])")
    room.fill({"q1": ["good"], "num": ["7"], MATRIX[0]: ["good"]})
    room.send()
    expect(room.page.locator("#faults")).to_contain_text("每一行都要")
    assert not room.told
    room.context.close()


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("width", "language"), [(1280, "zh-hans"), (320, "zh-hans"), (320, "en")])
def test_the_page_fits_the_screen_is_accessible_and_works_by_keys(
    prepared, browser, tmp_path, width
):
    _survey, _held, codes, text = prepared
    # The checker cannot be put in under the page's policy, so it stands in the file for this test.
    room = Room(browser, tmp_path, text.replace("Content-Security-Policy", "X-Left-Out"))
    room.page.set_viewport_size({"width": width, "height": 800})
    assert not faults(room.page)
    assert overflow(room.page) <= 0
    room.page.locator("#code").press_sequentially(codes[0])
    room.page.keyboard.press("Enter")
    room.page.wait_for_selector("#answering:not([hidden])")
    assert not faults(room.page)
    assert overflow(room.page) <= 0
    room.page.focus('[name="q1"]')
    room.page.keyboard.press("Space")
    expect(room.page.locator('[name="q1"]:checked')).to_have_count(1)
    room.context.close()


@pytest.fixture
def closed_file(city, db):
    """A file as a page would save it, made without a browser: sealed with the survey's own key."""
    import base64
    import hmac
    from hashlib import sha256

    from paizhu.surveys.queries import door
    from paizhu.surveys.states import sealing
    from paizhu.surveys.states.meeting import FORMAT

    survey = factories.issued(city, {"U1": {"A": 6}})
    held = SurveyUnit.objects.get(survey=survey)
    printed = acts.prepare(held=held, counts={"A": 6}, by=factories.leader(city))
    codes = printed[0][1]
    made = meeting.meeting_for(printed)
    given = meeting.given(held, made)

    def file(*documents, **changed):
        refs = [meeting.reference(made.serial, door.hashed(code)) for code in codes]
        entries = []
        for ref, document in zip(refs, documents, strict=False):
            plain = json.dumps(document).encode()
            sealed = sealing.seal(plain, bytes(survey.public_key), given["size"])
            entries.append([ref, base64.b64encode(sealed).decode()])
        raw = {"format": FORMAT, "serial": made.serial, "unit": held.pk,
               "fingerprint": survey.fingerprint, "entries": entries}  # fmt: skip
        raw |= {name: value for name, value in changed.items() if name != "mac"}
        lines = [raw["format"], raw["serial"], str(raw["unit"]), raw["fingerprint"]]
        said = "\n".join([*lines, *(" ".join(entry) for entry in raw["entries"])])
        raw["mac"] = hmac.new(bytes.fromhex(given["mac"]), said.encode(), sha256).hexdigest()
        raw |= changed
        return json.dumps(raw).encode()

    return city, survey, held, codes, file


ANSWERED = {"answers": {"q1": "good"}}


@pytest.mark.parametrize(
    "change",
    [{"mac": "0" * 64}, {"unit": 999_999}, {"fingerprint": "0" * 64}, {"serial": "0" * 32}],
)
def test_a_file_that_was_changed_or_is_of_elsewhere_is_refused_whole(closed_file, change):
    city, _survey, held, _codes, file = closed_file
    with pytest.raises(Refused, match="整份不予收入"):
        bring(city, held, file(ANSWERED, ANSWERED, **change))
    assert not Ballot.objects.exists()
    assert not Ticket.objects.filter(is_used=True).exists()


def test_a_file_with_one_ballot_exchanged_is_refused_whole(closed_file):
    city, _survey, held, _codes, file = closed_file
    raw = json.loads(file(ANSWERED, ANSWERED))
    raw["entries"][0][1], raw["entries"][1][1] = raw["entries"][1][1], raw["entries"][0][1]
    with pytest.raises(Refused, match="整份不予收入"):
        bring(city, held, json.dumps(raw).encode())
    assert not Ballot.objects.exists()


@pytest.mark.parametrize(
    "content",
    [b"", b"[]", b"{}", b"\xff", b"[" * 3000, b'{"entries": [["x"]]}',
     b'{"format": "paizhu offline 1", "serial": "zz", "unit": 1, "fingerprint": "", "entries": [], "mac": ""}'],
)  # fmt: skip
def test_what_is_no_file_of_a_page_is_told_in_words(closed_file, content):
    city, survey, held, _codes, _file = closed_file
    with pytest.raises(NotOurs):
        read(content)
    browser = Client()
    browser.force_login(city.user("leader"))
    given = {"file": SimpleUploadedFile("x.json", content or b" ")}
    answer = browser.post(reverse("surveys:meeting_in", args=[held.pk]), given)
    assert "这不是离线答题页保存的文件" in answer.content.decode()
    assert survey.tickets.filter(is_used=True).count() == 0


def test_void_and_used_tickets_are_refused_one_by_one_and_counted_on_the_page(closed_file):
    city, survey, held, codes, file = closed_file
    content = file(*[ANSWERED] * 6)
    factories.cast(codes[0], q1="bad")
    Ticket.objects.filter(code_hash=meeting.door.hashed(codes[1])).update(code_hash="-void")
    browser = Client()
    browser.force_login(city.user("leader"))
    url = reverse("surveys:meeting_in", args=[held.pk])
    answer = browser.post(url, {"file": SimpleUploadedFile("x.json", content)}, follow=True)
    page = answer.content.decode()
    for words in ("收入选票 4 份", "票已用过 1 份", "票已作废 1 份"):
        assert words in page
    assert survey.tickets.filter(is_used=True).count() == 5


@pytest.mark.parametrize(
    "document",
    [{"answers": {"q1": "nonsense"}}, {"answers": {"q9": "good"}}, {"answers": []}, {}, [],
     {"answers": {"q1": ["good", "bad"]}}, {"answers": {"q1": "good", "t1": "a\x00b"}}],
)  # fmt: skip
def test_a_ballot_of_a_page_that_was_tampered_with_counts_as_spoiled_and_breaks_nothing(
    closed_file, document
):
    city, survey, held, _codes, file = closed_file
    bring(city, held, file(document, *[ANSWERED] * 5))
    factories.close(city, survey)
    verdicts = sorted(Response.objects.values_list("verdict", flat=True))
    assert verdicts == ["spoiled", *["valid"] * 5]
    assert not Voice.objects.exists()


def test_a_page_cannot_choose_unit_or_class_of_its_ballots(closed_file):
    city, survey, held, _codes, file = closed_file
    bring(city, held, file({"unit": 1, "class": 1, **ANSWERED}, *[ANSWERED] * 5))
    factories.close(city, survey)
    assert set(Response.objects.values_list("survey_unit", "ballot_class__key")) == {(held.pk, "A")}


def test_after_bringing_in_nothing_joins_a_ticket_and_a_ballot(closed_file):
    city, survey, held, _codes, file = closed_file
    bring(city, held, file(*[{"answers": {"q1": "good", "t1": f"第{n}份"}} for n in range(6)]))
    ballots = list(Ballot.objects.order_by("pk"))
    assert len({len(ballot.sealed) for ballot in ballots}) == 1
    tickets = set(Ticket.objects.values_list("pk", flat=True))
    hashes = set(Ticket.objects.values_list("code_hash", flat=True))
    for ballot in ballots:
        assert ballot.pk not in tickets
        assert not any(each.encode() in bytes(ballot.sealed) for each in hashes)
    assert "份" not in json.dumps(list(Event.objects.values_list("detail_text", flat=True)))
    factories.close(city, survey)
    assert {voice.original for voice in Voice.objects.all()} == {f"第{n}份" for n in range(6)}


def test_slips_and_page_come_in_one_archive_and_slips_printed_earlier_stay_good(city):
    survey = factories.issued(city, {"U1": {"A": 5}})
    held = SurveyUnit.objects.get(survey=survey)
    browser = Client()
    browser.force_login(city.user("leader"))
    browser.post(reverse("surveys:slips", args=[held.pk]), {"count_A": 2})
    before = set(Ticket.objects.exclude(code_hash__startswith="-").values_list("code_hash"))
    url = reverse("surveys:meeting", args=[held.pk])
    answer = browser.post(url, {"count_A": 3})
    archive = zipfile.ZipFile(io.BytesIO(answer.content))
    assert archive.namelist() == ["票签.pdf", "离线答题页.html"]
    page = archive.read("离线答题页.html").decode()
    assert archive.read("票签.pdf").startswith(b"%PDF")
    assert "http://" not in page
    assert "https://" not in page
    assert "default-src 'none'" in page.replace("&#x27;", "'")
    after = set(Ticket.objects.exclude(code_hash__startswith="-").values_list("code_hash"))
    assert before < after
    assert len(after) == 5
    assert "没有尚未发出的票" in browser.post(url, {"count_A": 0}).content.decode()


def test_nothing_is_brought_in_once_the_urn_is_open(closed_file):
    city, survey, held, _codes, file = closed_file
    content = file(ANSWERED)
    factories.close(city, survey)
    with pytest.raises(Refused, match="收票结束之前"):
        bring(city, held, content)


def test_no_more_slips_go_to_a_meeting_than_one_laptop_can_keep(city, monkeypatch):
    survey = factories.issued(city, {"U1": {"A": 5}})
    held = SurveyUnit.objects.get(survey=survey)
    assert 50 < meeting.most_slips(held) <= meeting.MOST_SLIPS
    monkeypatch.setattr(meeting, "MOST_SLIPS", 4)
    browser = Client()
    browser.force_login(city.user("leader"))
    url = reverse("surveys:meeting", args=[held.pk])
    assert "一台笔记本" in browser.post(url, {"count_A": 5}).content.decode()
    assert browser.post(url, {"count_A": 4})["Content-Type"] == "application/zip"
