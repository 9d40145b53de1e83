"""Where the signature and the date stand, in body characters from the left edge (domain.md 3.24).

With a seal the date ends four characters before the right edge and the name is centred over it. Without, the
name stands two characters before the right edge and the date begins two characters after the name's first;
a longer date stands two before the edge and the name moves with it.
"""

from __future__ import annotations

from dataclasses import dataclass

from touyan.foundation.papers.layout import CHARACTERS


@dataclass(frozen=True, slots=True)
class SignaturePlace:
    """Left indents in characters; halves occur because digits are half a character wide."""

    name: float
    day: float


def width_in_characters(text: str) -> float:
    """Chinese counts one, ASCII half: the grid's own estimate."""
    return sum(0.5 if ord(char) < 0x2E80 and char not in "〔〕“”‘’—…·" else 1.0 for char in text)


def signature_place(name: str, day: str, *, is_sealed: bool) -> SignaturePlace:
    """Return the indents of the name line and the date line; a name longer than the line starts at its left edge."""
    name_width, day_width = width_in_characters(name), width_in_characters(day)
    if is_sealed:
        day_start = CHARACTERS - 4 - day_width
        centred = day_start + day_width / 2 - name_width / 2
        return SignaturePlace(max(0.0, min(centred, CHARACTERS - name_width)), day_start)
    name_start = max(0.0, CHARACTERS - 2 - name_width)
    day_start = min(name_start + 2, CHARACTERS - 2 - day_width)
    return SignaturePlace(max(0.0, min(name_start, day_start - 2)), day_start)
