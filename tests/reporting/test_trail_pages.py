"""The auditor's pages: what they say, whom they open to, what they give out, what they leave in the trail."""

import io
import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory
from django.urls import reverse
from django.utils import translation
from python_calamine import CalamineWorkbook

from paizhu.access.queries import operator
from paizhu.organization.models import Administration as Office
from paizhu.organization.models import Post
from paizhu.reporting.panels import trail as panels
from paizhu.reporting.queries import trail as words
from paizhu.trail import actions as trail
from paizhu.trail import queries
from paizhu.trail.models import Event
from tests.access import factories as people
from tests.trail import factories
from tests.trail.factories import Nowhere, Somebody, do
from tests.trail.guards import unchecked

trail.register(
    {
        "test.renamed": "%(actor)s renamed %(subject)s to %(name)s.",
        "test.unruly": "%(actor)s did %(count)d things, 100% sure.",
        "coded.done": "%(actor)s did %(step)s, as %(level)s.",
    },
    {"step": {"one": "the first step"}.__getitem__},
)


@pytest.fixture
def home(db):
    return people.commission()


@pytest.fixture
def unit(home):
    return factories.unit(home, "市财政局")


@pytest.fixture
def auditor(home, client):
    user = people.administrator(home, Office.AUDITOR)
    client.force_login(user)
    return user


def page(client, name, *args, **query):
    return client.get(reverse(f"reporting:{name}", args=args), query)


def stories(response):
    return [words.story(row) for row in response.context["listing"].turn.records]


def last(home):
    return Event.objects.filter(chain=home.pk).latest("sequence")


ADDRESSES = [
    ("trail", ()),
    ("trail_check", ()),
    ("trail_heads", ()),
    ("trail_head", (1,)),
    ("trail_record", (1, 1)),
]


@pytest.mark.parametrize(("name", "args"), ADDRESSES)
@pytest.mark.parametrize("office", [Office.SYSTEM_ADMIN, Office.SECURITY_ADMIN])
def test_the_other_two_administrators_do_not_open_the_trail(home, client, office, name, args):
    client.force_login(people.administrator(home, office))
    response = page(client, name, *args)
    assert response.status_code == 403
    assert "只有安全审计员" in response.content.decode()


@pytest.mark.parametrize(("name", "args"), ADDRESSES)
def test_the_secretary_and_the_office_do_not_open_the_trail_either(home, client, name, args):
    structure = people.Structure(home)
    for post in (Post.SECRETARY, Post.OFFICE):
        client.force_login(structure.holder(post))
        assert page(client, name, *args).status_code == 403


def test_nobody_opens_the_trail_without_signing_in(home, client):
    assert page(client, "trail").status_code == 302


def test_a_post_to_the_pages_is_the_auditors_alone(home, client):
    client.force_login(people.administrator(home, Office.SECURITY_ADMIN))
    before = Event.objects.count()
    for name in ("trail_check", "trail_heads"):
        assert client.post(reverse(f"reporting:{name}")).status_code == 403
    assert Event.objects.count() == before


def test_the_list_tells_what_happened_newest_first(client, auditor, unit):
    do(subject=unit, by=Somebody())
    do(subject=unit, what="test.renamed", name="新名", by=Somebody())
    told = stories(page(client, "trail"))
    assert told.index(f"王五 (wangwu) renamed {unit} to 新名.") < told.index(
        f"王五 (wangwu) did something to {unit}."
    )


def test_another_commissions_trail_is_not_there(client, auditor, home):
    other = factories.chain_of(3)
    assert all(
        row.chain == home.pk for row in page(client, "trail").context["listing"].turn.records
    )
    assert page(client, "trail_record", other.pk, 1).status_code == 404


def test_the_installations_chain_is_read_by_choice(client, auditor, unit):
    do(subject=Nowhere(), by=Somebody())
    do(subject=unit, by=Somebody())
    chosen = page(client, "trail", chain="platform").context["listing"].turn.records
    assert [row.chain for row in chosen] == [0]
    assert page(client, "trail_record", 0, 1).status_code == 200


