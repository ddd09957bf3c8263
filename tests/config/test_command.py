"""The command line's contract: sub-commands, exit status, and JSON alone on standard output."""

import json
import shutil
import socket
import sqlite3

import openpyxl
import pytest
import python_calamine
from click.testing import CliRunner
from django.db import connection

from paizhu.config import command
from tests.config.books import write_book

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
def book(tmp_path):
    return write_book(tmp_path / "book.xlsx")


def test_every_command_of_the_contract_has_help(paizhu, monkeypatch):
    listed = paizhu("--help").stdout
    monkeypatch.setattr(command, "start", lambda name: None)  # Django is ready here
    for name in COMMANDS:
        assert name in listed
        told = CliRunner().invoke(command.paizhu, [name, "--help"])
        assert told.exit_code == 0
        assert f"{name} [OPTIONS]" in told.stdout


@pytest.mark.skipif(connection.vendor != "sqlite", reason="the command's is a SQLite file here")
def test_the_tests_have_the_database_that_the_command_makes(up_to_date, db):
    query = "SELECT type, name, sql FROM sqlite_master WHERE tbl_name <> 'cache'"
    with sqlite3.connect(up_to_date / "paizhu.sqlite3") as database:
        made = set(database.execute(query))
    database.close()
    with connection.cursor() as cursor:
        cursor.execute(query)
        assert set(cursor.fetchall()) == made
    assert len(made) > 200


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


def test_coverage_on_a_day_is_what_the_contract_says(stocked):
    found = stocked.json("coverage", "--on", "2015-06-30")
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
    later = stocked.json("coverage", "--on", "2015-07-01")
    assert later["posts"] == {"before": 3, "after": 3}
    assert later["groups"] == [{"code": "Z1", "units": 2, "members": 1}]


def test_export_import_export_gives_the_same_cells(stocked, up_to_date, tmp_path):
    def cells(file):
        read = python_calamine.CalamineWorkbook.from_path(str(file))
        return {name: read.get_sheet_by_name(name).to_python() for name in read.sheet_names}

    first, second = tmp_path / "first.xlsx", tmp_path / "second.xlsx"
    assert stocked("export", str(first)).returncode == 0
    again = type(stocked)(shutil.copytree(up_to_date, tmp_path / "other"))
    assert again("import", str(first)).returncode == 0
    assert again("export", str(second)).returncode == 0
    assert cells(first) == cells(second)


def test_bad_input_ends_with_status_two_and_writes_nothing(prepared, book):
    faulty = openpyxl.load_workbook(book)
    faulty["监督活动"]["C2"] = "喝茶"
    faulty["任职"]["D2"] = "2015-13-01"
    faulty.save(book)
    done = prepared("import", str(book), "--json")
    assert done.returncode == 2
    faults = json.loads(done.stdout)
    assert len(faults["faults"] if isinstance(faults, dict) else faults) == 2
    assert (
        prepared("figures", "--from", "2015-01-01", "--to", "2015-12-31").returncode == 2
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
def test_each_bad_call_ends_with_status_two_and_a_plain_sentence(stocked, arguments):
    done = stocked(*arguments)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.strip()
    assert "Traceback" not in done.stderr


def test_one_altered_byte_behind_the_application_breaks_the_trail_at_that_record(stocked):
    whole = stocked.json("trail", "verify")
    assert whole["ok"]
    assert whole["first_bad"] is None
    with sqlite3.connect(stocked.data / "paizhu.sqlite3") as database:
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
    done = stocked("trail", "verify", "--json")
    assert done.returncode == 1
    found = json.loads(done.stdout)
    assert found["events"] == whole["events"]
    assert (found["ok"], found["first_bad"]) == (False, 5)


def test_the_database_itself_refuses_to_alter_or_delete_the_trail(stocked):
    with sqlite3.connect(stocked.data / "paizhu.sqlite3") as database:
        for statement in ("UPDATE trail_event SET actor_name = 'x'", "DELETE FROM trail_event"):
            with pytest.raises(sqlite3.DatabaseError):
                database.execute(statement)
    database.close()


def test_a_restored_backup_is_what_was_backed_up(stocked, tmp_path):
    before = stocked.json("figures", "--from", "2015-01-01", "--to", "2015-12-31")
    file = stocked.data / "files" / "documents" / "1" / "ab" / "abc"
    file.parent.mkdir(parents=True)
    file.write_bytes(b"sealed")
    copy = tmp_path / "copy.tar.gz"
    assert stocked("backup", str(copy)).returncode == 0
    assert copy.stat().st_mode & 0o077 == 0
    other = type(stocked)(tmp_path / "other", {"PAIZHU_FILES": str(tmp_path / "elsewhere")})
    done = other("restore", str(copy))
    assert done.returncode == 0, done.stderr
    assert other.json("figures", "--from", "2015-01-01", "--to", "2015-12-31") == before
    assert other.json("trail", "verify") == stocked.json("trail", "verify")
    brought = tmp_path / "elsewhere" / "documents" / "1" / "ab" / "abc"
    assert brought.read_bytes() == b"sealed"


def test_a_restore_refuses_a_damaged_backup_and_a_filled_database(stocked, tmp_path):
    copy = tmp_path / "copy.tar.gz"
    stocked("backup", str(copy))
    assert stocked("restore", str(copy)).returncode == 2
    raw = bytearray(copy.read_bytes())
    raw[len(raw) // 2] ^= 0xFF
    copy.write_bytes(raw)
    other = type(stocked)(tmp_path / "other")
    assert other("restore", str(copy)).returncode == 2
    assert not (other.data / "files").exists()


def test_a_rotated_key_is_used_from_then_on_and_the_older_one_stays(stocked):
    first, second = stocked("keys", "rotate"), stocked("keys", "rotate")
    assert (first.returncode, second.returncode) == (0, 0), second.stderr
    ring = json.loads((stocked.data / "keys" / "ring.json").read_text(encoding="utf-8"))
    assert len(ring["keys"]) >= 2
    assert ring["current"] in second.stderr
    assert ring["current"] not in first.stderr


def test_the_doctor_says_that_there_is_no_database_yet(paizhu):
    done = paizhu("doctor", "--json")
    assert done.returncode == 1, done.stderr
    assert any("paizhu serve" in finding["mend"] for finding in json.loads(done.stdout))


def test_the_doctor_finds_an_open_data_folder(prepared):
    prepared.data.chmod(0o755)
    done = prepared("doctor", "--json")
    assert done.returncode == 1
    assert any("chmod" in finding["mend"] for finding in json.loads(done.stdout))


def test_jobs_are_shown_run_and_missed_by_the_doctor(stocked):
    assert any("paizhu jobs" in each["mend"] or "paizhu serve" in each["mend"]
               for each in json.loads(stocked("doctor", "--json").stdout))  # fmt: skip
    done = stocked("jobs", "run", "jobs.tidy")
    assert done.returncode == 0, done.stderr
    shown = {each["key"]: each for each in stocked.json("jobs")}
    assert shown["jobs.tidy"]["last"]["outcome"] == "done"
    assert shown["jobs.tidy"]["last"]["attempts"] == 1
    assert shown["documents.look_over"]["commission"] == "J1"
    unknown = stocked("jobs", "run", "no.such")
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
        for name in ("serve", "demo"):
            done = paizhu(name, "--bind", taken)
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
