"""Cadence: into which periods a year falls, and on which day something is due in each of them."""

from touyan.core.cadence.due import DayOf, Due, DueRule, LastWorkday, NthWorkday, Window, due_in
from touyan.core.cadence.rhythm import RHYTHMS, Period, Rhythm, period_containing, periods

__all__ = [
    "RHYTHMS",
    "DayOf",
    "Due",
    "DueRule",
    "LastWorkday",
    "NthWorkday",
    "Period",
    "Rhythm",
    "Window",
    "due_in",
    "period_containing",
    "periods",
]
