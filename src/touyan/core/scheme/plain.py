"""A scheme and its parts as JSON-ready values in the file's own keys, all defaults written out, and their digest.

Two files that differ in comments, quotes or order of keys but say the same have the same expanded form and
the same digest; the order of lists and of named items is part of what is said.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from touyan.core.scheme.decode import is_own_key, key_of
from touyan.core.scheme.shape.delivery import Cadence, Funding, LightRule
from touyan.core.scheme.shape.results import Assessment


def decimal_text(value: Decimal) -> str:
    """Give a decimal without trailing zeros or exponent: 25, 0.5."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def plain(value: Any) -> Any:
    """Any shape as dicts, lists, strings, ints and bools; None stands for "left out"."""
    if is_dataclass(value) and not isinstance(value, type):
        return {
            key_of(type(value), item.name): plain(getattr(value, item.name))
            for item in fields(value)
            if not is_own_key(type(value), item.name)
        }
    if isinstance(value, Mapping):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    if isinstance(value, Decimal):
        return decimal_text(value)
    return value.isoformat() if isinstance(value, date) else value


def _without_none(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_none(item) for key, item in value.items() if item is not None}
    return [_without_none(item) for item in value] if isinstance(value, list) else value


def contracts(rule: Funding) -> tuple[dict[str, Any], ...]:
    """Every stream of money exactly as the calculator takes it, one at a time, the project's own first (contracts.md tranches)."""
    return tuple(
        {
            "stages": [{"id": s.id, "pct": decimal_text(s.pct)} for s in stream.stages],
            "rest_to": stream.rest_to,
            "clawback": rule.clawback,
        }
        for stream in rule.streams
    )


def contract(rule: LightRule | Cadence | Funding | Assessment) -> dict[str, Any]:
    """Give a rule exactly as the calculator takes it (contracts.md lights.rule, cadence.rule, tranches, assess).

    Of money the project's own; `contracts` tells the bonus paid beside it, too.
    """
    match rule:
        case Funding():
            return contracts(rule)[0]
        case Assessment():
            return {
                "parts": [{"id": p.id, "weight": decimal_text(p.weight)} for p in rule.parts],
                "grades": [{"name": g.name, "from": decimal_text(g.at_least)} for g in rule.grades],
            }
        case _:
            return dict(_without_none(plain(rule)))


def canonical(value: Any) -> bytes:
    """JSON bytes without spaces: what is hashed. Keys keep their order, which shapes fix and files mean."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def digest(value: Any) -> str:
    """SHA-256 of the canonical bytes, in hex."""
    return hashlib.sha256(canonical(value)).hexdigest()
