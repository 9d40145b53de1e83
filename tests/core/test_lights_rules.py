"""Scheduled progress over working days, and lights with their reasons (domain.md 4.4)."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from touyan.core.lights import (
    CONDITIONS,
    Condition,
    Level,
    LightRule,
    Situation,
    light_for,
    scheduled_progress,
)
from touyan.core.workdays import EVERY_DAY, Calendar, national

START, FINISH = date(2026, 3, 2), date(2026, 11, 30)


def progress(as_of, actual="0", calendar=None, start=START, finish=FINISH):
    return scheduled_progress(calendar or national(), start, finish, as_of, Decimal(actual))


def now(scheduled="50.00", actual="50", **known):
    scheduled, actual = Decimal(scheduled), Decimal(actual)
    return Situation(scheduled, actual, scheduled - actual, **known)


def lit(rule, situation):
    found = light_for(rule, situation)
    return found.light, [reason.code for reason in found.because]


def rule(*levels, otherwise="green", basis="linear"):
    return LightRule(
        tuple(Level(light, tuple(conditions), takes) for light, takes, *conditions in levels),
        otherwise,
        basis,
    )


def one(name, limit=True, light=""):
    return Condition(
        name, Decimal(limit) if isinstance(limit, str) and limit[-1:].isdigit() else limit, light
    )


DEFAULT = rule(
    ("red", "any", one("gap_over", "30"), one("overdue_over", 0)),
    ("yellow", "any", one("gap_over", "10"), one("due_within", 3)),
)


def test_the_share_of_worked_days_gone_counts_the_day_of_reckoning():
    found = progress(date(2026, 6, 30), "20.00")
    assert (found.scheduled, found.gap) == (Decimal("44.15"), Decimal("24.15"))


def test_nothing_is_scheduled_before_the_start_and_everything_after_the_finish():
    assert progress(START - timedelta(1)).scheduled == Decimal("0.00")
    assert progress(FINISH).scheduled == Decimal("100.00")
    assert progress(FINISH + timedelta(1)).scheduled == Decimal("100.00")


def test_a_long_holiday_puts_nobody_behind():
    assert progress(date(2026, 9, 30)).scheduled == progress(date(2026, 10, 7)).scheduled


def test_a_period_without_a_worked_day_is_done_on_its_last_day():
    idle = Calendar.of([False] * 7)
    start, finish = date(2026, 5, 1), date(2026, 5, 3)
    found = [
        progress(start + timedelta(i), calendar=idle, start=start, finish=finish).scheduled for i in (0, 1, 2)
    ]
    assert found == [0, 0, 100]


def test_days_left_are_worked_days_after_the_day_of_reckoning_up_to_the_finish():
    assert progress(date(2026, 11, 27)).workdays_left == 1
    assert progress(FINISH).workdays_left == 0
    assert progress(FINISH + timedelta(1)).workdays_left is None


@pytest.mark.parametrize(
    ("actual", "gap"), [("20", "30.00"), ("20.000", "30.00"), ("20.005", "29.995"), ("60", "-10.00")]
)
def test_the_gap_is_what_subtraction_by_hand_gives(actual, gap):
    found = progress(date(2026, 3, 1), actual, EVERY_DAY, date(2026, 2, 1), date(2026, 3, 29))
    assert (str(found.scheduled), str(found.gap)) == ("50.88", str(Decimal(gap) + Decimal("0.88")))


def test_the_first_level_that_matches_wins_and_every_met_condition_is_a_reason():
    assert lit(DEFAULT, now("90", "20", overdue_days=2, workdays_left=9)) == (
        "red",
        ["light_gap_over", "light_overdue_over"],
    )
    assert lit(DEFAULT, now("60", "40", workdays_left=9)) == ("yellow", ["light_gap_over"])
    assert lit(DEFAULT, now("60", "55", workdays_left=9)) == ("green", ["light_else"])


def test_exactly_the_limit_is_not_over_it():
    assert lit(DEFAULT, now("60", "50", workdays_left=9))[0] == "green"
    assert lit(DEFAULT, now("60", "30", workdays_left=9))[0] == "yellow"


def test_due_soon_is_yellow_up_to_the_limit_and_past_the_finish():
    assert lit(DEFAULT, now(workdays_left=3)) == ("yellow", ["light_due_within"])
    assert lit(DEFAULT, now(workdays_left=4))[0] == "green"
    assert lit(DEFAULT, now(workdays_left=None)) == ("yellow", ["light_past_finish"])


def test_what_is_complete_has_the_last_light_unless_overdue():
    assert lit(DEFAULT, now("100", "100", is_complete=True, workdays_left=0)) == ("green", ["light_complete"])
    assert lit(DEFAULT, now("100", "100", is_complete=True, overdue_days=1))[0] == "red"


def test_all_conditions_must_hold_where_a_level_takes_all():
    both = rule(("red", "all", one("gap_over", "10"), one("overdue_over", 0)))
    assert lit(both, now("60", "40"))[0] == "green"
    assert lit(both, now("60", "40", overdue_days=1)) == ("red", ["light_gap_over", "light_overdue_over"])


# Every row of the table in domain.md 4.4 as a rule.

YINCHUAN = rule(
    ("red", "any", one("gap_over", "30"), one("unstarted_for", 3)),
    ("yellow", "any", one("gap_over", "10"), one("unstarted_for", 1)),
)
SANYA = rule(
    ("red", "any", one("short_over", "50"), one("lit_in_a_row", 2, "yellow")),
    ("yellow", "any", one("short_over", "0")),
    basis="planned",
)
WUHAN = rule(("red", "any", one("done_under", "60")), ("yellow", "any", one("done_under", "80")))
XINHUANG = rule(
    ("yellow", "any", one("done_under", "60")), ("watch", "any", one("done_under", "80")), basis="period_task"
)
TIANJIN = rule(
    ("red", "any", one("growth_under", "0")),
    ("yellow", "any", one("growth_under_planned"), one("growth_under_mean")),
    basis="planned",
)
OUHAI = rule(
    ("red", "any", one("period_missed")), ("yellow", "any", one("period_made_up")), basis="period_task"
)
GUANGYUAN = rule(
    ("red", "any", one("judged", "unrecoverable")),
    ("second_yellow", "all", one("judged", "slow"), one("lit_times", 1, "yellow")),
    ("yellow", "any", one("judged", "slow")),
)
SANMING = rule(
    ("red", "any", one("slips_over", 2)),
    ("orange", "any", one("slips_over", 1)),
    ("blue", "any", one("slips_over", 0)),
)
SUQIAN = rule(
    ("red", "any", one("overdue_over", 0)),
    ("yellow", "any", one("gap_over", "0"), one("judged", "poor")),
    ("blue", "any", one("due_within", 3)),
)
LONGCHANG = rule(("interview", "any", one("lit_in_a_row", 3, "red")), otherwise="none")
HOUSE = rule(("yellow", "any", one("deliverable_missing")))


@pytest.mark.parametrize(
    ("name", "expected", "situation"),
    [
        ("YINCHUAN", "red", now(unstarted_periods=3)),
        ("YINCHUAN", "yellow", now(unstarted_periods=1)),
        ("YINCHUAN", "yellow", now("50", "30")),
        ("YINCHUAN", "green", now()),
        ("SANYA", "green", now("40", "40")),
        ("SANYA", "yellow", now("40", "20")),
        ("SANYA", "red", now("40", "19.99")),
        ("SANYA", "red", now("40", "40", lit_in_a_row={"yellow": 2})),
        ("WUHAN", "green", now("50", "40")),
        ("WUHAN", "yellow", now("50", "39.99")),
        ("WUHAN", "red", now("50", "29.99")),
        ("XINHUANG", "watch", now("100", "79")),
        ("XINHUANG", "yellow", now("100", "59")),
        ("TIANJIN", "red", now(growth=Decimal("-0.1"))),
        ("TIANJIN", "yellow", now(growth=Decimal(5), growth_planned=Decimal(6), growth_mean=Decimal(4))),
        ("TIANJIN", "yellow", now(growth=Decimal(5), growth_planned=Decimal(5), growth_mean=Decimal(6))),
        ("TIANJIN", "green", now(growth=Decimal(6), growth_planned=Decimal(6), growth_mean=Decimal(6))),
        ("TIANJIN", "green", now(growth=None, growth_planned=Decimal(6), growth_mean=Decimal(6))),
        ("OUHAI", "red", now(has_missed_period=True)),
        ("OUHAI", "yellow", now(has_missed_period=True, has_made_up=True)),
        ("OUHAI", "green", now()),
        ("GUANGYUAN", "yellow", now(judged="slow")),
        ("GUANGYUAN", "second_yellow", now(judged="slow", lit_times={"yellow": 1})),
        ("GUANGYUAN", "red", now(judged="unrecoverable")),
        ("SANMING", "blue", now(unmet_slips=1)),
        ("SANMING", "orange", now(unmet_slips=2)),
        ("SANMING", "red", now(unmet_slips=3)),
        ("SUQIAN", "blue", now(workdays_left=3)),
        ("SUQIAN", "yellow", now(judged="poor", workdays_left=3)),
        ("SUQIAN", "red", now(overdue_days=1)),
        ("LONGCHANG", "interview", now(lit_in_a_row={"red": 3})),
        ("LONGCHANG", "none", now(lit_in_a_row={"red": 2})),
        ("HOUSE", "yellow", now("50", "90", lacks_deliverable=True)),
    ],
)
def test_every_rule_in_force_elsewhere_can_be_written_and_lights_as_it_says(name, expected, situation):
    assert lit(globals()[name], situation)[0] == expected


def test_those_rules_need_every_condition_there_is():
    """Positive control: no condition is kept that no rule in force uses."""
    rules = [
        DEFAULT,
        YINCHUAN,
        SANYA,
        WUHAN,
        XINHUANG,
        TIANJIN,
        OUHAI,
        GUANGYUAN,
        SANMING,
        SUQIAN,
        LONGCHANG,
        HOUSE,
    ]
    used = {condition.name for rule_ in rules for level in rule_.levels for condition in level.conditions}
    assert used == set(CONDITIONS)


@given(st.dates(date(2026, 1, 1), date(2027, 2, 1)), st.integers(1, 30))
def test_scheduled_progress_never_goes_back_and_stays_between_0_and_100(day, later):
    first, second = progress(day), progress(day + timedelta(later))
    assert 0 <= first.scheduled <= second.scheduled <= 100


@given(st.decimals(0, 100, places=2), st.decimals(0, 100, places=2))
def test_more_done_never_makes_a_light_graver(less, more):
    less, more = sorted((less, more))
    gravity = {"green": 0, "yellow": 1, "red": 2}
    worse, better = (lit(DEFAULT, now("70", str(a), workdays_left=9))[0] for a in (less, more))
    assert gravity[better] <= gravity[worse]
