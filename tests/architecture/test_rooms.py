"""The house: who may import whom, which way records point, and what a lower room may not name."""

import ast
import re
import subprocess
import sys
import tomllib
from functools import cache
from pathlib import Path

import pytest
from django.apps import apps

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "paizhu"
PARTAKING = {("notices", "tell"), ("organization", "promise"), ("coverage", "handed_over")}
"""What takes part in another room's act, and must not stand for the record that the act owes the trail."""


@cache
def storeys() -> dict[str, int]:
    """Return room → height, read from the import contract, the one source of truth."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"][
        "contracts"
    ]
    layers = next(contract["layers"] for contract in contracts if contract["id"] == "rooms")
    return {
        room.strip(" ()"): len(layers) - number
        for number, layer in enumerate(layers)
        for room in layer.split("|")
    }


def rooms() -> list[str]:
    return sorted(path.parent.name for path in SOURCE.glob("*/__init__.py"))


def test_imports_look_down_and_enter_by_front_doors():
    found = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert found.returncode == 0, found.stdout


def test_each_room_has_its_storey():
    assert set(rooms()) <= set(storeys())


def test_relations_between_records_point_down():
    climbing = []
    for model in apps.get_models():
        if not model.__module__.startswith("paizhu."):
            continue
        home = model._meta.app_label
        for field in model._meta.get_fields():
            goal = getattr(getattr(field, "related_model", None), "_meta", None)
            if (
                goal is None
                or field.auto_created
                or not goal.model.__module__.startswith("paizhu.")
            ):
                continue
            if goal.app_label != home and storeys()[goal.app_label] >= storeys()[home]:
                climbing.append(f"{model.__name__}.{field.name} → {goal.label}")
    assert not climbing


@pytest.mark.parametrize("room", rooms())
def test_templates_and_code_name_no_address_of_an_upper_room(room):
    if room == "config":
        return
    named = re.compile(r"""["'](\w+):[\w_]+["']""")
    climbing = []
    for file in [*(SOURCE / room).rglob("*.py"), *(SOURCE / room).rglob("*.html")]:
        text = re.sub(r'"""(?:.|\n)*?"""', "", file.read_text(encoding="utf-8"))  # prose may name
        for goal in named.findall(text):
            if goal in storeys() and goal != room and storeys()[goal] >= storeys()[room]:
                climbing.append(f"{file.relative_to(SOURCE)} names {goal}")
    assert not climbing


@pytest.mark.parametrize("room", rooms())
def test_pages_reach_records_through_visible_to_only(room):
    """A page never starts at `.objects.all()`, `.filter()`, `.get()` …: it starts at `visible_to`."""
    starts = {"all", "filter", "get", "exclude", "values", "values_list", "count", "first", "of"}
    reaching = []
    files = [*(SOURCE / room).glob("views.py"), *(SOURCE / room).glob("views/*.py"),
             *(SOURCE / room).glob("panels.py"), *(SOURCE / room).glob("panels/*.py")]  # fmt: skip
    for file in files:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr in starts
                and isinstance(node.func.value, ast.Attribute)
                and node.func.value.attr == "objects"
            ):
                reaching.append(f"{file.relative_to(SOURCE)}:{node.lineno}")
    assert not reaching


@pytest.mark.parametrize("room", rooms())
def test_every_public_function_of_actions_is_an_act(room):
    """What changes records is keyword-only, says `by`, and runs under `@act` (trail writing excepted)."""
    if room == "trail":
        return
    loose = []
    for file in [*(SOURCE / room).glob("actions.py"), *(SOURCE / room).glob("actions/*.py")]:
        for node in ast.parse(file.read_text(encoding="utf-8")).body:
            if not isinstance(node, ast.FunctionDef) or node.name.startswith("_"):
                continue
            if (room, node.name) in PARTAKING:
                continue
            names = [argument.arg for argument in node.args.kwonlyargs]
            decorated = any(isinstance(d, ast.Name) and d.id == "act" for d in node.decorator_list)
            if "by" in names and (not decorated or names[-1] != "by" or node.args.args):
                loose.append(f"{file.relative_to(SOURCE)}:{node.name}")
    assert not loose
