"""What is taken in: whole files of the kinds listed, under a name that tells what they are."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation

from paizhu.documents import rules
from paizhu.documents.states import BY_ENDING
from tests.documents import bytes as made

WHOLE = made.whole()
# Of text nothing tells that its end is missing; in the small files of old offices half is less than a head.
CUTTABLE = sorted(set(WHOLE) - {"txt", "csv"})


def examined(name: str, data: bytes):
    return rules.check_upload(SimpleUploadedFile(name, data))


def fault(name: str, data: bytes) -> ValidationError:
    with pytest.raises(ValidationError) as raised:
        examined(name, data)
    return raised.value


def test_every_kind_has_a_sample():
    assert set(WHOLE) == set(BY_ENDING)


@pytest.mark.parametrize("ending", sorted(WHOLE))
def test_a_whole_file_of_every_kind_is_taken_in(ending):
    assert examined(f"会议纪要.{ending.upper()}", WHOLE[ending]) is BY_ENDING[ending]


@pytest.mark.parametrize("ending", CUTTABLE)
def test_a_file_cut_short_is_told_apart_from_a_false_name(ending):
    data = WHOLE[ending]
    assert fault(f"a.{ending}", data[: len(data) * 6 // 10]).code == "cut"


@pytest.mark.parametrize("ending", sorted(WHOLE))
@pytest.mark.parametrize("content", sorted(WHOLE))
def test_a_name_that_does_not_tell_the_content_is_refused(ending, content):
    same = BY_ENDING[ending] is BY_ENDING[content] or {ending, content} == {"txt", "csv"}
    if not same:
        assert fault(f"a.{ending}", WHOLE[content]).code == "other"


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("空.pdf", b"", "empty"),
        ("a.exe", b"MZ" + bytes(100), "kind"),
        ("a.zip", made.zipped("a.txt"), "kind"),
        ("a.html", b"<html>", "kind"),
        ("a.svg", b"<svg/>", "kind"),
        ("无后缀", b"abc", "kind"),
        ("a.pdf.exe", made.pdf(), "kind"),
        ("a.docx", made.zipped("a.txt"), "other"),
        ("a.xlsx", made.zipped("word/document.xml"), "other"),
        ("a.pdf", b"MZ" + bytes(100), "other"),
        ("a.txt", b"MZ\x90\0" + bytes(100), "other"),
        ("a.txt", b"\xff\xfe\x00", "other"),
        ("a.jpg", made.jpeg()[:12], "cut"),
        ("a.docx", made.zipped("word/document.xml", "word/vbaProject.bin"), "macros"),
        ("a.doc", made.ole("WordDocument", "_VBA_PROJECT"), "macros"),
        ("a.docx", b"PK\x03\x04" + bytes(100), "cut"),
        ("a.doc", made.ole("WordDocument")[:100], "cut"),
        ("a.webp", b"RIFF", "other"),
    ],
)
def test_whatever_else_is_refused_and_says_why(name, data, code):
    found = fault(name, data)
    assert found.code == code
    assert name in found.message or rules.cleaned_name(name) in found.message


def test_a_document_made_to_unpack_without_end_is_refused(monkeypatch):
    monkeypatch.setattr("paizhu.documents.rules.content.UNPACKED_LIMIT", 100_000)
    bomb = made.zipped("word/document.xml", size=200_000)
    assert len(bomb) < 1_000
    assert fault("a.docx", bomb).code == "cut"


def test_a_picture_with_more_behind_it_is_whole():
    assert examined("a.jpg", made.jpeg(trailer=b"MotionPhoto" * 50))


def test_a_picture_that_ends_within_its_thumbnail_is_cut():
    data = made.jpeg()
    assert fault("a.jpg", data[:-2]).code == "cut"


@pytest.mark.parametrize("code", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_text_of_any_office_machine_is_taken_in(code):
    assert examined("a.txt", "会议记录，第一项".encode(code))


def test_a_file_that_is_too_large_is_told_with_both_sizes(settings):
    settings.FILE_SIZE_LIMIT = 2 * 1024 * 1024
    found = fault("大.pdf", made.pdf() + bytes(3 * 1024 * 1024))
    assert found.code == "size"
    assert "3.0" in found.message
    assert "2" in found.message


def test_faults_are_told_in_the_readers_language():
    with translation.override("en"):
        assert "is empty" in fault("a.pdf", b"").message
    assert "空" in fault("a.pdf", b"").message


@pytest.mark.parametrize(
    ("given", "cleaned"),
    [
        ("纪要.pdf", "纪要.pdf"),
        (r"C:\Users\张\桌面\纪要.PDF", "纪要.PDF"),
        ("../../etc/passwd", "passwd"),
        ("/absolute/图.png", "图.png"),
        ("a\r\nContent-Type: x.pdf", "aContent-Type_ x.pdf"),
        ("纪要\u202efdp.exe", "纪要fdp.exe"),
        ("a\x00b.pdf", "ab.pdf"),
        ('a"<b>:c|?*.pdf', "a_b_c_.pdf"),
        ("  .. 纪要 . pdf", "纪要. pdf"),
        ("", "附件"),
        ("...", "附件"),
        (".pdf", "pdf"),
        ("长" * 300 + ".pdf", "长" * 116 + ".pdf"),
        ("a" * 300, "a" * 120),
        ("e\u0301.txt", "\u00e9.txt"),
        ("\ud800a.pdf", "a.pdf"),
    ],
)
def test_names_are_made_fit(given, cleaned):
    assert rules.cleaned_name(given) == cleaned
