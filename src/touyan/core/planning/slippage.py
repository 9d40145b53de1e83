"""How far a plan has moved from its frozen baseline, and what could bring an infeasible one back.

A baseline keeps what was promised, so a task that was deleted afterwards is still compared and told: a plan must
not look punctual because its late tasks were removed (features.md "Baseline").
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from touyan.core.planning.axis import Axis, Workdays
from touyan.core.planning.model import Plan, Span
from touyan.core.planning.schedule import schedule

State = Literal["kept", "deleted", "added"]


@dataclass(frozen=True, slots=True)
class Drift:
    """A task against the baseline: working days its start and finish moved (later is positive)."""

    task: str
    state: State
    start_moved: int | None
    finish_moved: int | None


def drift(baseline: Mapping[str, Span], current: Mapping[str, Span], calendar: Workdays) -> tuple[Drift, ...]:
    """Every task of the baseline in its order, deleted ones included, then those added since.

    Starts on a day off count from the next worked day, finishes from the last one before.
    """
    axis = Axis(calendar)
    told = [
        _compared(name, span, current[name], axis) if name in current else Drift(name, "deleted", None, None)
        for name, span in baseline.items()
    ]
    told += [Drift(name, "added", None, None) for name in current if name not in baseline]
    return tuple(told)


def _compared(name: str, before: Span, after: Span, axis: Axis) -> Drift:
    starts = [axis.first(span.start.toordinal()) for span in (before, after)]
    finishes = [axis.latest(span.finish.toordinal()) for span in (before, after)]
    return Drift(name, "kept", starts[1] - starts[0], finishes[1] - finishes[0])


@dataclass(frozen=True, slots=True)
class Lever:
    """Shorten this task by `shorten` working days and `gain` of the missing ones are won."""

    task: str
    shorten: int
    gain: int


def levers(plan: Plan, calendar: Workdays, most: int = 10) -> tuple[Lever, ...]:
    """For an infeasible plan: which tasks of the critical chain to shorten, the greatest gain first.

    Tries the `most` longest tasks of the chain that have not begun and are not pinned, each alone, down to one
    day at the least; `gain` is measured on the whole plan, because another chain may take over. Empty where no
    working day is missing.
    """
    found = schedule(plan, calendar)
    missing = found.missing_workdays
    if not missing:
        return ()
    index = {task.id: i for i, task in enumerate(plan.tasks)}
    chain = [(plan.tasks[index[name]].duration or 0, index[name]) for name in found.critical_chain]
    tried = []
    for duration, i in sorted(chain, key=lambda one: (-one[0], one[1]))[:most]:
        task = plan.tasks[i]
        shorten = min(missing, duration - 1)
        if shorten < 1 or task.pinned is not None or task.actual_start is not None:
            continue
        shorter = (*plan.tasks[:i], replace(task, duration=duration - shorten), *plan.tasks[i + 1 :])
        gain = missing - schedule(replace(plan, tasks=shorter), calendar).missing_workdays
        if gain > 0:
            tried.append(Lever(task.id, shorten, gain))
    return tuple(sorted(tried, key=lambda lever: (-lever.gain, index[lever.task])))
