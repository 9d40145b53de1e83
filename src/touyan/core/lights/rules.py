"""Light rules as values: levels in order, the first that matches wins, and the facts that lit it.

The conditions are a closed, named set, so that every rule in force that domain.md 4.4 lists can be written
down without a formula language, and every light can be explained in a sentence. A fact that is not known
(None) never fulfils a condition: an unknown growth rate is no bad growth rate.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from types import MappingProxyType
from typing import Literal

Basis = Literal["linear", "planned", "period_task"]
Limit = Decimal | int | str | bool
Facts = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Situation:
    """What is known about a task, an indicator or an area on the day of reckoning.

    Percents and percentage points are decimals, times are working days, `*_periods` count periods in a row up
    to now. `scheduled` is what ought to be done by the rule's basis: `linear` over working days, `planned` (a
    planned figure to date) or `period_task` (this period's task), always as a percent of the whole.
    """

    scheduled: Decimal
    actual: Decimal
    gap: Decimal
    overdue_days: int = 0
    workdays_left: int | None = None
    is_complete: bool = False
    unstarted_periods: int = 0
    has_missed_period: bool = False
    has_made_up: bool = False
    growth: Decimal | None = None
    growth_planned: Decimal | None = None
    growth_mean: Decimal | None = None
    judged: str | None = None
    unmet_slips: int = 0
    lacks_deliverable: bool = False
    lit_in_a_row: Mapping[str, int] = field(default_factory=dict)
    lit_times: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Condition:
    """One named condition with its limit; `light` names the earlier light the history conditions look for."""

    name: str
    limit: Limit
    light: str = ""


@dataclass(frozen=True, slots=True)
class Level:
    """A light and when it is lit: any of the conditions, or all of them."""

    light: str
    conditions: tuple[Condition, ...]
    takes: Literal["any", "all"] = "any"


@dataclass(frozen=True, slots=True)
class LightRule:
    """Levels from the gravest on, and the light where none matches."""

    levels: tuple[Level, ...]
    otherwise: str
    basis: Basis = "linear"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a light is lit: a code and facts for the sentence."""

    code: str
    facts: Facts


@dataclass(frozen=True, slots=True)
class Lit:
    """The light and its reasons, in the order of the rule."""

    light: str
    because: tuple[Reason, ...]


def _gap_over(now: Situation, one: Condition) -> bool:
    return isinstance(one.limit, Decimal) and now.gap > one.limit


def _overdue_over(now: Situation, one: Condition) -> bool:
    return isinstance(one.limit, int) and now.overdue_days > one.limit


def _due_within(now: Situation, one: Condition) -> bool:
    return isinstance(one.limit, int) and (now.workdays_left is None or now.workdays_left <= one.limit)


def _done_under(now: Situation, one: Condition) -> bool:
    """Actual below so many percent of what was scheduled; nothing scheduled, nothing short."""
    return isinstance(one.limit, Decimal) and now.actual * 100 < now.scheduled * one.limit


def _short_over(now: Situation, one: Condition) -> bool:
    """More than so many percent of what was scheduled are lacking (a relative shortfall)."""
    return isinstance(one.limit, Decimal) and (now.scheduled - now.actual) * 100 > now.scheduled * one.limit


def _unstarted_for(now: Situation, one: Condition) -> bool:
    return isinstance(one.limit, int) and now.unstarted_periods >= one.limit


def _growth_under(now: Situation, one: Condition) -> bool:
    return isinstance(one.limit, Decimal) and _is_under(now.growth, one.limit)


def _growth_under_planned(now: Situation, _: Condition) -> bool:
    return _is_under(now.growth, now.growth_planned)


def _growth_under_mean(now: Situation, _: Condition) -> bool:
    return _is_under(now.growth, now.growth_mean)


def _is_under(growth: Decimal | None, other: Decimal | None) -> bool:
    return growth is not None and other is not None and growth < other


def _period_missed(now: Situation, _: Condition) -> bool:
    return now.has_missed_period and not now.has_made_up


def _period_made_up(now: Situation, _: Condition) -> bool:
    return now.has_missed_period and now.has_made_up


def _judged(now: Situation, one: Condition) -> bool:
    return now.judged is not None and now.judged == one.limit


def _slips_over(now: Situation, one: Condition) -> bool:
    return isinstance(one.limit, int) and now.unmet_slips > one.limit


def _deliverable_missing(now: Situation, _: Condition) -> bool:
    return now.lacks_deliverable


def _lit_in_a_row(now: Situation, one: Condition) -> bool:
    return isinstance(one.limit, int) and now.lit_in_a_row.get(one.light, 0) >= one.limit


def _lit_times(now: Situation, one: Condition) -> bool:
    return isinstance(one.limit, int) and now.lit_times.get(one.light, 0) >= one.limit


Test = Callable[[Situation, Condition], bool]

CONDITIONS: Mapping[str, Test] = MappingProxyType(
    {
        "gap_over": _gap_over,
        "overdue_over": _overdue_over,
        "due_within": _due_within,
        "done_under": _done_under,
        "short_over": _short_over,
        "unstarted_for": _unstarted_for,
        "growth_under": _growth_under,
        "growth_under_planned": _growth_under_planned,
        "growth_under_mean": _growth_under_mean,
        "period_missed": _period_missed,
        "period_made_up": _period_made_up,
        "judged": _judged,
        "slips_over": _slips_over,
        "deliverable_missing": _deliverable_missing,
        "lit_in_a_row": _lit_in_a_row,
        "lit_times": _lit_times,
    }
)
"""Every condition by name; the scheme language knows these and no others."""


def light_for(rule: LightRule, now: Situation) -> Lit:
    """Light a situation: the first level that matches wins, else the rule's last word.

    What is complete and not overdue has the last word's light whatever the levels say (contracts.md).
    """
    if now.is_complete and now.overdue_days <= 0:
        return Lit(rule.otherwise, (Reason("light_complete", {}),))
    for level in rule.levels:
        met = [one for one in level.conditions if CONDITIONS[one.name](now, one)]
        if met and (level.takes == "any" or len(met) == len(level.conditions)):
            return Lit(level.light, tuple(_reason(one, now) for one in met))
    return Lit(rule.otherwise, (Reason("light_else", {}),))


def _reason(one: Condition, now: Situation) -> Reason:
    if one.name == "due_within" and now.workdays_left is None:
        return Reason("light_past_finish", {})
    facts = {
        "limit": one.limit,
        "light": one.light,
        "scheduled": now.scheduled,
        "actual": now.actual,
        "gap": now.gap,
        "overdue_days": now.overdue_days,
        "workdays_left": now.workdays_left,
        "unstarted_periods": now.unstarted_periods,
        "growth": now.growth,
        "growth_planned": now.growth_planned,
        "growth_mean": now.growth_mean,
        "unmet_slips": now.unmet_slips,
    }
    return Reason(f"light_{one.name}", {name: fact for name, fact in facts.items() if fact not in (None, "")})
