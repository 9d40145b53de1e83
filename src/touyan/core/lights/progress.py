"""Scheduled progress (序时进度): what share of the worked days of a period has gone by.

Progress by working days, not by calendar days, so that a long holiday puts nobody behind (WH-28; domain.md
4.4). The figure is rounded once, half up to two decimals, and the gap is counted from the rounded figure, so
that what is printed can be subtracted by hand.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Context, Decimal
from fractions import Fraction

from touyan.core.amounts import rounded
from touyan.core.workdays import Calendar

FULL = Decimal(100)
_EXACT = Context(prec=200)


@dataclass(frozen=True, slots=True)
class Progress:
    """Scheduled percent (two decimals), percentage points behind it (negative: ahead), working days left.

    `workdays_left` counts the worked days after the day of reckoning up to the finish; None past the finish.
    """

    scheduled: Decimal
    gap: Decimal
    workdays_left: int | None


def scheduled_progress(
    calendar: Calendar, start: date, finish: date, as_of: date, actual: Decimal
) -> Progress:
    """Progress of start..finish (both included, finish not before start) as of a day, which counts as gone.

    `actual` is a percent. A period without a worked day is done on its last day.
    """
    scheduled = _percent_gone(calendar, start, finish, as_of)
    left = None if as_of > finish else calendar.ordinal(finish) - calendar.ordinal(as_of)
    return Progress(scheduled, _at_least_two_places(_EXACT.subtract(scheduled, actual)), left)


def _percent_gone(calendar: Calendar, start: date, finish: date, as_of: date) -> Decimal:
    if as_of < start:
        return rounded(Fraction(0), 2)
    if as_of >= finish:
        return rounded(Fraction(100), 2)
    whole = calendar.count(start, finish)
    gone = calendar.count(start, as_of)
    return rounded(Fraction(100 * gone, whole) if whole else Fraction(0), 2)


def _at_least_two_places(figure: Decimal) -> Decimal:
    """Write the exact figure without needless zeros behind the second decimal; never a negative zero."""
    short = figure.quantize(Decimal("0.01"), context=_EXACT)
    shown = short if short == figure else figure.normalize(_EXACT)
    return shown or shown.copy_abs()