@pytest.fixture
def mixed(home, unit, time_machine):
    """Three people, three acts, two kinds of record, three days."""
    for day, by, subject, what in (
        ("2015-03-01T15:30:00+00:00", Somebody(pk=11, trail_name="甲"), unit, "test.done"),
        ("2015-03-01T16:30:00+00:00", Somebody(pk=12, trail_name="乙"), home, "test.renamed"),
        ("2015-03-03T01:00:00+00:00", operator(home), factories.unit(home, "审计局"), "test.done"),
    ):
        time_machine.move_to(day, tick=False)
        do(subject=subject, what=what, by=by)
    time_machine.move_to("2015-06-01T01:00:00+00:00")


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ({}, [3, 2, 1]),
        ({"actor": "11"}, [1]),
        ({"actor": "machine"}, [3]),
        ({"act": "test.renamed"}, [2]),
        ({"kind": "tenancy.commission"}, [2]),
        ({"from": "2015-03-02"}, [3, 2]),  # 16:30 in UTC is half past midnight here
        ({"to": "2015-03-01"}, [1]),
        ({"from": "2015-03-02", "to": "2015-03-02"}, [2]),
        ({"q": "财政"}, [1]),
        ({"q": "财政", "actor": "12"}, []),
        ({"from": "never"}, []),
        ({"actor": "999"}, []),
    ],
)
def test_the_list_is_filtered_by_actor_act_kind_days_and_name(home, mixed, client, query, numbers):
    client.force_login(people.administrator(home, Office.AUDITOR))
    rows = page(client, "trail", **query).context["listing"].turn.records
    found = [row.sequence for row in rows if row.sequence <= 3]
    assert found == numbers


def test_a_chosen_act_is_named_in_words(home, mixed, client):
    client.force_login(people.administrator(home, Office.AUDITOR))
    chips = page(client, "trail", act="test.renamed").context["listing"].filters.chips
    assert [str(chip.text) for chip in chips] == ["renamed … to …"]


def test_pages_turn_by_the_last_row_seen(client, auditor, unit):
    do(subject=unit, times=60, by=Somebody())
    first = page(client, "trail").context["listing"]
    second = client.get(first.links["next"]).context["listing"]
    numbers = [row.sequence for row in (*first.turn.records, *second.turn.records)]
    assert numbers == list(range(numbers[0], numbers[0] - 50, -1))


def test_the_number_of_queries_does_not_grow_with_the_rows(
    client, auditor, unit, django_assert_max_num_queries
):
    do(subject=unit, times=3, by=Somebody())
    page(client, "trail")
    do(subject=unit, times=300, changes={"name": ["a", "b"]}, by=Somebody())
    with django_assert_max_num_queries(12):
        page(client, "trail", size=100)


def test_an_export_is_a_workbook_and_is_recorded(client, auditor, home, unit):
    do(subject=unit, what="test.renamed", name="=1+1", by=Somebody())
    response = page(client, "trail", export="xlsx", q="财政", act="test.renamed")
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(b"".join(response.streaming_content)))
    rows = sheet.get_sheet_by_index(0).to_python()
    assert len(rows) == 2
    assert f"王五 (wangwu) renamed {unit} to =1+1." in rows[1]
    event = last(home)
    assert (event.act, event.actor_id) == ("trail.exported", auditor.pk)
    assert event.detail == {"count": 1, "filters": {"act": "test.renamed", "q": "财政"}}


@pytest.mark.parametrize(("code", "said"), [("one", "the first step"), ("two", "two")])
def test_a_code_is_said_in_the_words_of_its_room_and_an_unknown_one_as_it_is(code, said):
    event = Event(
        act="coded.done",
        actor_name="李某",
        detail_text=json.dumps({"step": code, "level": "one"}),
    )
    assert words.story(event) == f"李某 did {said}, as one."
    assert (said in dict(words.particulars(event)).values()) is True


