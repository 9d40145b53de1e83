"""`compute tranches`: what each stage of staged money is, and what is recovered on clawback."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from touyan.core.amounts import fen_of, yuan_text
from touyan.core.findings import Finding, Refusal
from touyan.core.tranches import recovery, stage_amounts
from touyan.project.compute.reading import Exact, Flag, Listing, Nullable, Record, Text, sound, when

EXAMPLE = {
    "amount": "33333.33",
    "stages": [
        {"id": "approval", "pct": "30"},
        {"id": "midterm", "pct": "40"},
        {"id": "acceptance", "pct": "30"},
    ],
    "rest_to": "acceptance",
    "paid": ["approval"],
    "clawback": True,
}


def _whole_fen(value: dict[str, Any]) -> Iterator[Finding]:
    try:
        fen_of(value["amount"])
    except ValueError:
        yield Finding("fraction_of_fen", "amount", {"given": format(value["amount"], "f")})


def _known_ids(value: dict[str, Any]) -> Iterator[Finding]:
    """Names of stages must stand among the ids as written, also where another id could not be read."""
    if not isinstance(value["stages"], list):
        return
    ids = [stage["id"] for stage in value["stages"] if isinstance(stage, dict) and sound(stage["id"])]
    known = {"known": ", ".join(ids)}
    if sound(value["rest_to"]) and value["rest_to"] not in ids:
        yield Finding("stage_unknown", "rest_to", {"given": value["rest_to"], **known})
    for i, stage in enumerate(value["paid"] if isinstance(value["paid"], list) else ()):
        if sound(stage) and stage not in ids:
            yield Finding("stage_unknown", f"paid[{i}]", {"given": stage, **known})


def _hundred(value: dict[str, Any]) -> Iterator[Finding]:
    pcts = _column(value["stages"], "pct")
    if pcts is not None and sum(pcts) != 100:
        yield Finding("pct_not_hundred", "stages", {"sum": format(sum(pcts, Decimal(0)), "f")})


def _rest(value: dict[str, Any]) -> Iterable[Finding]:
    """Check the rest, which may be below nothing only where everything it is computed from is in order."""
    if any((*_whole_fen(value), *_known_ids({**value, "paid": []}), *_hundred(value))):
        return ()
    try:
        _stages(value)
    except Refusal as refusal:
        return refusal.findings
    return ()


def _column(stages: Any, key: str) -> list[Any] | None:
    """One key of every stage, None where any of them could not be read."""
    if not isinstance(stages, list):
        return None
    column = [stage[key] if isinstance(stage, dict) else stage for stage in stages]
    return column if sound(column) else None


SHAPE = Record(
    {
        "amount": Exact(Decimal(0)),
        "stages": Listing(Record({"id": Text(), "pct": Exact(Decimal(0))}), unique="id"),
        "rest_to": Text(),
    },
    {"paid": Nullable(Listing(Text(), unique=""), []), "clawback": Nullable(Flag(), default=False)},
    checks=(
        when(("amount",), _whole_fen),
        _known_ids,
        _hundred,
        when(("amount", "stages", "rest_to"), _rest),
    ),
)


def _stages(value: dict[str, Any]) -> dict[str, int]:
    pcts = [(stage["id"], stage["pct"]) for stage in value["stages"]]
    return stage_amounts(fen_of(value["amount"]), pcts, value["rest_to"])


def answer(value: dict[str, Any]) -> dict[str, Any]:
    """Yuan per stage in the order given, clawback and cancelled money (contracts.md "tranches")."""
    parts = _stages(value)
    found = recovery(parts, value["paid"]) if value["clawback"] else None
    return {
        "stages": [yuan_text(fen) for fen in parts.values()],
        "clawback": yuan_text(found.clawback if found else 0),
        "cancelled": yuan_text(found.cancelled if found else 0),
    }
