"""Working days: which days are worked, and counting in them without walking from day to day."""

from touyan.core.workdays.calendar import EVERY_DAY, MONDAY_TO_FRIDAY, Calendar, OutOfDates
from touyan.core.workdays.national import national

__all__ = ["EVERY_DAY", "MONDAY_TO_FRIDAY", "Calendar", "OutOfDates", "national"]