def test_a_record_shows_what_was_changed_in_words(client, auditor, home, unit):
    changes = {"name": ["旧名", "新名"], "is_key": [False, True], "headcount": [None, 3]}
    do(subject=unit, changes=changes, sector="党群口", by=Somebody())
    response = page(client, "trail_record", home.pk, last(home).sequence)
    label = words.field_label("organization.unit", "name")
    assert words.Change(label, "旧名", "新名") in response.context["changes"]
    assert {(each.before, each.after) for each in response.context["changes"]} == {
        ("旧名", "新名"),
        ("否", "是"),
        ("—", "3"),
    }
    assert [value for _name, value in response.context["particulars"]] == ["党群口"]
    assert response.context["fits"]
    assert "未被改动" in response.content.decode()


def test_a_record_leads_to_its_neighbours(client, auditor, home, unit):
    do(subject=unit, times=3, by=Somebody())
    end = last(home).sequence
    body = page(client, "trail_record", home.pk, end - 1).content.decode()
    for number in (end - 2, end):
        assert reverse("reporting:trail_record", args=[home.pk, number]) in body
    assert "这是最后一条" in page(client, "trail_record", home.pk, end).content.decode()
    assert page(client, "trail_record", home.pk, end + 1).status_code == 404


@pytest.mark.parametrize(
    "altered", [{"actor_name": "别人"}, {"detail_text": "no json"}, {"previous_hash": "0" * 64}]
)
def test_an_altered_record_is_shown_as_it_is_and_said_not_to_fit(
    client, auditor, home, unit, altered
):
    do(subject=unit, times=3, by=Somebody())
    with unchecked():
        Event.objects.filter(chain=home.pk, sequence=2).update(**altered)
    response = page(client, "trail_record", home.pk, 2)
    assert response.status_code == 200
    assert not response.context["fits"]
    assert "校验不符" in response.content.decode()
    assert page(client, "trail").status_code == 200


def test_what_is_hashed_can_be_worked_out_by_hand(client, auditor, home, unit):
    do(subject=unit, note="手工𠮷", by=Somebody())
    event = last(home)
    text = page(client, "trail_record", home.pk, event.sequence).context["hashed"]
    assert text.startswith(event.previous_hash + f"{len(str(home.pk))}:{home.pk},")
    assert queries.verify([home.pk]).ok


def check(client, **given):
    return client.post(reverse("reporting:trail_check"), given)


def test_a_whole_trail_is_said_to_be_whole_and_the_check_recorded(client, auditor, home, unit):
    do(subject=unit, times=5, by=Somebody())
    count = Event.objects.count()
    response = check(client)
    assert f"操作留痕完好：共 {count} 条记录。" in response.content.decode()
    assert "未与另行保存的链首摘要比对" in response.content.decode()
    assert last(home).act == "trail.found_whole"
    assert last(home).detail == {"count": count}
    assert response.context["earlier"][0].title == words.story(last(home))


def test_a_broken_trail_is_said_to_be_broken_and_where(client, auditor, home, unit):
    do(subject=unit, times=5, by=Somebody())
    with unchecked():
        Event.objects.filter(chain=home.pk, sequence=3).update(actor_name="别人")
    response = check(client)
    body = response.content.decode()
    assert "操作留痕已被破坏" in body
    assert "第 3 条" in body
    assert reverse("reporting:trail_record", args=[home.pk, 3]) in body
    assert last(home).act == "trail.found_broken"


def test_a_missing_record_is_named_without_a_link(client, auditor, home, unit):
    do(subject=unit, times=5, by=Somebody())
    with unchecked():
        Event.objects.filter(chain=home.pk, sequence=3).delete()
    (fault,) = check(client).context["faults"]
    assert (fault.sequence, fault.is_there) == (3, False)


def test_only_looking_at_the_page_checks_nothing(client, auditor, home):
    before = Event.objects.count()
    assert page(client, "trail_check").context["found"] is None
    assert Event.objects.count() == before


