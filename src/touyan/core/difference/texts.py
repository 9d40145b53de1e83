"""Two texts compared by character, as a reader of Chinese compares them; very long ones by sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Literal

Mark = Literal["", "removed", "added"]
MOST_CELLS = 4_000_000
"""Above this product of lengths a comparison by character takes seconds; sentences are compared instead."""
SENTENCE = re.compile(r"[^。！？；\n]*[。！？；\n]|[^。！？；\n]+")


@dataclass(frozen=True, slots=True)
class Part:
    """A run of text: unchanged (""), only in the old one (removed) or only in the new one (added)."""

    text: str
    mark: Mark = ""


def text_parts(old: str, new: str) -> tuple[tuple[Part, ...], tuple[Part, ...]]:
    """Split the old text and the new one into runs; joined again they are the texts unchanged.

    A single character left standing between two changes is counted as changed too: reading it is harder
    than reading the replaced phrase.
    """
    before, after = _tokens(old, new)
    old_parts: list[Part] = []
    new_parts: list[Part] = []
    for is_same, (a, b), (c, d) in _runs(before, after):
        _add(old_parts, "".join(before[a:b]), "" if is_same else "removed")
        _add(new_parts, "".join(after[c:d]), "" if is_same else "added")
    return tuple(old_parts), tuple(new_parts)


Span = tuple[int, int]
Run = tuple[bool, Span, Span]


def _tokens(old: str, new: str) -> tuple[list[str], list[str]]:
    if len(old) * len(new) <= MOST_CELLS:
        return list(old), list(new)
    return SENTENCE.findall(old), SENTENCE.findall(new)


def _runs(before: Sequence[str], after: Sequence[str]) -> list[Run]:
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    runs: list[Run] = [(tag == "equal", (a, b), (c, d)) for tag, a, b, c, d in matcher.get_opcodes()]
    islands = {
        index + 1
        for index, ((first, _, _), (middle, (a, b), _)) in enumerate(pairwise(runs))
        if not first and middle and b - a == 1 and index + 2 < len(runs)
    }
    return [(is_same and index not in islands, old, new) for index, (is_same, old, new) in enumerate(runs)]


def _add(parts: list[Part], text: str, mark: Mark) -> None:
    if not text:
        return
    if parts and parts[-1].mark == mark:
        parts[-1] = Part(parts[-1].text + text, mark)
    else:
        parts.append(Part(text, mark))
