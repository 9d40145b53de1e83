"""The first table of a plan: the task table of the application, so that nobody types it twice (WH-33).

An application names dates, a plan names durations. Tasks are chained in the order of their dates; a task lasts the
working days between the one before it and its own date, so that the schedule counted backward gives those dates again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from touyan.core.planning import Link
from touyan.core.workdays import Calendar
from touyan.stages.plan.rows import ACCEPTANCE, DELIVERABLE, LONGEST, NAME, STAGE, WORD, PlanRow

ALIASES: dict[str, tuple[str, ...]] = {
    "name": ("task", "name", "title"),
    "stage": ("stage", "phase"),
    "owner": ("owner", "person", "leader"),
    "deliverable": ("deliverable", "result", "output"),
    "acceptance": ("acceptance", "standard"),
    "due": ("due", "finish", "finish_on", "date", "due_on"),
}


def seeded(
    told: Iterable[Mapping[str, Any]],
    start_on: date,
    calendar: Calendar,
    person_named: Callable[[str], str],
    seed: str,
) -> tuple[PlanRow, ...]:
    """Rows from an application's task table. `person_named` answers with a person's key or ""; `seed` makes ids stable."""
    rows: list[PlanRow] = []
    before: tuple[str, date] | None = None
    listed = [(_word(one, "name")[:NAME], _due(one), one) for one in told]
    for number, (name, due, one) in enumerate(
        sorted((x for x in listed if x[0]), key=lambda x: x[1] or date.max)
    ):
        owner = _word(one, "owner")
        key = person_named(owner) if owner else ""
        made = PlanRow(
            id=str(uuid5(NAMESPACE_URL, f"{seed}/{number}")),
            name=name,
            stage=_word(one, "stage")[:STAGE],
            owner=key,
            owner_word="" if key else owner[:WORD],
            deliverable=_word(one, "deliverable")[:DELIVERABLE],
            acceptance=_word(one, "acceptance")[:ACCEPTANCE],
            duration=_duration(before[1] if before else None, due, start_on, calendar),
            links=(Link(before[0]),) if before else (),
        )
        rows.append(made)
        before = (made.id, due or (before[1] if before else start_on))
    return tuple(rows)


def _word(one: Mapping[str, Any], key: str) -> str:
    for alias in ALIASES[key]:
        if one.get(alias):
            return str(one[alias]).strip()
    return ""


def _due(one: Mapping[str, Any]) -> date | None:
    try:
        return date.fromisoformat(_word(one, "due"))
    except ValueError:
        return None


def _duration(before: date | None, due: date | None, start_on: date, calendar: Calendar) -> int:
    if due is None:
        return 5
    days = (
        calendar.count(start_on, due) if before is None else calendar.ordinal(due) - calendar.ordinal(before)
    )
    return min(max(days, 1), LONGEST)
