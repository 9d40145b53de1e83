"""Opens an uploaded table in a child with bounds and judges its cells here, where nothing is parsed any more."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import date, datetime, time, timedelta
from typing import Any

from touyan.foundation.preflight.apart import parsed_apart
from touyan.foundation.sheets import reading
from touyan.foundation.sheets.columns import Column, Limits, Sheet
from touyan.foundation.sheets.reading import Table

CHILD_RUNS = "touyan.foundation.sheets.opening:parse_sheets"
BACK: dict[str, Callable[[Any], object]] = {
    "moment": datetime.fromisoformat,
    "day": date.fromisoformat,
    "hour": time.fromisoformat,
    "span": lambda seconds: timedelta(seconds=seconds),
}


def read_table(
    content: bytes, columns: Sequence[Column], limits: Limits | None = None, unique: Sequence[str] = ()
) -> Table:
    """Return the rows of the first sheet whose header fits, and every finding (see `reading.read_table`).

    The file is opened in a child; files.too_demanding among the findings means that it met a bound.
    """
    return reading.read_table(content, columns, limits, unique, parse=_sheets_apart)


def _sheets_apart(content: bytes, limits: Limits) -> list[Sheet]:
    told, _ = parsed_apart(CHILD_RUNS, content, asdict(limits))
    return [(name, [[_value(cell) for cell in row] for row in grid]) for name, grid in told]


def _value(cell: Any) -> object:
    if not isinstance(cell, dict):
        return cell
    ((kind, told),) = cell.items()
    return BACK[kind](told)
