"""A scheme below another: which it belongs to, and what a parent lets its children say differently (WH-16)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Literal

from touyan.core.scheme.shape.terms import Between, Matches

Bound = Annotated[Decimal, Between(-1_000_000, 1_000_000)]


@dataclass(frozen=True, slots=True)
class ParentName:
    """The scheme this one stands under, by `id` and `year`; everything the file does not say is the parent's."""

    id: Annotated[str, Matches(r"[a-z][a-z0-9-]{2,62}", "id")]
    year: Annotated[int, Between(2017, 2100)]


@dataclass(frozen=True, slots=True)
class ChildRule:
    """One thing a child may say itself.

    `key` is the place in the file, a stage by its kind (`application.quota.max`), `*` for any one name. `may`: `between` a
    number from `low` to `high`, `not_slower` a cadence at least as frequent as the parent's, `add` further items of a list or map
    without touching those there, `set` anything at all below the key.
    """

    key: Annotated[str, Matches(r"[a-z*][a-z0-9_*]*(?:\.[a-z*][a-z0-9_*]*)*", "key")]
    may: Literal["between", "not_slower", "add", "set"]
    low: Bound | None = None
    high: Bound | None = None
