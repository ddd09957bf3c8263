"""Pinyin initials for search: 望澜市教育局 → wlsjyj. Surnames with a reading of their own are read so."""

SURNAME_INITIALS = {
    "单": "s", "仇": "q", "曾": "z", "查": "z", "解": "x", "区": "o", "朴": "p", "尉": "y", "盖": "g",
    "乐": "y", "员": "y", "覃": "q", "翟": "z", "冼": "x", "缪": "m", "牟": "m", "召": "s", "逄": "p",
    "万俟": "mq", "尉迟": "yc", "长孙": "zs", "单于": "cy", "澹台": "tt",
}  # fmt: skip


def initials(text: str, *, is_person: bool = False) -> str:
    """Return the lower-case initials of each character; letters and digits stay as they are."""
    # The dictionary takes 55 MB and half a second, which most processes never need: read at its first use.
    from pypinyin import Style, lazy_pinyin  # noqa: PLC0415

    if is_person:
        for size in (2, 1):
            if (surname := text[:size]) in SURNAME_INITIALS and len(text) > size:
                return SURNAME_INITIALS[surname] + initials(text[size:])
    return "".join(lazy_pinyin(text, style=Style.FIRST_LETTER)).lower()[:200]
