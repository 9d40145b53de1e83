"""A calendar as a value: a week mask, days off, days worked; every question is answered by ordinals.

Each worked day has a number (its ordinal: how many worked days lie in 0001-01-01..day). Adding, counting and
searching become arithmetic on that number: a full week adds a constant, the few published exceptions are found
by bisection. No method walks over days, so a question about 9000 years costs as much as one about a week.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

MONDAY_TO_FRIDAY = (True, True, True, True, True, False, False)


class OutOfDates(Exception):  # noqa: N818 - an answer: no such worked day lies in the years 0001 to 9999
    """The worked day asked for lies outside 0001-01-01..9999-12-31 or does not exist."""


@dataclass(frozen=True)
class Calendar:
    """Worked days. `work` wins over `off`, both over the week mask (Monday first).

    `published` holds the years whose official notice is known; None where the calendar is not a published one
    and so no year can be provisional (contracts.md "workdays").
    """

    week: tuple[bool, ...]
    off: frozenset[date] = frozenset()
    work: frozenset[date] = frozenset()
    published: frozenset[int] | None = field(default=None)

    @classmethod
    def of(
        cls,
        week: Sequence[bool],
        off: Iterable[date] = (),
        work: Iterable[date] = (),
        published: Iterable[int] | None = None,
    ) -> Calendar:
        """Make a calendar from any sequences; `week` must have seven items, Monday first."""
        if len(week) != 7:
            raise ValueError("a week has seven days")
        years = None if published is None else frozenset(published)
        return cls(tuple(bool(one) for one in week), frozenset(off), frozenset(work), years)

    @cached_property
    def _prefix(self) -> tuple[int, ...]:
        """Worked days by the mask in the first n days of a week, n = 0..7."""
        sums = [0]
        for is_worked in self.week:
            sums.append(sums[-1] + is_worked)
        return tuple(sums)

    @cached_property
    def _positions(self) -> tuple[int, ...]:
        """The days of the week worked by the mask, 1 = Monday."""
        return tuple(i for i, is_worked in enumerate(self.week, 1) if is_worked)

    @cached_property
    def _exceptions(self) -> tuple[list[int], list[int], list[int]]:
        """Day numbers that differ from the mask, in order; the running difference; the ordinal at each."""
        days, differences, ordinals = [], [], []
        running = 0
        for day in sorted(self.off | self.work):
            is_worked = day in self.work
            if is_worked == self.week[day.weekday()]:
                continue
            running += 1 if is_worked else -1
            days.append(day.toordinal())
            differences.append(running)
            ordinals.append(self._by_mask(day.toordinal()) + running)
        return days, differences, ordinals

    def _by_mask(self, number: int) -> int:
        return number // 7 * self._prefix[7] + self._prefix[number % 7]

    def is_workday(self, day: date) -> bool:
        """Tell whether a day is worked."""
        if day in self.work:
            return True
        return day not in self.off and self.week[day.weekday()]

    def ordinal(self, day: date) -> int:
        """Count how many worked days lie in 0001-01-01..day, both included."""
        number = day.toordinal()
        days, differences, _ = self._exceptions
        at = bisect_right(days, number)
        return self._by_mask(number) + (differences[at - 1] if at else 0)

    def date_of(self, ordinal: int) -> date:
        """Find the worked day with this ordinal (the first is 1). Raises OutOfDates where there is none."""
        if ordinal < 1:
            raise OutOfDates
        days, differences, ordinals = self._exceptions
        at = bisect_left(ordinals, ordinal)
        if at < len(days) and ordinals[at] - self.is_workday(date.fromordinal(days[at])) < ordinal:
            return date.fromordinal(days[at])
        return self._date_by_mask(ordinal - (differences[at - 1] if at else 0))

    def _date_by_mask(self, ordinal: int) -> date:
        if not self._positions:
            raise OutOfDates
        weeks, rest = divmod(ordinal - 1, len(self._positions))
        number = weeks * 7 + self._positions[rest]
        if number > date.max.toordinal():
            raise OutOfDates
        return date.fromordinal(number)

    def next_workday(self, day: date) -> date:
        """Find the day itself where it is worked, else the next worked day after it. Raises OutOfDates."""
        return day if self.is_workday(day) else self.date_of(self.ordinal(day) + 1)

    def previous_workday(self, day: date) -> date:
        """Find the day itself where it is worked, else the last worked day before it. Raises OutOfDates."""
        return self.date_of(self.ordinal(day))

    def add(self, day: date, days: int) -> date:
        """Find the nth worked day after a day, which itself does not count (contracts.md "workdays").

        Negative: before it; 0: the day itself where it is worked, else the next worked day. Raises OutOfDates.
        """
        if days == 0:
            return self.next_workday(day)
        if days > 0:
            return self.date_of(self.ordinal(day) + days)
        return self.date_of(self.ordinal(day) + days + (0 if self.is_workday(day) else 1))

    def count(self, first: date, last: date) -> int:
        """Count worked days in first..last, both included; 0 where last lies before first."""
        return max(0, self.ordinal(last) - self.ordinal(first) + self.is_workday(first))

    def provisional_years(self, first: date, last: date) -> range | list[int]:
        """List the years from one day's to the other's (either order) whose notice is not known, ascending."""
        if self.published is None:
            return range(0)
        low, high = sorted((first.year, last.year))
        return [year for year in range(low, high + 1) if year not in self.published]


EVERY_DAY = Calendar((True,) * 7)
