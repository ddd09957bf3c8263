"""Protected values: sealing and opening texts and files with authenticated encryption (AES-256-GCM).

A sealed value is bound to where it belongs (`place`, e.g. "access.authenticator:17"): moved elsewhere it
does not open. The keys lie in key ring files outside the database: `Ring.RECORDS` for most, `Ring.REPORTERS` for who
reported, so that one can be locked away without the other. Fields of records that are sealed: `sealing`.

What is sealed cannot be searched. For exact search a keyed digest stands beside it (`index_of`), made with a key that is
derived for its purpose; after a new key came into use the digests of older ones are found too (`indexes_of`).
"""

import base64
import fcntl
import json
import os
import secrets
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hmac import HMAC
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.utils.translation import gettext as _

PREFIX = "paizhu1"
NONCE = 12


class Ring(StrEnum):
    """The key rings. Each is a file of its own beside `settings.KEY_FILE`, with keys of its own."""

    RECORDS = "records"
    REPORTERS = "reporters"

    @property
    def file(self) -> Path:
        """Where the ring lies."""
        file = Path(settings.KEY_FILE)
        return file if self is Ring.RECORDS else file.with_name(f"{self}.json")


class CannotOpen(Exception):
    """The sealed value does not open; the text says where it belongs and what to do."""


class Damaged(CannotOpen):
    """The sealed value was changed, or moved from where it belongs."""

    def __str__(self) -> str:
        return _(
            "The protected value of %(place)s is damaged or was moved there from another record. "
            "Enter it anew, or restore it from a backup."
        ) % {"place": self.args[0]}


class KeyLost(CannotOpen):
    """The key that sealed the value is not in the key ring."""

    def __str__(self) -> str:
        return _(
            "The key %(key)s that protects %(place)s is not in the key ring %(file)s. Put back the copy of the "
            "key ring that was kept with this database's backup; without it the value is lost."
        ) % {"place": self.args[0], "key": self.args[1], "file": self.args[2]}


class KeyRingUnreadable(CannotOpen):
    """The key ring file itself is damaged."""

    def __str__(self) -> str:
        return _(
            "The key ring %(file)s cannot be read. Put back the copy that was kept with this database's backup."
        ) % {"file": self.args[0]}


def seal(text: str, *, place: str, ring: Ring = Ring.RECORDS) -> str:
    """Return `paizhu1$<key id>$<base64>`, readable again only with the key and for this place."""
    head, raw = _sealed(text.encode(), place, ring)
    return head + base64.b64encode(raw).decode()


def open_sealed(sealed: str, *, place: str, ring: Ring = Ring.RECORDS) -> str:
    """Return the text. Raises `Damaged` or `KeyLost`; never returns a wrong or partial text."""
    try:
        prefix, key_id, payload = sealed.split("$")
        raw = base64.b64decode(payload, validate=True)
        if prefix != PREFIX or base64.b64encode(raw).decode() != payload:
            raise ValueError(prefix)
    except ValueError as fault:
        raise Damaged(place) from fault
    return _opened(raw, key_id, place, ring).decode()


def seal_bytes(data: bytes, *, place: str) -> bytes:
    """Return `paizhu1$<key id>$` and the sealed bytes, for a file; otherwise as `seal`."""
    head, raw = _sealed(data, place, Ring.RECORDS)
    return head.encode() + raw


def open_sealed_bytes(sealed: bytes, *, place: str) -> bytes:
    """Return the bytes of a sealed file. Raises as `open_sealed`."""
    prefix, *rest = sealed.split(b"$", 2)
    if prefix != PREFIX.encode() or len(rest) != 2:
        raise Damaged(place)
    return _opened(rest[1], rest[0].decode(errors="replace"), place, Ring.RECORDS)


def is_sealed(value: str) -> bool:
    """Tell a sealed value from a plain one by its prefix."""
    return value.startswith(PREFIX + "$")


def needs_new_seal(sealed: str, ring: Ring = Ring.RECORDS) -> bool:
    """Tell whether a value was sealed with a key that is no longer the current one."""
    return not sealed.startswith(f"{PREFIX}${current_key(ring)}$")


def seal_anew(sealed: str, *, place: str, ring: Ring = Ring.RECORDS) -> str:
    """Return the value sealed with the current key; the same value where it is already. Raises `CannotOpen`."""
    if not needs_new_seal(sealed, ring):
        return sealed
    return seal(open_sealed(sealed, place=place, ring=ring), place=place, ring=ring)


def current_key(ring: Ring = Ring.RECORDS) -> str:
    """Return the id of the key with which values are sealed now."""
    return _ring(ring, make=True)["current"]


