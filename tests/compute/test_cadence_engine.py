"""`compute cadence` as the public contract writes it."""

import json

import pytest

from touyan.project.compute.cadence import EXAMPLE
from touyan.project.compute.command import respond


def ask(every="week", due=None, start="2026-02-09", end="2026-03-01", calendar="CN", **rule):
    due = {"last_workday_of": every} if due is None else due
    given = {"calendar": calendar, "rule": {"every": every, "due": due, **rule}, "from": start, "to": end}
    code, text = respond(["cadence"], json.dumps(given).encode)
    answer = json.loads(text)
    return [(finding["code"], finding["place"]) for finding in answer["findings"]] if code == 2 else answer


def days(answer):
    return [item["due_on"] for item in answer["due"]]


def test_the_contracts_example_comes_out_byte_for_byte():
    assert respond(["cadence"], json.dumps(EXAMPLE).encode) == (
        0,
        (
            b'{"due": [{"period": "2026-02-09/2026-02-15", "due_on": "2026-02-14"}, '
            b'{"period": "2026-02-23/2026-03-01", "due_on": "2026-02-28"}], '
            b'"skipped": [{"period": "2026-02-16/2026-02-22", "because": "no_workday"}]}\n'
        ),
    )


def test_without_skipping_a_week_of_holidays_stays_with_no_due_day():
    for answer in (ask(), ask(skip_if_no_workday=False), ask(skip_if_no_workday=None)):
        assert days(answer) == ["2026-02-14", None, "2026-02-28"]
        assert answer["skipped"] == []


def test_fewer_worked_days_than_n_leaves_the_day_open():
    rule = {"nth_workday_of": "week", "n": 6}
    assert days(ask(due=rule)) == ["2026-02-14", None, None]
    assert [item["period"][:10] for item in ask(due=rule, skip_if_no_workday=True)["skipped"]] == [
        "2026-02-16",
        "2026-02-23",
    ]


def test_a_window_has_a_first_and_a_last_day():
    rule = {"window_last_workdays": 5, "of": "month"}
    assert ask("month", rule, "2026-02-01", "2026-02-28") == {
        "due": [{"period": "2026-02-01/2026-02-28", "due_from": "2026-02-24", "due_on": "2026-02-28"}],
        "skipped": [],
    }
    assert ask("week", {"window_last_workdays": 2, "of": "week"}, "2026-02-16", "2026-02-16")["due"] == [
        {"period": "2026-02-16/2026-02-22", "due_from": None, "due_on": None}
    ]


@pytest.mark.parametrize(
    ("roll", "expected"), [("none", "2026-01-25"), ("next", "2026-01-26"), ("previous", "2026-01-23")]
)
def test_the_25th_of_a_month_rolls_as_the_rule_says(roll, expected):
    assert days(ask("month", {"day": 25, "roll": roll}, "2026-01-01", "2026-01-01")) == [expected]


def test_a_day_is_counted_within_its_period_and_ends_with_it():
    rule = {"day": 31, "roll": "none"}
    assert days(ask("month", rule, "2026-02-01", "2026-02-01")) == ["2026-02-28"]
    assert days(ask("half_month", {"day": 5, "roll": "none"}, "2026-03-01", "2026-03-31")) == [
        "2026-03-05",
        "2026-03-20",
    ]
    assert days(ask("half_month", rule, "2026-03-01", "2026-03-31")) == ["2026-03-15", "2026-03-31"]
    assert days(ask("quarter", rule, "2026-04-01", "2026-04-01")) == ["2026-05-01"]
    assert days(ask("year", {"day": 999, "roll": "previous"}, "2026-01-01", "2026-01-01")) == ["2026-12-31"]


def test_a_time_is_checked_and_not_answered():
    assert "17:00" not in json.dumps(ask(due={"last_workday_of": "week", "time": "17:00"}))
    assert ask(due={"last_workday_of": "week", "time": "25:00"}) == [("time_malformed", "rule.due.time")]
    assert ask(time="17:00") == [("key_unknown", "rule.time")]


def test_of_must_equal_every():
    assert ask("month", {"last_workday_of": "week"}) == [("of_differs", "rule.due.last_workday_of")]
    assert ask("month", {"nth_workday_of": "year", "n": 0}) == [
        ("number_too_small", "rule.due.n"),
        ("of_differs", "rule.due.nth_workday_of"),
    ]
    assert ask("month", {"window_last_workdays": 5, "of": "week"}) == [("of_differs", "rule.due.of")]


def test_every_fault_of_a_rule_is_told():
    assert ask("fortnight", {"day": 0}, start="2026-03-01", end="2026-02-01") == [
        ("choice_unknown", "rule.every"),
        ("number_too_small", "rule.due.day"),
        ("key_absent", "rule.due.roll"),
        ("to_before_from", "to"),
    ]
    assert ask(due={"time": "9"}) == [("variant_absent", "rule.due"), ("time_malformed", "rule.due.time")]


def test_the_end_of_the_years_is_a_finding_beside_other_faults():
    assert ask(start="9999-12-01", end="9999-12-31", extra=1) == [
        ("key_unknown", "rule.extra"),
        ("period_beyond_years", "to"),
    ]
    assert ask(start="9999-12-01", end="9999-12-31") == [("period_beyond_years", "to")]
    monday_only = {"week": [0] * 7, "work": ["2026-01-05"]}
    assert ask("month", {"day": 25, "roll": "next"}, "2026-01-01", "2026-01-31", monday_only) == [
        ("roll_beyond_years", "rule.due.roll")
    ]
    assert days(ask("month", {"day": 25, "roll": "previous"}, "2026-01-01", "2026-01-31", monday_only)) == [
        "2026-01-05"
    ]
