"""What the pages load: unchanged since it was fetched, only from ourselves, every icon there, sizes kept."""

import hashlib
import json
import re
from pathlib import Path

import pytest

from paizhu.kernel import panels

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "paizhu"
STATIC = SOURCE / "web" / "static"
OWN = STATIC / "web"
SHELVES = [STATIC / "vendor", ROOT / "tests" / "web" / "vendor"]
LOADS = re.compile(
    r"""@import[^;]*//|url\(\s*["']?(?:https?:)?//|(?:src|href)\s*=\s*["'](?:https?:)?//|sourceMappingURL"""
)


def packages() -> list[tuple[Path, dict]]:
    return [
        (shelf, package)
        for shelf in SHELVES
        for package in json.loads((shelf / "manifest.json").read_text())["packages"]
    ]


@pytest.mark.parametrize(
    ("shelf", "package"), packages(), ids=lambda part: getattr(part, "name", None) or part["name"]
)
def test_vendored_files_are_as_they_were_fetched(shelf, package):
    for path, digest in package["files"].items():
        assert hashlib.sha256((shelf / path).read_bytes()).hexdigest() == digest, path
    assert any("LICENSE" in path for path in package["files"])
    assert package["licence"]


@pytest.mark.parametrize("shelf", SHELVES, ids=lambda shelf: str(shelf.relative_to(ROOT)))
def test_nothing_lies_on_the_shelf_that_the_manifest_does_not_name(shelf):
    named = {path for place, package in packages() if place == shelf for path in package["files"]}
    there = {str(file.relative_to(shelf)) for file in shelf.rglob("*") if file.is_file()}
    assert there == named | {"manifest.json"}


def test_no_style_script_or_page_loads_from_another_host():
    files = [*STATIC.rglob("*.css"), *STATIC.rglob("*.js"), *SOURCE.rglob("*.html"), *SOURCE.rglob("static/**/*.css"), *SOURCE.rglob("static/**/*.js")]  # fmt: skip
    assert len(files) > 40
    loading = [
        f"{file.relative_to(ROOT)}: {found.group(0)}"
        for file in files
        for found in LOADS.finditer(file.read_text(encoding="utf-8"))
    ]
    assert not loading


def test_every_icon_named_anywhere_is_in_the_sprite():
    sprite = (STATIC / "vendor/tabler-icons/sprite.svg").read_text()
    there = set(re.findall(r'<symbol id="([^"]+)"', sprite))
    named = {
        icon
        for file in [*SOURCE.rglob("*.html"), *SOURCE.rglob("*.py")]
        for icon in re.findall(
            r"""{% icon ["']([\w-]+)["']|\bicon=["']([\w-]+)["']|\bsign=["']([\w-]+)["']""",
            file.read_text(),
        )
        for icon in icon
        if icon
    }
    assert len(named) > 20
    assert not named - there


def test_every_navigation_entry_has_its_icon():
    sprite = (STATIC / "vendor/tabler-icons/sprite.svg").read_text()
    there = set(re.findall(r'<symbol id="([^"]+)"', sprite))
    assert not {entry.icon for entry in panels._navigation.values()} - there


def test_our_own_style_and_script_stay_small():
    """A page is understood by whoever can read a thousand lines of style and five hundred of script."""
    assert sum(len(f.read_text().splitlines()) for f in OWN.glob("*.css")) < 1000
    assert sum(len(f.read_text().splitlines()) for f in OWN.glob("*.js")) < 500


def test_our_own_script_evaluates_nothing_and_writes_no_markup():
    for file in OWN.glob("*.js"):
        assert not re.search(
            r"\beval\(|new Function|\.innerHTML|document\.write|\.style\b|\bon\w+\s*=\s*['\"]",
            file.read_text(),
        ), file.name


def test_style_lies_in_layers():
    for file in OWN.glob("*.css"):
        text = re.sub(r"/\*.*?\*/", "", file.read_text(), flags=re.DOTALL).strip()
        assert text.startswith("@layer"), file.name