def rotate_key_ring(ring: Ring = Ring.RECORDS) -> str:
    """Add a fresh key and use it from now on; older keys stay for opening. Returns the new key's id.

    Values are sealed anew by each room, with `needs_new_seal` and `seal_anew`. Other processes notice the new
    ring by themselves.
    """
    with _alone(ring.file) as file:
        return _write(file, _parsed(file) if file.exists() else _empty_ring())


def index_of(text: str, *, purpose: str, ring: Ring = Ring.RECORDS) -> str:
    """Return the keyed digest by which a sealed text is found again word for word; nothing for an empty one.

    Width of letters, capitals and spaces do not count. Two equal texts of one purpose have one digest: whoever
    reads the database learns that they are equal, and nothing else without the key.
    """
    plain, keys = _folded(text), _ring(ring, make=True)
    return _digest(plain, purpose, _key(keys, keys["current"])) if plain else ""


def indexes_of(text: str, *, purpose: str, ring: Ring = Ring.RECORDS) -> list[str]:
    """Return the digests of a text under every key of the ring: what was indexed before a new key is found too."""
    plain, keys = _folded(text), _ring(ring, make=True)
    return [_digest(plain, purpose, _key(keys, key)) for key in keys["keys"]] if plain else []


def _folded(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def _digest(plain: str, purpose: str, key: bytes) -> str:
    code = HMAC(_derived(key, purpose), SHA256())
    code.update(plain.encode())
    return code.finalize()[:16].hex()


@lru_cache(maxsize=64)
def _derived(key: bytes, purpose: str) -> bytes:
    """Return the key for one purpose, so that digests of one purpose tell nothing about another."""
    return HKDF(SHA256(), 32, salt=None, info=f"{PREFIX}|index|{purpose}".encode()).derive(key)


def _sealed(data: bytes, place: str, which: Ring) -> tuple[str, bytes]:
    """Return the head with the current key's id, and nonce and sealed bytes."""
    ring = _ring(which, make=True)
    key_id, nonce = ring["current"], secrets.token_bytes(NONCE)
    raw = nonce + AESGCM(_key(ring, key_id)).encrypt(nonce, data, _bound(place, key_id))
    return f"{PREFIX}${key_id}$", raw


def _opened(raw: bytes, key_id: str, place: str, which: Ring) -> bytes:
    if len(raw) <= NONCE:
        raise Damaged(place)
    try:
        key = _key(_ring(which, make=False), key_id)
    except KeyError as fault:
        raise KeyLost(place, key_id, which.file) from fault
    try:
        return AESGCM(key).decrypt(raw[:NONCE], raw[NONCE:], _bound(place, key_id))
    except InvalidTag as fault:
        raise Damaged(place) from fault


def _bound(place: str, key_id: str) -> bytes:
    return f"{PREFIX}|{key_id}|{place}".encode()


def _key(ring: dict[str, Any], key_id: str) -> bytes:
    return base64.b64decode(ring["keys"][key_id])


def _ring(which: Ring, *, make: bool) -> dict[str, Any]:
    """Return a key ring; the first one is made with a fresh key, but never for opening: it could open nothing."""
    file = which.file
    if not file.exists():
        if not make:
            return _empty_ring()
        with _alone(file):
            if not file.exists():  # another process may have been first
                _write(file, _empty_ring())
    status = file.stat()
    return _read(str(file), status.st_ino, status.st_mtime_ns)


@lru_cache(maxsize=8)
def _read(path: str, inode: int, changed_ns: int) -> dict[str, Any]:
    """Read the key ring once for each state of its file."""
    return _parsed(Path(path))


def _parsed(file: Path) -> dict[str, Any]:
    try:
        ring = json.loads(file.read_text(encoding="utf-8"))
        _key(ring, ring["current"])
    except (ValueError, KeyError, TypeError) as fault:
        raise KeyRingUnreadable(str(file)) from fault
    return ring


def _empty_ring() -> dict[str, Any]:
    return {"current": "", "keys": {}}


def _write(file: Path, ring: dict[str, Any]) -> str:
    """Add a key to the ring and put the file in place as a whole, readable to its owner only (mode 0600).

    A key's id is made at random, so that a ring made after a loss is never taken for the lost one.
    """
    key_id = f"k{len(ring['keys']) + 1}-{secrets.token_hex(4)}"
    ring["keys"][key_id] = base64.b64encode(AESGCM.generate_key(256)).decode()
    ring["current"] = key_id
    draft = file.with_suffix(f".{os.getpid()}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as out:
        json.dump(ring, out)
        out.flush()
        os.fsync(out.fileno())
    draft.replace(file)
    return key_id


@contextmanager
def _alone(file: Path) -> Iterator[Path]:
    """Let one process at a time change a key ring."""
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with open(file.with_suffix(".lock"), "w", encoding="ascii") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield file
