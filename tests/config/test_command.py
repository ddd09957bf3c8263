"""The command line's contract: sub-commands, exit status, and JSON alone on standard output."""

import json
import socket
import sqlite3

import pytest

COMMANDS = [
    "backup",
    "coverage",
    "demo",
    "doctor",
    "export",
    "figures",
    "import",
    "jobs",
    "restore",
    "serve",
    "template",
    "trail",
    "work",
]


@pytest.fixture
def book(paizhu, tmp_path):
    """Write a small workbook by hand, per the contract."""
    import xlsxwriter

    sheets = {
        "机关": [["机关编码", "机关名称"], ["J1", "望澜市纪委监察局（测试）"]],
        "单位": [["单位编码", "单位名称", "口", "在编人数", "重点单位"], ["D1", "教育局", "宣教", 40, "是"],
               ["D2", "文化局", "宣教", 20, "否"], ["D3", "档案局", "党群", 9, "否"]],
        "派驻纪检组": [["组编码", "组名", "驻在单位编码", "编制数"], ["P1", "驻教育局纪检组", "D1", 3]],
        "综合组": [["组编码", "组名", "口", "成立日期"], ["Z1", "第一综合纪检监察组", "宣教", "2015-01-01"]],
        "人员": [["人员编码", "姓名", "职级"], ["R1", "甲某", "县级副职"], ["R2", "乙某", "科级正职"]],
        "任职": [["人员编码", "职务", "任职对象编码", "任职日期", "免职日期"],
               ["R1", "派驻纪检组长", "P1", "2015-01-01", None], ["R1", "综合组组长", "Z1", "2015-01-01", None],
               ["R2", "综合组成员", "Z1", "2015-03-01", "2015-07-01"]],
        "监督活动": [["活动编码", "日期", "方式", "单位编码", "参加人员编码", "综合组编码", "事项类别"],
                 ["H1", "2015-02-10", "列席会议", "D1；D2", "R1", "Z1", "大额度资金使用"],
                 ["H2", "2015-06-30", "个别谈话", "D2", "R1;R2", "Z1", None],
                 ["H3", "2015-07-01", "列席会议", "D3", "R2", None, "其他"]],
        "意见建议": [["意见编码", "活动编码", "单位编码", "内容", "提出日期", "整改期限", "状态", "销号日期"],
                 ["Y1", "H1", "D1", "完善资金审批程序。", "2015-02-10", "2015-03-10", "已销号", "2015-03-20"],
                 ["Y2", "H1", "D2", "公开大额支出。", "2015-02-11", "2015-03-11", "整改中", None]],
    }  # fmt: skip
    file = tmp_path / "book.xlsx"
    with xlsxwriter.Workbook(str(file)) as out:
        for name, lines in sheets.items():
            page = out.add_worksheet(name)
            for number, line in enumerate(lines):
                page.write_row(number, 0, line)
    return file


def test_every_command_of_the_contract_has_help(paizhu):
    listed = paizhu("--help").stdout
    for name in COMMANDS:
        assert name in listed
        assert paizhu(name, "--help").returncode == 0


def test_a_workbook_by_hand_gives_the_figures_that_the_contract_defines(paizhu, book):
    done = paizhu("import", str(book))
    assert done.returncode == 0, done.stderr
    found = paizhu.json("figures", "--from", "2015-01-01", "--to", "2015-12-31")
    assert found["activities"]["total"] == 3
    assert found["activities"]["by_method"]["列席会议"] == 2
    # R1 is resident at D1; at D2 he acts for his group; R2's posting ended on the day of H3, at a unit of no group.
    assert found["activities"]["same_body"] == 1
    assert found["activities"]["cross_body"] == 3
    assert found["activities"]["outside"] == 1
    assert found["major_matter_meetings"] == 1
    assert found["opinions"] == {"made": 2, "closed": 1, "declined": 0, "overdue": 1}
    assert (found["units"], found["sectors"], found["groups"]) == (3, 2, 1)
    assert found["clues"]["received"] == found["talks"]["total"] == 0


