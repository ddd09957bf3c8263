"""Nothing is left half done: migrations, catalogues, deployment checks, trail sentences, lint."""

import os
import re
import subprocess
import sys
from pathlib import Path

import polib
import pytest
from django.core.management import call_command
from tools import messages

from paizhu.trail import actions as trail

ROOT = Path(__file__).resolve().parents[2]


def test_migrations_are_complete(db):
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@pytest.mark.parametrize("room", messages.rooms(), ids=lambda room: room.name)
def test_the_chinese_catalogue_is_complete(room):
    assert not messages.faults_of(room)


def test_every_recorded_act_has_a_sentence():
    """An act that is written to the trail anywhere in the code can be read by people."""
    written = re.compile(r"""(?:trail\.record|trail\.Entry|\bEntry)\(\s*["']([\w.]+)["']""")
    acts = {
        act
        for file in (ROOT / "src").rglob("*.py")
        for act in written.findall(file.read_text(encoding="utf-8"))
    }
    assert acts
    assert not acts - set(trail.known_acts())


def test_production_settings_pass_the_deployment_check(tmp_path):
    environment = {
        key: value
        for key, value in os.environ.items()
        if not key.startswith(("PAIZHU_", "DJANGO_"))
    } | {"PAIZHU_DATA": str(tmp_path), "DJANGO_SETTINGS_MODULE": "paizhu.config.settings"}
    found = subprocess.run(
        [sys.executable, "-m", "django", "check", "--deploy", "--fail-level", "WARNING"],
        env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert found.returncode == 0, found.stderr


def test_the_source_is_clean():
    for command in (["check"], ["format", "--check"]):
        found = subprocess.run(
            [Path(sys.executable).with_name("ruff"), *command, "src", "tests", "tools", "benchmarks"],
            cwd=ROOT, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert found.returncode == 0, found.stdout[-3000:]


def test_one_message_has_one_translation_in_all_rooms():
    """Django merges the rooms' catalogues: where two differ, one room would speak with the other's word."""
    said: dict = {}
    for room in messages.rooms():
        if messages.catalogue_of(room).exists():
            for entry in polib.pofile(str(messages.catalogue_of(room))):
                texts = said.setdefault((entry.msgctxt, entry.msgid), {})
                texts.setdefault(entry.msgstr or entry.msgstr_plural.get(0), []).append(room.name)
    assert not {key: texts for key, texts in said.items() if len(texts) > 1}
