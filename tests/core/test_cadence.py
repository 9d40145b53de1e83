"""Cadence: periods side by side lose no day, and a due day is where the rule says."""

import itertools
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from touyan.core.cadence import RHYTHMS, DayOf, Due, LastWorkday, NthWorkday, Period, Window, due_in, periods
from touyan.core.workdays import EVERY_DAY, Calendar, OutOfDates, national

CN = national()
FEBRUARY = Period(date(2026, 2, 1), date(2026, 2, 28))
SPRING_WEEK = Period(date(2026, 2, 16), date(2026, 2, 22))

days = st.dates(date(2000, 1, 1), date(2100, 12, 31))
rhythms = st.sampled_from(RHYTHMS)


def firsts(every, start, end):
    return [period.first for period in periods(every, start, end)]


def test_a_period_belongs_to_the_span_its_first_day_lies_in():
    assert firsts("week", date(2026, 2, 9), date(2026, 3, 1)) == [
        date(2026, 2, 9),
        date(2026, 2, 16),
        date(2026, 2, 23),
    ]
    assert firsts("month", date(2026, 1, 2), date(2026, 3, 1)) == [date(2026, 2, 1), date(2026, 3, 1)]
    assert firsts("quarter", date(2026, 1, 2), date(2026, 10, 1)) == [
        date(2026, 4, 1),
        date(2026, 7, 1),
        date(2026, 10, 1),
    ]
    assert firsts("year", date(2026, 1, 1), date(2027, 1, 1)) == [date(2026, 1, 1), date(2027, 1, 1)]
    assert firsts("year", date(2026, 1, 2), date(2026, 12, 31)) == []


def test_half_months_run_from_1_to_15_and_from_16_to_the_end():
    assert [str(period) for period in periods("half_month", date(2024, 2, 1), date(2024, 2, 29))] == [
        "2024-02-01/2024-02-15",
        "2024-02-16/2024-02-29",
    ]


@given(rhythms, days, st.integers(0, 900), st.integers(0, 900))
def test_two_spans_side_by_side_have_the_periods_of_the_whole(every, start, first, second):
    middle = start + timedelta(days=first)
    end = middle + timedelta(days=second)
    parts = [*periods(every, start, middle), *periods(every, middle + timedelta(days=1), end)]
    assert parts == list(periods(every, start, end))


@given(rhythms, days)
def test_periods_follow_one_another_without_a_gap(every, start):
    found = list(periods(every, start, start + timedelta(days=1500)))
    assert all(b.first == a.last + timedelta(days=1) for a, b in itertools.pairwise(found))


def test_the_last_days_of_the_calendar_end_quietly_or_are_refused():
    assert firsts("month", date(9999, 12, 1), date.max) == [date(9999, 12, 1)]
    assert firsts("week", date(9999, 12, 28), date.max) == []
    with pytest.raises(OutOfDates):
        firsts("week", date(9999, 12, 1), date.max)


def test_the_last_worked_day_of_a_week_may_be_a_made_up_saturday():
    week = Period(date(2026, 2, 9), date(2026, 2, 15))
    assert due_in(LastWorkday(), week, CN) == Due(date(2026, 2, 14))


def test_a_week_of_holidays_has_no_due_day_by_any_rule():
    for rule in (LastWorkday(), NthWorkday(1), DayOf(3), DayOf(3, "next"), Window(2)):
        assert due_in(rule, SPRING_WEEK, CN) is None


def test_the_nth_worked_day_counts_worked_days_only():
    assert due_in(NthWorkday(1), FEBRUARY, CN) == Due(date(2026, 2, 2))
    assert due_in(NthWorkday(11), FEBRUARY, CN) == Due(date(2026, 2, 14))
    assert due_in(NthWorkday(16), FEBRUARY, CN) == Due(date(2026, 2, 28))
    assert due_in(NthWorkday(17), FEBRUARY, CN) is None


def test_a_day_beyond_the_period_is_its_last_and_rolls_from_there():
    assert due_in(DayOf(31), FEBRUARY, CN) == Due(date(2026, 2, 28))
    assert due_in(DayOf(20), FEBRUARY, CN) == Due(date(2026, 2, 20))
    assert due_in(DayOf(20, "next"), FEBRUARY, CN) == Due(date(2026, 2, 24))
    assert due_in(DayOf(20, "previous"), FEBRUARY, CN) == Due(date(2026, 2, 14))


def test_a_day_may_roll_out_of_its_period():
    january = Period(date(2026, 1, 1), date(2026, 1, 31))
    assert due_in(DayOf(31, "next"), january, CN) == Due(date(2026, 2, 2))
    assert due_in(DayOf(1, "previous"), january, CN) == Due(date(2025, 12, 31))


def test_a_window_is_the_last_worked_days_or_all_there_are():
    assert due_in(Window(5), FEBRUARY, CN) == Due(date(2026, 2, 28), date(2026, 2, 24))
    assert due_in(Window(99), FEBRUARY, CN) == Due(date(2026, 2, 28), date(2026, 2, 2))


@given(rhythms, days, st.integers(1, 400))
def test_window_and_nth_agree_with_the_list_of_worked_days(every, start, n):
    calendar = Calendar.of((True, True, True, True, False, False, False), off=[start + timedelta(days=3)])
    for period in periods(every, start, start + timedelta(days=200)):
        length = (period.last - period.first).days + 1
        listed = [day for i in range(length) if calendar.is_workday(day := period.first + timedelta(days=i))]
        assert due_in(NthWorkday(n), period, calendar) == (Due(listed[n - 1]) if n <= len(listed) else None)
        assert due_in(Window(n), period, calendar) == Due(listed[-1], listed[-n:][0])
        assert due_in(DayOf(n), period, EVERY_DAY) == Due(period.first + timedelta(days=min(n, length) - 1))
