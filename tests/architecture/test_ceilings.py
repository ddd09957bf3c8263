"""Ceilings: where beauty dies is in the tail, so the tail is bounded."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "paizhu"
BANNED = {"utils", "helpers", "misc", "common", "lib", "manager", "managers", "services"}
FILE_LINES, FUNCTION_LINES, VIEW_LINES, TEMPLATE_LINES, KERNEL_LINES = 400, 40, 25, 150, 1000


def python_files() -> list[Path]:
    return [file for file in SOURCE.rglob("*.py") if "migrations" not in file.parts]


def length(node: ast.FunctionDef) -> int:
    """Lines of a function without its docstring."""
    body = node.body[1:] if ast.get_docstring(node) else node.body
    return body[-1].end_lineno - body[0].lineno + 1 if body else 0


def functions(file: Path) -> list[ast.FunctionDef]:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]


def test_no_file_outgrows_its_ceiling():
    long = {
        str(file.relative_to(SOURCE)): lines
        for file in python_files()
        if (lines := len(file.read_text(encoding="utf-8").splitlines())) > FILE_LINES
    }
    assert not long


def test_no_function_outgrows_its_ceiling():
    long = {
        f"{file.relative_to(SOURCE)}:{node.name}": length(node)
        for file in python_files()
        for node in functions(file)
        if length(node)
        > (VIEW_LINES if "views" in str(file.relative_to(SOURCE)) else FUNCTION_LINES)
    }
    assert not long


def test_no_template_outgrows_its_ceiling():
    long = {
        str(file.relative_to(SOURCE)): lines
        for file in SOURCE.rglob("*.html")
        if (lines := len(file.read_text(encoding="utf-8").splitlines())) > TEMPLATE_LINES
    }
    assert not long


def test_no_dumping_ground_has_a_name():
    names = {file.stem for file in python_files()} | {
        folder.name for folder in SOURCE.rglob("*") if folder.is_dir()
    }
    assert not names & BANNED


def test_the_kernel_stays_small():
    assert (
        sum(len(f.read_text().splitlines()) for f in (SOURCE / "kernel").rglob("*.py"))
        <= KERNEL_LINES
    )


def test_every_module_says_what_lives_there():
    silent = [
        str(file.relative_to(SOURCE))
        for file in python_files()
        if not ast.get_docstring(ast.parse(file.read_text(encoding="utf-8")))
    ]
    assert not silent


def test_no_template_carries_inline_script_style_or_handlers():
    """The content security policy refuses them; a page that needs one would be broken."""
    inline = re.compile(
        r"<script(?![^>]*\bsrc=)(?![^>]*application/json)|\sstyle=|\son[a-z]+=", re.IGNORECASE
    )
    carrying = [
        f"{file.relative_to(SOURCE)}: {found.group(0)}"
        for file in SOURCE.rglob("*.html")
        for found in inline.finditer(
            re.sub(r"{#.*?#}|{% comment %}.*?{% endcomment %}", "", file.read_text(), flags=re.S)
        )
    ]
    assert not carrying


HOSTS = (
    ("pypi", ".org"), ("python", "hosted"), ("npm", "js"), ("registry", ".npm"),
    ("deb", ".debian"), ("un", "pkg"), ("js", "delivr"), ("google", "apis"),
)  # fmt: skip
"""Registries, each in two parts, so that this file names none of them."""


def test_no_file_names_a_host_of_a_registry_or_a_place_on_this_machine():
    """What is committed works anywhere and loads nothing from elsewhere."""
    hosts = re.compile("|".join(re.escape(left + right) for left, right in HOSTS))
    naming = [
        str(file.relative_to(ROOT))
        for folder in ("src", "tests", "tools", "docs", "benchmarks", "requirements", ".ci")
        for file in (ROOT / folder).rglob("*")
        if file.is_file()
        and file.suffix not in {".woff2", ".png", ".mo", ".pyc"}
        and ".min." not in file.name
        and hosts.search(file.read_text(encoding="utf-8", errors="ignore"))
    ]
    assert not naming
