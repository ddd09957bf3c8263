"""What a form of the public door sends, field by field."""

import re
from functools import lru_cache

FORM = "application/x-www-form-urlencoded"
LARGEST = 256 * 1024
"""Bytes that a browser may send."""
MOST_FIELDS = 10_000
_ESCAPED = re.compile(r"(?:%[0-9A-Fa-f]{2})+")


def fields_of(body: bytes) -> dict[str, list[str]]:
    """Return the fields. Raises `ValueError` where no form of ours can have sent it."""
    pairs = body.decode("ascii").split("&")
    if len(pairs) > MOST_FIELDS:
        raise ValueError("too many fields")
    found: dict[str, list[str]] = {}
    for pair in pairs:
        name, _equals, value = pair.partition("=")
        name = _name(name)
        if "%" in value or "+" in value:
            value = _plain(value)
        if name in found:
            found[name].append(value)
        else:
            found[name] = [value]
    return found


def _plain(text: str) -> str:
    """Undo the escapes, a run of them at a time: a free text in Chinese is one long run."""
    return _ESCAPED.sub(_run, text.replace("+", " "))


def _run(found: re.Match[str]) -> str:
    return bytes.fromhex(found[0].replace("%", "")).decode()


_name = lru_cache(maxsize=4096)(_plain)
"""Names of fields come with every ballot of a form; what was answered is never remembered."""