def test_coverage_on_a_day_is_what_the_contract_says(paizhu, book):
    paizhu("import", str(book))
    found = paizhu.json("coverage", "--on", "2015-06-30")
    assert (
        found["units"],
        found["covered"],
        found["same_body"],
        found["cross_body"],
        found["both"],
    ) == (3, 2, 1, 2, 1)
    assert found["uncovered"] == ["D3"]
    assert found["posts"] == {"before": 3, "after": 4}
    assert found["groups"] == [{"code": "Z1", "units": 2, "members": 2}]
    later = paizhu.json("coverage", "--on", "2015-07-01")
    assert later["posts"] == {"before": 3, "after": 3}
    assert later["groups"] == [{"code": "Z1", "units": 2, "members": 1}]


def test_export_import_export_gives_the_same_cells(paizhu, book, tmp_path):
    import python_calamine

    def cells(file):
        read = python_calamine.CalamineWorkbook.from_path(str(file))
        return {name: read.get_sheet_by_name(name).to_python() for name in read.sheet_names}

    paizhu("import", str(book))
    first, second = tmp_path / "first.xlsx", tmp_path / "second.xlsx"
    assert paizhu("export", str(first)).returncode == 0
    again = type(paizhu)(tmp_path / "other")
    assert again("import", str(first)).returncode == 0
    assert again("export", str(second)).returncode == 0
    assert cells(first) == cells(second)


def test_bad_input_ends_with_status_two_and_writes_nothing(paizhu, book):
    import openpyxl

    faulty = openpyxl.load_workbook(book)
    faulty["监督活动"]["C2"] = "喝茶"
    faulty["任职"]["D2"] = "2015-13-01"
    faulty.save(book)
    done = paizhu("import", str(book), "--json")
    assert done.returncode == 2
    faults = json.loads(done.stdout)
    assert len(faults["faults"] if isinstance(faults, dict) else faults) == 2
    assert (
        paizhu("figures", "--from", "2015-01-01", "--to", "2015-12-31").returncode == 2
    )  # no commission yet


@pytest.mark.parametrize(
    "arguments",
    [
        ("figures", "--from", "2015-13-01", "--to", "2015-12-31"),
        ("figures", "--from", "2015-12-31", "--to", "2015-01-01"),
        ("figures", "--from", "2015-01-01", "--to", "2015-12-31", "--group", "没有"),
        ("coverage", "--commission", "没有"),
        ("import", "there-is-no-such.xlsx"),
        ("nothing-of-the-kind",),
    ],
)
def test_each_bad_call_ends_with_status_two_and_a_plain_sentence(paizhu, book, arguments):
    paizhu("import", str(book))
    done = paizhu(*arguments)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.strip()
    assert "Traceback" not in done.stderr


def test_one_altered_byte_behind_the_application_breaks_the_trail_at_that_record(paizhu, book):
    paizhu("import", str(book))
    whole = paizhu.json("trail", "verify")
    assert whole["ok"]
    assert whole["first_bad"] is None
    with sqlite3.connect(paizhu.data / "paizhu.sqlite3") as database:
        for (name,) in database.execute(
            "SELECT name FROM sqlite_master WHERE type='trigger'"
        ).fetchall():
            database.execute(f'DROP TRIGGER "{name}"')
        chain, sequence, label = database.execute(
            "SELECT chain, sequence, subject_label FROM trail_event WHERE sequence = 5 LIMIT 1"
        ).fetchone()
        database.execute(
            "UPDATE trail_event SET subject_label = ? WHERE chain = ? AND sequence = ?",
            (chr(ord(label[0]) ^ 1) + label[1:], chain, sequence),
        )
    database.close()
    done = paizhu("trail", "verify", "--json")
    assert done.returncode == 1
    found = json.loads(done.stdout)
    assert found["events"] == whole["events"]
    assert (found["ok"], found["first_bad"]) == (False, 5)


def test_the_database_itself_refuses_to_alter_or_delete_the_trail(paizhu, book):
    paizhu("import", str(book))
    with sqlite3.connect(paizhu.data / "paizhu.sqlite3") as database:
        for statement in ("UPDATE trail_event SET actor_name = 'x'", "DELETE FROM trail_event"):
            with pytest.raises(sqlite3.DatabaseError):
                database.execute(statement)
    database.close()


