"""When something is due in a period: the nth or last worked day, a fixed day that may roll, a window at the end.

The rule is a value, one class per kind; the calendar decides. A period without a worked day has no due day, whatever
the rule: nobody is at a desk to hand anything in (contracts.md "cadence").
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from touyan.core.cadence.rhythm import Period
from touyan.core.workdays import Calendar

Roll = Literal["next", "previous", "none"]


@dataclass(frozen=True, slots=True)
class NthWorkday:
    """The nth worked day of the period, n from 1; none where the period has fewer."""

    n: int


@dataclass(frozen=True, slots=True)
class LastWorkday:
    """The last worked day of the period."""


@dataclass(frozen=True, slots=True)
class DayOf:
    """A calendar day counted from the period's first (1); beyond the period it is its last.

    `roll` moves a day off to the next or previous worked day, also out of the period.
    """

    day: int
    roll: Roll = "none"


@dataclass(frozen=True, slots=True)
class Window:
    """The last `workdays` worked days of the period, all of them where it has fewer."""

    workdays: int


DueRule = NthWorkday | LastWorkday | DayOf | Window


@dataclass(frozen=True, slots=True)
class Due:
    """Due on a day; `due_from` is the first day of a window, None for every other rule."""

    due_on: date
    due_from: date | None = None


def due_in(rule: DueRule, period: Period, calendar: Calendar) -> Due | None:
    """Find when it is due in a period; None where the period has no worked day or fewer than the rule's n.

    Raises `workdays.OutOfDates` where a day rolls out of the years 0001 to 9999.
    """
    last = calendar.ordinal(period.last)
    worked = last - calendar.ordinal(period.first) + calendar.is_workday(period.first)
    if worked == 0:
        return None
    match rule:
        case NthWorkday(n):
            return Due(calendar.date_of(last - worked + n)) if n <= worked else None
        case LastWorkday():
            return Due(calendar.date_of(last))
        case Window(workdays):
            first = last - min(workdays, worked) + 1
            return Due(calendar.date_of(last), calendar.date_of(first))
        case DayOf(day, roll):
            length = (period.last - period.first).days + 1
            return Due(_rolled(period.first + timedelta(days=min(day, length) - 1), roll, calendar))


def _rolled(day: date, roll: Roll, calendar: Calendar) -> date:
    if roll == "next":
        return calendar.next_workday(day)
    return calendar.previous_workday(day) if roll == "previous" else day
