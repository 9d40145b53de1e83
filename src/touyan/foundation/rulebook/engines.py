"""From the words of a scheme to the values the core engines take: rhythms and lights."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from touyan.core import cadence, lights
from touyan.core.scheme.shape.delivery import Cadence, Due, LightRule
from touyan.core.workdays import Calendar


def _due_rule(due: Due) -> cadence.DueRule:
    if due.nth_workday_of is not None:
        return cadence.NthWorkday(due.n or 1)
    if due.last_workday_of is not None:
        return cadence.LastWorkday()
    if due.window_last_workdays is not None:
        return cadence.Window(due.window_last_workdays)
    return cadence.DayOf(due.day or 1, due.roll or "none")


@dataclass(frozen=True, slots=True)
class Turn:
    """One period of a rhythm and the day something is due in it."""

    first: date
    last: date
    due_on: date

    @property
    def name(self) -> str:
        """The period as a key: first/last day."""
        return f"{self.first.isoformat()}/{self.last.isoformat()}"


def turns(rule: Cadence, first: date, last: date, calendar: Calendar) -> Iterator[Turn]:
    """Every period that begins between two days and has a due day."""
    for period in cadence.periods(rule.every, first, last):
        due = cadence.due_in(_due_rule(rule.due), period, calendar)
        if due is not None:
            yield Turn(period.first, period.last, due.due_on)


def turn_containing(rule: Cadence, day: date, calendar: Calendar) -> Turn | None:
    """The period a day lies in, None where nothing is due in it."""
    period = cadence.period_containing(rule.every, day)
    due = cadence.due_in(_due_rule(rule.due), period, calendar)
    return Turn(period.first, period.last, due.due_on) if due else None


def period_words(every: str, first: date, lang: str = "zh") -> str:
    """2026年3月 / 2026年第1季度; English: March 2026 is written 2026-03, the quarter 2026 Q1."""
    quarter = (first.month - 1) // 3 + 1
    if lang == "en":
        return {
            "month": f"{first:%Y-%m}",
            "quarter": f"{first.year} Q{quarter}",
            "year": str(first.year),
        }.get(every, first.isoformat())
    return {
        "month": f"{first.year}年{first.month}月",
        "quarter": f"{first.year}年第{quarter}季度",
        "year": f"{first.year}年",
    }.get(every, f"{first.year}年{first.month}月{first.day}日起")


def light_rule(rule: LightRule) -> lights.LightRule:
    """The scheme's light levels as the engine's rule."""
    levels = []
    for level in rule.levels:
        conditions = []
        for test in level.any:
            for name in ("gap_over", "overdue_over", "due_within"):
                limit = getattr(test, name)
                if limit is not None:
                    conditions.append(lights.Condition(name, limit))
        levels.append(lights.Level(level.light, tuple(conditions)))
    return lights.LightRule(tuple(levels), rule.otherwise, rule.basis)
