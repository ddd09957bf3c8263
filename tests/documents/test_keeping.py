"""Keeping: sealed on the disk, whole or not at all, given back as it was brought."""

import os
import time

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from paizhu.documents import actions, queries
from paizhu.documents.actions import looking_after
from paizhu.documents.models import StoredFile, incoming_folder
from paizhu.documents.panels import FilesField
from paizhu.documents.states import Condition
from paizhu.kernel import protection
from paizhu.kernel.acts import act
from paizhu.kernel.refusals import Refused
from paizhu.trail.models import Event
from tests.documents import bytes as made

pytestmark = pytest.mark.django_db
WHOLE = made.whole()


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    return tmp_path / "files"


def upload(name: str = "第一次会议纪要.pdf", data: bytes | None = None) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, made.pdf() if data is None else data)


@pytest.fixture
def keep(city, django_capture_on_commit_callbacks):
    """Keep a file as a committed act does."""

    def kept(**given) -> StoredFile:
        by = city.looker("leader")
        with django_capture_on_commit_callbacks(execute=True):
            return actions.keep(commission=city.commission, upload=upload(**given), by=by)

    return kept


def test_what_is_kept_is_given_back_byte_for_byte(keep):
    stored = keep()
    stored.refresh_from_db()
    assert queries.open_bytes(stored) == made.pdf()
    assert (stored.name, stored.type, stored.size) == (
        "第一次会议纪要.pdf", "application/pdf", len(made.pdf()),
    )  # fmt: skip


def test_the_disk_holds_neither_content_nor_name_and_is_the_owners_alone(keep, folder):
    keep(data=b"%PDF-1.4 " + "举报人".encode() + b" %%EOF")
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert len(files) == 1
    assert "举报人".encode() not in files[0].read_bytes()
    assert "纪要" not in str(files[0])
    assert files[0].stat().st_mode & 0o077 == 0
    assert files[0].parent.stat().st_mode & 0o077 == 0


def test_the_trail_holds_the_digest_and_not_the_name(keep):
    stored = keep()
    event = Event.objects.get(act="documents.kept")
    assert stored.digest in event.detail_text
    assert "纪要" not in event.detail_text + event.subject_label


def test_while_the_act_runs_the_file_can_be_read(city):
    stored = actions.keep(commission=city.commission, upload=upload(), by=city.looker("leader"))
    assert stored.draft.exists()
    assert not stored.path.exists()
    assert queries.open_bytes(stored) == made.pdf()


def test_an_act_that_fails_leaves_no_record_and_its_bytes_are_cleared(city, folder):
    @act
    def failing(*, by):
        actions.keep(commission=city.commission, upload=upload(), by=by)
        raise Refused("no")

    with pytest.raises(Refused), transaction.atomic():
        failing(by=city.looker("leader"))
    assert not StoredFile.objects.exists()
    left = list(incoming_folder().iterdir())
    assert len(left) == 1
    assert actions.clear_incoming() == 0  # too young: its act could still be running
    age(left[0])
    assert actions.clear_incoming() == 1
    assert not [path for path in folder.rglob("*") if path.is_file()]


def test_bytes_whose_act_was_done_are_brought_to_their_place(city):
    stored = actions.keep(
        commission=city.commission, upload=upload(), by=city.looker("leader")
    )  # and the process dies before the bytes are moved
    age(stored.draft)
    assert actions.clear_incoming() == 1
    assert stored.path.exists()
    assert queries.open_bytes(stored) == made.pdf()


def age(path) -> None:
    then = time.time() - looking_after.LEFT_BEHIND.total_seconds() - 60
    os.utime(path, (then, then))


def test_a_removed_file_goes_from_the_disk_once_that_is_certain(
    keep, city, django_capture_on_commit_callbacks
):
    stored = keep()
    path = stored.path
    with django_capture_on_commit_callbacks(execute=True):
        actions.remove(file=stored, by=city.looker("leader"))
        assert path.exists()
    assert not path.exists()
    assert not StoredFile.objects.exists()


def test_files_of_another_commission_are_refused(city, other_city):
    with pytest.raises(Refused):
        actions.keep(commission=other_city.commission, upload=upload(), by=city.looker("leader"))


