"""What may be kept: who, how large, how named, and whether the bytes are what the name says."""

from paizhu.documents.rules.content import check_content
from paizhu.documents.rules.names import cleaned_name, ending_of
from paizhu.documents.rules.taking_in import check_can_keep, check_upload

__all__ = ["check_can_keep", "check_content", "check_upload", "cleaned_name", "ending_of"]
