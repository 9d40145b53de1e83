"""`compute cadence`: on which day a report or a card is due in every week, half month, month, quarter or year."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from touyan.core.cadence import (
    RHYTHMS,
    DayOf,
    Due,
    DueRule,
    LastWorkday,
    NthWorkday,
    Window,
    due_in,
    period_containing,
    periods,
)
from touyan.core.findings import Finding
from touyan.core.workdays import OutOfDates
from touyan.project.compute.reading import (
    ByKey,
    CalendarShape,
    Choice,
    ClockTime,
    Day,
    Flag,
    Nullable,
    Record,
    Whole,
    when,
)

EXAMPLE = {
    "calendar": "CN",
    "rule": {
        "every": "week",
        "due": {"last_workday_of": "week", "time": "17:00"},
        "skip_if_no_workday": True,
    },
    "from": "2026-02-09",
    "to": "2026-03-01",
}

_EVERY = Choice(RHYTHMS)
_TIME = {"time": ClockTime()}


def _same_period(rule: dict[str, Any]) -> Iterator[Finding]:
    """`of` names the period a day is sought in; it must be the one the rule runs by."""
    due = rule["due"]
    for key in ("nth_workday_of", "last_workday_of", "of"):
        named = due.get(key) if isinstance(due, dict) else None
        if isinstance(named, str) and named != rule["every"]:
            yield Finding("of_differs", f"due.{key}", {"given": named, "every": rule["every"]})


def _order(value: dict[str, Any]) -> Iterator[Finding]:
    if value["to"] < value["from"]:
        yield Finding("to_before_from", "to", {"from": value["from"], "to": value["to"]})


RULE = Record(
    {
        "every": _EVERY,
        "due": ByKey(
            {
                "nth_workday_of": Record({"nth_workday_of": _EVERY, "n": Whole(1)}, _TIME),
                "last_workday_of": Record({"last_workday_of": _EVERY}, _TIME),
                "day": Record({"day": Whole(1), "roll": Choice(("next", "previous", "none"))}, _TIME),
                "window_last_workdays": Record({"window_last_workdays": Whole(1), "of": _EVERY}, _TIME),
            }
        ),
    },
    {"skip_if_no_workday": Nullable(Flag(), default=False)},
    checks=(when(("every",), _same_period),),
)


def _years_end(value: dict[str, Any]) -> Iterator[Finding]:
    """Only the last week of the year 9999 reaches beyond the calendar."""
    try:
        list(periods(value["rule"]["every"], max(value["from"], date(9999, 12, 1)), value["to"]))
    except OutOfDates:
        yield Finding("period_beyond_years", "to", {"to": value["to"]})


def _rolls_out(value: dict[str, Any]) -> Iterator[Finding]:
    """Check that no day rolls out: it can roll past the worked days only in the period of the very last (or first) of them."""
    calendar, every, due = value["calendar"], value["rule"]["every"], value["rule"]["due"]
    if due.get("roll", "none") == "none":
        return
    try:
        is_next = due["roll"] == "next"
        edge = calendar.previous_workday(date.max) if is_next else calendar.next_workday(date.min)
        period = period_containing(every, edge)
    except OutOfDates:
        return
    try:
        if value["from"] <= period.first <= value["to"]:
            due_in(_rule(due), period, calendar)
    except OutOfDates:
        yield Finding("roll_beyond_years", "rule.due.roll", {"period": str(period)})


SHAPE = Record(
    {"calendar": CalendarShape(), "rule": RULE, "from": Day(), "to": Day()},
    checks=(
        when(("from", "to"), _order),
        when(("rule", "from", "to"), _years_end),
        when(("calendar", "rule", "from", "to"), _rolls_out),
    ),
)


def _rule(due: dict[str, Any]) -> DueRule:
    match due["kind"]:
        case "nth_workday_of":
            return NthWorkday(due["n"])
        case "last_workday_of":
            return LastWorkday()
        case "day":
            return DayOf(due["day"], due["roll"])
        case _:
            return Window(due["window_last_workdays"])


def answer(value: dict[str, Any]) -> dict[str, Any]:
    """Due days per period and the periods skipped, earliest first (contracts.md "cadence")."""
    rule, calendar = value["rule"], value["calendar"]
    due_rule, has_window = _rule(rule["due"]), rule["due"]["kind"] == "window_last_workdays"
    due: list[dict[str, Any]] = []
    skipped: list[dict[str, Any]] = []
    for period in periods(rule["every"], value["from"], value["to"]):
        found = due_in(due_rule, period, calendar)
        if found is None and rule["skip_if_no_workday"]:
            skipped.append({"period": str(period), "because": "no_workday"})
        else:
            due.append({"period": str(period)} | _days(found, has_window))
    return {"due": due, "skipped": skipped}


def _days(found: Due | None, has_window: bool) -> dict[str, date | None]:
    days: dict[str, date | None] = {"due_on": found.due_on if found else None}
    return {"due_from": found.due_from if found else None} | days if has_window else days
