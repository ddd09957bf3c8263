"""Sealed fields of records: written and read as ordinary text, sealed at rest, found by a keyed digest. No table of its own.

The keys and the sealing itself are in `kernel.protection`.
"""

from paizhu.sealing.fields import (
    BlindIndexField,
    PlainText,
    Sealed,
    SealedModel,
    SealedTextField,
    finding,
    index_fields,
    sealed_fields,
)
from paizhu.sealing.renewal import renew, stale

__all__ = [
    "BlindIndexField",
    "PlainText",
    "Sealed",
    "SealedModel",
    "SealedTextField",
    "finding",
    "index_fields",
    "renew",
    "sealed_fields",
    "stale",
]
