"""Heads: the last number and hash of a chain, to be kept where nobody who can change the database reaches.

A head on paper or with the higher commission shows later whether the chain before it was rewritten.
"""

import json
import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from paizhu.tenancy.models import Commission
from paizhu.trail.models import ChainHead
from paizhu.trail.states import PLATFORM

SHORTEST = 16
"""Digits of a hash that must at least be copied from paper; so many cannot be met by trying."""
LINE = re.compile(r"chain=(\d+)\s+record=(\d+)\s+hash=([0-9a-fA-F ]+)")
DIGITS = re.compile(f"[0-9a-f]{{{SHORTEST},64}}")


class NoHead(ValueError):
    """The text holds no head of a chain, or a damaged one."""


@dataclass(frozen=True)
class Head:
    """The end of a chain at a moment. `hash` may be shortened to its first 16 digits or more when typed from paper."""

    chain: int
    sequence: int
    hash: str
    commission_code: str = ""
    commission_name: str = ""
    taken_at: datetime | None = None

    def as_json(self) -> dict[str, Any]:
        """Return the head as a JSON document that `verify` takes back."""
        return {
            "chain": self.chain,
            "commission": self.commission_code,
            "name": self.commission_name,
            "sequence": self.sequence,
            "hash": self.hash,
            "taken_at": self.taken_at.isoformat() if self.taken_at else None,
        }

    @property
    def line(self) -> str:
        """The one line that a machine reads back from a printed or mailed text."""
        return f"chain={self.chain} record={self.sequence} hash={self.hash}"

    @property
    def digits(self) -> list[str]:
        """The hash in groups of eight, for people who compare or copy it."""
        return [self.hash[start : start + 8] for start in range(0, len(self.hash), 8)]

    def fits(self, found: str) -> bool:
        """Tell whether a record's hash is the one that was kept."""
        return len(self.hash) >= SHORTEST and found.startswith(self.hash)


def heads(commission: Commission) -> list[Head]:
    """Return the end of the commission's chain, and the installation's where that has any record."""
    return [_head(commission)] + [end for end in (_head(None),) if end.sequence]


def _head(commission: Commission | None) -> Head:
    chain = commission.pk if commission else PLATFORM
    stored = ChainHead.objects.filter(chain=chain).first() or ChainHead(chain=chain)
    return Head(
        chain=chain,
        sequence=stored.sequence,
        hash=stored.hash,
        commission_code=commission.code if commission else "",
        commission_name=commission.name if commission else _("Installation"),
        taken_at=timezone.now(),
    )


def read_heads(text: str) -> list[Head]:
    """Return the heads in a JSON document, a list of such, or a text with lines `chain=… record=… hash=…`.

    Raises `NoHead` where there is none or one is damaged.
    """
    try:
        document = json.loads(text)
    except json.JSONDecodeError:
        heads = [_from_line(match) for match in LINE.finditer(text)]
    else:
        heads = [
            head_from(part) for part in (document if isinstance(document, list) else [document])
        ]
    if not heads:
        raise NoHead(text[:80])
    return heads


def head_from(part: Any) -> Head:
    """Return the head in one JSON object. Raises `NoHead`."""
    try:
        return Head(int(part["chain"]), int(part["sequence"]), _digits(str(part["hash"])))
    except (KeyError, TypeError, ValueError) as fault:
        raise NoHead(str(part)[:80]) from fault


def _from_line(match: re.Match) -> Head:
    return Head(int(match[1]), int(match[2]), _digits(match[3]))


def _digits(typed: str) -> str:
    """Return a typed hash without its spaces. Raises `NoHead` for one that is too short or none at all."""
    digits = "".join(typed.split()).lower()
    if not DIGITS.fullmatch(digits):
        raise NoHead(typed)
    return digits
