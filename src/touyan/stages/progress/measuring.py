"""How far a project is: the duration-weighted mean of its tasks, against the scheduled share of its working days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, Protocol

from touyan.core.amounts import rounded
from touyan.core.lights import LightRule, Situation, light_for, scheduled_progress
from touyan.foundation.calendar.days import Days


class Measured(Protocol):
    """What is asked of a task."""

    name: str
    duration: int
    progress: int
    finish_on: date | None
    accepted_on: date | None
    state: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A light with the figures it rests on."""

    light: str
    scheduled: str
    actual: str
    facts: dict[str, Any]


def actual_progress(tasks: Sequence[Measured]) -> Decimal:
    """Percent with two decimals, weighted by working days; milestones weigh nothing; no tasks = 0."""
    whole = sum(task.duration for task in tasks)
    done = sum(task.duration * task.progress for task in tasks)
    return rounded(Fraction(done, whole) if whole else Fraction(0), 2)


def late_tasks(tasks: Sequence[Measured], as_of: date) -> list[Measured]:
    """Unfinished tasks whose planned finish has gone by; one claimed done waits for others and is not late."""
    return [
        task
        for task in tasks
        if task.finish_on is not None
        and task.finish_on < as_of
        and task.progress < 100
        and task.state != "accepted"
    ]


def overdue_workdays(tasks: Sequence[Measured], as_of: date, days: Days) -> int:
    """Working days the most overdue unfinished task lies behind its planned finish; at least 1 where one is late."""
    late = (task.finish_on for task in late_tasks(tasks, as_of))
    return max((-days.workdays_left(as_of, finish) for finish in late if finish is not None), default=0)


def cures(
    rule: LightRule, scheduled: Decimal, actual: Decimal, late: Sequence[str], left: int | None
) -> list[dict[str, Any]]:
    """What would turn the light to its best: one code with facts for each limit that is passed today."""
    limits: dict[str, list[Any]] = {}
    for level in rule.levels:
        for one in level.conditions:
            limits.setdefault(one.name, []).append(one.limit)
    found: list[dict[str, Any]] = []
    if "overdue_over" in limits and late:
        found.append(
            {"code": "progress.cure_overdue", "facts": {"names": "、".join(late[:5]), "count": len(late)}}
        )
    needed = scheduled - min(limits.get("gap_over", [Decimal(101)]))
    if actual < needed:
        found.append({"code": "progress.cure_gap", "facts": {"needed": str(needed), "actual": str(actual)}})
    if actual < 100 and "due_within" in limits and (left is None or left <= max(limits["due_within"])):
        found.append({"code": "progress.cure_due", "facts": {"left": left if left is not None else 0}})
    return found


def reading(
    tasks: Sequence[Measured], start: date, finish: date, as_of: date, rule: LightRule, days: Days
) -> Reading:
    """The light of a project on a day, by its scheme's rule (WH-28; domain.md 4.4), with every figure it came from."""
    actual = actual_progress(tasks)
    progress = scheduled_progress(days.calendar, start, finish, as_of, actual)
    overdue = overdue_workdays(tasks, as_of, days)
    late = [task.name for task in late_tasks(tasks, as_of)]
    lit = light_for(
        rule,
        Situation(
            scheduled=progress.scheduled,
            actual=actual,
            gap=progress.gap,
            overdue_days=overdue,
            workdays_left=progress.workdays_left,
            is_complete=actual == 100,
        ),
    )
    return Reading(
        light=lit.light,
        scheduled=str(progress.scheduled),
        actual=str(actual),
        facts={
            "gap": str(progress.gap),
            "overdue": overdue,
            "as_of": as_of.isoformat(),
            "start": start.isoformat(),
            "finish": finish.isoformat(),
            "calendar": days.version,
            "cures": cures(rule, progress.scheduled, actual, late, progress.workdays_left)
            if lit.light != rule.otherwise
            else [],
            "because": [
                {"code": reason.code, "facts": {k: str(v) for k, v in reason.facts.items()}}
                for reason in lit.because
            ],
        },
    )
