"""One line of a derivation, and the exact arithmetic all of them share.

Weights, scores and coefficients are finite decimals, so products and sums of them are finite too; with room
enough nothing is rounded before the one declared place.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Context, Decimal

EXACT = Context(prec=1000)


@dataclass(frozen=True, slots=True)
class Step:
    """What was done (`code`), with what (`facts`), and what came of it (`facts["result"]`)."""

    code: str
    facts: Mapping[str, object]


def plain(figure: Decimal) -> Decimal:
    """Write the same figure without needless zeros and without an exponent, as people write it."""
    short = figure.normalize(EXACT)
    return short.quantize(Decimal(1), context=EXACT) if short == short.to_integral_value() else short
