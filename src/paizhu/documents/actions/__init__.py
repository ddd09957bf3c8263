"""What is done with files: kept within another room's act, removed with what they hang on.

stored = documents.keep(commission=…, upload=upload, by=by)      # inside the act; hang it on your record
documents.remove(file=stored, by=by)                             # after its link row is gone
"""

from paizhu.documents.actions.keeping import keep, remove
from paizhu.documents.actions.looking_after import FilesDamaged, clear_incoming, look_over

__all__ = ["FilesDamaged", "clear_incoming", "keep", "look_over", "remove"]
