"""Two tables compared row by row: a row inserted in the middle is one row added, not all later rows changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from touyan.core.difference.texts import Part, text_parts

Row = Mapping[str, str]
LIKE = 0.5
"""Two rows that share at least half of their text are one row changed, otherwise one removed and one added."""


@dataclass(frozen=True, slots=True)
class CellChange:
    """A cell of a changed row, old and new."""

    column: str
    old: tuple[Part, ...]
    new: tuple[Part, ...]

    @property
    def is_changed(self) -> bool:
        """Whether the two sides differ."""
        return any(part.mark for part in (*self.old, *self.new))


@dataclass(frozen=True, slots=True)
class RowChange:
    """A row added, removed or changed; numbers count from 1, None on the side where the row is missing."""

    kind: Literal["added", "removed", "changed"]
    old_number: int | None
    new_number: int | None
    cells: tuple[CellChange, ...]


def row_changes(old: Sequence[Row], new: Sequence[Row], columns: Sequence[str]) -> tuple[RowChange, ...]:
    """List the changed rows in the order of the new table, a removed one where it stood. Equal tables give ()."""
    before = [_cells(row, columns) for row in old]
    after = [_cells(row, columns) for row in new]
    found: list[RowChange] = []
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag != "equal":
            found += _block(before[a:b], after[c:d], a, c, columns)
    return tuple(found)


def _cells(row: Row, columns: Sequence[str]) -> tuple[str, ...]:
    return tuple(row.get(column, "") for column in columns)


def _block(
    old: list[tuple[str, ...]], new: list[tuple[str, ...]], a: int, c: int, columns: Sequence[str]
) -> list[RowChange]:
    """Inside one changed block rows are paired in order with the first later row that is still like them."""
    found: list[RowChange] = []
    rest = 0
    for index, row in enumerate(new):
        partner = next((i for i in range(rest, len(old)) if _is_like(old[i], row)), None)
        if partner is None:
            found.append(_change(None, row, None, c + index, columns))
            continue
        found += [_change(old[i], None, a + i, None, columns) for i in range(rest, partner)]
        found.append(_change(old[partner], row, a + partner, c + index, columns))
        rest = partner + 1
    return found + [_change(old[i], None, a + i, None, columns) for i in range(rest, len(old))]


def _is_like(old: tuple[str, ...], new: tuple[str, ...]) -> bool:
    if old[:1] == new[:1] and old[:1] != ("",):
        return True
    return SequenceMatcher(None, "\0".join(old), "\0".join(new), autojunk=False).ratio() >= LIKE


def _change(
    old: tuple[str, ...] | None,
    new: tuple[str, ...] | None,
    old_index: int | None,
    new_index: int | None,
    columns: Sequence[str],
) -> RowChange:
    empty = ("",) * len(columns)
    sides = zip(columns, old or empty, new or empty, strict=True)
    return RowChange(
        "changed" if old is not None and new is not None else "added" if old is None else "removed",
        None if old_index is None else old_index + 1,
        None if new_index is None else new_index + 1,
        tuple(CellChange(column, *text_parts(before, after)) for column, before, after in sides),
    )
