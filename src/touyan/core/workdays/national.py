"""The published national days off and made-up working days (调休) of mainland China, typed as facts.

Source: the yearly notices of the General Office of the State Council on the arrangement of holidays. Weekends
inside a holiday are listed too, as the notices list them. A year that is not here is provisional: it is counted by
Monday to Friday and every answer that passed through it says so (domain.md 4.5).
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

from touyan.core.workdays.calendar import MONDAY_TO_FRIDAY, Calendar

NOTICES: dict[int, tuple[str, str]] = {
    2016: (
        "01-01 02-07..02-13 04-04 05-01..05-02 06-09..06-11 09-15..09-17 10-01..10-07",
        "02-06 02-14 06-12 09-18 10-08..10-09",
    ),
    2017: (
        "01-01..01-02 01-27..02-02 04-02..04-04 05-01 05-28..05-30 10-01..10-08",
        "01-22 02-04 04-01 05-27 09-30",
    ),
    2018: (
        "01-01 02-15..02-21 04-05..04-07 04-29..05-01 06-18 09-24 10-01..10-07 12-30..12-31",
        "02-11 02-24 04-08 04-28 09-29..09-30 12-29",
    ),
    2019: (
        "01-01 02-04..02-10 04-05..04-07 05-01..05-04 06-07..06-09 09-13..09-15 10-01..10-07",
        "02-02..02-03 04-28 05-05 09-29 10-12",
    ),
    2020: (
        "01-01 01-24..02-02 04-04..04-06 05-01..05-05 06-25..06-27 10-01..10-08",
        "01-19 04-26 05-09 06-28 09-27 10-10",
    ),
    2021: (
        "01-01..01-03 02-11..02-17 04-03..04-05 05-01..05-05 06-12..06-14 09-19..09-21 10-01..10-07",
        "02-07 02-20 04-25 05-08 09-18 09-26 10-09",
    ),
    2022: (
        "01-01..01-03 01-31..02-06 04-03..04-05 04-30..05-04 06-03..06-05 09-10..09-12 10-01..10-07 12-31",
        "01-29..01-30 04-02 04-24 05-07 10-08..10-09",
    ),
    2023: (
        "01-01..01-02 01-21..01-27 04-05 04-29..05-03 06-22..06-24 09-29..10-06 12-30..12-31",
        "01-28..01-29 04-23 05-06 06-25 10-07..10-08",
    ),
    2024: (
        "01-01 02-10..02-17 04-04..04-06 05-01..05-05 06-10 09-15..09-17 10-01..10-07",
        "02-04 02-18 04-07 04-28 05-11 09-14 09-29 10-12",
    ),
    2025: (
        "01-01 01-28..02-04 04-04..04-06 05-01..05-05 05-31..06-02 10-01..10-08",
        "01-26 02-08 04-27 09-28 10-11",
    ),
    2026: (
        "01-01..01-03 02-15..02-23 04-04..04-06 05-01..05-05 06-19..06-21 09-25..09-27 10-01..10-07",
        "01-04 02-14 02-28 05-09 09-20 10-10",
    ),
}
"""Year: (days off, days worked), as MM-DD or a range of them."""


def _days(year: int, listed: str) -> list[date]:
    days: list[date] = []
    for item in listed.split():
        first, _, last = item.partition("..")
        start = date.fromisoformat(f"{year}-{first}")
        length = (date.fromisoformat(f"{year}-{last}") - start).days if last else 0
        days.extend(start + timedelta(days=i) for i in range(length + 1))
    return days


@cache
def national() -> Calendar:
    """Give the national calendar: Monday to Friday, changed by every notice in the table."""
    off = [day for year, (free, _) in NOTICES.items() for day in _days(year, free)]
    work = [day for year, (_, worked) in NOTICES.items() for day in _days(year, worked)]
    return Calendar.of(MONDAY_TO_FRIDAY, off, work, published=NOTICES)
