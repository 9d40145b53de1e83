"""Pinyin initials for quick search (五华区 -> whq); readers may correct a wrong place name later."""

from __future__ import annotations


def initials_of(name: str) -> str:
    """First letters of each character's reading, Latin and digits kept, lower case, at most 40."""
    from pypinyin import Style, lazy_pinyin  # noqa: PLC0415 - half a second of dictionaries no start should wait for

    return "".join(
        part[:1] if len(part) == 1 or part.isalpha() else part
        for part in lazy_pinyin(name, style=Style.FIRST_LETTER)
    ).lower()[:40]
