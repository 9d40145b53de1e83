"""A child scheme laid over its parent: the merged file, what in it is the child's own, and where it leaves the bounds.

The work is done on the value trees, before any shape is read, so that every finding stands at a line of the child's file. What is
inherited carries the line of the child's `parent` key.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation

from touyan.core.scheme.compare import NAMES, Change, compare
from touyan.core.scheme.decode import Fault
from touyan.core.scheme.nodes import Mapping, Node, Pair, Path, Scalar, Sequence
from touyan.core.scheme.plain import decimal_text
from touyan.core.scheme.read import read
from touyan.core.scheme.shape.children import ChildRule
from touyan.core.scheme.shape.scheme import STAGE_ORDER, Scheme

OWN_KEYS = ("language", "id", "place", "year", "label", "document", "parent", "seen")
"""What a child always says itself, or leaves unsaid."""
FIXED_KEYS = ("language", "id", "place", "year", "parent", "children", "seen")
"""What no parent can open to its children."""
_NOT_INHERITED = ("language", "id", "place", "year", "label", "seen", "children", "parent")
_OFTEN = ("week", "half_month", "month", "quarter", "year")


@dataclass(frozen=True, slots=True)
class Own:
    """One thing the child says otherwise: its place with stages by kind, what the parent has there, what the child has."""

    place: tuple[str, ...]
    before: Node | None
    after: Node


def names_parent(source: bytes) -> tuple[str, int] | None:
    """The id and year of the parent a file names; None for a file that stands by itself or cannot be read."""
    return parent_named(read(source).root)


def parent_named(root: Node | None) -> tuple[str, int] | None:
    """The same of a tree."""
    pair = root.get("parent") if isinstance(root, Mapping) else None
    if pair is None or not isinstance(pair.value, Mapping):
        return None
    texts = [
        p.value.text if (p := pair.value.get(k)) and isinstance(p.value, Scalar) else ""
        for k in ("id", "year")
    ]
    return (texts[0], int(texts[1])) if texts[0] and texts[1].isascii() and texts[1].isdigit() else None


def merged(child: Mapping, parent: Mapping) -> Mapping:
    """The child's tree with everything it leaves unsaid taken from its parent; stages in the order of the path."""
    pair = child.get("parent")
    line, column = (pair.key.line, pair.key.column) if pair else (child.line, child.column)
    pairs = [
        Pair(p.key, _laid(found.value if (found := parent.get(p.key.text)) else None, p.value, line, column))
        for p in child.pairs
    ]
    pairs += [
        _moved_pair(p, line, column)
        for p in parent.pairs
        if p.key.text not in _NOT_INHERITED and child.get(p.key.text) is None
    ]
    return Mapping(tuple(_in_order(p) for p in pairs), child.line, child.column)


def _in_order(pair: Pair) -> Pair:
    if pair.key.text != "stages" or not isinstance(pair.value, Sequence):
        return pair
    kinds = [_name_of(item, "kind") for item in pair.value.items]
    if not all(kind in STAGE_ORDER for kind in kinds):
        return pair
    ordered = sorted(pair.value.items, key=lambda item: STAGE_ORDER.index(_name_of(item, "kind")))
    return Pair(pair.key, replace(pair.value, items=tuple(ordered)))


def _laid(below: Node | None, above: Node, line: int, column: int) -> Node:
    """The upper value, completed by the lower one where both are maps, or lists of items with names."""
    if isinstance(below, Mapping) and isinstance(above, Mapping):
        own = [
            Pair(p.key, _laid(q.value if (q := below.get(p.key.text)) else None, p.value, line, column))
            for p in above.pairs
        ]
        by_name = {p.key.text: p for p in own}
        kept = [
            by_name.pop(p.key.text) if p.key.text in by_name else _moved_pair(p, line, column)
            for p in below.pairs
        ]
        return Mapping((*kept, *by_name.values()), above.line, above.column)
    if isinstance(below, Sequence) and isinstance(above, Sequence) and (pairs := _matched(below, above)):
        return replace(above, items=tuple(_either(b, a, line, column) for b, a in pairs))
    return above


def _either(below: Node | None, above: Node | None, line: int, column: int) -> Node:
    if above is None:
        assert below is not None
        return _moved(below, line, column)
    return _laid(below, above, line, column)


def _matched(below: Sequence, above: Sequence) -> list[tuple[Node | None, Node | None]]:
    """Items of two lists side by side: by their name, else by their place where both have as many; [] where neither fits."""
    key = _naming(below, above)
    if key is None:
        fits = len(below.items) == len(above.items) and all(
            isinstance(item, Mapping) for item in (*below.items, *above.items)
        )
        return list(zip(below.items, above.items, strict=True)) if fits else []
    mine = {_name_of(item, key): item for item in above.items}
    theirs = {_name_of(item, key): item for item in below.items}
    return [(item, mine.get(name)) for name, item in theirs.items()] + [
        (None, item) for name, item in mine.items() if name not in theirs
    ]


def _naming(*lists: Sequence) -> str | None:
    items = [item for one in lists for item in one.items]
    for key in NAMES:
        if items and all(_name_of(item, key) for item in items):
            names = [[_name_of(item, key) for item in one.items] for one in lists]
            return key if all(len(set(one)) == len(one) for one in names) else None
    return None


def _name_of(item: Node, key: str) -> str:
    pair = item.get(key) if isinstance(item, Mapping) else None
    return pair.value.text if pair and isinstance(pair.value, Scalar) else ""


def _moved(node: Node, line: int, column: int) -> Node:
    if isinstance(node, Mapping):
        return Mapping(tuple(_moved_pair(p, line, column) for p in node.pairs), line, column)
    if isinstance(node, Sequence):
        return Sequence(tuple(_moved(item, line, column) for item in node.items), line, column)
    return replace(node, line=line, column=column)


