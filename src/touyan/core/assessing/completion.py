"""Completion rate of an indicator: how much of the way from the baseline to the target was gone (WH-28).

Targets, actuals and baselines are in the indicator's own unit; the rate is a percent. More is not always
better: a direction is part of the indicator. A figure that was not reported has no rate; it is never 0.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from touyan.core.amounts import rounded
from touyan.core.assessing.steps import Step
from touyan.core.findings import Finding, Refusal

DECIMALS = 2


@dataclass(frozen=True, slots=True)
class Indicator:
    """What was promised, in `unit`; `baseline` None counts from 0, which only `up` allows.

    `ceiling` is the most a rate may reach, in percent: 100, or more where a scheme rewards going beyond.
    """

    id: str
    target: Decimal
    unit: str
    baseline: Decimal | None = None
    direction: Literal["up", "down"] = "up"
    ceiling: Decimal = Decimal(100)


@dataclass(frozen=True, slots=True)
class Completion:
    """Rate in percent with two decimals between 0 and the ceiling, None where nothing was reported."""

    rate: Decimal | None
    steps: tuple[Step, ...]


def completion(indicator: Indicator, actual: Decimal | None) -> Completion:
    """(actual − baseline) ÷ (target − baseline), held between 0 and the ceiling, half up to two decimals.

    Refuses a target that does not lie beyond the baseline in the indicator's direction, because no share of
    such a way can be named, and `down` without a baseline.
    """
    start = _baseline(indicator)
    facts = {
        "indicator": indicator.id,
        "target": indicator.target,
        "baseline": start,
        "actual": actual,
        "unit": indicator.unit,
        "direction": indicator.direction,
    }
    if actual is None:
        return Completion(None, (Step("completion_unreported", facts | {"result": None}),))
    share = (Fraction(actual) - Fraction(start)) / (Fraction(indicator.target) - Fraction(start)) * 100
    rate = rounded(share, DECIMALS)
    steps = [Step("completion_rate", facts | {"result": rate})]
    held = rounded(min(max(share, Fraction(0)), Fraction(indicator.ceiling)), DECIMALS)
    if held != rate:
        steps.append(Step("completion_capped", {"rate": rate, "ceiling": indicator.ceiling, "result": held}))
    return Completion(held, tuple(steps))


def _baseline(indicator: Indicator) -> Decimal:
    if indicator.baseline is None and indicator.direction == "down":
        raise Refusal((Finding("baseline_absent", "baseline", {"indicator": indicator.id}),))
    start = Decimal(0) if indicator.baseline is None else indicator.baseline
    is_beyond = indicator.target > start if indicator.direction == "up" else indicator.target < start
    if not is_beyond:
        facts = {"indicator": indicator.id, "target": indicator.target, "baseline": start}
        raise Refusal((Finding("target_not_beyond_baseline", "target", facts),))
    return start
