"""Ranks inside one group: total first, then the declared chain, then an honest tie.

Equal ranks skip the next ones (1, 2, 2, 4). A re-vote or a lot is an act of people: where a tie stands on
the edge of an award the chain stops there and the tie is handed over, elsewhere the next items go on
comparing. An id, a date or the order of input never separates anybody (domain.md 4.1; features.md traps).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate, groupby
from typing import Protocol

HUMAN_ITEMS = frozenset({"revote", "draw"})
CRITERION_ITEM = "criterion:"


class Rankable(Protocol):
    """What ranking looks at: the rounded total, and a figure for every comparable item of the chain."""

    @property
    def total(self) -> Fraction:
        """The rounded total."""

    @property
    def figures(self) -> Mapping[str, Fraction]:
        """Figure by item of the tie chain."""


@dataclass(frozen=True, slots=True)
class Block:
    """Positions (indexes into the ranked sequence) that share one rank; more than one is a lasting tie.

    `decided_by` is the item that parts a lone position from its neighbour with the same total: the one
    above, or for the first of them the one below.
    """

    members: tuple[int, ...]
    rank: int
    decided_by: str | None

    def crosses(self, edges: Iterable[int]) -> bool:
        """Whether an award's edge lies inside this tie."""
        return crosses(self.rank - 1, len(self.members), edges)


def edges_of(places: Iterable[int]) -> tuple[int, ...]:
    """After how many entries each award ends, from the places of the awards in order."""
    return tuple(accumulate(places))


def crosses(above: int, count: int, edges: Iterable[int]) -> bool:
    """Whether an edge lies inside a run of `count` entries that has `above` entries before it."""
    return any(above < edge < above + count for edge in edges)


def blocks(entries: Sequence[Rankable], chain: Sequence[str], edges: Sequence[int]) -> list[Block]:
    """Put the entries of one group in order of rank; the same blocks for every order of input."""
    found: list[Block] = []
    above = 0
    for run in _descending(range(len(entries)), [entry.total for entry in entries]):
        found += _broken(entries, run, chain, above, edges)
        above += len(run)
    return found


def _broken(
    entries: Sequence[Rankable], run: list[int], chain: Sequence[str], above: int, edges: Sequence[int]
) -> list[Block]:
    parts, separators = _split(entries, run, chain, above, edges)
    result = []
    for position, part in enumerate(parts):
        separator = separators[max(position - 1, 0)] if separators and len(part) == 1 else None
        result.append(Block(tuple(part), above + 1, separator))
        above += len(part)
    return result


def _split(
    entries: Sequence[Rankable], run: list[int], chain: Sequence[str], above: int, edges: Sequence[int]
) -> tuple[list[list[int]], list[str]]:
    """Cut a run into tied parts, and name the item that separates each part from the next one."""
    if len(run) == 1 or not chain:
        return [run], []
    item, rest = chain[0], chain[1:]
    if item in HUMAN_ITEMS:
        return ([run], []) if crosses(above, len(run), edges) else _split(entries, run, rest, above, edges)
    parts: list[list[int]] = []
    separators: list[str] = []
    for bucket in _descending(run, [entries[index].figures[item] for index in run]):
        inner, between = _split(entries, bucket, rest, above, edges)
        separators += [item, *between] if parts else between
        parts += inner
        above += len(bucket)
    return parts, separators


def _descending(indexes: Iterable[int], figures: Sequence[Fraction]) -> list[list[int]]:
    """Gather the indexes in runs of equal figures, the highest first."""
    paired = sorted(zip(figures, indexes, strict=True), key=lambda pair: pair[0], reverse=True)
    return [[index for _, index in run] for _, run in groupby(paired, key=lambda pair: pair[0])]
