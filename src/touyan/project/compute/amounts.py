"""`compute amounts`: money in capitals for bank forms, and an amount split into equal shares."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from touyan.core.amounts import CAPITALS_BELOW_FEN, capitals, fen_of, scaled, split_evenly, yuan_text
from touyan.project.compute.reading import Exact, Listing, Record, Whole

MOST_SHARES = 100_000
"""More equal shares than this is a slip of the keyboard, and its answer would fill the disk."""

EXAMPLE = {"amounts": ["100005.30"], "split": {"total": "74000000.00", "by": 7}}

SHAPE = Record(
    {"amounts": Listing(Exact(Decimal(0), scaled(CAPITALS_BELOW_FEN - 1, 2), places=2))},
    {"split": Record({"total": Exact(Decimal(0), places=2), "by": Whole(1, MOST_SHARES)})},
)


def answer(value: dict[str, Any]) -> dict[str, Any]:
    """Capitals in the order given; `split` only where it was asked for (contracts.md "amounts")."""
    found: dict[str, Any] = {"capitals": [capitals(fen_of(yuan)) for yuan in value["amounts"]]}
    if value["split"] is not None:
        shares = split_evenly(fen_of(value["split"]["total"]), value["split"]["by"])
        found["split"] = [yuan_text(fen) for fen in shares]
    return found
