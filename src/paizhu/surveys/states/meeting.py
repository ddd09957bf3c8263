"""The file that a meeting room's page brings back: read, and checked against the key that was issued with the page.

    {"format": "paizhu offline 1", "serial": hex, "unit": id, "fingerprint": hex,
     "entries": [[ticket's reference, sealed ballot in base64], …], "mac": hex}

`mac` is HMAC-SHA256 over the lines format, serial, unit, fingerprint and each entry, in the file's order.
"""

import base64
import binascii
import hmac
import json
import re
from dataclasses import dataclass
from hashlib import sha256

FORMAT = "paizhu offline 1"
MOST_ENTRIES = 5000
HEX = re.compile(r"[0-9a-f]{32,64}")


class NotOurs(ValueError):
    """Not a file of a meeting room's page."""


@dataclass(frozen=True)
class Brought:
    """A file as it was read. `entries`: a ticket's reference and its sealed ballot."""

    serial: str
    unit: int
    fingerprint: str
    entries: tuple[tuple[str, bytes], ...]
    mac: str
    said: bytes

    def is_signed_with(self, key: bytes) -> bool:
        """Tell whether nothing was changed since the page wrote it."""
        return hmac.compare_digest(hmac.new(key, self.said, sha256).hexdigest(), self.mac)


def read(content: bytes) -> Brought:
    """Read a file. Raises `NotOurs`."""
    try:
        raw = json.loads(content.decode("utf-8"))
        entries = [(str(ref), str(ballot)) for ref, ballot in raw["entries"]]
        head = [raw["format"], raw["serial"], str(raw["unit"]), raw["fingerprint"]]
        said = "\n".join([*head, *(" ".join(entry) for entry in entries)]).encode()
        opened = tuple((ref, base64.b64decode(text, validate=True)) for ref, text in entries)
        found = Brought(head[1], int(head[2]), head[3], opened, str(raw["mac"]), said)
    except (ValueError, KeyError, TypeError, RecursionError, binascii.Error):
        raise NotOurs from None
    hexes = [found.serial, found.fingerprint, found.mac, *(ref for ref, _ballot in opened)]
    if head[0] != FORMAT or len(entries) > MOST_ENTRIES or not all(map(HEX.fullmatch, hexes)):
        raise NotOurs
    return found
