"""The line on which plans are calculated: worked days numbered one after another.

A number n is the nth worked day of a calendar; as a *boundary* it is also the moment at which that day begins,
which in working time is the moment at which day n-1 ends. Before the first and after the last day a date can
name, the line goes on by single steps, so that passes never stop half-way; only showing such a day is refused.
"""

from __future__ import annotations

from datetime import date
from typing import Protocol

LAST_DAY = date.max.toordinal()


class Workdays(Protocol):
    """What planning asks of a calendar."""

    def ordinal(self, day: date, /) -> int:
        """How many worked days lie up to and including a day."""

    def date_of(self, ordinal: int, /) -> date:
        """The worked day with this ordinal."""


class Axis:
    """A calendar as numbers; days are proleptic day numbers (`date.toordinal`)."""

    __slots__ = ("_calendar", "_dates", "last")

    def __init__(self, calendar: Workdays) -> None:
        self._calendar = calendar
        self._dates: dict[int, date] = {}
        self.last = calendar.ordinal(date.max)

    def date_of(self, ordinal: int) -> date:
        """The nth worked day as a date; only for numbers that are shown (`is_shown`)."""
        found = self._dates.get(ordinal)
        if found is None:
            found = self._dates[ordinal] = self._calendar.date_of(ordinal)
        return found

    def day_of(self, ordinal: int) -> int:
        """The day number of the nth worked day, also beyond the first and the last."""
        if ordinal < 1:
            return ordinal
        if ordinal > self.last:
            return LAST_DAY + ordinal - self.last
        return self.date_of(ordinal).toordinal()

    def latest(self, day: int) -> int:
        """The number of the last worked day up to and including a day."""
        if day < 1:
            return day
        if day > LAST_DAY:
            return self.last + day - LAST_DAY
        return self._calendar.ordinal(date.fromordinal(day))

    def first(self, day: int) -> int:
        """The number of the first worked day on or after a day."""
        return self.latest(day - 1) + 1

    def is_shown(self, ordinal: int) -> bool:
        """Whether a worked day of this number exists in the years 0001 to 9999."""
        return 1 <= ordinal <= self.last
