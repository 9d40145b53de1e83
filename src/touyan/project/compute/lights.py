"""`compute lights`: scheduled progress over working days, the gap, the light and why (contracts.md).

Only the three conditions the public contract documents are read here; the scheme language knows more.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any, Literal

from touyan.core.findings import Finding
from touyan.core.lights import (
    Condition,
    Level,
    LightRule,
    Lit,
    Progress,
    Situation,
    light_for,
    scheduled_progress,
)
from touyan.foundation.wording import sentence
from touyan.project.compute.reading import (
    CalendarShape,
    Choice,
    Day,
    Exact,
    Listing,
    Record,
    Text,
    Whole,
    when,
)

EXAMPLE = {
    "calendar": "CN",
    "start": "2026-03-02",
    "finish": "2026-11-30",
    "as_of": "2026-06-30",
    "actual": "20.00",
    "overdue_days": 0,
    "rule": {
        "basis": "linear",
        "levels": [
            {"light": "red", "any": [{"gap_over": "30"}, {"overdue_over": 0}]},
            {"light": "yellow", "any": [{"gap_over": "10"}, {"due_within": 3}]},
        ],
        "else": "green",
    },
}

WORDS = ("lights",)
_CONDITIONS = {"gap_over": Exact(), "overdue_over": Whole(0), "due_within": Whole(0)}


def _holds_one(condition: dict[str, Any]) -> Iterable[Finding]:
    given = sum(limit is not None for limit in condition.values())
    if given != 1:
        yield Finding("condition_not_one", "", {"given": given, "known": "、".join(_CONDITIONS)})


def _takes_any_or_all(level: dict[str, Any]) -> Iterable[Finding]:
    if level["any"] is None and level["all"] is None:
        yield Finding("level_without_condition", "any")
    if level["any"] is not None and level["all"] is not None:
        yield Finding("level_any_and_all", "all")


def _finish_from_start_on(value: dict[str, Any]) -> Iterable[Finding]:
    if value["finish"] < value["start"]:
        facts = {"start": value["start"].isoformat(), "finish": value["finish"].isoformat()}
        yield Finding("lights_finish_before_start", "finish", facts)


_SEVERAL = Listing(Record({}, _CONDITIONS, checks=(_holds_one,)), least=1)
_LEVEL = Record({"light": Text()}, {"any": _SEVERAL, "all": _SEVERAL}, checks=(_takes_any_or_all,))
_RULE = Record({"basis": Choice(("linear",)), "levels": Listing(_LEVEL), "else": Text()})

SHAPE = Record(
    {
        "calendar": CalendarShape(),
        "start": Day(),
        "finish": Day(),
        "as_of": Day(),
        "actual": Exact(minimum=Decimal(0), maximum=Decimal(100)),
        "overdue_days": Whole(0),
        "rule": _RULE,
    },
    checks=(when(("start", "finish"), _finish_from_start_on),),
)


def answer(value: dict[str, Any]) -> dict[str, Any]:
    """Scheduled percent and gap as decimals, the light, and a sentence that says why."""
    progress = scheduled_progress(
        value["calendar"], value["start"], value["finish"], value["as_of"], value["actual"]
    )
    now = Situation(
        scheduled=progress.scheduled,
        actual=value["actual"],
        gap=progress.gap,
        overdue_days=value["overdue_days"],
        workdays_left=progress.workdays_left,
        is_complete=value["actual"] == 100,
    )
    lit = light_for(_rule(value["rule"]), now)
    return {
        "scheduled": format(progress.scheduled, "f"),
        "gap": format(progress.gap, "f"),
        "light": lit.light,
        "because": _because(progress, value["actual"], lit),
    }


def _rule(given: dict[str, Any]) -> LightRule:
    return LightRule(tuple(_level(level) for level in given["levels"]), given["else"], given["basis"])


def _level(given: dict[str, Any]) -> Level:
    takes: Literal["any", "all"] = "any" if given["any"] is not None else "all"
    conditions = tuple(
        Condition(name, limit)
        for condition in given[takes]
        for name, limit in condition.items()
        if limit is not None
    )
    return Level(given["light"], conditions, takes)


def _because(progress: Progress, actual: Decimal, lit: Lit) -> str:
    facts = {"scheduled": progress.scheduled, "actual": actual, "gap": progress.gap, "ahead": -progress.gap}
    way = "light_behind" if progress.gap > 0 else "light_ahead" if progress.gap < 0 else "light_level"
    reasons = "，".join(
        sentence(reason.code, {name: _written(fact) for name, fact in reason.facts.items()})
        for reason in lit.because
    )
    figures = sentence(way, {name: _written(fact) for name, fact in facts.items()})
    return sentence("light_because", {"figures": figures, "reasons": reasons, "light": light_name(lit.light)})


def light_name(light: str) -> str:
    """Name a common light in Chinese; any other is shown as the rule names it."""
    return sentence(f"light_{light}") if light in _NAMED else light


_NAMED = frozenset({"red", "orange", "yellow", "blue", "green"})


def _written(fact: object) -> object:
    return format(fact, "f") if isinstance(fact, Decimal) else fact
