"""The rows of a report as its page shows them: the plan's tasks as they stand, what was typed, what was said last time."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from touyan.stages.progress.actions import Content


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One task in the report: `percent` as it stands in the field (text), `was` at the opening, `now` in the plan."""

    task: str
    name: str
    percent: str
    was: int
    now: int
    words: str
    before: str
    finish_on: date | None
    is_late: bool
    is_fixed: bool


def sheet_rows(
    tasks: Iterable[Any],
    stored: Iterable[Mapping[str, Any]],
    typed: Mapping[str, Any],
    before: Any,
    today: date,
) -> list[SheetRow]:
    """A row for each task not accepted, and for each the report already speaks of.

    `stored` are the rows of the report, `typed` a draft or a posted form ({"rows": [...]}), `before` the previous report.
    """
    kept = {row["task"]: row for row in stored}
    drafted = {row["task"]: row for row in typed.get("rows", ())}
    said = {row["task"]: row.get("words", "") for row in before.rows} if before else {}
    rows = []
    for task in tasks:
        key = str(task.key)
        if task.accepted_on is not None and not kept.get(key, {}).get("words"):
            continue
        is_fixed = task.state != "open"
        shown = kept.get(key, {}) | drafted.get(key, {})
        rows.append(
            SheetRow(
                key,
                task.name,
                str(_percent(task, kept.get(key, {}), drafted.get(key))),
                kept.get(key, {}).get("was", task.progress),
                task.progress,
                str(shown.get("words", "")),
                said.get(key, ""),
                task.finish_on,
                is_late=task.finish_on is not None and task.finish_on < today and task.progress < 100,
                is_fixed=is_fixed,
            )
        )
    return rows


def _percent(task: Any, stored: Mapping[str, Any], typed: Mapping[str, Any] | None) -> object:
    """What stands in the field: what was typed, else what was saved unless the task has gone further since."""
    if task.state != "open":
        return task.progress
    if typed is not None:
        return typed.get("percent", "")
    return max(stored.get("percent", task.progress), task.progress)


def posted(data: Mapping[str, str]) -> dict[str, Any]:
    """A posted form as plain data: rows with the percent as typed, and the three texts."""
    total = data.get("rows-total", "0")
    count = min(int(total), 500) if total.isdigit() else 0
    rows = [
        {
            "task": data.get(f"task-{i}", ""),
            "percent": data.get(f"percent-{i}", "").strip(),
            "words": data.get(f"words-{i}", "").strip(),
        }
        for i in range(count)
    ]
    return {"rows": rows, **{name: data.get(name, "").strip() for name in ("problem", "next_step", "line")}}


def percent_of(text: str) -> int | None:
    """A whole number from what was typed, full-width digits and a percent sign allowed; None for anything else."""
    plain = unicodedata.normalize("NFKC", text).removesuffix("%").strip()
    return int(plain) if plain.isascii() and plain.isdigit() and len(plain) <= 3 else None


def content(typed: Mapping[str, Any]) -> Content:
    """The posted form as the door takes it."""
    rows = [{**row, "percent": percent_of(row["percent"])} for row in typed["rows"]]
    return Content(rows, typed["problem"], typed["next_step"], typed["line"])