def test_heads_given_back_are_compared(client, auditor, home, unit):
    do(subject=unit, times=5, by=Somebody())
    (head,) = queries.heads(home)
    file = SimpleUploadedFile("head.json", json.dumps([head.as_json()]).encode())
    response = check(client, file=file, text=head.line)
    assert "与另行保存的 2 个链首摘要一致" in response.content.decode()
    other = head.line[:-64] + "0" * 64
    response = check(client, text=other)
    assert response.context["faults"][0].reason.startswith("整条链被改写")


@pytest.mark.parametrize(
    "text", ["nothing", "chain=1 record=2 hash=123", '{"chain": 1}', "chain=1 record=x hash=0"]
)
def test_what_is_no_head_is_said_and_nothing_is_checked(client, auditor, home, text):
    before = Event.objects.count()
    response = check(client, text=text)
    assert response.context["form"].errors["text"] == [
        "未找到链首摘要，或其中有误：请核对记录序号和哈希值。"
    ]
    assert response.context["found"] is None
    assert Event.objects.count() == before


@pytest.mark.parametrize("content", [b"\xff\xfe", b"x" * (256 * 1024 + 1), b"nothing"])
def test_a_file_that_is_no_file_of_heads_is_said(client, auditor, content):
    response = check(client, file=SimpleUploadedFile("head.txt", content))
    assert response.context["form"].errors["file"]


def test_another_commissions_head_is_refused(client, auditor, home):
    (head,) = queries.heads(factories.chain_of(1))
    response = check(client, text=head.line)
    assert response.context["form"].errors["text"] == ["该摘要属于其他机关的操作留痕。"]


def test_guards_that_are_gone_are_told(client, auditor):
    from tests.trail.guards import lifted

    assert page(client, "trail_check").context["guards"] == []
    with lifted():
        assert "trail_event_keep" in page(client, "trail_check").content.decode()


def test_todays_head_is_taken_and_shown_to_print(client, auditor, home, unit):
    do(subject=unit, times=3, by=Somebody())
    assert page(client, "trail_heads").context["is_due"]
    end = last(home)
    response = client.post(reverse("reporting:trail_heads"), follow=True)
    (head,) = response.context["heads"]
    assert (head.sequence, head.hash) == (end.sequence, end.hash)
    assert head.line in response.content.decode()
    assert last(home).act == "trail.heads_taken"
    response = page(client, "trail_heads")
    assert not response.context["is_due"]
    assert reverse("reporting:trail_head", args=[last(home).sequence]) in response.content.decode()


def test_the_head_is_due_again_the_next_day(client, auditor, time_machine):
    time_machine.move_to("2015-06-01T15:00:00+00:00")
    trail.take_heads(commission=auditor.commission, by=auditor)
    assert not words.head_is_due(auditor)
    time_machine.move_to("2015-06-01T16:30:00+00:00")  # past midnight here
    assert words.head_is_due(auditor)


@pytest.mark.parametrize("form", ["json", "txt"])
def test_a_head_as_a_file_comes_back_into_the_check(client, auditor, home, form):
    do(subject=Nowhere(), by=Somebody())
    client.post(reverse("reporting:trail_heads"))
    response = page(client, "trail_head", last(home).sequence, **{"as": form})
    assert response["Content-Disposition"].startswith("attachment")
    assert home.code in response["Content-Disposition"]
    kept = queries.read_heads(response.content.decode())
    assert [head.chain for head in kept] == [home.pk, 0]
    assert queries.verify([home.pk, 0], against=kept).ok
    assert check(client, file=SimpleUploadedFile("h", response.content)).context["compared"] == 2


def test_only_a_record_that_took_a_head_is_shown_as_one(client, auditor, home, unit):
    do(subject=unit, by=Somebody())
    assert page(client, "trail_head", last(home).sequence).status_code == 404


def test_a_record_of_an_act_nobody_knows_any_more_still_reads(unit):
    do(subject=unit, by=Somebody())
    event = Event.objects.latest("sequence")
    event.act = "gone.forgotten"
    assert words.story(event) == f"王五 (wangwu)：gone.forgotten，{unit}"
    assert words.act_label("gone.forgotten") == "gone.forgotten"


