"""Keeps text text: a cell that a person typed never becomes a formula in a leader's Excel (security.md T20, B30).

Every word is written as a typed string, so the file holds no formula. Text that would turn into one when a
cell is edited again also carries Excel's own quote-prefix mark, which is part of the style: the value stays
as people wrote it, without an apostrophe.
"""

from __future__ import annotations

from touyan.foundation.papers.plain import printable

FORMULA_STARTS = frozenset("=+-@＝＋－＠﹣﹢")
LONGEST_CELL = 32_000


def cell_text(text: str) -> str:
    """Return the text as it may stand in a cell: printable, no leading tab or line end, at most 32 000 characters."""
    return printable(text).lstrip("\t\r\n")[:LONGEST_CELL]


def is_formula_like(text: str) -> bool:
    """Whether a spreadsheet might read the text as a formula, in half or full width, behind blanks or not."""
    return text.lstrip()[:1] in FORMULA_STARTS
