"""Explaining a child scheme by what is its own, and a parent by what it opens to its children (WH-16)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from touyan.core.scheme.child import bounds, own_changes
from touyan.core.scheme.compare import Change
from touyan.core.scheme.explain.lines import Line, Term, line
from touyan.core.scheme.shape.scheme import STAGE_ORDER, Scheme
from touyan.core.workflow.machine import Label


def own_rules(scheme: Scheme, parent: Scheme | None) -> Iterator[Line]:
    """Whose child it is, and each thing it says itself; a label in two languages is one thing."""
    if scheme.parent is None:
        return
    if parent is None:
        yield line("child.of_named", id=scheme.parent.id, year=scheme.parent.year)
        return
    own = [c for c in own_changes(parent, scheme) if not c.place.endswith(".en")]
    yield line("child.of", label=parent.label, year=parent.year, count=len(own))
    for change in own:
        yield _told(change)


def _told(change: Change) -> Line:
    key = change.place.removesuffix(".zh").removeprefix("stages.")
    before, after = (_words(value, key) for value in (change.before, change.after))
    if change.before is None:
        return line("child.added", what=after, key=key, place=change.place)
    return line("child.changed", before=before, after=after, key=key, place=change.place)


def _words(value: Any, key: str = "") -> object:
    """A value of an expanded scheme as a fact: a label as a label, everything left at its default left out."""
    if isinstance(value, dict):
        if isinstance(value.get("zh"), str):
            return Label(value["zh"], value.get("en") or "")
        if isinstance(value.get("label"), dict):
            return _words(value["label"])
        inner = [
            f"{k}: {_words(v)}" for k, v in value.items() if v not in (None, [], {}) and not _is_empty(v)
        ]
        return ", ".join(inner)
    if isinstance(value, list) and key.endswith("unit_kinds") and value:
        return tuple(Term("unit_kind", str(kind)) for kind in value)
    if isinstance(value, str) and key.endswith(("cadence.every", ".due.of")):
        return Term("every", value)
    if isinstance(value, list) and key.endswith(".quota"):
        return tuple(_quota(item) for item in value)
    if isinstance(value, list):
        return "; ".join(str(_words(item)) for item in value) or "–"
    return {True: "true", False: "false"}.get(value, value) if isinstance(value, bool) else value


def _quota(item: dict[str, Any]) -> Line:
    return line("child.quota", per=Term("per", item["per"]), min=item["min"], max=item["max"])


def _is_empty(value: Any) -> bool:
    return isinstance(value, dict) and not any(value.values())


def children(scheme: Scheme) -> Iterator[Line]:
    """What a child may say itself, and how far."""
    for rule in scheme.children:
        facts: dict[str, object] = dict(bounds(rule)) if rule.may == "between" else {}
        is_stage = rule.key.split(".")[0] in STAGE_ORDER
        place = f"stages.{rule.key}" if is_stage else rule.key
        yield line(f"children.{rule.may}", key=rule.key, place=place, **facts)
