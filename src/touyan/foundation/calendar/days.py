"""The working days every deadline of the product counts in, with the version it can be traced to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from touyan.core.workdays import Calendar, national


@dataclass(frozen=True, slots=True)
class Days:
    """The published calendar and its version; years without a notice are counted Monday to Friday and named."""

    calendar: Calendar
    version: str

    def is_workday(self, day: date) -> bool:
        """Whether the day is worked."""
        return self.calendar.is_workday(day)

    def add(self, day: date, workdays: int) -> date:
        """The nth working day after a day (domain.md 4.5: the start day does not count)."""
        return self.calendar.add(day, workdays)

    def workdays_left(self, today: date, due_on: date) -> int:
        """Working days after today up to and including the due day; negative when overdue, 0 on the day."""
        if due_on >= today:
            return self.calendar.ordinal(due_on) - self.calendar.ordinal(today)
        return -max(self.calendar.ordinal(today) - self.calendar.ordinal(due_on), 1)

    def provisional_years(self, first: date, last: date) -> list[int]:
        """Years between two days whose notice is not published yet."""
        return list(self.calendar.provisional_years(first, last))


@cache
def calendar_of() -> Days:
    """The national calendar of working days, made-up work days included."""
    return Days(national(), "CN-2026-1")
