"""What a plan is, and what its schedule says: plain frozen values in dates, without any calculation.

Durations, lags and floats are working days; dates are `date`. How a day off is read (a start counts from the
next worked day, a finish from the last one before) is the engine's business, not the caller's.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, NamedTuple

from touyan.core.findings import Finding

LinkType = Literal["FS", "SS", "FF", "SF"]
LagUnit = Literal["workday", "day"]
ConstraintType = Literal["SNET", "SNLT", "FNET", "FNLT", "MSO", "MFO"]
Direction = Literal["forward", "backward"]

LINK_TYPES: tuple[LinkType, ...] = ("FS", "SS", "FF", "SF")
LAG_UNITS: tuple[LagUnit, ...] = ("workday", "day")
CONSTRAINT_TYPES: tuple[ConstraintType, ...] = ("SNET", "SNLT", "FNET", "FNLT", "MSO", "MFO")
DIRECTIONS: tuple[Direction, ...] = ("forward", "backward")


@dataclass(frozen=True, slots=True)
class Link:
    """The task that holds it waits for `source`; a negative lag overlaps; `unit` day counts calendar days."""

    source: str
    type: LinkType = "FS"
    lag: int = 0
    unit: LagUnit = "workday"


@dataclass(frozen=True, slots=True)
class Constraint:
    """A task's own limit, e.g. SNET = starts no earlier than `on`."""

    type: ConstraintType
    on: date


@dataclass(frozen=True, slots=True)
class Span:
    """Two dates that are kept as given."""

    start: date
    finish: date


@dataclass(frozen=True, slots=True)
class Task:
    """One task. A task named as somebody's parent has no duration and no dates of its own."""

    id: str
    duration: int | None = None
    links: tuple[Link, ...] = ()
    parent: str | None = None
    constraint: Constraint | None = None
    pinned: Span | None = None
    actual_start: date | None = None
    actual_finish: date | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """Tasks between two bounds: forward needs `start`, backward (倒排) needs `finish`."""

    tasks: tuple[Task, ...]
    direction: Direction = "forward"
    start: date | None = None
    finish: date | None = None
    status_date: date | None = None


class Placed(NamedTuple):
    """One task's dates and floats; what binds it is told by `Schedule.because`."""

    id: str
    early_start: date
    early_finish: date
    late_start: date
    late_finish: date
    total_float: int
    free_float: int
    is_critical: bool


@dataclass(frozen=True, slots=True)
class Conflict:
    """What a kept date or an own limit collides with: a task id, start, finish or a constraint type."""

    task: str
    code: str
    against: str
    why: Finding


@dataclass(frozen=True, slots=True)
class Schedule:
    """The answer for a whole plan (contracts.md "schedule")."""

    is_feasible: bool
    missing_workdays: int
    start: date
    finish: date
    latest_start: date
    length: int
    tasks: tuple[Placed, ...]
    critical_chain: tuple[str, ...]
    conflicts: tuple[Conflict, ...]
    because: Callable[[str], Finding] = field(compare=False, repr=False)
    """What binds a task, by its id: a code and facts, level note. Found only when asked for."""
