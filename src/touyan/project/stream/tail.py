"""Following a growing table by id without missing a row that was committed late.

On PostgreSQL a lower id may become visible after a higher one. Each gap is therefore asked for again
for a while; a gap left by a rollback is given up after `PATIENCE_SECONDS`. Pure: time is an argument.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

PATIENCE_SECONDS = 10.0
MOST_GAPS = 1_000


class Change(NamedTuple):
    """A row of the table: its id, whom it concerns (None: everybody signed in) and what kind it is."""

    id: int
    person_id: int | None
    kind: str


@dataclass(slots=True)
class Tail:
    """Where the reader stands: the highest id seen and the ids below it that have not appeared."""

    newest: int = 0
    gaps: dict[int, float] = field(default_factory=dict)

    def ask_after(self, now: float) -> int:
        """Return the id after which to ask the table: below the oldest gap still waited for, else the newest."""
        self.gaps = {gap: since for gap, since in self.gaps.items() if now - since < PATIENCE_SECONDS}
        return min(self.gaps) - 1 if self.gaps else self.newest

    def accept(self, rows: Iterable[tuple[int, int | None, str]], now: float) -> list[Change]:
        """Return the rows not seen before, in the order of their ids; remembers new gaps (the latest 1,000)."""
        fresh: list[Change] = []
        for row in sorted(Change(*row) for row in rows):
            if row.id > self.newest:
                first = max(self.newest + 1, row.id - MOST_GAPS)
                self.gaps.update(dict.fromkeys(range(first, row.id), now))
                self.newest = row.id
                fresh.append(row)
            elif self.gaps.pop(row.id, None) is not None:
                fresh.append(row)
        return fresh
