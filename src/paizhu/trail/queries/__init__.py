"""Reads of the trail: heads for safekeeping, the check of whole chains, and who and what occurs in them.

Only `reporting` and the command line may read here: wording of a record must never become an interface.
"""

from paizhu.trail.queries.checking import Finding, Verification, verify
from paizhu.trail.queries.guards import missing_guards
from paizhu.trail.queries.heads import Head, NoHead, heads, read_heads
from paizhu.trail.queries.occurring import actors, kinds

__all__ = [
    "Finding",
    "Head",
    "NoHead",
    "Verification",
    "actors",
    "heads",
    "kinds",
    "missing_guards",
    "read_heads",
    "verify",
]