def test_a_word_that_the_record_lacks_is_a_dash(unit):
    do(subject=unit, what="test.counted", count=1, by=Somebody())
    assert words.story(Event.objects.latest("sequence")).endswith("(—).")


def test_a_sentence_that_does_not_fit_its_record_falls_back_to_plain_words(unit):
    do(subject=unit, what="test.unruly", count="many", by=Somebody())
    told = words.story(Event.objects.latest("sequence"))
    assert told == f"王五 (wangwu): test.unruly, {unit}"


def test_the_sentence_is_told_in_the_readers_language(home):
    trail.take_heads(commission=home, by=factories.auditor(home))
    event = last(home)
    assert words.story(event) == "审计员 提取了链首摘要另行保存（第 0 条）。"
    with translation.override("en"):
        assert words.story(event) == "审计员 took the head of the trail for safekeeping (record 0)."


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (None, "—"),
        ("", "—"),
        ([], "—"),
        (True, "是"),
        (False, "否"),
        (0, "0"),
        (["甲", None], "甲、—"),
        ({"甲": 1, "乙": True}, "甲: 1、乙: 是"),
    ],
)
def test_values_are_told_in_words(value, told):
    assert words.said(value) == told


def test_codes_of_closed_lists_and_moments_are_told_in_words(db):
    rank = words._field("organization.official", "rank")
    code, label = rank.choices[0]
    assert words.said(code, rank) == str(label)
    assert words.said("no such code", rank) == "no such code"
    moment = words._field("oversight.matternotice", "sent_at")
    assert words.said("2015-06-01T00:00:00+00:00", moment) == "2015-06-01 08:00"
    assert words.said("no moment", moment) == "no moment"


@pytest.mark.parametrize(
    ("kind", "name", "known"),
    [
        ("organization.unit", "sector", "organization.sector"),
        ("organization.compositegroup", "sectors", "organization.sector"),
    ],
)
def test_another_record_of_the_room_lends_its_name(kind, name, known):
    assert words.field_label(kind, name) == words.kind_label(known)


def test_another_record_of_the_room_lends_its_fields_name():
    own = words.field_label("organization.posting", "until_on")
    assert words.field_label("organization.official", "until_on") == own != "Until on"


def test_a_field_nobody_knows_keeps_its_own_name():
    assert words.field_label("organization.unit", "some_thing") == "Some thing"
    assert words.field_label("gone.record", "some_thing") == "Some thing"
    assert words.kind_label("gone.record") == "gone.record"
    assert words.kind_label("nonsense") == "nonsense"


def history(user, subject):
    request = RequestFactory().get("/")
    request.user = user
    return panels.history(request, subject)


def test_the_history_of_a_record_stands_on_its_page_for_those_who_see_the_commission(home):
    structure = people.Structure(home)
    do(subject=structure.host, changes={"name": ["旧名", "新名"]}, by=Somebody())
    do(subject=structure.linked, by=Somebody())
    told = history(structure.holder(Post.OFFICE), structure.host)
    assert "旧名 → 新名" in told
    assert str(structure.linked) not in told
    for reader in (
        structure.holder(Post.LEADER),
        structure.holder(Post.RESIDENT_LEADER),
        structure.holder(Post.CONTACT),
        people.administrator(home, Office.SYSTEM_ADMIN),
        people.administrator(home, Office.AUDITOR),
        people.Structure(people.commission()).holder(Post.OFFICE),
    ):
        assert history(reader, structure.host) == ""


def test_a_long_history_says_that_there_is_more(home):
    structure = people.Structure(home)
    do(subject=structure.host, times=panels.SHOWN + 1, by=Somebody())
    told = history(structure.holder(Post.OFFICE), structure.host)
    assert told.count('class="moment-title"') == panels.SHOWN
    assert "更早的变更" in told


def test_a_record_without_acts_has_no_history(home):
    structure = people.Structure(home)
    assert history(structure.holder(Post.OFFICE), structure.host) == ""
