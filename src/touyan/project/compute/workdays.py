"""`compute workdays`: is, next, add and count in working days, with the provisional years that were passed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from touyan.core.findings import Finding
from touyan.core.workdays import Calendar, OutOfDates
from touyan.project.compute.reading import CalendarShape, Day, Listing, Record, Tagged, Whole, sound, when

EXAMPLE = {
    "calendar": "CN",
    "ask": [
        {"op": "is", "date": "2026-02-28"},
        {"op": "next", "date": "2026-10-01"},
        {"op": "add", "from": "2026-09-29", "days": 5},
        {"op": "count", "from": "2026-01-01", "to": "2026-12-31"},
    ],
}


def _order(ask: dict[str, Any]) -> Iterable[Finding]:
    if ask["to"] < ask["from"]:
        yield Finding("to_before_from", "to", {"from": ask["from"], "to": ask["to"]})


def _answerable(value: dict[str, Any]) -> Iterable[Finding]:
    """Each question that is sound must have its answer inside the years 0001 to 9999."""
    if not sound(value["calendar"]) or not isinstance(value["ask"], list):
        return
    for i, ask in enumerate(value["ask"]):
        if sound(ask):
            try:
                _one(value["calendar"], ask)
            except OutOfDates:
                key = "days" if ask["op"] == "add" else "date"
                yield Finding("beyond_the_calendar", f"ask[{i}].{key}", {"given": ask[key]})


SHAPE = Record(
    {
        "calendar": CalendarShape(),
        "ask": Listing(
            Tagged(
                "op",
                {
                    "is": Record({"date": Day()}),
                    "next": Record({"date": Day()}),
                    "add": Record({"from": Day(), "days": Whole()}),
                    "count": Record({"from": Day(), "to": Day()}, checks=(when(("from", "to"), _order),)),
                },
            )
        ),
    },
    checks=(_answerable,),
)


def _one(calendar: Calendar, ask: dict[str, Any]) -> tuple[object, date, date]:
    """Give an answer, and the two days between which the question passed."""
    match ask["op"]:
        case "is":
            return calendar.is_workday(ask["date"]), ask["date"], ask["date"]
        case "next":
            found = calendar.next_workday(ask["date"])
            return found, ask["date"], found
        case "add":
            found = calendar.add(ask["from"], ask["days"])
            return found, ask["from"], found
        case _:
            return calendar.count(ask["from"], ask["to"]), ask["from"], ask["to"]


def answer(value: dict[str, Any]) -> dict[str, Any]:
    """Answer every question in order; `provisional_years` ascending, each once (contracts.md "workdays")."""
    calendar: Calendar = value["calendar"]
    answers, years = [], set[int]()
    for ask in value["ask"]:
        found, first, last = _one(calendar, ask)
        answers.append(found.isoformat() if isinstance(found, date) else found)
        years.update(calendar.provisional_years(first, last))
    return {"answers": answers, "provisional_years": sorted(years)}
