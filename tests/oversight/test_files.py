"""Attachments of activities: who adds, who takes, what removing leaves; and what the trail keeps of it."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from paizhu.documents.models import StoredFile
from paizhu.kernel.refusals import Refused
from paizhu.oversight.actions import files
from paizhu.oversight.models import ActivityFile
from paizhu.trail.models import Event
from tests.documents.bytes import pdf, png
from tests.oversight.factories import let_in, save_activity

NAME = "谈话提纲.pdf"


def upload(name=NAME, data=None):
    return SimpleUploadedFile(name, pdf() if data is None else data)


def attached(city, role="leader", *uploads):
    activity = save_activity(city, "U2", "leader", group_id=city.groups["Z1"].pk)
    files.attach(activity=activity, uploads=uploads or [upload()], by=city.looker(role))
    return ActivityFile.objects.filter(activity=activity).first()


def take(city, file, role):
    browser = Client()
    browser.force_login(city.user(role))
    return browser.get(reverse("oversight:activity_file", args=[file.activity_id, file.pk]))


def test_who_corrects_an_activity_adds_and_removes_its_files(city):
    activity = save_activity(city, "U2", "member", group_id=city.groups["Z1"].pk)
    adders = let_in(
        city,
        lambda role: files.attach(activity=activity, uploads=[upload()], by=city.looker(role)),
    )
    file = attached(city)
    removers = let_in(
        city, lambda role: files.remove(file=file, reason="误传", by=city.looker(role))
    )
    assert adders == {"leader", "member", "office", "operator"}
    assert removers == {"leader", "office", "operator"}


def test_a_file_is_taken_by_who_sees_the_activity_and_by_nobody_else(city):
    file = attached(city)
    for role in ("leader", "member", "liaison", "office"):
        answer = take(city, file, role)
        assert answer.status_code == 200, role
        assert answer.headers["Content-Disposition"].startswith("attachment")
        assert answer.content == pdf()
    for role in ("contact", "head", "leader_two", "resident", "auditor", "petitions"):
        assert take(city, file, role).status_code == 404, role
    assert Event.objects.filter(act="oversight.file_opened").count() == 4


def test_a_file_is_not_reached_through_another_activity(city):
    file = attached(city)
    other = save_activity(city, "U2", "leader", group_id=city.groups["Z1"].pk)
    browser = Client()
    browser.force_login(city.user("leader"))
    address = reverse("oversight:activity_file", args=[other.pk, file.pk])
    assert browser.get(address).status_code == 404


@pytest.mark.parametrize(
    ("name", "data"), [("说明.exe", b"MZ"), ("说明.pdf", b"no pdf"), ("说明.pdf", b"")]
)
def test_what_is_no_whole_file_of_a_known_kind_is_refused_and_nothing_is_kept(city, name, data):
    with pytest.raises(ValidationError):
        attached(city, "leader", upload("图.png", png()), upload(name, data))
    assert not ActivityFile.objects.exists()
    assert not StoredFile.objects.exists()


def test_a_removed_file_leaves_name_digest_and_reason_but_not_its_bytes(city):
    file = attached(city)
    gone = files.remove(file=file, reason="误传", by=city.looker("leader"))
    assert (gone.name, gone.removal_reason, gone.file) == (NAME, "误传", None)
    assert gone.digest
    assert not StoredFile.objects.exists()
    assert take(city, gone, "leader").status_code == 404
    with pytest.raises(Refused, match="已经删除"):
        files.remove(file=gone, reason="再删", by=city.looker("leader"))


def test_the_trail_tells_of_adding_and_removing_but_neither_name_nor_reason(city):
    files.remove(file=attached(city), reason="误传", by=city.looker("leader"))
    told = Event.objects.filter(act__startswith="oversight.file").order_by("sequence")
    assert [event.act for event in told] == ["oversight.files_added", "oversight.file_removed"]
    words = "".join(event.detail_text + event.subject_label for event in Event.objects.all())
    assert NAME not in words
    assert "误传" not in words


def test_removing_asks_for_a_reason(city):
    with pytest.raises(ValidationError):
        files.remove(file=attached(city), reason="  ", by=city.looker("leader"))
