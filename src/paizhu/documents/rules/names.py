"""File names as people give them, made fit to be shown, kept and given back."""

import re
import unicodedata

from paizhu.documents.states import NAME_LENGTH

RESERVED = re.compile(r'[<>:"|?*]+')


def cleaned_name(given: str) -> str:
    """Return the name without path, control and direction characters, at most `NAME_LENGTH` long, ending kept.

    Chinese and any other letters stay. A name of which nothing is left becomes 附件 (attachment).
    """
    name = unicodedata.normalize("NFC", given or "").replace("\\", "/").rsplit("/", 1)[-1]
    # Cc control, Cf invisible direction marks, Cs halves of characters, Co private, Zl/Zp line ends
    name = "".join(
        c for c in name if unicodedata.category(c) not in {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
    )
    name = " ".join(RESERVED.sub("_", name).split()).strip(". ")
    stem, dot, ending = name.rpartition(".")
    if not dot:
        return name[:NAME_LENGTH] or "附件"
    kept = stem[: NAME_LENGTH - len(ending) - 1].rstrip(". ")
    return f"{kept or '附件'}.{ending[:10]}"


def ending_of(name: str) -> str:
    """Return the name's ending in small letters, or the empty string."""
    return name.rpartition(".")[2].lower() if "." in name else ""
