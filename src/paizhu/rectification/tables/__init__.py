"""How rectifications look: the list, states and lights as marks, the dialogue of both sides."""

from paizhu.rectification.tables.listing import RECTIFICATIONS

__all__ = ["RECTIFICATIONS"]
