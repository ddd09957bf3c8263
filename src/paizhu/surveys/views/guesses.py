"""Guessing codes is slowed down without keeping anybody's address.

Wrong codes are counted in this process's memory under a salted hash whose salt lives as long as a window and is then
forgotten with the counts. Right codes are never counted, so a whole office behind one address can answer at once.
"""

import secrets
import threading
from collections.abc import Mapping
from hashlib import blake2b
from time import monotonic

WINDOW = 600.0
"""Seconds for which counts are kept."""
MOST = 30
"""Wrong codes from one place in a window."""
MOST_PLACES = 50_000


def place_of(meta: Mapping[str, str], *, behind_proxy: bool) -> str:
    """Return where a request comes from: behind a trusted proxy the last address that it names, not the proxy's own.

    Of an IPv6 address the first half, since one household or office owns all that follow.
    """
    address = meta.get("REMOTE_ADDR", "")
    if behind_proxy:
        address = meta.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip() or address
    return ":".join(address.split(":")[:4]) if address.count(":") > 1 else address


class Guesses:
    """Counts of wrong codes. Safe between threads."""

    def __init__(self):
        self._lock = threading.Lock()
        self._begin_anew()

    def are_too_many(self, address: str) -> bool:
        """Tell whether too many wrong codes came from an address in this window."""
        with self._lock:
            self._turn()
            return self._counts.get(self._sign(address), 0) >= MOST

    def note(self, address: str) -> None:
        """Count one wrong code."""
        with self._lock:
            self._turn()
            sign = self._sign(address)
            if sign in self._counts or len(self._counts) < MOST_PLACES:
                self._counts[sign] = self._counts.get(sign, 0) + 1

    def forget(self) -> None:
        """Begin anew."""
        with self._lock:
            self._begin_anew()

    def _turn(self) -> None:
        if monotonic() - self._since > WINDOW:
            self._begin_anew()

    def _begin_anew(self) -> None:
        self._salt, self._since, self._counts = secrets.token_bytes(32), monotonic(), {}

    def _sign(self, address: str) -> bytes:
        return blake2b(address.encode(), key=self._salt, digest_size=16).digest()


GUESSES = Guesses()
