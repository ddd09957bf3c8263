"""Reading files: the open bytes, and the answer that gives them to a reader.

The room that owns the record finds the file through its own `visible_to` and only then asks here.
"""

from paizhu.documents.queries.reading import (
    Unreadable,
    answer,
    digest_of,
    open_bytes,
    opened,
    sealed_bytes,
)

__all__ = ["Unreadable", "answer", "digest_of", "open_bytes", "opened", "sealed_bytes"]
