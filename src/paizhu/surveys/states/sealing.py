"""Sealing a ballot so that only the survey's own private key opens it, and every ballot of a form looks alike.

X25519 with a fresh key for each ballot, HKDF-SHA256, AES-256-GCM. The text is padded to one length for all ballots
of a form, so that the length tells nothing. Whoever has the public key can seal and never open; once the private key
is destroyed, sealed ballots in backups and write-ahead logs are noise for ever.
"""

from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_BYTES, LENGTH_BYTES = 32, 4
NONCE = bytes(12)
"""Each key seals one ballot only, so the nonce need not vary."""


class CannotOpen(ValueError):
    """The ballot was changed, or sealed for another survey."""


def new_pair() -> tuple[bytes, bytes]:
    """Return (private, public), 32 bytes each."""
    private = X25519PrivateKey.generate()
    return private.private_bytes_raw(), private.public_key().public_bytes_raw()


def seal(text: bytes, public: bytes, length: int) -> bytes:
    """Return the sealed text, padded to `length` bytes. Raises `ValueError` where it is longer."""
    if len(text) > length:
        raise ValueError("longer than any ballot of this form")
    fresh = X25519PrivateKey.generate()
    point = fresh.public_key().public_bytes_raw()
    padded = len(text).to_bytes(LENGTH_BYTES) + text + bytes(length - len(text))
    shared = fresh.exchange(_read(public))
    return point + AESGCM(_key(shared, point, public)).encrypt(NONCE, padded, None)


@lru_cache(maxsize=64)
def _read(public: bytes) -> X25519PublicKey:
    return X25519PublicKey.from_public_bytes(public)


def opened(sealed: bytes, private: bytes) -> bytes:
    """Return the text. Raises `CannotOpen`."""
    try:
        own = X25519PrivateKey.from_private_bytes(private)
        point, rest = sealed[:KEY_BYTES], sealed[KEY_BYTES:]
        shared = own.exchange(X25519PublicKey.from_public_bytes(point))
        key = _key(shared, point, own.public_key().public_bytes_raw())
        padded = AESGCM(key).decrypt(NONCE, rest, None)
    except (ValueError, InvalidTag) as fault:
        raise CannotOpen from fault
    size = int.from_bytes(padded[:LENGTH_BYTES])
    return padded[LENGTH_BYTES : LENGTH_BYTES + size]


def _key(shared: bytes, point: bytes, public: bytes) -> bytes:
    return HKDF(SHA256(), 32, salt=None, info=b"paizhu ballot" + point + public).derive(shared)
