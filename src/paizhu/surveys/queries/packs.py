"""Templates of surveys that come with the product, as JSON files in `packs/`."""

import json
from functools import cache
from pathlib import Path

from paizhu.surveys.states import definitions

FOLDER = Path(__file__).resolve().parents[1] / "packs"
BLANK = "blank"


@cache
def packs() -> dict[str, dict]:
    """Return key → definition of every template that comes with the product, in order of their files' names."""
    found = {}
    for file in sorted(FOLDER.glob("*.json")):
        raw = json.loads(file.read_text(encoding="utf-8"))
        definitions.read(raw)
        found[file.stem] = raw
    return found
