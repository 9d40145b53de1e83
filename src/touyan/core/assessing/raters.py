"""Rater groups: the mean inside each group, the groups weighted, nothing in between rounded but the means (FY-27).

A mean is shown on the sheet, so it is rounded half up to two decimals and everything after it is computed from what is
shown; who gave which marks is never needed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from touyan.core.amounts import rounded
from touyan.core.assessing.steps import EXACT, Step, plain

DECIMALS = 2


@dataclass(frozen=True, slots=True)
class Marks:
    """What one group gave one part: its weight in percent and the marks of every valid sheet, on the scale of the grades."""

    group: str
    weight: Decimal
    marks: Sequence[Decimal]


@dataclass(frozen=True, slots=True)
class Rated:
    """The part's score, exact, the mean of each group, and the derivation."""

    score: Decimal
    means: tuple[tuple[str, Decimal], ...]
    steps: tuple[Step, ...]


def rated(part: str, groups: Sequence[Marks]) -> Rated:
    """Compute Σ weight × mean ÷ 100 over the groups; weights add up to 100 and no group is empty (checked by the caller)."""
    means, steps, shares = [], [], []
    for one in groups:
        total = sum(map(Fraction, one.marks), Fraction(0))
        mean = rounded(total / len(one.marks), DECIMALS)
        facts = {"part": part, "group": one.group, "sheets": len(one.marks), "mean": mean}
        share = plain(EXACT.multiply(one.weight, mean).scaleb(-2, EXACT))
        steps.append(Step("rater_mean", facts | {"weight": one.weight, "result": share}))
        means.append((one.group, mean))
        shares.append(share)
    score = Decimal(0)
    for share in shares:
        score = EXACT.add(score, share)
    score = plain(score)
    steps.append(Step("rater_part", {"part": part, "shares": tuple(shares), "result": score}))
    return Rated(score, tuple(means), tuple(steps))
