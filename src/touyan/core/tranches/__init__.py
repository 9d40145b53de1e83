"""Staged money: an amount paid in parts, the rest to one of them, and what is recovered when a project falls.

All in fen. Every stage is rounded half up on its own and one named stage takes what rounding left over, so that the
parts always add up to the amount (domain.md 2.1 funding).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from touyan.core.amounts import share_of
from touyan.core.findings import Finding, Refusal


@dataclass(frozen=True, slots=True)
class Recovery:
    """What is recovered of paid stages and what is cancelled of unpaid ones, in fen."""

    clawback: int
    cancelled: int


def stage_amounts(amount: int, pcts: Sequence[tuple[str, Decimal]], rest_to: str) -> dict[str, int]:
    """Share out fen per stage id: each half up to the fen, the rest to `rest_to` (contracts.md "tranches").

    `amount` in fen; ids are unique, `rest_to` is one of them, the percents add up to 100. Refuses with
    `rest_negative` where rounding up the others leaves less than nothing.
    """
    parts = {stage: share_of(amount, pct) for stage, pct in pcts if stage != rest_to}
    rest = amount - sum(parts.values())
    if rest < 0:
        raise Refusal((Finding("rest_negative", "rest_to", {"stage": rest_to, "fen": rest}),))
    return {stage: parts.get(stage, rest) for stage, _ in pcts}


def recovery(parts: Mapping[str, int], paid: Collection[str]) -> Recovery:
    """Recover when a project is struck off: what was paid comes back, what was not paid is cancelled, in fen."""
    back = sum(fen for stage, fen in parts.items() if stage in paid)
    return Recovery(back, sum(parts.values()) - back)
