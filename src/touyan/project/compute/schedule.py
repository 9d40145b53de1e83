"""`compute schedule`: a plan forward or backward on a calendar, as docs/scheduling.md tells case by case.

`demand`, `capacity`, `level` and `seconds` are not supported by this version and are refused as unknown keys.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from touyan.core.findings import Finding
from touyan.core.planning import (
    CONSTRAINT_TYPES,
    DIRECTIONS,
    LAG_UNITS,
    LINK_TYPES,
    Conflict,
    Constraint,
    Link,
    Outline,
    Placed,
    Plan,
    Schedule,
    Span,
    Task,
    schedule,
    structure_findings,
)
from touyan.core.workdays import Calendar
from touyan.foundation.wording import say
from touyan.project.compute.reading import (
    CalendarShape,
    Choice,
    Day,
    Listing,
    Nullable,
    Record,
    Text,
    Whole,
    sound,
    when,
)

EXAMPLE = {
    "calendar": "CN",
    "direction": "backward",
    "start": "2026-03-02",
    "finish": "2026-12-25",
    "tasks": [
        {"id": "A", "duration": 10},
        {"id": "B", "duration": 8, "links": [{"from": "A", "type": "FS", "lag": 0, "lag_unit": "workday"}]},
    ],
}

WORDS = ("planning",)
OWN_DATES = ("constraint", "pinned", "actual_start", "actual_finish")


def _in_order(span: dict[str, Any]) -> Iterable[Finding]:
    if span["finish"] < span["start"]:
        yield Finding("to_before_from", "finish", {"from": span["start"], "to": span["finish"]})


def _facts_of_task(task: dict[str, Any]) -> Iterator[Finding]:
    """What the actual dates of one task must keep to."""
    started, finished = task["actual_start"], task["actual_finish"]
    if finished is not None and started is None:
        yield Finding("actual_start_missing", "actual_start", {"task": task["id"]})
    if started is not None and finished is not None and finished < started:
        yield Finding("to_before_from", "actual_finish", {"from": started, "to": finished})


def _milestone(task: dict[str, Any]) -> Iterator[Finding]:
    """A milestone is one moment: its kept dates are one day."""
    if task["duration"] != 0:
        return
    pinned = task["pinned"]
    if sound(pinned) and pinned is not None and pinned["start"] < pinned["finish"]:
        yield Finding("milestone_spans", "pinned.finish", {"task": task["id"]})
    started, finished = task["actual_start"], task["actual_finish"]
    if isinstance(started, date) and isinstance(finished, date) and started < finished:
        yield Finding("milestone_spans", "actual_finish", {"task": task["id"]})


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _items(value: object) -> list[dict[str, Any]]:
    """The objects of a list read, whatever faults some of them have."""
    return [one if isinstance(one, dict) else {} for one in value] if isinstance(value, list) else []


def _structure(value: dict[str, Any]) -> Iterator[Finding]:
    """Names, circles, and what a task named as a parent must not have; looks only at what could be read."""
    tasks = _items(value["tasks"])
    outlines = [
        Outline(
            _text(task.get("id")),
            _text(task.get("parent")),
            tuple(_text(link.get("from")) for link in _items(task.get("links"))),
        )
        for task in tasks
    ]
    yield from structure_findings(outlines)
    parents = {outline.parent for outline in outlines if outline.parent is not None}
    for i, task in enumerate(tasks):
        name = _text(task.get("id"))
        if name in parents:
            yield from _own_values_of_parent(task, i, name)
        elif name is not None and task["duration"] is None:
            yield Finding("duration_missing", f"tasks[{i}].duration", {"task": name})


def _own_values_of_parent(task: dict[str, Any], i: int, name: str | None) -> Iterator[Finding]:
    if task["duration"] is not None and sound(task["duration"]):
        yield Finding("duration_of_parent", f"tasks[{i}].duration", {"task": name})
    for key in OWN_DATES:
        if task[key] is not None and sound(task[key]):
            yield Finding("dates_of_parent", f"tasks[{i}].{key}", {"task": name})


def _bounds(value: dict[str, Any]) -> Iterator[Finding]:
    needed = "start" if value["direction"] == "forward" else "finish"
    if value[needed] is None:
        yield Finding("plan_bound_missing", needed, {"direction": value["direction"]})


def _status(value: dict[str, Any]) -> Iterator[Finding]:
    """Facts lie in the past: no actual date after the status date."""
    status = value["status_date"]
    if not isinstance(status, date):
        return
    for i, task in enumerate(_items(value["tasks"])):
        for key in ("actual_start", "actual_finish"):
            on = task.get(key)
            if isinstance(on, date) and on > status:
                yield Finding("actual_after_status", f"tasks[{i}].{key}", {"on": on, "status": status})


def _worked(value: dict[str, Any]) -> Iterator[Finding]:
    """Each bound must find a worked day inside the years 0001 to 9999."""
    calendar = value["calendar"]
    if not isinstance(calendar, Calendar):
        return
    last = calendar.ordinal(date.max)
    start, finish = value["start"], value["finish"]
    if isinstance(start, date) and calendar.ordinal(start) - calendar.is_workday(start) >= last:
        yield Finding("plan_bound_beyond_dates", "start")
    if isinstance(finish, date) and calendar.ordinal(finish) < 1:
        yield Finding("plan_bound_beyond_dates", "finish")


LINK = Record(
    {"from": Text()},
    {
        "type": Nullable(Choice(LINK_TYPES), "FS"),
        "lag": Nullable(Whole(), 0),
        "lag_unit": Nullable(Choice(LAG_UNITS), "workday"),
    },
)

TASK = Record(
    {"id": Text()},
    {
        "duration": Nullable(Whole(0)),
        "links": Nullable(Listing(LINK), ()),
        "parent": Nullable(Text()),
        "constraint": Nullable(Record({"type": Choice(CONSTRAINT_TYPES), "date": Day()})),
        "pinned": Nullable(
            Record({"start": Day(), "finish": Day()}, checks=(when(("start", "finish"), _in_order),))
        ),
        "actual_start": Nullable(Day()),
        "actual_finish": Nullable(Day()),
    },
    checks=(
        when(("id", "actual_start", "actual_finish"), _facts_of_task),
        when(("id", "duration"), _milestone),
    ),
)

SHAPE = Record(
    {
        "calendar": CalendarShape(),
        "direction": Choice(DIRECTIONS),
        "start": Nullable(Day()),
        "finish": Nullable(Day()),
        "tasks": Listing(TASK, 1),
    },
    {"status_date": Nullable(Day())},
    checks=(
        _structure,
        when(("direction", "start"), lambda value: _bounds(value) if value["direction"] == "forward" else ()),
        when(
            ("direction", "finish"), lambda value: _bounds(value) if value["direction"] == "backward" else ()
        ),
        _status,
        _worked,
    ),
)


def answer(value: dict[str, Any]) -> dict[str, Any]:
    """Dates, floats, the critical chain and conflicts of a plan (contracts.md "schedule").

    A year without a published notice that the plan passes through is named in `provisional_years`, a key that
    stands only where there is one.
    """
    calendar: Calendar = value["calendar"]
    tasks = tuple(_task(one) for one in value["tasks"])
    plan = Plan(tasks, value["direction"], value["start"], value["finish"], value["status_date"])
    found = schedule(plan, calendar)
    told = {
        "feasible": found.is_feasible,
        "missing_workdays": found.missing_workdays,
        "start": found.start.isoformat(),
        "finish": found.finish.isoformat(),
        "latest_start": found.latest_start.isoformat(),
        "length": found.length,
        "tasks": [_told(one, found) for one in found.tasks],
        "critical_chain": list(found.critical_chain),
        "conflicts": [_conflict(one) for one in found.conflicts],
    }
    years = _provisional(found, calendar)
    return told | ({"provisional_years": years} if years else {})


def _task(one: dict[str, Any]) -> Task:
    limit, pinned = one["constraint"], one["pinned"]
    return Task(
        one["id"],
        one["duration"],
        tuple(Link(link["from"], link["type"], link["lag"], link["lag_unit"]) for link in one["links"]),
        one["parent"],
        None if limit is None else Constraint(limit["type"], limit["date"]),
        None if pinned is None else Span(pinned["start"], pinned["finish"]),
        one["actual_start"],
        one["actual_finish"],
    )


def _told(one: Placed, found: Schedule) -> dict[str, Any]:
    return {
        "id": one.id,
        "early_start": one.early_start.isoformat(),
        "early_finish": one.early_finish.isoformat(),
        "late_start": one.late_start.isoformat(),
        "late_finish": one.late_finish.isoformat(),
        "total_float": one.total_float,
        "free_float": one.free_float,
        "critical": one.is_critical,
        "because": say(found.because(one.id)),
    }


def _conflict(one: Conflict) -> dict[str, Any]:
    return {"task": one.task, "code": one.code, "with": one.against, "message": say(one.why)}


def _provisional(found: Schedule, calendar: Calendar) -> list[int]:
    """Every year without a published notice between the first and the last date of the answer."""
    first = min([found.start, found.latest_start, *(one.early_start for one in found.tasks)])
    last = max([found.finish, *(max(one.early_finish, one.late_finish) for one in found.tasks)])
    return list(calendar.provisional_years(first, last))
