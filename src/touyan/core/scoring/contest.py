"""The rules and the marks of one contest as values: layers, rounding, tie chain, awards, entries.

These values are already checked (see the calculator and the scheme language); the engine trusts them and
computes. Marks are exact decimals, a mark not handed in is None, and None is never read as zero.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from touyan.core.amounts import Mode, rounded

Point = Literal["criterion", "layer", "share", "total"]
Mark = Decimal | None


@dataclass(frozen=True, slots=True)
class Rounding:
    """How a figure is rounded and at which declared points (domain.md 2.1 `rounding`, `round_at`)."""

    mode: Mode = "half_up"
    decimals: int = 2
    at: frozenset[Point] = frozenset({"layer", "total"})

    def value(self, figure: Fraction) -> Decimal:
        """Print the figure with exactly `decimals` places."""
        return rounded(figure, self.decimals, self.mode)

    def passing(self, point: Point, figure: Fraction) -> Fraction:
        """Carry the figure past this point: rounded where the rules say so, exact otherwise."""
        return Fraction(self.value(figure)) if point in self.at else figure


@dataclass(frozen=True, slots=True)
class Trim:
    """Drop `high` highest and `low` lowest marks if `min_judges` marks are valid (domain.md 4.1)."""

    high: int = 1
    low: int = 1
    min_judges: int = 5
    on: Literal["total", "criterion"] = "total"

    def applies_to(self, count: int) -> bool:
        """Whether so many valid marks are trimmed; at least one mark must always remain."""
        return count >= self.min_judges and count > self.high + self.low


@dataclass(frozen=True, slots=True)
class Criterion:
    """One aspect of a sheet and the most points it is meant to have; a mark above them is noted, not cut."""

    id: str
    points: Decimal


@dataclass(frozen=True, slots=True)
class Layer:
    """One layer of judgement; `multiplier` is weight ÷ 100 or the factor (YQ-24 to YQ-27).

    A layer with `criteria` takes sheets, a panel without takes totals, a ballot takes votes. `quorum` is the
    least number of ballots, or of valid marks or whole sheets in a panel, that lets an entry be ranked.
    """

    id: str
    multiplier: Fraction
    kind: Literal["panel", "ballot"] = "panel"
    trim: Trim | None = None
    criteria: tuple[Criterion, ...] = ()
    quorum: int = 0


@dataclass(frozen=True, slots=True)
class Totals:
    """One mark per judge; `void` are the zero-based positions of recused judges."""

    marks: tuple[Mark, ...]
    void: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Sheets:
    """One sheet per judge, criterion by criterion; `void` names recused judges."""

    marks: Mapping[str, Mapping[str, Mark]]
    void: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Votes:
    """Likes among valid ballots of a closed jury (YQ-26)."""

    likes: int
    ballots: int


@dataclass(frozen=True, slots=True)
class Award:
    """One step of the award ladder: places per group, or the same number in each group (YQ-30)."""

    name: str
    count: int | Mapping[str, int]

    def places(self, group: str) -> int:
        """Places of this award in a group; a group not named has none."""
        return self.count if isinstance(self.count, int) else self.count.get(group, 0)


@dataclass(frozen=True, slots=True)
class Entry:
    """One contestant with what each layer collected for it."""

    id: str
    group: str
    layers: Mapping[str, Totals | Sheets | Votes]


@dataclass(frozen=True, slots=True)
class Contest:
    """Everything that decides scores, ranks and awards, and nothing else."""

    rounding: Rounding
    layers: tuple[Layer, ...]
    entries: tuple[Entry, ...]
    tie_break: tuple[str, ...] = ()
    awards: tuple[Award, ...] = field(default=())