def test_a_false_file_is_refused_by_the_act_too(city):
    with pytest.raises(ValidationError):
        actions.keep(
            commission=city.commission, upload=upload("a.pdf", b"MZ"), by=city.looker("leader")
        )


def test_nobody_reaches_a_file_by_itself(keep, city):
    keep()
    for role in ("leader", "secretary", "operator"):
        assert not StoredFile.objects.visible_to(city.looker(role)).exists()


def spoil(path, how: str, other: StoredFile) -> None:
    data = path.read_bytes()
    if how == "gone":
        path.unlink()
    elif how == "one byte":
        path.write_bytes(data[:-1] + bytes([data[-1] ^ 1]))
    elif how == "cut":
        path.write_bytes(data[: len(data) // 2])
    elif how == "another's":
        path.write_bytes(other.path.read_bytes())
    else:
        path.write_bytes(b"")


@pytest.mark.parametrize(
    ("how", "condition"),
    [
        ("gone", Condition.MISSING),
        ("one byte", Condition.DAMAGED),
        ("cut", Condition.DAMAGED),
        ("another's", Condition.DAMAGED),
        ("empty", Condition.DAMAGED),
    ],
)
def test_whatever_happens_on_the_disk_is_found_and_never_given_out(keep, city, rf, how, condition):
    stored, other = keep(), keep()
    spoil(stored.path, how, other)
    with pytest.raises(queries.Unreadable):
        queries.open_bytes(stored)
    with pytest.raises(Refused, match=str(stored)):
        queries.answer(stored, request=rf.get("/"))
    with pytest.raises(actions.FilesDamaged):
        actions.look_over(city.commission)
    stored.refresh_from_db()
    other.refresh_from_db()
    assert (stored.condition, other.condition) == (condition, Condition.WHOLE)


def test_a_file_brought_back_is_whole_again(keep, city):
    stored = keep()
    sealed = stored.path.read_bytes()
    stored.path.unlink()
    with pytest.raises(actions.FilesDamaged):
        actions.look_over(city.commission)
    stored.path.write_bytes(sealed)
    assert actions.look_over(city.commission) == 1
    assert actions.look_over(city.commission) == 0  # not its turn


def test_a_new_key_seals_kept_files_anew(keep, city, settings, tmp_path):
    settings.KEY_FILE = str(tmp_path / "ring.json")
    stored = keep()
    before = stored.path.read_bytes()
    key = protection.rotate_key_ring()
    actions.look_over(city.commission)
    after = stored.path.read_bytes()
    assert key.encode() in after[:60]
    assert key.encode() not in before[:60]
    assert queries.open_bytes(stored) == made.pdf()


def test_the_answer_is_to_be_saved_and_kept_by_no_cache(keep, rf):
    answer = queries.answer(keep(), request=rf.get("/"))
    assert answer.content == made.pdf()
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''%E7%AC%AC")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in answer["Cache-Control"]
    assert "sandbox" in answer["Content-Security-Policy"]


class Form(forms.Form):
    title = forms.CharField()
    papers = FilesField(label="附件", required=False, most=3)


def sent(*uploads, title: str = "有") -> Form:
    return Form(QueryDict(f"title={title}"), MultiValueDict({"papers": list(uploads)}))


def test_several_files_come_out_of_the_form():
    form = sent(upload("a.pdf"), upload("图.jpg", WHOLE["jpg"]))
    assert form.is_valid(), form.errors
    assert [each.name for each in form.cleaned_data["papers"]] == ["a.pdf", "图.jpg"]
    assert sent().is_valid()


def test_every_files_fault_is_told_not_the_first_alone():
    form = sent(upload("a.exe"), upload("b.pdf"), upload("c.pdf", b"MZ"))
    assert len(form.errors["papers"]) == 2


def test_too_many_files_are_refused():
    assert "3" in sent(*(upload(f"{n}.pdf") for n in range(4))).errors["papers"][0]


def test_a_page_shown_again_says_plainly_which_files_to_choose_again():
    html = str(sent(upload("纪要<b>.pdf"), title=""))
    assert "请重新选择" in html
    assert "纪要_b_.pdf" in html
    assert "<b>" not in html
    assert "请重新选择" not in str(Form())


def test_a_telephone_offers_its_camera_and_the_form_sends_files():
    form = Form()
    html = str(form)
    assert "multiple" in html
    assert "image/jpeg" in html
    assert form.is_multipart()
