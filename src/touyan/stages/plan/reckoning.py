"""A table becomes a schedule: backward from the due date over real working days, with its reasons, as stored values.

The engine is `core.planning`; here is only what the house adds: which of its dates are the plan (counted backward: the
latest ones, because a promise counts back from its due day, WH-33), the provisional years, and who moves when it changes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from touyan.core.findings import Finding
from touyan.core.planning import Plan, Schedule, Task, levers, schedule
from touyan.core.workdays import Calendar
from touyan.stages.plan.rows import PlanRow, digest_of

Direction = Literal["forward", "backward"]
MOST_LEVERS = 5


@dataclass(frozen=True, slots=True)
class Move:
    """A task whose dates change: from (None = new) to (None = gone), later in working days (0 where it is new or gone)."""

    id: str
    name: str
    before: tuple[date, date] | None
    after: tuple[date, date] | None
    later: int


def plan_value(rows: Sequence[PlanRow], direction: str, start_on: date, finish_on: date) -> Plan:
    """The engine's value of a table."""
    way: Direction = "forward" if direction == "forward" else "backward"
    return Plan(tuple(Task(r.id, r.duration, r.links) for r in rows), way, start_on, finish_on)


def reckoned(
    rows: Sequence[PlanRow], direction: str, start_on: date, finish_on: date, calendar: Calendar
) -> dict[str, Any]:
    """The schedule as JSON: dates and floats by row id, verdict, critical chain, levers, provisional years.

    Raises Refusal with every finding where the table cannot be calculated (no task, a circle, a date out of range).
    """
    plan = plan_value(rows, direction, start_on, finish_on)
    found = schedule(plan, calendar)
    placed = {one.id: one for one in found.tasks}
    is_back = direction != "forward"
    return {
        "of": digest_of(rows, start_on, finish_on),
        "feasible": found.is_feasible,
        "missing": found.missing_workdays,
        "latest_start": found.latest_start.isoformat(),
        "finish": found.finish.isoformat(),
        "length": found.length,
        "chain": list(found.critical_chain),
        "years": _years(found, calendar),
        "levers": [
            {"task": lever.task, "shorten": lever.shorten, "gain": lever.gain}
            for lever in levers(plan, calendar)[:MOST_LEVERS]
        ],
        "tasks": {
            name: {
                "start": (one.late_start if is_back else one.early_start).isoformat(),
                "finish": (one.late_finish if is_back else one.early_finish).isoformat(),
                "early_start": one.early_start.isoformat(),
                "early_finish": one.early_finish.isoformat(),
                "late_start": one.late_start.isoformat(),
                "late_finish": one.late_finish.isoformat(),
                "float": one.total_float,
                "critical": one.is_critical,
                "because": _because(found.because(name)),
            }
            for name, one in placed.items()
        },
    }


def _years(found: Schedule, calendar: Calendar) -> list[int]:
    first = min([found.latest_start, *(min(one.early_start, one.late_start) for one in found.tasks)])
    last = max([found.finish, *(max(one.early_finish, one.late_finish) for one in found.tasks)])
    return list(calendar.provisional_years(first, last))


def _because(why: Finding) -> dict[str, Any]:
    facts = {key: value.isoformat() if isinstance(value, date) else value for key, value in why.facts.items()}
    return {"code": why.code, "facts": facts}


def span_of(computed: Mapping[str, Any], name: str) -> tuple[date, date] | None:
    """The planned dates of a row in a stored schedule, None where it has none."""
    one = computed.get("tasks", {}).get(name)
    return (date.fromisoformat(one["start"]), date.fromisoformat(one["finish"])) if one else None


def moves(
    before: Mapping[str, Any], after: Mapping[str, Any], names: Mapping[str, str], calendar: Calendar
) -> list[Move]:
    """Who moves from when to when between two stored schedules, in the order of the new table; the deleted last."""
    told = []
    for name in [
        *after.get("tasks", {}),
        *(n for n in before.get("tasks", {}) if n not in after.get("tasks", {})),
    ]:
        old, new = span_of(before, name), span_of(after, name)
        if old == new:
            continue
        later = calendar.ordinal(new[1]) - calendar.ordinal(old[1]) if old and new else 0
        told.append(Move(name, names.get(name, ""), old, new, later))
    return told


def verdict_findings(computed: Mapping[str, Any], names: Mapping[str, str]) -> tuple[Finding, ...]:
    """What stands against a schedule.

    Missing working days with the chain that needs them and each lever; years whose holidays are not published (a warning).
    """
    found: list[Finding] = []
    if not computed.get("feasible", False):
        chain = " → ".join(names.get(one, "") for one in computed.get("chain", []))
        found.append(
            Finding("plan.not_feasible", "schedule", {"missing": computed.get("missing", 0), "chain": chain})
        )
        found += [
            Finding("plan.lever", "schedule", {"task": names.get(one["task"], ""), **_days(one)}, "note")
            for one in computed.get("levers", [])
        ]
    if computed.get("years"):
        years = "、".join(str(year) for year in computed["years"])
        found.append(Finding("plan.provisional_years", "schedule", {"years": years}, "warning"))
    return tuple(found)


def _days(lever: Mapping[str, Any]) -> dict[str, int]:
    return {"shorten": lever["shorten"], "gain": lever["gain"]}