def _moved_pair(pair: Pair, line: int, column: int) -> Pair:
    return Pair(replace(pair.key, line=line, column=column), _moved(pair.value, line, column))


def own_nodes(child: Mapping, parent: Mapping) -> Iterator[Own]:
    """Everything the child says that differs from its parent, its own keys left out."""
    for pair in child.pairs:
        if pair.key.text not in OWN_KEYS:
            below = parent.get(pair.key.text)
            yield from _differing(below.value if below else None, pair.value, (pair.key.text,))


def _differing(below: Node | None, above: Node, place: tuple[str, ...]) -> Iterator[Own]:
    if isinstance(below, Mapping) and isinstance(above, Mapping):
        for pair in above.pairs:
            found = below.get(pair.key.text)
            yield from _differing(found.value if found else None, pair.value, (*place, pair.key.text))
        return
    if isinstance(below, Sequence) and isinstance(above, Sequence) and (pairs := _matched(below, above)):
        key = _naming(below, above)
        for was, now in pairs:
            if now is not None:
                yield from _differing(was, now, (*place, _name_of(now, key)) if key else place)
        return
    if below is None or not _same(below, above):
        yield Own(place[1:] if place[0] == "stages" and len(place) > 2 else place, below, above)


def _same(one: Node, other: Node) -> bool:
    if isinstance(one, Scalar) and isinstance(other, Scalar):
        return one.text == other.text
    if isinstance(one, Sequence) and isinstance(other, Sequence):
        return len(one.items) == len(other.items) and all(map(_same, one.items, other.items))
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        mine, theirs = one.by_key, other.by_key
        return list(mine) == list(theirs) and all(_same(mine[k].value, theirs[k].value) for k in mine)
    return False


def outside(own: Own, rules: tuple[ChildRule, ...]) -> Fault | None:
    """What is wrong with one thing the child says itself; None inside the bounds. The path is the place."""
    nearest: Fault | None = None
    for rule in rules:
        steps = tuple(rule.key.split("."))
        if rule.may == "set" and fits(steps, own.place[: len(steps)]):
            return None
        if rule.may == "add" and fits(steps, own.place[:-1]) and own.before is None:
            return None
        if rule.may == "between" and fits(steps, own.place):
            nearest = _between(own, rule)
            if nearest is None:
                return None
        if rule.may == "not_slower" and fits(steps, own.place[: len(steps)]):
            nearest = _not_slower(own, len(steps))
            if nearest is None:
                return None
    if nearest is not None:
        return nearest
    allowed = ", ".join(dict.fromkeys(rule.key for rule in rules)) or "–"
    return Fault("scheme.child_not_allowed", own.place, {"key": ".".join(own.place), "allowed": allowed})


def fits(steps: tuple[str, ...], place: tuple[str, ...]) -> bool:
    """Whether a key, split at its dots, names the place; `*` stands for any one name."""
    return len(steps) == len(place) and all(s in ("*", p) for s, p in zip(steps, place, strict=True))


def bounds(rule: ChildRule) -> dict[str, str]:
    """Facts `low` and `high` of a rule; a dash where a side is open."""
    sides = {"low": rule.low, "high": rule.high}
    return {name: "–" if side is None else decimal_text(side) for name, side in sides.items()}


def _between(own: Own, rule: ChildRule) -> Fault | None:
    said = own.after.text if isinstance(own.after, Scalar) else ""
    facts = {"key": ".".join(own.place), "value": said, **bounds(rule)}
    try:
        value = Decimal(said)
    except InvalidOperation:
        return Fault("scheme.child_out_of_bounds", own.place, facts)
    low, high = rule.low, rule.high
    fits = (low is None or value >= low) and (high is None or value <= high)
    return None if fits else Fault("scheme.child_out_of_bounds", own.place, facts)


def _not_slower(own: Own, depth: int) -> Fault | None:
    """Only `every` says how often; when in its period something is due is the child's own affair."""
    if own.place[depth:] != ("every",):
        return (
            None
            if own.place[depth:]
            else Fault(
                "scheme.child_not_allowed", own.place, {"key": ".".join(own.place), "allowed": "every, due"}
            )
        )
    was, now = (n.text if isinstance(n, Scalar) else "" for n in (own.before or own.after, own.after))
    if was in _OFTEN and now in _OFTEN and _OFTEN.index(now) > _OFTEN.index(was):
        facts = {"key": ".".join(own.place), "value": now, "parent": was}
        return Fault("scheme.child_slower", own.place, facts)
    return None


def own_changes(parent: Scheme, child: Scheme) -> tuple[Change, ...]:
    """What a child says otherwise, value by value in the notation of `compare`; its name, place and document left out."""
    skipped = (*OWN_KEYS, "children")
    return tuple(c for c in compare(parent, child) if c.place.replace("[", ".").split(".")[0] not in skipped)


def keys_of_plain(value: object, path: Path = ()) -> Iterator[tuple[tuple[str, ...], object]]:
    """Every place of an expanded scheme with its value, stages and named items by name, for holding `children` keys against."""
    steps = tuple(str(s) for s in path)
    yield steps[1:] if steps[:1] == ("stages",) and len(steps) > 2 else steps, value
    if isinstance(value, dict):
        for key, item in value.items():
            yield from keys_of_plain(item, (*path, key))
    elif isinstance(value, list) and all(isinstance(item, dict) for item in value):
        key = next((k for k in NAMES if value and all(isinstance(item.get(k), str) for item in value)), None)
        for item in value:
            yield from keys_of_plain(item, (*path, item[key]) if key else path)
