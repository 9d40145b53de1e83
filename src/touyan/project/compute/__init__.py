"""The auditor's calculator: every engine of the core behind JSON in, JSON out, with the standard library alone.

An engine module here holds `SHAPE` (the input, see `reading`), `EXAMPLE` (a worked example) and
`answer(value) -> dict`, perhaps `WORDS` (the areas its sentences come from, read before all others); it is imported only when asked for, so that an engine that needs an extra does not stop the
others.
"""

from __future__ import annotations

import importlib
import importlib.util
from typing import Any

NAMES: tuple[str, ...] = (
    "workdays",
    "schedule",
    "score",
    "draw",
    "lights",
    "cadence",
    "tranches",
    "assess",
    "amounts",
    "likeness",
)


def engine_names() -> tuple[str, ...]:
    """Name the engines this version has, in the order of the public contract."""
    return tuple(name for name in NAMES if importlib.util.find_spec(f"{__name__}.{name}"))


def engine(name: str) -> Any:
    """Import the module of an engine. Raises KeyError for a name that is none."""
    if name not in engine_names():
        raise KeyError(name)
    return importlib.import_module(f"{__name__}.{name}")
