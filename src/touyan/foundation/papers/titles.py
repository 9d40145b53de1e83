"""Breaks a title by meaning into one to three lines that look like a trapezoid or a diamond (domain.md 3.24).

Every allowed set of breaks is weighed and the cheapest wins: lines of similar length, a break before 关于,
never inside 《》, a number or a word. Word bounds come from the segmenter, so 五华区 stays whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate, pairwise

from touyan.foundation.papers.placing import width_in_characters

MOST_ON_ONE_LINE = 20.0
"""Characters of 22 pt that fit in 156 mm."""
COMFORTABLE_LINE = 18.0
MOST_LINES = 4

NUMBERS = re.compile(
    r"〔[^〕]*〕\d*号?|第?[0-9０-９][0-9０-９.,%％/+\-]*[年月日号届次期个项条名户村元万亿]*|[A-Za-z][A-Za-z0-9]*"
)
UNBROKEN = re.compile(rf"《[^》]*》|“[^”]*”|{NUMBERS.pattern}")
NEVER_FIRST = set("，、。；：？！”’》〉）】〕…·的和与及等了之") | {"/"}
NEVER_LAST = set("“‘《〈（【〔和与及第") | {"/"}
GOOD_FIRST = ("关于",)
SHORT_TAIL = 4.0


def break_title(title: str) -> tuple[str, ...]:
    """Break a title into lines of at most 20 characters wherever the text has any place to break."""
    text = " ".join(title.split())
    width = width_in_characters(text)
    if width <= COMFORTABLE_LINE:
        return (text,)
    if width > MOST_LINES * MOST_ON_ONE_LINE:
        return _widest(text)
    # A name in 《》 longer than a line must be opened somewhere: then at a word, and only then.
    for unbroken in (UNBROKEN, NUMBERS):
        places = _break_places(text, unbroken)
        for count in range(2, MOST_LINES + 1):
            best = _best(text, places, count)
            if best:
                return best
    return _widest(text)


def _break_places(text: str, unbroken: re.Pattern[str]) -> tuple[int, ...]:
    """Offsets where a new line may begin: word bounds outside what may not be broken."""
    import rjieba  # noqa: PLC0415 - its dictionary loads when a title is first broken

    closed = {inner for found in unbroken.finditer(text) for inner in range(found.start() + 1, found.end())}
    places: list[int] = []
    at = 0
    for word in rjieba.cut(text):
        at += len(word)
        if (
            at < len(text)
            and at not in closed
            and text[at] not in NEVER_FIRST
            and text[at - 1] not in NEVER_LAST
        ):
            places.append(at)
    return tuple(places)


def _best(text: str, places: tuple[int, ...], count: int) -> tuple[str, ...] | None:
    """Return the cheapest breaking into `count` lines, or None when a line cannot fit."""
    reach = tuple(accumulate((width_in_characters(char) for char in text), initial=0.0))
    cheapest: tuple[float, tuple[str, ...]] | None = None
    for chosen in _breakings(places, reach, 0, count):
        lines = tuple(text[start:end].strip() for start, end in pairwise((0, *chosen, len(text))))
        cost = _cost(lines, [width_in_characters(line) for line in lines])
        if cheapest is None or cost < cheapest[0]:
            cheapest = (cost, lines)
    return cheapest[1] if cheapest else None


def _breakings(
    places: tuple[int, ...], reach: tuple[float, ...], start: int, count: int
) -> Iterator[tuple[int, ...]]:
    """Yield every way to break what begins at `start` into `count` lines of which none is too wide.

    `reach` is the width of the text up to each offset. What cannot end well is not tried, so that a long
    title costs no more than a short one.
    """
    if count == 1:
        if reach[-1] - reach[start] <= MOST_ON_ONE_LINE:
            yield ()
        return
    for place in places:
        if place <= start or reach[-1] - reach[place] > MOST_ON_ONE_LINE * (count - 1):
            continue
        if reach[place] - reach[start] > MOST_ON_ONE_LINE:
            return
        for rest in _breakings(places, reach, place, count - 1):
            yield (place, *rest)


def _cost(lines: tuple[str, ...], widths: list[float]) -> float:
    mean = sum(widths) / len(widths)
    cost = sum(abs(width - mean) for width in widths)
    cost -= 5.0 * sum(line.startswith(GOOD_FIRST) for line in lines[1:])
    cost += 12.0 * sum(line.endswith(GOOD_FIRST) for line in lines[:-1])
    cost += 8.0 * (widths[-1] < SHORT_TAIL)
    cost -= 1.5 * sum(line.endswith(("的", "、", "，")) for line in lines[:-1])
    if len(set(widths)) == 1 and len(lines) > 2:
        cost += 2.0
    if len(widths) == 3 and widths[1] < min(widths[0], widths[2]):
        cost += 6.0
    return cost


def _widest(text: str) -> tuple[str, ...]:
    """Fill line by line a text with no place to break (one endless name)."""
    lines: list[str] = [""]
    for char in text:
        if width_in_characters(lines[-1] + char) > MOST_ON_ONE_LINE:
            lines.append("")
        lines[-1] += char
    return tuple(lines)
