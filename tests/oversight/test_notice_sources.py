"""Who in a unit sent word is never shown to that unit, nor can it be found out: one table, wherever word could show."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from paizhu.notices.models import Notice
from paizhu.organization.models import Post
from paizhu.oversight.actions import notice_decisions
from paizhu.oversight.models import MatterNotice
from tests.organization.factories import PostingFactory
from tests.oversight.notices import by, fresh, in_state, send, steps

pytestmark = pytest.mark.django_db
SECRET = "班子研究人事"
OWN_PEOPLE = ("head", "contact", "vice")
"""Everybody of U2: its head, its contact, and a member of its leadership."""


@pytest.fixture
def told(city):
    """U2 with a resident leader, who sends a tip; its contact announces another matter. Return (tip, own word)."""
    from tests.organization.factories import OfficialFactory, ResidentGroupFactory

    group = ResidentGroupFactory(host=city.units["U2"], code="R9", posts=2)
    city.people["informant"] = OfficialFactory(
        commission=city.commission, code="P90", name="线人甲"
    )
    city.people["vice"] = OfficialFactory(commission=city.commission, code="P91", name="副职乙")
    PostingFactory(official=city.people["informant"], post=Post.RESIDENT_LEADER, place=group)
    PostingFactory(official=city.people["vice"], post=Post.TEAM_MEMBER, place=city.units["U2"])
    tip = send(city, "U2", "informant", title=SECRET)
    own = send(city, "U2", "contact", title="公开的会")
    return tip, own


def browser(city, role) -> Client:
    made = Client()
    made.force_login(city.user(role))
    return made


@pytest.mark.parametrize("role", ["head", "vice"])
def test_the_units_leadership_sees_no_notice_at_all(city, told, role):
    assert not MatterNotice.objects.visible_to(by(city, role)).exists()


def test_the_contact_sees_what_the_unit_announced_and_nothing_else(city, told):
    _tip, own = told
    assert list(MatterNotice.objects.visible_to(by(city, "contact"))) == [own]
    assert not MatterNotice.objects.supervised_by(by(city, "contact")).exists()


@pytest.mark.parametrize(
    ("post", "place"),
    [(Post.MEMBER, "Z1"), (Post.LIAISON, "Z1"), (Post.LEADER, "Z1"), (Post.SECRETARY, ""), (Post.OFFICE, ""),
     (Post.STANDING_MEMBER, "")],
)  # fmt: skip
@pytest.mark.parametrize("role", OWN_PEOPLE)
def test_no_second_posting_opens_the_tip_to_the_units_own_people(city, told, role, post, place):
    PostingFactory(official=city.people[role], post=post, place=city.place(place))
    seen = MatterNotice.objects.visible_to(by(city, role)).filter(unit=city.units["U2"])
    assert set(seen.values_list("title", flat=True)) <= {"公开的会"}


def test_the_resident_leader_reads_his_own_unit_also_as_a_member_of_its_leadership(city, told):
    PostingFactory(official=city.people["informant"], post=Post.TEAM_MEMBER, place=city.units["U2"])
    assert MatterNotice.objects.visible_to(by(city, "informant")).count() == 2


def pages(city, tip, own) -> list[str]:
    """Return every address where word of a matter could show."""
    unit = city.units["U2"]
    notice = [reverse(f"oversight:{name}", args=[tip.pk]) for name in (
        "notice", "notice_decide", "notice_correct", "notice_propose")]  # fmt: skip
    changes = [
        reverse("oversight:notice_change", args=[tip.pk, c])
        for c in ("postpone", "cancel", "withdraw")
    ]
    return [
        *notice, *changes,
        reverse("oversight:notice", args=[own.pk]),
        *(reverse(f"oversight:{name}") for name in ("notices", "notices_own", "notice_times")),
        f"{reverse('oversight:notices')}?export=xlsx", f"{reverse('oversight:notices_own')}?q={SECRET[1:3]}",
        reverse("organization:unit", args=[unit.pk]), reverse("reporting:home"),
        reverse("reporting:timeline", args=[unit.pk]), reverse("reporting:diary"),
        reverse("web:choices", args=["oversight.notice"]) + f"?q={SECRET[:2]}",
        reverse("organization:official", args=[city.people["informant"].pk]),
    ]  # fmt: skip


@pytest.mark.parametrize("role", OWN_PEOPLE)
def test_no_page_list_file_or_export_shows_the_tip_to_the_units_own_people(city, told, role):
    tip, own = told
    client = browser(city, role)
    for address in pages(city, tip, own):
        answer = client.get(address, follow=True)
        text = b"".join(answer).decode(errors="ignore")
        assert SECRET not in text, address
        assert tip.code not in text, address
        if "/oversight/" in address:
            assert "线人" not in text, address


def test_the_contacts_page_names_no_sender_and_no_decision(city, told):
    _tip, own = told
    notice_decisions.note_read(notice=own, by=by(city, "leader"))
    steps(city)["attend"](own, by(city, "leader"))
    client = browser(city, "contact")
    text = client.get(reverse("oversight:notice", args=[own.pk])).content.decode()
    for word in ("示例member", "示例leader", "示例contact", "拟参加", "决定"):
        assert word not in text, word
    assert "公开的会" in text


def test_reading_and_deciding_change_nothing_that_the_contact_gets(city, told):
    """The form that he opened before the decision still counts: no refusal tells him that something happened."""
    _tip, own = told
    client, address = browser(city, "contact"), reverse("oversight:notice_correct", args=[own.pk])
    form = client.get(address).context["form"]
    steps(city)["attend"](own, by(city, "leader"))
    posted = {"matter": "decision", "title": "改好的题", "happens_at": "2031-06-01T09:00",
              "edition": form.initial["edition"]}  # fmt: skip
    assert client.post(address, posted).status_code == 302
    assert fresh(own).title == "改好的题"


def test_own_notices_have_no_filter_or_column_of_the_groups_states(city, told):
    client = browser(city, "contact")
    address = reverse("oversight:notices_own")
    before = client.get(f"{address}?state=attend").content.count("公开的会".encode())
    steps(city)["attend"](told[1], by(city, "leader"))
    after = client.get(f"{address}?state=attend").content.count("公开的会".encode())
    assert before == after


def test_the_contacts_export_names_nobody(city, told):
    answer = browser(city, "contact").get(reverse("oversight:notices_own") + "?export=xlsx")
    book = load_workbook(BytesIO(b"".join(answer.streaming_content)))
    cells = [str(cell) for row in book.worksheets[0].iter_rows(values_only=True) for cell in row]
    assert "公开的会" in cells
    assert SECRET not in cells
    assert not any("示例" in cell or "线人" in cell for cell in cells)


def test_nobody_of_the_unit_is_told_anything(city, told):
    steps(city)["attend"](told[0], by(city, "leader"))
    steps(city)["attend"](told[1], by(city, "leader"))
    told_people = set(Notice.objects.values_list("recipient__name", flat=True))
    assert told_people == {"示例leader", "示例member", "线人甲"}


def test_a_paper_is_given_to_who_sees_the_notice_only(city, told):
    from paizhu.oversight.actions import notices as acts
    from tests.oversight.factories import notice_draft

    paper = SimpleUploadedFile("议题.txt", "内容".encode(), "text/plain")
    draft = notice_draft(city, "U2", code="", sender_id=city.people["informant"].pk)
    notice = acts.send(
        commission=city.commission, draft=draft, papers=[paper], by=by(city, "informant")
    )
    address = reverse("oversight:notice_paper", args=[notice.pk, notice.papers.get().pk])
    allowed = {}
    for role in (
        "leader",
        "member",
        "informant",
        "office",
        "liaison",
        *OWN_PEOPLE,
        "leader_two",
        "system_admin",
    ):
        allowed[role] = browser(city, role).get(address).status_code == 200
    assert {role for role, is_let_in in allowed.items() if is_let_in} == {
        "leader", "member", "informant", "office", "liaison",
    }  # fmt: skip
    foreign = in_state(city, "sent", "U3", "office")
    wrong = reverse("oversight:notice_paper", args=[foreign.pk, notice.papers.get().pk])
    assert browser(city, "leader_two").get(wrong).status_code == 404
