"""Where a task stands today: its scheduled progress and its light, by the scheme's own limits (domain.md 4.4)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from touyan.core.lights import Condition, Level, LightRule, Situation, light_for, scheduled_progress
from touyan.core.scheme import Scheme
from touyan.core.workdays import Calendar

DEFAULT = LightRule(
    (
        Level("red", (Condition("gap_over", Decimal(30)), Condition("overdue_over", 0))),
        Level("yellow", (Condition("gap_over", Decimal(10)), Condition("due_within", 3))),
    ),
    "green",
)
"""The common limits, for a scheme that tells none."""


def light_rule(scheme: Scheme) -> LightRule:
    """The scheme's levels as the engine reads them: any one of a level's tests lights it."""
    if scheme.progress is None:
        return DEFAULT
    rule = scheme.progress.lights
    levels = []
    for level in rule.levels:
        limits = [
            (name, getattr(test, name))
            for test in level.any
            for name in ("gap_over", "overdue_over", "due_within")
        ]
        levels.append(
            Level(level.light, tuple(Condition(n, limit) for n, limit in limits if limit is not None))
        )
    return LightRule(tuple(levels), rule.otherwise)


def light_of(
    rule: LightRule, span: tuple[date, date], progress: int, state: str, today: date, calendar: Calendar
) -> tuple[str, int]:
    """The light's code ("done" once accepted, "none" before its start) and the scheduled progress in whole percent.

    A task claimed done and waiting for others is not late by its owner's fault: it counts as complete.
    """
    start, finish = span
    told = scheduled_progress(calendar, start, max(start, finish), today, Decimal(progress))
    scheduled = int(told.scheduled)
    if state == "accepted":
        return "done", 100
    if today < start and not progress:
        return "none", 0
    is_complete = state == "claimed"
    overdue = 0 if is_complete else max(0, calendar.ordinal(today) - calendar.ordinal(finish))
    now = Situation(told.scheduled, Decimal(progress), told.gap, overdue, told.workdays_left, is_complete)
    return light_for(rule, now).light, scheduled
