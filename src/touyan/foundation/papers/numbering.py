"""Numbers, dates and labels as official prose writes them: no zero padding, hexagonal brackets, four levels."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from touyan.foundation.papers.document import Block, Heading

DIGITS = "〇一二三四五六七八九"


def document_number(code: str, year: int, number: int) -> str:
    """`机关代字〔2026〕7号`: brackets U+3014/3015, four-digit year, no 第, no leading zero (domain.md 3.24)."""
    return f"{code}〔{year}〕{number}号"


def day_words(day: date) -> str:
    """2026年6月8日, without zero padding."""
    return f"{day.year}年{day.month}月{day.day}日"


def span_words(start: date, end: date) -> str:
    """2026年6月8日至12日: the year and month are repeated only where they change."""
    if start == end:
        return day_words(start)
    if start.year != end.year:
        return f"{day_words(start)}至{day_words(end)}"
    if start.month != end.month:
        return f"{day_words(start)}至{end.month}月{end.day}日"
    return f"{day_words(start)}至{end.day}日"


def chinese_number(number: int) -> str:
    """1-99 in Chinese, as heading numbers need: 十, 十一, 二十, 二十一."""
    tens, ones = divmod(number, 10)
    if not 0 < number < 100:
        return str(number)
    head = "" if tens == 0 else ("十" if tens == 1 else DIGITS[tens] + "十")
    return head + (DIGITS[ones] if ones else "")


def heading_label(level: int, number: int) -> str:
    """一、 （一） 1. （1） for levels 1-4."""
    match level:
        case 1:
            return f"{chinese_number(number)}、"
        case 2:
            return f"（{chinese_number(number)}）"
        case 3:
            return f"{number}."
        case _:
            return f"（{number}）"


def labelled(blocks: Iterable[Block]) -> Iterator[tuple[Block, str]]:
    """Each block with its heading label ("" for other blocks); a higher level starts the lower ones anew."""
    counts = [0, 0, 0, 0]
    for block in blocks:
        if not isinstance(block, Heading):
            yield block, ""
            continue
        counts[block.level - 1] += 1
        counts[block.level :] = [0] * (4 - block.level)
        yield block, heading_label(block.level, counts[block.level - 1])


def attachment_lines(titles: tuple[str, ...]) -> tuple[str, ...]:
    """Return the attachment note: one attachment has no number, several count; no punctuation after a name."""
    if len(titles) == 1:
        return (f"附件：{titles[0]}",)
    first, *rest = (f"{index}.{title}" for index, title in enumerate(titles, 1))
    return (f"附件：{first}", *(f"　　　{line}" for line in rest))


def attachment_label(index: int, total: int) -> str:
    """附件 for a single attachment, 附件1 … for several."""
    return "附件" if total == 1 else f"附件{index}"
