"""What the documents room lends to others' pages: the form field for files."""

from paizhu.documents.forms import FilesField

__all__ = ["FilesField"]
