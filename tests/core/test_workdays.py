"""Working days: the published calendar, its edges, and the laws every calendar keeps."""

import json
import os
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from touyan.core.workdays import EVERY_DAY, MONDAY_TO_FRIDAY, Calendar, OutOfDates, national

CN = national()
PLAIN = Calendar.of(MONDAY_TO_FRIDAY)
NO_DAY = Calendar.of((False,) * 7)

near = st.dates(date(2024, 1, 1), date(2027, 12, 31))
any_day = st.dates()


@st.composite
def calendars(draw):
    week = draw(st.lists(st.booleans(), min_size=7, max_size=7))
    days = st.lists(near, max_size=12)
    return Calendar.of(week, draw(days), draw(days))


def walked(calendar, first, last):
    """Count by looking at every day: slow, obvious, and only here."""
    return sum(calendar.is_workday(first + timedelta(days=i)) for i in range((last - first).days + 1))


def test_a_made_up_saturday_is_worked_and_a_holiday_monday_is_not():
    assert CN.is_workday(date(2026, 2, 28))
    assert not CN.is_workday(date(2026, 2, 16))
    assert CN.is_workday(date(2026, 9, 20))
    assert not CN.is_workday(date(2026, 9, 27))


@pytest.mark.parametrize(("year", "days"), [(2024, 251), (2025, 248), (2026, 248)])
def test_the_published_years_have_their_known_number_of_working_days(year, days):
    assert CN.count(date(year, 1, 1), date(year, 12, 31)) == days


def test_publicity_posted_before_the_national_day_ends_on_12_october():
    """domain.md 4.3: five working days from Tuesday 29 September, over the holiday and a made-up Saturday."""
    assert CN.add(date(2026, 9, 29), 5) == date(2026, 10, 12)


def test_the_day_after_a_negative_number_of_days_lies_before():
    assert CN.add(date(2026, 10, 12), -5) == date(2026, 9, 29)
    assert CN.add(date(2026, 10, 3), -1) == date(2026, 9, 30)
    assert CN.add(date(2026, 10, 3), 1) == date(2026, 10, 8)


def test_adding_nothing_gives_the_day_itself_or_the_next_worked_one():
    assert CN.add(date(2026, 9, 29), 0) == date(2026, 9, 29)
    assert CN.add(date(2026, 10, 1), 0) == date(2026, 10, 8)


def test_a_year_without_a_notice_is_counted_by_the_week_and_named():
    assert CN.is_workday(date(2027, 10, 1))
    assert CN.provisional_years(date(2025, 12, 1), date(2028, 1, 1)) == [2027, 2028]
    assert CN.provisional_years(date(2028, 1, 1), date(2026, 12, 1)) == [2027, 2028]
    assert list(PLAIN.provisional_years(date(2025, 12, 1), date(2028, 1, 1))) == []


def test_work_wins_over_off_and_both_over_the_week():
    day = date(2026, 3, 2)
    assert not Calendar.of(MONDAY_TO_FRIDAY, off=[day]).is_workday(day)
    assert Calendar.of(MONDAY_TO_FRIDAY, off=[day], work=[day]).is_workday(day)
    assert Calendar.of((False,) * 7, work=[day]).is_workday(day)


def test_a_calendar_without_worked_days_says_so_instead_of_searching():
    for search in (NO_DAY.next_workday, NO_DAY.previous_workday):
        with pytest.raises(OutOfDates):
            search(date(2026, 1, 1))


def test_the_single_worked_day_of_a_calendar_is_found_from_both_sides():
    only = Calendar.of((False,) * 7, work=[date(2026, 3, 2)])
    assert only.next_workday(date(1, 1, 1)) == date(2026, 3, 2)
    assert only.previous_workday(date.max) == date(2026, 3, 2)
    with pytest.raises(OutOfDates):
        only.add(date(2026, 3, 2), 1)


def test_the_ends_of_the_years_are_refused_not_crossed():
    assert EVERY_DAY.add(date.max, 0) == date.max
    assert EVERY_DAY.count(date.min, date.max) == date.max.toordinal()
    for day, days in (
        (date.max, 1),
        (date.min, -1),
        (date(2026, 1, 1), 10**30),
        (date(2026, 1, 1), -(10**30)),
    ):
        with pytest.raises(OutOfDates):
            EVERY_DAY.add(day, days)


@given(calendars(), near, near)
def test_counting_by_ordinals_equals_counting_day_by_day(calendar, a, b):
    first, last = min(a, b), max(a, b)
    assert calendar.count(first, last) == walked(calendar, first, last)


@given(calendars(), any_day)
def test_a_worked_day_is_found_again_by_its_ordinal(calendar, day):
    if calendar.is_workday(day):
        assert calendar.date_of(calendar.ordinal(day)) == day


@given(calendars(), near, st.integers(-400, 400))
def test_adding_lands_on_a_worked_day_that_counts_back(calendar, day, days):
    try:
        found = calendar.add(day, days)
    except OutOfDates:
        return
    assert calendar.is_workday(found)
    if days > 0:
        assert calendar.count(day + timedelta(days=1), found) == days
    elif days < 0:
        assert calendar.count(found, day - timedelta(days=1)) == -days
    else:
        assert found == calendar.next_workday(day)


@given(calendars(), near)
def test_next_and_previous_leave_no_worked_day_between(calendar, day):
    try:
        after, before = calendar.next_workday(day), calendar.previous_workday(day)
    except OutOfDates:
        return
    assert walked(calendar, day, after) == 1
    assert walked(calendar, before, day) == 1


@pytest.mark.parametrize("year", [2024, 2025, 2026])
def test_the_table_agrees_with_the_published_data(year):
    """A second opinion, where a reference folder is named; the product itself needs none."""
    folder = os.environ.get("TOUYAN_REFERENCE_DATA")
    if not folder:
        pytest.skip("TOUYAN_REFERENCE_DATA names no folder with calendar-cn")
    known = json.loads((Path(folder) / "calendar-cn" / f"{year}.json").read_text(encoding="utf-8"))
    off = {date.fromisoformat(day["date"]): day["isOffDay"] for day in known["days"]}
    days = [date(year, 1, 1) + timedelta(days=i) for i in range(366)]
    days = [day for day in days if day.year == year]
    assert [CN.is_workday(day) for day in days] == [not off.get(day, day.weekday() >= 5) for day in days]
