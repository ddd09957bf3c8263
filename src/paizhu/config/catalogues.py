"""Translations at start: compiles each room's catalogue where the compiled one is missing or older.

So a checkout needs no gettext tools. Extracting and checking messages is `tools/messages`.
"""

import os
from pathlib import Path

import polib

SOURCE = Path(__file__).resolve().parents[1]


def compile_missing() -> list[Path]:
    """Compile what is stale under `src/paizhu/*/locale`; returns the compiled files."""
    compiled = []
    for catalogue in SOURCE.glob("*/locale/*/LC_MESSAGES/*.po"):
        target = catalogue.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= catalogue.stat().st_mtime:
            continue
        if not os.access(catalogue.parent, os.W_OK):
            continue  # installed read-only: the package brought its compiled catalogues along
        draft = target.with_suffix(f".{os.getpid()}")
        polib.pofile(str(catalogue)).save_as_mofile(str(draft))
        draft.replace(target)
        compiled.append(target)
    return compiled
