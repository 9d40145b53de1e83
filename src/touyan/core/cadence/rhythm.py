"""Periods: weeks from Monday to Sunday, half months, months, quarters, years.

A period belongs to a span when its first day lies in it, so that two spans side by side never share a period and
never lose one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from touyan.core.workdays import OutOfDates

Rhythm = Literal["week", "half_month", "month", "quarter", "year"]
RHYTHMS: tuple[Rhythm, ...] = ("week", "half_month", "month", "quarter", "year")

_MONTHS: dict[Rhythm, int] = {"month": 1, "quarter": 3, "year": 12}


@dataclass(frozen=True, slots=True)
class Period:
    """First and last day, both included."""

    first: date
    last: date

    def __str__(self) -> str:
        return f"{self.first.isoformat()}/{self.last.isoformat()}"


def periods(every: Rhythm, start: date, end: date) -> Iterator[Period]:
    """Yield every period whose first day lies in start..end, earliest first (contracts.md "cadence").

    Raises OutOfDates where a period would reach beyond the year 9999.
    """
    first = _first_on_or_after(every, start)
    while first is not None and first <= end:
        period = Period(first, _last_day(every, first))
        yield period
        first = None if period.last == date.max else period.last + timedelta(days=1)


def period_containing(every: Rhythm, day: date) -> Period:
    """Find the period a day lies in. Raises OutOfDates where it would reach beyond the year 9999."""
    first = _first_day(every, day)
    return Period(first, _last_day(every, first))


def _first_on_or_after(every: Rhythm, day: date) -> date | None:
    """Find the earliest first day of a period at or after a day; None where the calendar ends before it."""
    current = _first_day(every, day)
    if current == day:
        return day
    try:
        last = _last_day(every, current)
    except OutOfDates:
        return None
    return None if last == date.max else last + timedelta(days=1)


def _first_day(every: Rhythm, day: date) -> date:
    """Find the first day of the period a day lies in."""
    if every == "week":
        return day - timedelta(days=day.weekday())
    if every == "half_month":
        return day.replace(day=1 if day.day <= 15 else 16)
    span = _MONTHS[every]
    return date(day.year, (day.month - 1) // span * span + 1, 1)


def _last_day(every: Rhythm, first: date) -> date:
    """Find the last day of the period that begins with `first`. Raises OutOfDates beyond the year 9999."""
    if every == "week":
        if first > date.max - timedelta(days=6):
            raise OutOfDates
        return first + timedelta(days=6)
    if every == "half_month":
        return first.replace(day=15) if first.day == 1 else _month_end(first.year, first.month)
    return _month_end(first.year, first.month + _MONTHS[every] - 1)


def _month_end(year: int, month: int) -> date:
    return date(year, 12, 31) if month == 12 else date(year, month + 1, 1) - timedelta(days=1)
