"""What changed between two schemes, value by value, for the studio and for the year's hand-over."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from touyan.core.scheme.nodes import Path, place_of
from touyan.core.scheme.plain import plain
from touyan.core.scheme.shape.scheme import Scheme

NAMES = ("kind", "id", "name", "what", "light", "do", "grade", "to")


@dataclass(frozen=True, slots=True)
class Change:
    """One value that differs; `before` is None when added, `after` None when removed."""

    place: str
    kind: Literal["added", "removed", "changed"]
    before: Any
    after: Any


def _named(items: list[Any]) -> dict[str, Any] | None:
    """Give the items by the key that names them; None when they have none or share one."""
    if not items or not all(isinstance(item, dict) for item in items):
        return None
    key = next((name for name in NAMES if all(isinstance(item.get(name), str) for item in items)), None)
    if key is None:
        return None
    named = {item[key]: item for item in items}
    return named if len(named) == len(items) else None


def _differences(before: Any, after: Any, path: Path) -> Iterator[Change]:
    if isinstance(before, list) and isinstance(after, list):
        old, new = _named(before), _named(after)
        if old is not None and new is not None:
            before, after = old, new
    if isinstance(before, dict) and isinstance(after, dict):
        for key in (*before, *(key for key in after if key not in before)):
            yield from _differences(before.get(key), after.get(key), (*path, key))
        if list(before) != list(after) and set(before) == set(after):
            yield Change(place_of(path), "changed", list(before), list(after))
    elif before != after:
        kind: Literal["added", "removed", "changed"] = (
            "added" if before is None else "removed" if after is None else "changed"
        )
        yield Change(place_of(path), kind, before, after)


def compare(old: Scheme, new: Scheme) -> tuple[Change, ...]:
    """Every difference in the expanded forms. Items of lists are matched by their name, so that an insertion is one change.

    A changed order of the same named items is reported as a change of their list.
    """
    return tuple(_differences(plain(old), plain(new), ()))
