"""Clues and talks in the workbook: taken in by whom they belong to, written out for whom they exist, nothing of them in the open."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from paizhu.access.models import User
from paizhu.access.queries import operator
from paizhu.clues.models import Clue, ClueState, Talk
from paizhu.exchange import actions, background, queries
from paizhu.exchange.models import ImportRun
from paizhu.exchange.states.runs import RunState
from paizhu.organization.models import Official, RecusalGround
from paizhu.trail.models import Event
from tests.exchange.factories import city_with_casework, small_city
from tests.exchange.test_importing import cells, take_in
from tests.exchange.test_pages import XLSX, account

pytestmark = pytest.mark.django_db
SECRETS = ("周强", "造林工程", "公车私用", "违规领取津贴")


@pytest.fixture
def commission(tmp_path):
    return take_in(city_with_casework(), tmp_path).commission


@pytest.fixture
def cases(commission) -> User:
    return account(commission, "P6")


def exported(by, commission, tmp_path, name="out.xlsx"):
    out = tmp_path / name
    return actions.export_workbook(out=out, commission=commission, by=by), cells(out)


def test_the_state_follows_from_the_rows_days_and_words(commission):
    stood = {clue.code: (clue.state, clue.since) for clue in Clue.objects.all()}
    assert stood == {
        "XS1": (ClueState.FILED, date(2015, 6, 1)),
        "XS2": (ClueState.REGISTERED, date(2015, 4, 2)),
        "XS3": (ClueState.INQUIRING, date(2015, 5, 20)),
    }
    talk = Talk.objects.get(code="TH1")
    assert (talk.clue.code, talk.people, talk.talkers.count()) == ("XS1", 2, 2)


@pytest.mark.parametrize(
    ("words", "state"),
    [
        ({}, ClueState.ASSIGNED),
        ({"处置方式": "初步核实"}, ClueState.VERIFYING),
        ({"处置方式": "暂存待查"}, ClueState.HELD),
        ({"处置方式": "予以了结"}, ClueState.CONCLUDED),
        ({"处置方式": "初步核实", "核实结论": "拟立案"}, ClueState.FILING),
        ({"处置方式": "初步核实", "核实结论": "谈话提醒"}, ClueState.CONCLUDED),
        ({"处置方式": "初步核实", "核实结论": "暂存待查"}, ClueState.HELD),
        ({"处置方式": "初步核实", "核实结论": "移送"}, ClueState.TRANSFERRED),
    ],
)
def test_each_word_gives_its_state(words, state, tmp_path):
    city = city_with_casework()
    for header in ("处置方式", "处置日期", "核实结论", "立案日期"):
        city.put("问题线索", 2, header, words.get(header, ""))
    take_in(city, tmp_path)
    assert Clue.objects.get(code="XS1").state == state


def test_what_a_clue_says_and_whom_it_names_lies_sealed(commission):
    clue = Clue.objects.get(code="XS2")
    assert clue.__dict__["summary"].startswith("paizhu1$")
    assert clue.__dict__["official_ref"].startswith("paizhu1$")
    assert (clue.summary, clue.person_name, clue.official.code) == (
        "反映其公车私用。",
        "周强",
        "P5",
    )
    assert clue.official_index
    assert clue.category == "unit_team"


def test_the_same_workbook_again_changes_nothing(commission, tmp_path):
    sealed = Clue.objects.get(code="XS2").__dict__["summary"]
    events = Event.objects.count()
    assert take_in(city_with_casework(), tmp_path, commission=commission).changed_nothing
    assert Event.objects.count() == events
    assert Clue.objects.get(code="XS2").__dict__["summary"] == sealed


@pytest.mark.parametrize(
    ("sheet", "row", "header", "value"),
    [
        ("问题线索", 3, "问题摘要", "反映其公车私用，并违规报销。"),
        ("问题线索", 3, "被反映人编码", ""),
        ("问题线索", 3, "实名", "否"),
        ("问题线索", 4, "处置方式", "暂存待查"),
        ("问题线索", 4, "来源", "巡察移交"),
        ("谈话", 2, "谈话人编码", "P1"),
        ("谈话", 2, "线索编码", ""),
        ("谈话", 3, "人数", 4),
    ],
)
def test_one_changed_cell_changes_one_row(commission, tmp_path, sheet, row, header, value):
    city = city_with_casework().put(sheet, row, header, value)
    done = take_in(city, tmp_path, commission=commission)
    changed = {name: count["changed"] for name, count in done.counts.items() if count["changed"]}
    assert changed == {sheet: 1}
    assert take_in(city, tmp_path, commission=commission).changed_nothing


def test_a_corrected_summary_does_not_throw_the_clue_back(commission, tmp_path):
    Clue.objects.filter(code="XS3").update(state=ClueState.REPORTED)
    city = city_with_casework().put("问题线索", 4, "问题摘要", "反映其违规领取津贴、奖金。")
    take_in(city, tmp_path, commission=commission)
    assert Clue.objects.get(code="XS3").state == ClueState.REPORTED
    take_in(city.put("问题线索", 4, "处置方式", "暂存待查"), tmp_path, commission=commission)
    clue = Clue.objects.get(code="XS3")
    assert (clue.state, clue.reviewed_on) == (ClueState.HELD, date(2015, 5, 20))


def test_an_archived_clue_does_not_change_any_more(commission, tmp_path):
    Clue.objects.filter(code="XS1").update(state=ClueState.ARCHIVED)
    city = city_with_casework().put("问题线索", 2, "来源", "巡察移交")
    with pytest.raises(actions.WorkbookFaulty) as faulty:
        take_in(city, tmp_path, commission=commission)
    assert "XS1" in faulty.value.faults[0].wrong


def test_the_trail_says_nothing_of_what_they_contain(commission):
    told = "\n".join(f"{event.subject_label}{event.detail_text}" for event in Event.objects.all())
    assert "XS1" in told
    assert not [secret for secret in SECRETS[1:] if secret in told]
    own = [e for e in Event.objects.all() if e.act.startswith("clues.")]
    assert len(own) == 5
    assert not [e for e in own if "周强" in f"{e.subject_label}{e.detail_text}"]


def test_the_command_line_exports_no_casework_and_says_so(commission, tmp_path):
    done, out = exported(operator(commission), commission, tmp_path)
    assert done.left_empty == ("问题线索", "谈话")
    assert len(out["问题线索"]) == len(out["谈话"]) == 1


def test_the_case_office_exports_all_and_the_same_cells_come_back(commission, cases, tmp_path):
    done, first = exported(cases, commission, tmp_path)
    assert done.left_empty == ()
    assert [row[0] for row in first["问题线索"][1:]] == ["XS1", "XS2", "XS3"]
    assert first["问题线索"][1][7] == "=反映其在造林工程中收受礼金。"
    assert [row[3] for row in first["问题线索"][1:]] == ["是", "", "否"]
    assert [row[5] for row in first["谈话"][1:]] == ["P1;P2", "P1"]
    book = queries.read_workbook(tmp_path / "out.xlsx")
    assert actions.import_workbook(
        workbook=book, commission=commission, by=operator(commission)
    ).changed_nothing
    assert exported(cases, commission, tmp_path, "again.xlsx")[1] == first
    assert Event.objects.filter(act="clues.exported").count() == 2


def test_others_export_what_exists_for_them(commission, tmp_path):
    done, out = exported(account(commission, "P1"), commission, tmp_path)
    assert [row[0] for row in out["问题线索"][1:]] == ["XS1", "XS3"]
    done, out = exported(account(commission, "P4"), commission, tmp_path)  # the office
    assert done.left_empty == ("问题线索",)
    assert len(out["问题线索"]) == 1
    assert [row[0] for row in out["谈话"][1:]] == ["TH2"]


@pytest.fixture
def _at_once(monkeypatch, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    monkeypatch.setattr(background, "start", lambda work, run: work(run.pk))


def upload(client, user, city, tmp_path, name="反映周强.xlsx"):
    client.force_login(user)
    content = city.save(tmp_path / "upload.xlsx").read_bytes()
    file = SimpleUploadedFile(name, content, XLSX)
    answer = client.post(reverse("exchange:workbook"), {"workbook": file}, follow=True)
    return answer, ImportRun.objects.latest("pk")


def only_casework(city):
    """Leave out all rows but those of 机关 and of casework."""
    for name, rows in city.sheets.items():
        if name not in {"机关", "问题线索", "谈话"}:
            del rows[1:]
    return city


@pytest.mark.usefixtures("_at_once")
def test_the_commissions_office_is_refused_for_these_sheets(commission, client, tmp_path):
    answer, run = upload(
        client, account(commission, "P4"), city_with_casework(), tmp_path, "a.xlsx"
    )
    assert run.state == RunState.FAULTY
    assert [fault[:2] for fault in run.faults] == [
        ["sheet_casework", "问题线索"],
        ["sheet_casework", "谈话"],
    ]
    assert not [secret for secret in SECRETS if secret in answer.content.decode()]


@pytest.mark.usefixtures("_at_once")
def test_the_case_office_is_refused_for_all_others(commission, cases, client, tmp_path):
    _answer, run = upload(client, cases, city_with_casework(), tmp_path)
    assert {fault[0] for fault in run.faults} == {"sheet_structure"}
    renamed = only_casework(city_with_casework()).put("机关", 2, "机关名称", "另名")
    _answer, run = upload(client, cases, renamed, tmp_path)
    assert [fault[:2] for fault in run.faults] == [["sheet_structure", "机关"]]


@pytest.mark.usefixtures("_at_once")
def test_the_case_office_takes_clues_in_and_nobody_else_sees_that_import(
    commission, cases, client, tmp_path
):
    city = only_casework(city_with_casework()).put(
        "问题线索", 3, "问题摘要", "反映其公车私用两次。"
    )
    answer, run = upload(client, cases, city, tmp_path)
    assert run.state == RunState.READY
    assert "公车私用两次" in answer.content.decode()
    assert "公车私用两次".encode() not in run.path.read_bytes()
    assert "公车私用" not in str(ImportRun.objects.filter(pk=run.pk).values().get())
    assert "周强" not in f"{run}{Event.objects.get(act='exchange.received').subject_label}"
    client.post(reverse("exchange:begin", args=[run.pk]))
    assert ImportRun.objects.get(pk=run.pk).state == RunState.DONE
    assert Clue.objects.get(code="XS2").summary == "反映其公车私用两次。"
    assert not list(run.folder().iterdir())
    client.force_login(account(commission, "P4"))
    assert client.get(reverse("exchange:run", args=[run.pk])).status_code == 404
    assert run.file_name not in client.get(reverse("exchange:imports")).content.decode()


@pytest.mark.usefixtures("_at_once")
def test_a_clue_from_which_the_case_officer_is_kept_is_neither_compared_nor_told(
    commission, cases, client, tmp_path
):
    RecusalGround.objects.create(
        commission=commission,
        official=cases.official,
        relative=Official.objects.get(code="P5"),
        reason="配偶",
    )
    _answer, run = upload(client, cases, only_casework(city_with_casework()), tmp_path)
    assert [fault[:3] for fault in run.faults] == [["code_closed", "问题线索", 3]]
    _done, out = exported(cases, commission, tmp_path)
    assert [row[0] for row in out["问题线索"][1:]] == ["XS1", "XS3"]


@pytest.mark.usefixtures("_at_once")
def test_others_may_upload_nothing(commission, client, tmp_path):
    client.force_login(account(commission, "P1"))
    assert client.get(reverse("exchange:workbook")).status_code == 403


def test_new_clues_cost_a_constant_number_of_statements(tmp_path, django_assert_max_num_queries):
    commission = take_in(city_with_casework(), tmp_path).commission
    city = city_with_casework()
    for number in range(60):
        city.add(
            "问题线索", 线索编码=f"N{number}", 收到日期=date(2015, 6, 2), 来源="信访举报", 被反映单位编码="U4",
            被反映人职级="其他", 问题摘要=f"第{number}件。",
        )  # fmt: skip
    with django_assert_max_num_queries(110):
        take_in(city, tmp_path, commission=commission)
    assert Clue.objects.get(code="N59").summary == "第59件。"


def test_the_small_city_without_casework_leaves_it_alone(commission, tmp_path):
    take_in(small_city(), tmp_path, commission=commission)
    assert Clue.objects.count() == 3