def test_a_restored_backup_is_what_was_backed_up(paizhu, book, tmp_path):
    paizhu("import", str(book))
    before = paizhu.json("figures", "--from", "2015-01-01", "--to", "2015-12-31")
    file = paizhu.data / "files" / "documents" / "1" / "ab" / "abc"
    file.parent.mkdir(parents=True)
    file.write_bytes(b"sealed")
    copy = tmp_path / "copy.tar.gz"
    assert paizhu("backup", str(copy)).returncode == 0
    assert copy.stat().st_mode & 0o077 == 0
    other = type(paizhu)(tmp_path / "other", {"PAIZHU_FILES": str(tmp_path / "elsewhere")})
    done = other("restore", str(copy))
    assert done.returncode == 0, done.stderr
    assert other.json("figures", "--from", "2015-01-01", "--to", "2015-12-31") == before
    assert other.json("trail", "verify") == paizhu.json("trail", "verify")
    brought = tmp_path / "elsewhere" / "documents" / "1" / "ab" / "abc"
    assert brought.read_bytes() == b"sealed"


def test_a_restore_refuses_a_damaged_backup_and_a_filled_database(paizhu, book, tmp_path):
    paizhu("import", str(book))
    copy = tmp_path / "copy.tar.gz"
    paizhu("backup", str(copy))
    assert paizhu("restore", str(copy)).returncode == 2
    raw = bytearray(copy.read_bytes())
    raw[len(raw) // 2] ^= 0xFF
    copy.write_bytes(raw)
    other = type(paizhu)(tmp_path / "other")
    assert other("restore", str(copy)).returncode == 2
    assert not (other.data / "files").exists()


def test_a_rotated_key_is_used_from_then_on_and_the_older_one_stays(paizhu, book):
    assert paizhu("import", str(book)).returncode == 0
    first, second = paizhu("keys", "rotate"), paizhu("keys", "rotate")
    assert (first.returncode, second.returncode) == (0, 0), second.stderr
    ring = json.loads((paizhu.data / "keys" / "ring.json").read_text(encoding="utf-8"))
    assert len(ring["keys"]) >= 2
    assert ring["current"] in second.stderr
    assert ring["current"] not in first.stderr


def test_the_doctor_says_that_there_is_no_database_yet(paizhu):
    done = paizhu("doctor", "--json")
    assert done.returncode == 1, done.stderr
    assert any("paizhu serve" in finding["mend"] for finding in json.loads(done.stdout))


def test_the_doctor_finds_an_open_data_folder(paizhu):
    paizhu("coverage")
    paizhu.data.chmod(0o755)
    done = paizhu("doctor", "--json")
    assert done.returncode == 1
    assert any("chmod" in finding["mend"] for finding in json.loads(done.stdout))


def test_jobs_are_shown_run_and_missed_by_the_doctor(paizhu, book):
    paizhu("import", str(book))
    assert any("paizhu jobs" in each["mend"] or "paizhu serve" in each["mend"]
               for each in json.loads(paizhu("doctor", "--json").stdout))  # fmt: skip
    done = paizhu("jobs", "run", "jobs.tidy")
    assert done.returncode == 0, done.stderr
    shown = {each["key"]: each for each in paizhu.json("jobs")}
    assert shown["jobs.tidy"]["last"]["outcome"] == "done"
    assert shown["jobs.tidy"]["last"]["attempts"] == 1
    assert shown["documents.look_over"]["commission"] == "J1"
    unknown = paizhu("jobs", "run", "no.such")
    assert unknown.returncode == 2
    assert "jobs.tidy" in unknown.stderr


def test_a_second_server_on_the_port_says_so_and_ends_at_once(paizhu):
    with socket.socket() as first:
        first.setsockopt(
            socket.SOL_SOCKET, socket.SO_REUSEPORT, 1
        )  # as a server's own processes share it
        first.bind(("127.0.0.1", 0))
        first.listen()
        taken = f"127.0.0.1:{first.getsockname()[1]}"
        for command in ("serve", "demo"):
            done = paizhu(command, "--bind", taken)
            assert done.returncode == 2
            assert taken in done.stderr
            assert "--bind" in done.stderr
    assert not list(paizhu.data.glob("*.sqlite3"))


@pytest.mark.parametrize("bind", ["8000", "127.0.0.1:99999", "127.0.0.1:http"])
def test_an_address_that_is_none_is_refused_in_words(paizhu, bind):
    done = paizhu("serve", "--bind", bind)
    assert done.returncode == 2
    assert bind in done.stderr
    assert "Traceback" not in done.stderr
